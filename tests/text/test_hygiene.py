import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from romanbib.text.hygiene import compose, visible, without_invisible, without_stress

MARKED = st.text(alphabet="еиЕИгкйўяae\u0300\u0301\u0302\u0306\u0308 ")


def test_compose() -> None:
    assert compose("и\u0306") == "й"
    assert compose("йогурт") == "йогурт"


@given(st.one_of(st.text(), MARKED))
def test_compose_is_idempotent(text: str) -> None:
    assert compose(compose(text)) == compose(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("за\u0301мок и замо\u0301к", "замок и замок"),
        ("и\u0301\u0306", "й"),  # the stress typed before the breve
        ("г\u0301 к\u0301", "ѓ ќ"),  # Macedonian letters, not stress
        ("ѐ ѝ", "ѐ ѝ"),
        ("café cafe\u0301 q\u0301", "café café q\u0301"),
    ],
)
def test_without_stress(text: str, expected: str) -> None:
    assert without_stress(text) == expected


@given(MARKED)
def test_without_stress_is_idempotent(text: str) -> None:
    assert without_stress(without_stress(text)) == without_stress(text)


def test_without_invisible_keeps_the_joiners() -> None:
    assert without_invisible("\ufeffбиб\u00adлио\u200e\u202b") == "библио"
    assert without_invisible("می\u200cخواهم") == "می\u200cخواهم"


def test_visible() -> None:
    assert visible("a\x00\x1b\x7fb\t\n") == "a␀␛␡b\t\n"
    assert visible("\r\x85\u202e\ud800") == "␍⟨U+0085⟩⟨U+202E⟩⟨U+D800⟩"
    assert visible("Война и мир — می\u200cخواهم") == "Война и мир — می\u200cخواهم"


@given(st.text(alphabet=st.characters(codec=None)))
def test_visible_text_can_be_printed_as_it_is(text: str) -> None:
    shown = visible(text)
    shown.encode()
    assert visible(shown) == shown
    assert all(unicodedata.category(char) != "Cc" for char in shown if char not in "\t\n")
