"""`romanbib normalize`: files in, files out."""

import json
import os

import pytest


@pytest.fixture
def files(tmp_path):
    (tmp_path / "a.txt").write_bytes("Мир\r\nPeace".encode())
    (tmp_path / "b.json").write_text('[{"title":"Дом"},\n {"title" : "House"}]\n')
    (tmp_path / "out").mkdir()
    return tmp_path


def test_to_standard_output(romanbib, files):
    done = romanbib("normalize", "a.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, "Mir\r\nPeace", "")
    assert (files / "a.txt").read_bytes() == "Мир\r\nPeace".encode()
    assert romanbib("normalize", "b.json").stdout == '[{"title":"Dom"},\n {"title" : "House"}]\n'


def test_to_a_file(romanbib, files):
    done = romanbib("normalize", "a.txt", "-o", "new.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (files / "new.txt").read_bytes() == b"Mir\r\nPeace"


def test_onto_itself(romanbib, files):
    assert romanbib("normalize", "a.txt", "-o", "a.txt").returncode == 0
    assert (files / "a.txt").read_bytes() == b"Mir\r\nPeace"
    assert sorted(os.listdir(files)) == ["a.txt", "b.json", "out"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_to_a_folder(romanbib, files, jobs):
    done = romanbib("normalize", "a.txt", "b.json", "-o", "out", "--jobs", jobs, "--report", "r.json")
    assert (done.returncode, done.stdout) == (0, "")
    assert (files / "out" / "a.txt").read_bytes() == b"Mir\r\nPeace"
    assert (files / "out" / "b.json").read_text() == '[{"title":"Dom"},\n {"title" : "House"}]\n'
    assert json.loads((files / "r.json").read_text())["totals"] == {
        "files": 2,
        "records": 4,
        "changes": 2,
        "warnings": 0,
    }


def test_one_file_to_a_folder(romanbib, files):
    assert romanbib("normalize", "a.txt", "-o", "out").returncode == 0
    assert os.listdir(files / "out") == ["a.txt"]


def test_from_standard_input(romanbib):
    assert romanbib("normalize", "-", stdin="Мир\r\n\r\nДом").stdout == "Mir\r\n\r\nDom"
    assert romanbib("normalize", "-", stdin='{"title":"Мир"}').stdout == '{"title":"Mir"}'
    assert romanbib("normalize", "-", "--from", "text", stdin="[]\nМир").stdout == "[]\nMir"
    assert romanbib("normalize", "-", stdin="").stdout == ""
    assert romanbib("normalize", "-", stdin=" \n\t\n").stdout == " \n\t\n"


def test_profile_scheme_and_language(romanbib):
    text = "Щука и ёж"
    assert romanbib("normalize", "-", "--profile", "paper", "--language", "ru", stdin=text).stdout == (
        "Shchuka i ezh [In Russian]"
    )
    assert romanbib("normalize", "-", "--scheme", "iso-9", "--language", "ru", stdin=text).stdout == "Ŝuka i ëž"
    assert romanbib("normalize", "-", "--language", "uk", stdin="Миг").stdout == "Myh"


def test_repairs_can_be_chosen(romanbib):
    text = '“Too  many"'
    assert romanbib("normalize", "-", stdin=text).stdout == "“Too many”"
    assert romanbib("normalize", "-", "--no-repairs", stdin=text).stdout == text
    assert romanbib("normalize", "-", "--repair", "spaces", stdin=text).stdout == '“Too many"'
    assert romanbib("normalize", "-", "--repair", "spaces", "--repair", "quotes", stdin=text).stdout == "“Too many”"


def test_warnings_go_to_standard_error(romanbib):
    done = romanbib("normalize", "-", stdin="Peace\n“Open\n")
    assert (done.returncode, done.stdout) == (0, "Peace\n“Open\n")
    assert done.stderr.startswith("romanbib: line 2: ")
    assert done.stderr.count("\n") == 1


def test_the_report(romanbib, files):
    done = romanbib("normalize", "a.txt", "--report", "r.json")
    assert done.stdout == "Mir\r\nPeace"
    (file,) = json.loads((files / "r.json").read_text())["files"]
    (change,) = file["changes"]
    assert file["file"] == "a.txt"
    assert {key: change[key] for key in ("record", "field", "start", "end", "before", "after")} == {
        "record": "line 1",
        "field": "entry",
        "start": 0,
        "end": 3,
        "before": "Мир",
        "after": "Mir",
    }
    assert change["rule"]


def test_a_broken_file_leaves_the_others_and_its_target(romanbib, files):
    (files / "t.json").write_text('[{"title":"Мир"},{"title":')
    (files / "out" / "t.json").write_text("old")
    done = romanbib("normalize", "a.txt", "t.json", "-o", "out", "--jobs", "2")
    assert done.returncode == 2
    assert done.stderr.startswith("romanbib: t.json")
    assert (files / "out" / "t.json").read_text() == "old"
    assert not [name for name in os.listdir(files / "out") if name not in ("a.txt", "t.json")]


def test_as_a_program(program, files):
    done = program("normalize", "a.txt", "-")
    assert (done.returncode, done.stdout, done.stderr) == (0, "Mir\r\nPeace", "")
    done = program("normalize", "missing.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("romanbib: missing.txt")


class TestBigInput:
    def test_many_tiny_lines(self, romanbib):
        text = "x\n\n" * 24_000 + "Мир\n" * 2_000
        done = romanbib("normalize", "-", stdin=text)
        assert (done.returncode, done.stdout == text.replace("Мир", "Mir")) == (0, True)

    def test_a_line_of_five_megabytes(self, romanbib):
        text = "A long line, which never ends. " * 160_000
        done = romanbib("normalize", "-", stdin=text)
        assert (done.returncode, done.stdout == text) == (0, True)

    def test_a_long_line_to_romanize(self, romanbib):
        text = "Дом и сад, том 5. " * 5_000
        done = romanbib("normalize", "-", "--language", "ru", stdin=text)
        assert (done.returncode, done.stdout == "Dom i sad, tom 5. " * 5_000) == (0, True)

    def test_a_line_too_long_for_a_reference_is_left(self, romanbib):
        text = "Дом и сад, том 5. " * 20_000
        done = romanbib("normalize", "-", "--language", "ru", stdin=text)
        assert (done.returncode, done.stdout == text) == (0, True)
        assert "line 1: longer than 100000 characters" in done.stderr
