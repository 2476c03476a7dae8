"""Input that cannot be used: one line that names it, exit status 2, and nothing half-written."""

import os

import pytest


@pytest.fixture
def target(tmp_path):
    file = tmp_path / "target.json"
    file.write_text("old")
    return file


BROKEN = {
    "nul.txt": ("a\nМир\0x".encode(), "line 2"),
    "binary.txt": (bytes(range(128, 256)) * 4, "not UTF-8"),
    "cut.json": ('[{"title":"Мир"},\n{"title":"Д'.encode(), "line 2"),
    "open.json": ('[{"title":"Мир"}\n'.encode(), "line"),
    "number.json": (b"[1]", "item 1"),
    "string.json": (b'{"a":1}\n"b"', "line 2"),
    "list.json": (b"[[]]", "item 1"),
    "null.json": (b"null", "item 1"),
    "text.json": ("Мир".encode(), "line 1, column 1"),
    "deep.json": (b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "line 1"),
    "empty.json": (b"", "line 1"),
    "blank.json": (b" \n\n", "no JSON"),
    "a.docx": (b"x", ".docx"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_unreadable_files(refused, tmp_path, target, name):
    data, named = BROKEN[name]
    (tmp_path / name).write_bytes(data)
    for command in (("normalize", name), ("normalize", name, "-o", "target.json"), ("check", name)):
        line = refused(*command)
        assert name in line
        assert named in line
    assert target.read_text() == "old"
    assert (tmp_path / name).read_bytes() == data
    assert sorted(os.listdir(tmp_path)) == sorted([name, "target.json"])


@pytest.mark.parametrize("name", ["cut.json", "nul.txt"])
def test_a_broken_file_onto_itself(refused, tmp_path, name):
    data, _ = BROKEN[name]
    (tmp_path / name).write_bytes(data)
    refused("normalize", name, "-o", name)
    assert (tmp_path / name).read_bytes() == data
    assert os.listdir(tmp_path) == [name]


def test_missing_file_and_folder(refused):
    assert "missing.txt" in refused("normalize", "missing.txt")
    assert "missing.txt" in refused("check", "missing.txt")
    assert "directory" in refused("normalize", ".")
    assert "directory" in refused("check", "/")


def test_broken_standard_input(refused):
    assert "standard input, line 2" in refused("normalize", "-", stdin=b"a\n\xff\n")
    assert "line 2" in refused("normalize", "-", stdin='[{"title":"Мир"},\n{"title":')


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--profile", "nope"), "romanized-original"),
        (("--scheme", "nope"), "ala-lc"),
        (("--scheme", "ala-lc+nope", "--language", "ru"), "nope"),
        (("--language", "zz"), "zz"),
        (("--from", "nope"), "csl-json"),
        (("--to", "nope"), "csl-json"),
        (("--to", "docx"), "csl-json"),
        (("--originals", "extra"), "romanized-original"),
        (("--repair", "nope"), "quotes"),
        (("-o", "no/folder.txt"), "no/folder.txt"),
        (("-o", "a.txt/b.txt"), "a.txt/b.txt"),
    ],
)
def test_unknown_wishes(refused, tmp_path, arguments, named):
    (tmp_path / "a.txt").write_text("Мир")
    assert named in refused("normalize", "a.txt", *arguments)
    assert (tmp_path / "a.txt").read_text() == "Мир"
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unwritable for root")
def test_a_folder_that_cannot_be_written(refused, tmp_path):
    (tmp_path / "a.txt").write_text("Мир")
    (tmp_path / "shut").mkdir(mode=0o500)
    assert "shut" in refused("normalize", "a.txt", "-o", "shut")


def test_several_files_need_a_folder_and_names_of_their_own(refused, tmp_path):
    for folder in ("", "sub", "out"):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / "a.txt").write_text(f"Мир {folder}")
    assert "folder" in refused("normalize", "a.txt", "sub/a.txt", "-o", "new")
    assert "a.txt" in refused("normalize", "a.txt", "sub/a.txt", "-o", "out")
    assert (tmp_path / "out" / "a.txt").read_text() == "Мир out"


def test_a_file_that_grows_too_large_leaves_the_old_one(program, tmp_path, target):
    resource = pytest.importorskip("resource")
    (tmp_path / "a.txt").write_text("Мир\n" * 5000)
    done = program(
        "normalize",
        "a.txt",
        "-o",
        "target.json",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "target.json" in done.stderr
    assert target.read_text() == "old"
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "target.json"]


@pytest.mark.parametrize("arguments", [(), ("nope",), ("normalize",), ("check",), ("normalize", "a", "--jobs", "0")])
def test_wrong_usage(romanbib, arguments):
    done = romanbib(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage" in done.stderr


def test_what_is_only_doubtful_is_passed_through(romanbib):
    done = romanbib("normalize", "-", stdin='[{"title":"Мир","title":"Дом"}, {"title":"Сад"}]')
    assert (done.returncode, done.stdout) == (0, '[{"title":"Мир","title":"Дом"}, {"title":"Sad"}]')
    assert "item 1" in done.stderr
    lone = '{"title":"\\ud800 Мир"}'
    assert romanbib("normalize", "-", stdin=lone).stdout == '{"title":"\\ud800 Mir"}'
