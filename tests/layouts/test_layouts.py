"""How an entry is written by a layout: pieces, names, words, punctuation where two marks meet."""

import msgspec
import pytest
from romanbib.errors import RuleTableError
from romanbib.layouts import Layout, write
from romanbib.layouts.layout import compiled
from romanbib.layouts.names import style, written
from romanbib.layouts.words import words_of

IVANOV = {"family": "Ivanov", "given": "Ivan Petrovich"}


def layout(pieces, **keys):
    return msgspec.convert({"works": {"default": pieces}, **keys}, Layout)


def text(pieces, item, **keys):
    return write(item, layout(pieces, **keys)).text


@pytest.mark.parametrize(
    ("example", "name"),
    [
        ("Ivanov, Ivan Petrovich", "Petrov, Sergei Ilich"),
        ("Ivanov, I. P.", "Petrov, S. I."),
        ("Ivanov I.P.", "Petrov S.I."),
        ("Ivanov IP", "Petrov SI"),
        ("I. P. Ivanov", "S. I. Petrov"),
        ("Ivan Petrovich Ivanov", "Sergei Ilich Petrov"),
    ],
)
def test_names_are_written_as_the_example_is(example, name):
    assert written({"family": "Petrov", "given": "Sergei Ilich"}, style(example)) == name


@pytest.mark.parametrize(
    ("given", "initials"),
    [
        ("Yu. M.", "Yu.M."),  # an initial that romanizes to two letters stays one
        ("I͡U. M.", "I͡U.M."),
        ("I͡Uriĭ", "I͡U."),  # tied letters are one
        ("SD", "S.D."),
        ("Jean-Paul", "J.-P."),
        ("ʿAbd al-Ḥusayn", "A.Ḥ."),
        ("P. Yu", "P.Yu."),
        ("M.S", "M.S."),
    ],
)
def test_initials(given, initials):
    assert written({"family": "X", "given": given}, style("Ivanov I.P.")) == f"X {initials}"


def test_a_piece_vanishes_with_its_marks():
    pieces = ["{author}. ", "{title}", ", @vol {volume}", ", @page {pages}", "."]
    assert text(pieces, {"title": "T", "page": "3"}) == "T, p. 3."
    assert text(pieces, {"title": "T", "page": "3-5", "volume": 2}) == "T, vol. 2, pp. 3-5."


def test_of_a_list_the_first_complete_one_is_written():
    pieces = [["“{title}” [{translation}]. ", "“{title}.” "]]
    assert text(pieces, {"title": "T"}) == "“T.”"
    assert text(pieces, {"title": "T", "title-translation": "U"}) == "“T” [U]."


@pytest.mark.parametrize(
    ("title", "output"),
    [("Who?", "“Who?” J."), ("Etc.", "“Etc.” J."), ("Plain", "“Plain.” J."), ("A «B» c", "“A ‘B’ c.” J.")],
)
def test_marks_do_not_meet(title, output):
    assert text(["“{title}.” ", "{container}."], {"title": title, "container-title": "J"}, quotes="‘’") == output


def test_several_names():
    names = {"first": "Ivanov, Ivan Petrovich", "others": "Ivan Petrovich Ivanov", "last": ", @and ", "most": 3}
    two, five = [IVANOV] * 2, [IVANOV] * 5
    assert text(["{author}"], {"author": two}, names=names) == "Ivanov, Ivan Petrovich, and Ivan Petrovich Ivanov"
    assert text(["{author}"], {"author": five}, names=names) == "Ivanov, Ivan Petrovich, et al."
    assert text(["{editor:natural}"], {"editor": two}, names={**names, "natural": "I. P. Ivanov"}) == (
        "I. P. Ivanov and I. P. Ivanov"
    )


def test_names_left_out_in_the_entry_are_said_to_be():
    assert text(["{author}."], {"author": [IVANOV, {"literal": "и др."}]}) == "Ivanov, I. P., et al."


def test_an_institution_stands_as_it_is():
    assert text(["{author}. ", "{title}"], {"author": [{"literal": "NATO"}], "title": "T"}) == "NATO. T"


def test_words_are_those_of_the_target_language():
    item = {"title": "T", "page": "3-5", "editor": [IVANOV]}
    pieces = ["{title}", ", @edited-by {editor:natural}", ", @page {pages}"]
    assert text(pieces, item, language="de") == "T, hg. von I. P. Ivanov, S. 3-5"
    assert text(pieces, item, language="fr") == "T, éd. par I. P. Ivanov, p. 3-5"


def test_what_the_layout_has_no_place_for_is_not_lost():
    done = write({"title": "T", "publisher": "P"}, layout(["{title}. "]))
    assert done.text == "T. P."
    assert done.added == ("publisher",)
    assert write({"title": "T", "publisher": "P"}, layout(["{title}."], **{"leaves-out": ["publisher"]})).text == "T."


def test_days_are_written_as_the_example_is():
    item = {"title": "T", "accessed": {"date-parts": [[2023, 6, 9]]}}
    for example, day in [
        ("23 May 2023", "9 June 2023"),
        ("May 23, 2023", "June 9, 2023"),
        ("23.05.2023", "09.06.2023"),
        ("2023 May 23", "2023 June 9"),
    ]:
        assert text(["{title} ", "({accessed})"], item, dates=example) == f"T ({day})"
    for raw in ("09.06.2023", "9 июня 2023 г.", "June 9, 2023", "2023 Jun 9", "2023-06-09"):
        assert text(["({accessed})"], {"accessed": {"raw": raw}}) == "(9 June 2023)"


@pytest.mark.parametrize(
    ("said", "output"),
    [
        ("автореф. дис. ... канд. ист. наук", "Cand. hist. sci. diss. abstract"),
        ("дис. … д-ра филол. наук", "Dr. philol. sci. diss."),
        ("учебное пособие", "study guide"),
        ("испр. и доп.", "rev., enl."),
        ("нечто неслыханное", ""),
    ],
)
def test_bibliographic_words_are_said_in_english(said, output):
    assert words_of("en").said(said) == output


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"works": {"default": ["{titel}"]}}, "layout.works.default: '{titel}': {titel} is no variable"),
        ({"works": {"default": ["@volume {title}"]}}, "@volume is no word"),
        ({"works": {"default": ["{title"]}}, "{ has no partner"),
        ({"works": {"default": ["{title:natural}"]}}, "only names"),
        ({"works": {"default": ["+nowhere"]}}, "no such part under layout.parts"),
        ({"works": {"default": ["+a"]}, "parts": {"a": ["+a"]}}, "in a circle"),
        ({"works": {"book": ["{title}"]}}, "default is missing"),
        ({"works": {"default": []}, "names": {"first": "Ivanoff I"}}, "no way to write Ivan Petrovich Ivanov"),
        ({"works": {"default": []}, "names": {"last": "@und "}}, "@und is no word"),
        ({"works": {"default": []}, "dates": "1.1."}, "no way to write a day"),
        ({"works": {"default": []}, "language": "tlh"}, "no words to print"),
        ({"works": {"default": []}, "leaves-out": ["colour"]}, "'colour' is no variable"),
        ({"works": {"default": []}, "quotes": "«"}, "not two marks"),
        ({"works": {"default": []}, "confidence": 7}, "not between 0 and 1"),
    ],
)
def test_a_mistake_is_named_in_a_line(keys, message):
    with pytest.raises(RuleTableError) as refused:
        compiled(msgspec.convert(keys, Layout))
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


def test_hostile_names_and_titles_take_no_time():
    item = {"author": [{"family": "A", "given": "А." * 5000}], "title": "«" * 20000 + ": " * 5000}
    assert text(["{author}. ", "{title}"], item)


def test_a_publisher_without_a_place_in_the_layout_is_added_once():
    item = {"title": "A", "publisher": "Binā", "romanized-publisher": "Bi-nā"}
    assert text(["{title}."], item) == "A. Binā."
