"""Which encoding a file is in."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from romanbib.errors import InputError
from romanbib.text.encodings import decoded, sniff

RUSSIAN = "Иванов И. И. Отношения России с Западом // Мировая экономика. – 2020. – № 3. – С. 12–25.\n"
PERSIAN = "نوري، علیرضا (1398). سياست خارجي ايران، فصلنامه مطالعات جهان\n".replace("ی", "ي")


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (RUSSIAN.replace("–", "-").replace("№", "N"), "koi8-r"),
        (RUSSIAN, "windows-1251"),
        (PERSIAN, "windows-1256"),
        (RUSSIAN, "utf-8"),
        (PERSIAN, "utf-8"),
        (RUSSIAN, "utf-16-le"),
        ("Plain English, and nothing else.", "utf-8"),
        ("", "utf-8"),
    ],
)
def test_text_as_libraries_have_it(text: str, codec: str) -> None:
    assert sniff(text.encode(codec)).codec == codec


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_says_it(codec: str) -> None:
    assert sniff(("\ufeff" + "x").encode(codec)).codec == codec


def test_a_letter_cut_by_the_end_of_the_head() -> None:
    from romanbib.text import encodings

    head = ("a" + "я" * encodings.HEAD).encode()[: encodings.HEAD]
    assert sniff(head).codec == "utf-8"


@pytest.mark.parametrize("data", [bytes(range(128, 256)) * 4, b"ok\n\xff\xfe", b"\xc0\x80"])
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(InputError, match="not UTF-8"):
        sniff(data)


@given(st.text(alphabet=st.characters(exclude_characters="\0", codec="utf-8")), st.integers(1, 7))
def test_blocks_of_any_size(text: str, size: int) -> None:
    data = text.encode()
    blocks = [data[place : place + size] for place in range(0, len(data), size)]
    assert "".join(decoded(blocks, "utf-8")) == text


def test_a_fault_further_down_is_named_by_its_line() -> None:
    with pytest.raises(InputError, match=r"f\.txt, line 3, byte 5: not UTF-8"):
        list(decoded([b"a\nb\n", b"c\xff"], "utf-8", "f.txt"))


def test_a_mark_stays_in_the_text() -> None:
    assert "".join(decoded([codecs.BOM_UTF8 + b"x"], "utf-8")) == "\ufeffx"
