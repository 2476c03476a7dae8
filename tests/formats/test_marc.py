"""MARC 21 in ISO 2709: what needs no change keeps its bytes, what changes is a valid record."""

import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marc_records import build, fields_of, normalized, warnings
from romanbib.formats import marc

DATA = Path(__file__).parent.parent / "data" / "marc"
RUSSIAN = "008 000101s2000    ru            000 0 rus d"
YAZ = shutil.which("yaz-marcdump")


def yaz(data, *options):
    """Let yaz read the record; it complains where leader, directory or XML are wrong."""
    path = "/dev/stdin"
    done = subprocess.run([YAZ, *options, path], input=data, capture_output=True, timeout=20, check=True)
    assert not done.stderr
    assert b"<!--" not in done.stdout
    return done.stdout


@pytest.mark.parametrize(
    "data",
    [
        build(RUSSIAN, "245 10$aPeace  (“a quotation') - b."),
        build(RUSSIAN, "245 10$aPeace.", between=b"\r\n"),
        b"\xef\xbb\xbf" + build("245 10$aPeace.") + b"\n\n" + build("245 10$aPeace.") + b"\x00\x00\x1a",
        build("245 10$aPeace.", leader="     cas  22      a 4500"),
        build("245 10$aPeace.", leader="00000nam a2200000 i     "),
        build("245 10$a", "245 ", "880 $6", "100 1 ", "700 1$$$a$"),
        build(b"245 10$aCaf\xe2e.", leader="00000nam  2200000 i 4500"),
        b"",
        b"\n",
        b"\x1d\x1d\x1d",
    ],
)
def test_what_needs_no_change_keeps_its_bytes(data):
    assert normalized(data)[0] == data


def test_files_keep_the_bytes_of_records_that_do_not_change():
    for name in ("cyrillic-utf8.mrc", "cyrillic-marc8.mrc"):
        data = (DATA / name).read_bytes()
        russian, latin, rest = data.split(b"\x1d")
        written, _ = normalized(data)
        assert written.split(b"\x1d")[1:] == [latin, rest]
        assert written.split(b"\x1d")[0] != russian


@pytest.mark.parametrize("size", [1, 7, 24, 300])
def test_chunks_of_any_size_give_the_same(size):
    data = (DATA / "cyrillic-utf8.mrc").read_bytes() + b"\r\n"
    assert normalized(data, size=size)[0] == normalized(data)[0]


def test_a_changed_record_keeps_its_other_fields_and_the_rest_of_its_leader():
    data = build("001 x", RUSSIAN, "035   $a(Х)1", "245 10$aМир.", "999   $aё$bя", leader="00000cas a22000007u 4500")
    written = normalized(data)[0]
    found = fields_of(written)
    assert written[5:12] == data[5:12]
    assert written[17:24] == data[17:24]
    assert [found[0], found[1], found[2], found[5]] == ["001 x", RUSSIAN, "035   $a(Х)1", "999   $aё$bя"]


def test_a_leader_that_is_wrong_about_utf8_is_mended_with_the_record():
    data = build(RUSSIAN, "245 10$aМир.", leader="00000nam  2200000 i 4500")
    written, records = normalized(data)
    assert written[9:10] == b"a"
    assert fields_of(written)[1] == "245 10$6880-01$aMir."
    assert "leader/09" in records[0].warnings[-1].message


def test_field_066_of_a_unicode_record_is_kept_right_but_not_brought_in():
    assert fields_of(normalized(build("066   $c$1", "245 10$aМир."))[0])[0] == "066   $c$1$c(N"
    assert fields_of(normalized(build("066   $c(N", "245 10$aМир."))[0])[0] == "066   $c(N"
    assert fields_of(normalized(build("245 10$aМир."))[0])[0].startswith("245")


def test_a_record_that_keeps_letters_and_marks_apart_gets_them_apart():
    found = fields_of(normalized(build(RUSSIAN, "245 10$aИ\u0306од.", "700 1 $aCafe\u0301."))[0])
    assert "I\u0306od" in found[1] or "I\u0306" in found[1]


def test_bytes_that_are_no_utf8_in_a_note_of_the_library_keep_no_title_from_its_romanization():
    data = build("245 10$aВойна и мир", b"583   $a\xff\xfe")
    assert "245 10$6880-01$aVoĭna i mir" in fields_of(normalized(data)[0])
    assert b"\x1fa\xff\xfe\x1e" in normalized(data)[0]


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        (["008 " + " " * 35 + "bul d"], "Shtastie"),
        (["041 07$abg$2rfc5646"], "Shtastie"),
        (["008 " + " " * 35 + "rus d"], "Shchastie"),
    ],
)
def test_the_language_that_a_record_names_is_that_of_its_texts(fields, title):
    given = build(*fields, "245 10$aЩастие")
    assert any(one.startswith("245") and title in one for one in fields_of(normalized(given)[0]))


def test_the_item_has_what_csl_can_hold():
    record = build(
        "001 42",
        "008 000101s1999    ru            000 0 rus d",
        "020   $a9785020000000 (в пер.)",
        "100 1 $aТолстой, Лев Николаевич,$d1828-1910.",
        "245 10$aВойна и мир :$bроман /$cЛ. Толстой.",
        "250   $a2-е изд.",
        "264  1$aМосква :$bНаука,$c[2000]",
        "700 1 $aИванов, И. И.,$4edt",
        "710 2 $aНаука (изд-во),$4pbl",
    )
    read = next(marc.read([record]))
    assert read.place == "record 1 (42)"
    assert read.item == {
        "id": "42",
        "type": "book",
        "language": "ru",
        "ISBN": "9785020000000",
        "author": [{"family": "Толстой", "given": "Лев Николаевич"}],
        "editor": [{"family": "Иванов", "given": "И. И."}],
        "title": "Война и мир: роман",
        "edition": "2-е изд.",
        "publisher-place": "Москва",
        "publisher": "Наука",
        "issued": {"date-parts": [[2000]]},
    }


GOOD = build(RUSSIAN, "245 10$aМир.")


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (GOOD[:-1], "cut off"),
        (GOOD[:40], "cut off"),
        (b"x" * 10 + b"\x1d", "base address"),
        (GOOD[:12] + b"99999" + GOOD[17:], "base address 99999"),
        (GOOD[:12] + b"     " + GOOD[17:], "base address"),
        (GOOD[:27] + b"9999" + GOOD[31:], "directory"),
        (GOOD[:27] + b"00x0" + GOOD[31:], "directory"),
        (GOOD[:-2] + b"junk\x1e\x1d", "directory"),
        (build(b"245 10$a\xd0\xd0\xd0."), "leader/09"),
        (build("200 1 $aМир", "700  1$aИванов"), "UNIMARC"),
        (build(b"245 10$a\x1b(Z\xd0.", leader="00000nam  2200000 i 4500"), "leader/09"),
    ],
)
def test_a_broken_record_is_passed_through_and_reported_and_the_next_one_read(broken, reason):
    data = broken if "cut off" in reason else broken + GOOD
    written, records = normalized(data)
    assert written.startswith(broken)
    assert reason in records[0].warnings[0].message
    assert records[0].place == "record 1"
    if data != broken:
        assert fields_of(written[len(broken) :])[1] == "245 10$6880-01$aMir."


def test_a_record_that_would_grow_too_long_is_left_and_reported():
    data = build(RUSSIAN, "245 10$aМир.", *[f"500   $a{'x' * 9000}"] * 11)
    assert len(data) < 99999
    tight = build(RUSSIAN, "245 10$aМир.", *[f"500   $a{'x' * 9000}"] * 11, "500   $a" + "x" * (99999 - len(data) - 30))
    assert normalized(data)[0] != data
    assert normalized(tight)[0] == tight
    assert any("99999" in one for one in warnings(tight))


@given(st.binary(max_size=400))
def test_any_bytes_come_back_or_are_a_record(data):
    assert normalized(data)[0] == data


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=3))
def test_damage_anywhere_loses_no_record_behind_it(position, damage):
    if b"\x1d" in damage or position == len(GOOD) - 1:
        return
    data = GOOD[:position] + damage + GOOD[position + len(damage) :]
    data = data[: len(GOOD) - 1] + b"\x1d"
    written, _ = normalized(data + GOOD)
    assert written.endswith(normalized(GOOD)[0])


def test_a_stream_without_an_end_is_not_held_in_memory_as_one_record():
    chunk = b"x" * (1 << 20)
    records = list(marc.read(chunk for _ in range(40)))
    assert max(len(record.layout.source) for record in records) < 18 << 20
    assert b"".join(marc.write(records)) == chunk * 40


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (GOOD, True),
        (b"\xef\xbb\xbf" + GOOD, True),
        (b"\n" + GOOD, True),
        (b"     nam  22000971  4500001000300000\x1e", True),
        (b"<collection>", False),
        (b"12345 Ivanov, I. Peace. 2000", False),
        (b'[{"title": "x"}]', False),
        (b"", False),
    ],
)
def test_marc_is_told_by_its_leader(head, expected):
    assert marc.recognizes(head) is expected


@pytest.mark.skipif(not YAZ, reason="yaz is not installed")
@pytest.mark.parametrize("name", ["cyrillic-utf8.mrc", "cyrillic-marc8.mrc"])
def test_yaz_finds_the_written_records_valid(name):
    written = normalized((DATA / name).read_bytes())[0]
    assert yaz(written, "-n") == b""
    codes = ("marc8", "97") if "marc8" in name else ("utf8", "97")
    again = yaz(written, "-i", "marc", "-o", "marc", "-f", codes[0], "-t", "utf8", "-l", f"9={codes[1]}")
    first = [unicodedata.normalize("NFC", one) for one in fields_of(again.split(b"\x1d")[0] + b"\x1d")]
    assert any(one.startswith("245 10$6880-02$aVoĭna i mir :$broman /$cLev Nikolaevich Tolstoĭ ; ") for one in first)
    assert "880 10$6245-02/(N$aВойна и мир :$bроман /$cЛев Николаевич Толстой ; перевод с французского." in first
