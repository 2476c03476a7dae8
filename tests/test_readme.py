"""What the README shows is what comes out."""

import re
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
import romanbib

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def quoted_after(heading: str) -> str:
    block = README.split(heading, 1)[1].split("\n\n", 2)[1]
    return " ".join(line.removeprefix("> ") for line in block.splitlines())


def test_before_and_after():
    before, after = quoted_after("**Before**"), quoted_after("**After**")
    assert romanbib.normalize(before, profile="paper").output == after


def test_every_scheme_is_listed():
    listed = {
        (name, scheme)
        for name, schemes in re.findall(r"^\| ([A-Z][a-z]+) \| ((?:`[^`]+` ?)+)\|$", README, re.MULTILINE)
        for scheme in re.findall("`([^`]+)`", schemes)
    }
    languages = {"ru": "Russian", "uk": "Ukrainian", "be": "Belarusian", "bg": "Bulgarian", "sr": "Serbian"}
    languages |= {"mk": "Macedonian", "fa": "Persian"}
    assert listed == {(languages[table.language], table.id) for table in romanbib.schemes()}


def test_every_profile_is_shown():
    for profile in romanbib.profiles():
        assert f"| `{profile.id}` |" in README


@pytest.mark.parametrize(
    ("arguments", "output"),
    [
        (["--language", "ru", "Щука и США"], "Shchuka i SShA"),
        (["--language", "ru", "--scheme", "iso-9", "--reverse", "Ŝuka"], "Щука"),
    ],
)
def test_the_commands_give_what_is_said(arguments, output):
    assert f"# {output}" in README
    command = [sys.executable, "-c", "from romanbib.cli import main; main()", "transliterate", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout == output + "\n"


def test_persian_with_its_vowels():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert romanbib.transliterate("سیاسَتِ خارِجی", language="fa") == "siyāsat-i khārijī"
    assert "`siyāsat-i khārijī`" in README


def test_persian_without_its_vowels():
    before = "روسیه و نظم در حال تغییر بین‌المللی؛ رویکرد و عملکرد"
    after = romanbib.transliterate(before, language="fa", scheme="iranian-studies", kind="title")
    assert f"> {before}\n\n> {after}\n" in README
    assert romanbib.transliterate("سیاست خارجی", language="fa", scheme="iranian-studies") == "siyāsat-e khāreji"


def test_the_page_opens_with_the_papers_list():
    example = ROOT / "rules" / "examples" / "paper.txt"
    assert example.read_text(encoding="utf-8") == (ROOT / "tests/paper/references.txt").read_text(encoding="utf-8")
