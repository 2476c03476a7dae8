"""Files: read as a whole, written aside, and put in place only when all went well."""

import json
import os
import stat

import pytest
from romanbib.batch.files import LISTED, normalize_file, write_report, written_aside
from romanbib.errors import InputError, RomanbibError
from romanbib.pipeline import request


def names(folder):
    return sorted(os.listdir(folder))


class TestWrittenAside:
    def test_the_file_takes_its_place(self, tmp_path):
        target = tmp_path / "out.txt"
        with written_aside(target) as file:
            file.write("Мир\r\n".encode())
            assert not target.exists()
        assert target.read_bytes() == "Мир\r\n".encode()
        assert names(tmp_path) == ["out.txt"]

    def test_what_stood_there_stays_until_the_end(self, tmp_path):
        target = tmp_path / "out.txt"
        target.write_text("old")
        with written_aside(target) as file:
            file.write(b"new")
            file.flush()
            assert target.read_text() == "old"
        assert target.read_text() == "new"

    @pytest.mark.parametrize("error", [InputError("x"), RuntimeError("x"), KeyboardInterrupt()])
    def test_a_failure_leaves_all_as_it_was(self, tmp_path, error):
        target = tmp_path / "out.txt"
        target.write_text("old")

        def fail():
            with written_aside(target) as file:
                file.write(b"half")
                raise error

        with pytest.raises(type(error)):
            fail()
        assert target.read_text() == "old"
        assert names(tmp_path) == ["out.txt"]

    def test_permissions_are_kept(self, tmp_path):
        target = tmp_path / "out.txt"
        target.write_text("old")
        target.chmod(0o640)
        with written_aside(target) as file:
            file.write(b"new")
        assert stat.S_IMODE(target.stat().st_mode) == 0o640

    def test_a_new_file_has_the_usual_permissions(self, tmp_path):
        (tmp_path / "usual").write_text("")
        with written_aside(tmp_path / "out.txt") as file:
            file.write(b"new")
        assert (tmp_path / "out.txt").stat().st_mode == (tmp_path / "usual").stat().st_mode

    def test_a_folder_that_is_not_there(self, tmp_path):
        def write():
            with written_aside(tmp_path / "no" / "out.txt") as file:
                file.write(b"x")

        with pytest.raises(InputError, match=r"out\.txt: cannot be written: no such file"):
            write()
        assert names(tmp_path) == []

    def test_a_folder_in_the_place_of_the_file(self, tmp_path):
        (tmp_path / "out").mkdir()

        def write():
            with written_aside(tmp_path / "out") as file:
                file.write(b"x")

        with pytest.raises(InputError, match="out: cannot be written"):
            write()
        assert names(tmp_path) == ["out"]


class TestReading:
    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (b"ok\n\xff\xfe", "line 2.*not UTF-8"),
            (b"a\nb\nc\0d", "line 3.*NUL"),
            (b"\xed\xa0\x80", "not UTF-8"),
            (b"\xc0\x80", "not UTF-8"),
        ],
    )
    def test_what_is_no_utf_8_text(self, tmp_path, data, message):
        file = tmp_path / "a.txt"
        file.write_bytes(data)
        with pytest.raises(InputError, match=message) as caught:
            normalize_file(str(file), tmp_path / "out.txt", request())
        assert names(tmp_path) == ["a.txt"]
        assert str(file) in str(caught.value)
        assert "\n" not in str(caught.value)

    def test_line_ends_and_mark_stay(self, tmp_path):
        file = tmp_path / "a.txt"
        file.write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")
        normalize_file(str(file), tmp_path / "out.txt", request())
        assert (tmp_path / "out.txt").read_bytes() == b"\xef\xbb\xbfa\r\nb\rc\n"

    @pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "windows-1251", "koi8-r"])
    def test_other_encodings_stay_where_they_can(self, tmp_path, codec):
        mark = "\ufeff" if codec.startswith("utf-16") else ""
        before = f"{mark}Отношения России с Западом\r\nSmith, J.\n".encode(codec)
        (tmp_path / "a.txt").write_bytes(before)
        outcome = normalize_file(str(tmp_path / "a.txt"), tmp_path / "out.txt", request(scheme="gost-52535"))
        assert outcome.encoding == codec
        assert outcome.warnings == []
        assert (tmp_path / "out.txt").read_bytes().decode(codec) == (
            f"{mark}Otnosheniia Rossii s Zapadom\r\nSmith, J.\n"
        )

    def test_letters_that_the_encoding_lacks_make_it_utf_8(self, tmp_path):
        (tmp_path / "a.txt").write_bytes("Мир без границ\nСущность и явление в науке\n".encode("windows-1251"))
        outcome = normalize_file(str(tmp_path / "a.txt"), tmp_path / "out.txt", request(scheme="iso-9"))
        assert (tmp_path / "out.txt").read_text("utf-8") == "Mir bez granic\nSuŝnostʹ i âvlenie v nauke\n"
        assert "written as UTF-8" in outcome.warnings[0]["message"]

    def test_missing_file_and_folder(self, tmp_path):
        with pytest.raises(InputError, match=r"a\.txt: cannot be read: no such file"):
            normalize_file(str(tmp_path / "a.txt"), tmp_path / "out.txt", request())
        with pytest.raises(InputError, match="cannot be read: is a directory"):
            normalize_file(str(tmp_path), tmp_path / "out.txt", request())


class TestNormalizing:
    def test_into_another_file(self, tmp_path):
        source, target = tmp_path / "a.txt", tmp_path / "b.txt"
        source.write_bytes("Мир\r\n\r\nPeace".encode())
        seen = []
        outcome = normalize_file(str(source), target, request(), done=seen.append)
        assert target.read_bytes() == b"Mir\r\n\r\nPeace"
        assert source.read_bytes() == "Мир\r\n\r\nPeace".encode()
        assert outcome.records == 2
        assert [one["after"] for one in outcome.changes] == ["Mir"]
        assert len(seen) >= 2

    def test_onto_itself(self, tmp_path):
        file = tmp_path / "a.txt"
        file.write_text("Мир\n")
        normalize_file(str(file), file, request())
        assert file.read_text() == "Mir\n"

    def test_a_mistake_further_down_changes_nothing(self, tmp_path):
        file = tmp_path / "a.json"
        broken = '[{"title":"Мир"},\n{"title":'
        file.write_text(broken)
        with pytest.raises(InputError, match=r"a\.json.*line 2"):
            normalize_file(str(file), file, request())
        assert file.read_text() == broken
        assert names(tmp_path) == ["a.json"]

    def test_an_unknown_ending_needs_a_format(self, tmp_path):
        file = tmp_path / "a.docx"
        file.write_text("Мир")
        with pytest.raises(RomanbibError, match=r"\.docx"):
            normalize_file(str(file), tmp_path / "out", request())
        normalize_file(str(file), tmp_path / "out", request(), from_format="text")
        assert (tmp_path / "out").read_text() == "Mir"


def test_the_report_counts_and_tells(tmp_path):
    outcomes = []
    for name, text in (("a.txt", "Мир\n«Дом\n"), ("b.txt", "Peace\n")):
        (tmp_path / name).write_text(text)
        outcomes.append(normalize_file(str(tmp_path / name), tmp_path / "out", request()))
    write_report(tmp_path / "report.json", outcomes)
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["totals"] == {"files": 2, "records": 3, "changes": 2, "warnings": 1}
    assert [one["file"] for one in report["files"]] == [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    (warning,) = report["files"][0]["warnings"]
    assert warning["record"] == "line 2"
    assert report["files"][0]["changes"][0]["before"] == "Мир"


def test_without_a_report_no_more_warnings_are_kept_of_a_long_file_than_of_a_short_one(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("История (незакрытая\n" * (LISTED + 7), encoding="utf-8")
    brief = normalize_file(str(file), tmp_path / "out.txt", request(), report=False)
    assert (len(brief.warnings), brief.changes, brief.records) == (LISTED, [], LISTED + 7)
    assert brief.unlisted == {"repair: punctuation": 7}
    whole = normalize_file(str(file), tmp_path / "out.txt", request())
    assert (len(whole.warnings), len(whole.changes), whole.unlisted) == (LISTED + 7, 2 * (LISTED + 7), {})
