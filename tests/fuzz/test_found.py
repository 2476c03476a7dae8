"""What fuzzing has found, and the same promises on what hypothesis thinks of."""

from __future__ import annotations

import pytest
import romanbib
from hypothesis import given, settings
from hypothesis import strategies as st

from .targets import TARGETS

# Where a round of fuzzing is a matter of microseconds; the others have tests of this kind in their own folders.
QUICK = ("bibtex", "ris", "csl-json", "endnote-xml", "marcxml", "marc", "csv", "parse", "split", "overrides")
FOUND = [
    ("bibtex", '@book{key, author = {о\u0482ой}, title = "Ми "}'),  # a sign of Cyrillic that is no letter: no end
    ("text", "Мир \u0482зроа года. М., 1869."),
    (
        "csv",
        '\x01\x00\ufeffle;"iTTitle;Authle;Author\n\u041c\ufffd@\u0440;\ufffdotr\ufffd\u041c;\ufffd\n\ufffd\ufffd\u041a\u043e\u0441\u043el\u0432\n',
    ),  # a line end behind quotes of the header
    (
        "parse",
        "[3][3] \ufffd\u0441\u0442. / \u043f\u043e\u0434 \u0440\u0435\u0434.((\ufffd. I \ufffd\u0441\u0442\u043e\u0439 \u041b. I.",  # noqa: E501
    ),
]


@pytest.mark.parametrize(("target", "text"), FOUND)
def test_found(target, text):
    TARGETS[target].run(text.encode())


def test_a_zip_file_with_nothing_in_it():
    TARGETS["docx"].run(b"PK\5\6" + bytes(18))


@pytest.mark.parametrize("opening", ["<!--", "<![CDATA[", "<?a ", "<a>", "&#x"])
@pytest.mark.parametrize("name", ["endnote-xml", "marcxml"])
def test_many_openings_and_no_end(name, opening):
    """Each was looked for to the end of the record: a minute of work on 400 kB."""
    seed = TARGETS[name].seeds[0].decode()
    TARGETS[name].run(seed.replace("Мир", opening * 100_000).encode())


def test_a_line_that_is_no_reference():
    """It took a hundred times its length of memory."""
    line = "Щи " * 50_000
    done = romanbib.normalize(f"Щи.\n{line}\nКаша.\n", from_format="text")
    assert done.output == f"Shchi.\n{line}\nKasha.\n"
    assert [one["record"] for one in done.warnings] == ["line 2"]


@pytest.mark.parametrize("sign", ["\u0482", "\u0488", "\u0489", "\u2de0", "\ua670", "\ua66f"])
def test_signs_of_cyrillic_that_are_no_letters(sign):
    for text in (sign, f"Мир {sign}зроа", f"м{sign}"):
        assert romanbib.normalize([{"id": "1", "title": text, "author": [{"family": text}]}]).records == 1


@pytest.mark.parametrize("name", TARGETS)
def test_seeds(name):
    """What fuzzing begins with is sound."""
    for seed in TARGETS[name].seeds:
        TARGETS[name].run(seed)


def pieces(name):
    """Inputs made of what the target's inputs are made of."""
    target = TARGETS[name]
    parts = [word.encode() for word in target.words] + [seed[place : place + 9] for seed in target.seeds
                                                        for place in range(0, len(seed), 9)]  # fmt: skip
    return st.lists(st.sampled_from(parts) | st.binary(max_size=3), max_size=40).map(b"".join)


@pytest.mark.parametrize("name", QUICK)
@settings(max_examples=40)
@given(data=st.data())
def test_promises(name, data):
    TARGETS[name].run(data.draw(pieces(name)))
