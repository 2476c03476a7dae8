"""Wishes on which a careless program does damage."""

import json
import os
import stat
import subprocess

import pytest
from click.testing import CliRunner
from romanbib.cli import main


def run(*arguments, stdin=""):
    done = CliRunner().invoke(main, list(arguments), input=stdin, catch_exceptions=False)
    return done.exit_code, done.stdout, done.stderr


def test_a_symlink_stays_one_and_its_file_is_written(tmp_path):
    (tmp_path / "a.txt").write_text("Мир")
    (tmp_path / "link.txt").symlink_to("a.txt")
    assert run("normalize", str(tmp_path / "link.txt"), "-o", str(tmp_path / "link.txt"))[0] == 0
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "a.txt").read_text() == "Mir"


def test_what_is_no_regular_file_is_not_replaced(tmp_path):
    (tmp_path / "a.txt").write_text("Мир")
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        run("normalize", str(tmp_path / "a.txt"), "-o", str(tmp_path / "pipe"))
        assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    finally:
        os.close(reader)


def test_half_a_pair_in_report_and_check(tmp_path):
    (tmp_path / "s.json").write_text('{"id":"\\ud800","title":"«Мир \\ud800 и дом"}')
    assert run("normalize", str(tmp_path / "s.json"), "--report", str(tmp_path / "r.json"))[0] == 0
    json.loads((tmp_path / "r.json").read_text())
    code, out, _ = run("check", str(tmp_path / "s.json"))
    assert code == 1
    assert "item 1" in out


@pytest.mark.parametrize("arguments", [("missing.toml",), (".",), ()])
def test_validating_nothing(arguments):
    code, out, err = run("schemes", "--validate", *arguments)
    assert (code, out) == (2, "")
    assert err


def test_a_full_device(command):
    for arguments in (["transliterate", "Мир"], ["schemes"], ["normalize", "-"], ["check", "-"]):
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [*command, *arguments], input="«Мир".encode(), stdout=full, stderr=subprocess.PIPE, check=False
            )
        assert done.returncode == 2, arguments
        assert b"Traceback" not in done.stderr, arguments
        assert done.stderr.count(b"\n") == 1, arguments


def test_a_report_does_not_overwrite_input_or_output(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Мир")
    assert run("normalize", "a.txt", "--report", "a.txt")[0] == 2
    assert run("normalize", "a.txt", "-o", "b.txt", "--report", "b.txt")[0] == 2
    assert run("normalize", "a.txt", "-o", "")[0] == 2
    assert (tmp_path / "a.txt").read_text() == "Мир"
    (tmp_path / "out").mkdir()
    assert run("normalize", "-", "-o", "out", stdin="Мир")[0] == 2


def test_an_unknown_scheme_is_noticed_whatever_the_text():
    assert run("transliterate", "--scheme", "nope", "hello")[0] == 2
    assert run("schemes", "--language", "zz")[0] == 2


def test_standard_output_gets_all_or_nothing(tmp_path):
    (tmp_path / "a.txt").write_text("Мир")
    code, out, _ = run("normalize", str(tmp_path / "a.txt"), str(tmp_path / "missing.txt"))
    assert (code, out) == (2, "")


def test_a_reader_that_goes_away_is_nobodys_mistake(tmp_path, command):
    (tmp_path / "a.txt").write_text("Отношения России с Западом\n" * 20_000)
    program = [*command, "normalize", str(tmp_path / "a.txt")]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout.readline().decode() == "Otnoshenii͡a Rossii s Zapadom\n"
        running.stdout.close()
        assert running.stderr.read() == b""
