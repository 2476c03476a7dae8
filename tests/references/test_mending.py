"""What entries suffer in the wild: what is mended, what is only reported, what is never touched."""

import pytest
import romanbib

ALL = {"homoglyphs", "addresses", "dois", "quotes", "spaces", "punctuation", "ranges"}


def normalized(entry, **wishes):
    return romanbib.normalize(entry, from_format="text", **wishes)


MENDED = [
    ("quotes", '“Title one". 2020', "“Title one”. 2020"),
    ("quotes", '"Title one”. 2020', "“Title one”. 2020"),
    ("quotes", '«Echo". 2020', "«Echo». 2020"),
    ("spaces", "Too  many   blanks", "Too many blanks"),
    ("addresses", "URL: https://x.org/ path/page.html", "URL: https://x.org/path/page.html"),
    ("addresses", "https:// www.x.ru/a", "https://www.x.ru/a"),
    ("addresses", "http://x.ru/index.php?id= 12&b=3", "http://x.ru/index.php?id=12&b=3"),
    ("addresses", "http://x.ru/a-long- name/page.html. 2020", "http://x.ru/a-long-name/page.html. 2020"),
    ("dois", "<DOI: 10.24833/ 2071-8160-2020-1-70>", "<DOI:10.24833/2071-8160-2020-1-70>"),
    ("dois", "<DOI:10.24833/2071-8160 >", "<DOI:10.24833/2071-8160>"),
    ("dois", "DOI:10.24833/2071- 8160-2020", "DOI:10.24833/2071-8160-2020"),
    ("punctuation", "pp. 195–231, .", "pp. 195–231."),
    ("punctuation", "Name, , Title", "Name, Title"),
    ("ranges", "The years 2024-2018 were hard", "The years 2018-2024 were hard"),
    ("ranges", "2024–2018.", "2018–2024."),
    ("ranges", "pp. 231–195.", "pp. 195–231."),
    ("homoglyphs", "Pоссия", "Rossii͡a"),  # a Latin P,
]


@pytest.mark.parametrize(("kind", "entry", "expected"), MENDED)
def test_a_repair_mends_and_says_so(kind, entry, expected):
    result = normalized(entry, language="ru")
    assert result.output == expected
    assert f"repair: {kind}" in " ".join(one["rule"] for one in result.changes)


@pytest.mark.parametrize(("kind", "entry", "expected"), [one for one in MENDED if one[0] != "homoglyphs"])
def test_each_repair_can_be_had_alone_or_be_left_out(kind, entry, expected):
    assert normalized(entry, repairs=[kind]).output == expected
    assert normalized(entry, repairs=sorted(ALL - {kind})).output == entry
    assert normalized(entry, repairs=[]).output == entry


@pytest.mark.parametrize(("kind", "entry", "expected"), MENDED)
def test_what_is_mended_needs_no_mending(kind, entry, expected):
    assert not [one for one in normalized(expected).changes if one["rule"].startswith("repair")]


@pytest.mark.parametrize(
    "entry",
    [
        "“Title one. 2020",
        "«Title «inner» outer. 2020",
        "Title one”. 2020",
        "pp. 36–7",
        "P. 36-7.",
        "Title (2020",
        "Title 2020). End",
    ],
)
def test_what_cannot_be_mended_with_certainty_is_only_reported(entry):
    result = normalized(entry)
    assert result.output == entry
    assert result.changes == []
    assert result.warnings


def test_a_report_names_the_place():
    (warning,) = normalized("Title “one. 2020").warnings
    assert (warning["record"], warning["field"], warning["start"], warning["end"]) == ("line 1", "entry", 6, 7)


@pytest.mark.parametrize(
    "entry",
    [
        "See https://a.org/page. Accessed 5 May 2020.",
        "https://a.ru/b. 2020",
        "http://x.ru/ and more",
        "https://x.org/y. DOI:10.1/2",
        "https://x.org/y. https://z.org/w",
        "https://x.org/y, 12–15.",
        "http://x.ru/a/ (accessed 5 May)",
        "Available at: https://x.org/y. Vol. 5, no. 3.",
        "https://x.org/y. see p. 5/6.",
        "https://x.org/y. e.g. the other/both",
        "See http://x.ru/a-b and/or c/d",
        "www.x.org. The next sentence.",
        "https://x.org/a-b. Smith, J. Another entry/title",
        "DOI:10.1000/abc. Vol. 5",
        "DOI: 10.1000/abc 2020",
        "doi: 10.1/2 and text",
        "https://doi.org/10.1000/182. Retrieved 5 May",
        "https://x.org/?q=1 — Title",
        "<https://x.org/y> and more",
    ],
)
def test_sentences_behind_an_address_are_not_swallowed(entry):
    assert normalized(entry).output == entry


@pytest.mark.parametrize(
    "entry",
    [
        "ISSN 2071-1060",
        "ISSN: 9071-1060",
        "eISSN 2024-2018",
        "e-ISSN 2024-2018",
        "ISBN 5-02-012345-6",
        "ISBN 978-5-02-012345-6",
        "2024-05-12",
        "12-05-2024",
        "tel. 8-800-555-35-35",
        "tel. +7 (495) 229-38-19",
        "Phone 555-123",
        "version 3-2",
        "v. 3.2-1.5",
        "Boeing 747-400",
        "doi:10.1000/2024-2018",
        "https://doi.org/10.1000/2024-2018",
        "https://a.ru/2024-2018/x",
        "ISO 9-1995",
        "ORCID 0000-0003-1825-0097",
        "the score was 5-3",
        "2018–2024",
        "pp. 195–231",
        "pp. 99–101",
    ],
)
def test_numbers_that_are_no_turned_ranges_are_never_touched(entry):
    assert normalized(entry).output == entry


@pytest.mark.parametrize(
    "entry",
    [
        "“Text „inner“ text”",
        '"One" and "two"',
        "«Title «inner» outer»",
        "„German“ and „Polish”",
        "“A” and “B”",
        "He said (“well”)",
        "“Rock ’n’ roll”",
        "Title… and so on",
        "A. B. C.",
        "et al., 2020",
        "[1] Ref (a [b] c)",
        "a,b;c",
    ],
)
def test_sound_signs_are_left_and_not_reported(entry):
    result = normalized(entry)
    assert result.output == entry
    assert result.warnings == []


def test_fields_of_an_item_are_mended_by_their_kind():
    item = {"page": "231-195", "DOI": "10.1000/ 123", "URL": "https://a.ru/ b.html", "title": 'Too  many “quotes"'}
    assert romanbib.normalize(item).output == {
        "page": "195-231",
        "DOI": "10.1000/123",
        "URL": "https://a.ru/b.html",
        "title": "Too many “quotes”",
    }


def test_numbers_of_an_item_are_left():
    item = {"ISSN": "2024-2018", "ISBN": "9-8", "volume": "5-4", "issue": "12-11", "issued": {"raw": "2024-2018"}}
    assert romanbib.normalize(item).output == item


def test_an_unknown_repair_is_refused_by_name():
    with pytest.raises(romanbib.RomanbibError, match=r"'polish'.*quotes"):
        normalized("x", repairs=["polish"])
