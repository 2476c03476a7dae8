"""A MARC record made from an item: what stands in it, its originals in 880, and what other programs make of it."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from typing import Any

import pymarc
import pytest
import romanbib
from hypothesis import given, settings
from hypothesis import strategies as st
from marc_records import fields_of

ARTICLE = {
    "id": "a1",
    "type": "article-journal",
    "title": "Внешняя политика: очерк",
    "author": [{"family": "Косов", "given": "А. П."}, {"literal": "МГУ"}],
    "editor": [{"family": "Smith", "given": "John", "suffix": "Jr."}],
    "container-title": "Вестник МГУ",
    "volume": "5",
    "issue": "3",
    "page": "12-25",
    "issued": {"date-parts": [[2020, 5]]},
    "DOI": "10.1/x",
    "ISSN": "1234-5678",
    "language": "ru",
    "note": "Первое\nSecond",
    "keyword": "peace; war",
}
BOOK = {
    "id": "b1",
    "type": "book",
    "title": "سیاست خارجی",
    "author": [{"family": "نوری", "given": "علی"}],
    "publisher": "نشر نی",
    "publisher-place": "تهران",
    "ISBN": "9789643120001 9789643120002",
    "edition": "2",
    "number-of-pages": "320",
    "collection-title": "Series",
    "collection-number": "3",
    "issued": {"date-parts": [[2019], [2020]]},
    "language": "fa",
    "URL": "https://example.org/?a=1&b=2",
}
YAZ = shutil.which("yaz-marcdump")


def composed(*items: dict[str, Any], to: str = "marc") -> Any:
    return romanbib.normalize(json.dumps(items), from_format="csl-json", to_format=to)


def fields(item: dict[str, Any]) -> list[str]:
    return [re.sub(r"^(008) \d{6}", r"\1 ------", one) for one in fields_of(composed(item).output)]


def test_an_article() -> None:
    assert fields(ARTICLE) == [
        "001 a1",
        "008 ------e202005  xx |||||||||||||||||rus d",
        "024 7 $a10.1/x$2doi",
        "100 1 $6880-01$aKosov, A. P.$4aut",
        "245 10$6880-02$aVneshni͡ai͡a politika :$bocherk /$cA. P. Kosov, MGU.",
        "336   $atext$btxt$2rdacontent",
        "337   $aunmediated$bn$2rdamedia",
        "338   $avolume$bnc$2rdacarrier",
        "500   $aПервое",
        "500   $aSecond",
        "653   $apeace",
        "653   $awar",
        "700 1 $aSmith, John,$cJr.$4edt",
        "710 2 $6880-03$aMGU$4aut",
        "773 0 $6880-04$tVestnik MGU$gVol. 5, no. 3 (2020), p. 12-25$x1234-5678",
        "880 1 $6100-01/(N$aКосов, А. П.$4aut",
        "880 10$6245-02/(N$aВнешняя политика :$bочерк /$cА. П. Косов, МГУ.",
        "880 2 $6710-03/(N$aМГУ$4aut",
        "880 0 $6773-04/(N$tВестник МГУ$gVol. 5, no. 3 (2020), p. 12-25$x1234-5678",
    ]


def test_a_book() -> None:
    found = fields(BOOK)
    assert "008 ------m20192020xx |||||||||||||||||per d" in found
    assert [one for one in found if one.startswith("020")] == ["020   $a9789643120001", "020   $a9789643120002"]
    assert "264  1$6880-03$aTihrān :$bNashr-i nay,$c2019-2020." in found
    assert "300   $a320 pages" in found
    assert "490 0 $aSeries ;$v3" in found
    assert "856 40$uhttps://example.org/?a=1&b=2" in found
    assert "880 1 $6100-01/(3/r$aنوری، علی$4aut" in found


def test_articles_of_english_titles_are_not_filed() -> None:
    assert "245 04$aThe Peace." in fields({"type": "book", "title": "The Peace", "language": "en"})
    assert "245 00$aThe Peace." in fields({"type": "book", "title": "The Peace"})


def test_a_known_original_title_goes_to_880() -> None:
    found = fields({"type": "book", "title": "Mir", "original-title": "Мир"})
    assert found[-1] == "880 00$6245-01/(N$aМир."


@pytest.mark.parametrize("target", ["marc", "marcxml"])
def test_there_and_back(target: str) -> None:
    there = composed(ARTICLE, BOOK, to=target).output
    back = json.loads(romanbib.normalize(there, from_format=target, to_format="csl-json").output)
    for one, before in zip(back, (ARTICLE, BOOK), strict=True):
        same = before.keys() - {"title", "author", "editor", "container-title", "publisher", "publisher-place", "note"}
        assert {variable: one[variable] for variable in same} == {variable: before[variable] for variable in same}
    assert back[0]["editor"] == [{"family": "Smith", "given": "John"}]
    assert back[0]["original-title"] == ARTICLE["title"]
    assert back[0]["container-title"] == "Vestnik MGU"
    assert back[1]["publisher"] == "Nashr-i nay"
    assert back[1]["original-author"] == BOOK["author"]


@pytest.mark.parametrize("target", ["marc", "marcxml"])
def test_what_was_composed_needs_no_more_change(target: str) -> None:
    there = composed({**ARTICLE, "note": ""}, BOOK, to=target).output
    again = romanbib.normalize(there, from_format=target)
    assert again.output == there
    assert again.changes == []


def test_what_marc_cannot_hold_is_reported() -> None:
    item = {
        "type": "report",
        "title": "Mir",
        "volume": "2",
        "accessed": {"date-parts": [[2020]]},
        "scale": "1:5",
        "author": "x",
    }
    messages = [one["message"] for one in composed(item).warnings]
    for variable in ("accessed", "scale", "volume", "author"):
        assert f"{variable} cannot be held by MARC; left out" in messages
    assert any(message.startswith("type report") for message in messages)


def test_a_record_beyond_iso_2709_is_reported_and_left_out() -> None:
    result = composed({"type": "book", "title": "x" * 10_000})
    assert result.output == b""
    assert any("convert it to MARCXML" in one["message"] for one in result.warnings)


def test_pymarc_finds_the_same_entry() -> None:
    (record,) = list(pymarc.MARCReader(composed(ARTICLE).output))
    assert record.title == "Vneshni͡ai͡a politika : ocherk /"
    assert record.get("100").get("a") == "Kosov, A. P."
    assert record.get_linked_fields(record.get("245"))[0].get("a") == "Внешняя политика :"
    (same,) = pymarc.parse_xml_to_array(io.StringIO(composed(ARTICLE, to="marcxml").output))
    assert [str(one) for one in same.fields] == [str(one) for one in record.fields]


@pytest.mark.skipif(not YAZ, reason="yaz is not installed")
@pytest.mark.parametrize("target", ["marc", "marcxml"])
def test_yaz_has_nothing_to_complain_of(target: str) -> None:
    data = composed(ARTICLE, BOOK, to=target).output
    data = data if isinstance(data, bytes) else data.encode()
    done = subprocess.run(
        [str(YAZ), "-i", target, "-o", "line", "/dev/stdin"], input=data, capture_output=True, timeout=20, check=True
    )
    assert done.stderr == b""
    assert "$t Vestnik MGU" in done.stdout.decode()


TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=12)
VALUE = st.one_of(TEXT, st.integers(), st.none(), st.lists(TEXT, max_size=2), st.dictionaries(TEXT, TEXT, max_size=2))
NAME = st.dictionaries(st.sampled_from(["family", "given", "literal", "suffix"]), VALUE, max_size=3)
ITEMS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(
            ["title", "container-title", "publisher", "page", "ISBN", "note", "keyword", "id", "type"], VALUE
        ),
        "language": VALUE,
        "issued": VALUE,
        "author": st.one_of(VALUE, st.lists(NAME, max_size=2)),
    },
)


@settings(max_examples=50, deadline=None)
@given(ITEMS)
def test_any_item_makes_a_valid_record(item: dict[str, Any]) -> None:
    data = composed(item).output
    if data:
        fields_of(data)
    xml = composed(item, to="marcxml").output
    assert len(pymarc.parse_xml_to_array(io.StringIO(xml))) == bool(item)
