"""`romanbib transliterate` and `romanbib detect`."""

import pytest


def test_words_of_the_command_line_are_one_line(romanbib):
    done = romanbib("transliterate", "--language", "ru", "Война", "и", "мир")
    assert (done.returncode, done.stdout, done.stderr) == (0, "Voĭna i mir\n", "")


def test_standard_input_goes_line_for_line(romanbib):
    done = romanbib("transliterate", "--language", "ru", stdin="Мир\n\n  Дом \nTitle\nбез конца")
    assert (done.returncode, done.stdout) == (0, "Mir\n\n  Dom \nTitle\nbez kont͡sa\n")


def test_no_input_no_output(romanbib):
    done = romanbib("transliterate", stdin="")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_each_line_has_its_own_language(romanbib):
    done = romanbib("transliterate", stdin="Объём\nЇї\n")
    assert done.stdout == "Obʺëm\nÏï\n"


def test_a_scheme(romanbib):
    assert romanbib("transliterate", "--scheme", "iso-9", "--language", "ru", "Щука").stdout == "Ŝuka\n"


def test_text_that_looks_like_an_option(romanbib):
    assert romanbib("transliterate", "--", "--мир").stdout == "--mir\n"


def test_back_again(romanbib):
    done = romanbib("transliterate", "--reverse", "--language", "ru", "--scheme", "iso-9", "Ŝuka i ëž")
    assert (done.returncode, done.stdout) == (0, "Щука и ёж\n")


def test_back_again_needs_a_language(refused):
    assert "language" in refused("transliterate", "--reverse", "Shchuka")


def test_what_is_ambiguous_is_told_aside(romanbib):
    done = romanbib("transliterate", "--reverse", "--language", "ru", "--scheme", "icao", "Shchuka")
    assert done.returncode == 0
    assert done.stdout.count("\n") == 1
    assert done.stderr.startswith("romanbib: ")


def test_explaining_names_every_word(romanbib):
    done = romanbib("transliterate", "--explain", "--language", "ru", "Война и Title")
    first, *words = done.stdout.splitlines()
    assert first == "Voĭna i Title"
    assert [line.split()[:3] for line in words] == [["Война", "→", "Voĭna"], ["и", "→", "i"], ["Title", "→", "Title"]]
    assert "ru/ala-lc" in words[0]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--scheme", "nope", "Мир"), "nope"),
        (("--language", "xx", "Мир"), "xx"),
        (("--language", "", "Мир"), "''"),
        (("--language", "ru", "--scheme", "kmu-2010", "Мир"), "kmu-2010"),
    ],
)
def test_unknown_scheme_or_language(refused, arguments, named):
    line = refused("transliterate", *arguments)
    assert named in line
    assert "there are" in line


def test_input_that_is_no_utf_8(romanbib):
    done = romanbib("transliterate", "--language", "ru", stdin="Мир\n".encode() + b"\xff\xfe\n")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "standard input, line 2" in done.stderr


def test_detect(romanbib):
    done = romanbib("detect", stdin="Объём рынка\nЇжак\n\nTitle\n")
    assert [line.split("\t")[:2] for line in done.stdout.splitlines()] == [
        ["ru", "Cyrl"],
        ["uk", "Cyrl"],
        ["-", "-"],
        ["-", "Latn"],
    ]
    assert romanbib("detect", "Їжак").stdout.startswith("uk\tCyrl\t")
