"""`romanbib check`, `schemes` and `profiles`; pipes."""

import subprocess
from importlib import resources

import pytest


class TestCheck:
    def test_nothing_found(self, romanbib, tmp_path):
        (tmp_path / "a.txt").write_text("Smith, J. “Title”. 2018–2024. pp. 12–25.\nМир\n")
        done = romanbib("check", "a.txt", "--language", "ru")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

    def test_something_found(self, romanbib, tmp_path):
        before = "Smith\n“Open. 2024–2018\n\npp. 36–7\n"
        (tmp_path / "a.txt").write_text(before)
        (tmp_path / "b.txt").write_text("Peace\n")
        done = romanbib("check", "a.txt", "b.txt")
        assert done.returncode == 1
        places = [line.split(": ")[:2] for line in done.stdout.splitlines()]
        assert places == [["a.txt", "line 2"], ["a.txt", "line 2"], ["a.txt", "line 4"]]
        assert "2018–2024" in done.stdout
        assert done.stderr == ""
        assert (tmp_path / "a.txt").read_text() == before

    def test_standard_input_and_items(self, romanbib):
        done = romanbib("check", "-", stdin='[{"title":"x"},{"id":"b","page":"36-7"}]')
        assert done.returncode == 1
        assert "item 2 (b)" in done.stdout

    def test_empty(self, romanbib):
        assert romanbib("check", "-", stdin="").returncode == 0


class TestSchemes:
    def test_all(self, romanbib):
        done = romanbib("schemes")
        assert done.returncode == 0
        listed = [tuple(line.split()[:2]) for line in done.stdout.splitlines()]
        assert ("ru", "ala-lc") in listed
        assert ("uk", "kmu-2010") in listed
        assert len(listed) == len(set(listed))

    def test_of_one_language(self, romanbib):
        lines = romanbib("schemes", "--language", "uk").stdout.splitlines()
        assert lines
        assert all(line.startswith("uk ") for line in lines)

    def test_one(self, romanbib):
        done = romanbib("schemes", "kmu-2010")
        assert done.returncode == 0
        assert done.stdout.startswith("uk/kmu-2010: ")
        assert "http" in done.stdout

    def test_unknown(self, refused):
        line = refused("schemes", "nope")
        assert "nope" in line
        assert "ala-lc" in line

    def test_validating(self, romanbib, tmp_path):
        with resources.as_file(resources.files("romanbib.rules") / "schemes" / "ru" / "ala-lc.toml") as table:
            good = table.read_text(encoding="utf-8")
        (tmp_path / "good.toml").write_text(good)
        (tmp_path / "bad.toml").write_text("id = 5\n[")
        done = romanbib("schemes", "--validate", "good.toml")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        done = romanbib("schemes", "--validate", "good.toml", "bad.toml")
        assert done.returncode == 1
        assert "bad.toml" in done.stdout
        assert "good.toml" not in done.stdout
        assert done.stderr == ""


def test_profiles(romanbib):
    done = romanbib("profiles")
    assert done.returncode == 0
    named = {line.split()[0] for line in done.stdout.splitlines() if not line.startswith(" ")}
    assert {"romanized", "romanized-original", "original-romanized", "paper", "apa", "scopus"} <= named


def test_a_profile_with_its_examples(romanbib):
    done = romanbib("profiles", "scopus")
    assert done.returncode == 0
    assert "→ Lotman Yu.M. Struktura" in done.stdout
    assert romanbib("profiles", "nope").returncode == 2
    assert romanbib("profiles", "nope.toml").stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ("normalize", "--help"), ("--version",)])
def test_help_and_version(romanbib, arguments):
    done = romanbib(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert "romanbib" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        (("transliterate", "--language", "ru"), b"Mir\n"),
        (("normalize", "-", "--language", "ru"), b"Mir\n"),
        (("detect",), None),
        (("schemes",), None),
        (("schemes", "ala-lc"), None),
        (("check", "-"), None),
    ],
)
def test_a_pipe_closed_early_is_no_traceback(command, tmp_path, arguments, first):
    (tmp_path / "in.txt").write_text("Мир\n" * 4000 + "“Мир\n" * 1500)
    with open(tmp_path / "in.txt", "rb") as text:
        process = subprocess.Popen(
            [*command, *arguments], stdin=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
        )
        line = process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        process.stderr.close()
        process.wait(timeout=30)
    assert line == first or (first is None and line)
    assert b"Traceback" not in errors
    assert b"BrokenPipe" not in errors


def test_an_ascii_locale_is_no_obstacle(program):
    done = program("transliterate", "--language", "ru", "Война", env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
    assert (done.returncode, done.stdout) == (0, "Voĭna\n")
