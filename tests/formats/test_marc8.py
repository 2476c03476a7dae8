"""MARC-8: expected bytes are taken from the code tables of the Library of Congress."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marc_records import build, normalized
from romanbib.formats import marc8

DATA = Path(__file__).parent.parent / "data" / "marc"
BLANK = "00000nam  2200000 i 4500"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Peace", "Peace"),
        (b"caf\xe2e", "café"),
        (b"Vo\xe6ina", "Voĭna"),
        (b"Il\xa7ich", "Ilʹich"),
        (b"\xb0Al\xe5i", "ʻAlī"),
        (b"\xf2h", "ḥ"),
        (b"\xb5degaard \xb1", "ædegaard ł"),
        (b"x&#x0491;", "x&#x0491;"),
    ],
)
def test_latin_letters_go_both_ways(data, text):
    assert marc8.encode(text) == data
    assert marc8.decode(data) == text.replace("&#x0491;", "ґ")


def test_the_halves_of_a_ligature_stand_before_their_letters():
    assert marc8.encode("t\u0361s") == b"\xebt\xecs"
    assert marc8.encode("t\ufe20s\ufe21") == b"\xebt\xecs"
    assert marc8.decode(b"\xebt\xecs") == "t\ufe20s\ufe21"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\x1b(NmIR\x1b(B i", "Мир i"),
        (b"\x1b)N\xed\xc9\xd2\x1b)E", "Мир"),
        (b"\x1b(QF\x1b(B", "і"),
        (b"\x1b(3SGde\x1b(B", "سالم"),
        (b"\x1b(3eQg\x8ec\x1b(B", "مره\u200cك"),
        (b"H\x1bb2\x1bsO", "H₂O"),
        (b"\x1b$1!0!\x1b(B", "一"),
    ],
)
def test_escape_sequences_change_the_set(data, text):
    assert marc8.decode(data) == text


@pytest.mark.parametrize("data", [b"\xff", b"\x1b(Z", b"\x1bx", b"\x1b", b"\x1b(N\x1b$1!", b"\xd0"])
def test_bytes_without_a_meaning_are_refused(data):
    with pytest.raises(ValueError, match="byte"):
        marc8.decode(data)


@given(st.text(alphabet="abcžščéĭāʹʺʻʼẓḥIOёя.,() ґ漢\u0301"))
def test_what_is_encoded_can_be_decoded(text):
    assert unicodedata.normalize("NFD", marc8.decode(marc8.encode(text))) == unicodedata.normalize("NFD", text)


def test_sets_are_named_as_066_names_them():
    assert marc8.sets_used(b"\x1b(N\x1b(B\x1b)Q\x1b$1\x1bs\x1b(N\x1b,3") == ["(N", "(Q", "$1", "(3"]


def test_a_marc8_record_keeps_its_encoding_and_declares_its_sets():
    data = build(b"245 10$a\x1b(NmIR\x1b(B :$bCaf\xe2e.", b"650  0$aA\xe2e", leader=BLANK)
    written = normalized(data)[0]
    assert written[9:10] == b" "
    assert written.split(b"\x1e")[1:-1] == [
        b"  \x1fc(N",
        b"10\x1f6880-01\x1faMir :\x1fbCaf\xe2e.",
        b" 0\x1faA\xe2e",
        b"10\x1f6245-01/(N\x1fa\x1b(NmIR\x1b(B :\x1fbCaf\xe2e.",
    ]


def test_a_set_left_in_force_for_the_next_subfield_is_not_lost():
    data = build(b"245 10$a\x1b(NmIR :$bmIR\x1b(B.", leader=BLANK)
    fields = normalized(data)[0].split(b"\x1e")
    assert fields[2] == b"10\x1f6880-01\x1faMir :\x1fbMir."
    assert fields[3] == b"10\x1f6245-01/(N\x1fa\x1b(NmIR :\x1fb\x1b(NmIR\x1b(B."


def test_the_file_in_marc8_says_the_same_as_the_file_in_utf8():
    utf8, marc8_ = (normalized((DATA / f"cyrillic-{name}.mrc").read_bytes())[1] for name in ("utf8", "marc8"))
    assert [one.item for one in utf8] == [one.item for one in marc8_]
