"""RIS: what is read, what comes back byte for byte, and what changes."""

from __future__ import annotations

import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from romanbib.errors import InputError
from romanbib.formats import ris
from romanbib.references.record import Parts, Record

DATA = Path(__file__).parents[1] / "data" / "ris"
MIXED = (DATA / "mixed.ris").read_bytes().decode()


def part(original: str, romanized: str, translation: str = "") -> Parts:
    return Parts(romanized, original, translation, "ru", "Cyrl")


def records(text: str) -> list[Record]:
    return [record for record in ris.read([text]) if record.item]


def one(text: str) -> Record:
    return records(text)[0]


def written(text: str, **changes: object) -> str:
    found = list(ris.read([text]))
    found[0].item = {**found[0].item, **changes}
    return "".join(ris.write(found))


def keeping(text: str, parts: dict[str, Parts], **changes: object) -> str:
    record = one(text)
    record.item = {**record.item, **changes}
    record.parts, record.keeps_original = parts, True
    return "".join(ris.write([record]))


@pytest.mark.parametrize("path", sorted(DATA.glob("*.ris")), ids=lambda path: path.name)
@pytest.mark.parametrize("size", [1, 2, 3, 5, 17, 100_000])
def test_files_come_back_byte_for_byte(path: Path, size: int) -> None:
    text = path.read_bytes().decode()
    chunks = [text[start : start + size] for start in range(0, len(text), size)]
    assert "".join(ris.write(ris.read(chunks))) == text
    assert [record.item for record in ris.read(chunks)] == [record.item for record in ris.read([text])]


def test_an_article_is_read() -> None:
    assert records(MIXED)[0].item == {
        "type": "article-journal",
        "id": "ivanov2020",
        "author": [
            {"family": "Иванов", "given": "Иван Иванович"},
            {"family": "Петров", "given": "П.П."},
            {"literal": "Институт истории РАН"},
        ],
        "title": "Внешняя политика России",
        "container-title": "Вопросы истории",
        "container-title-short": "Вопр. ист.",
        "issued": {"date-parts": [[2020, 5, 1]]},
        "page": "12-25",
        "note": "Заметка",
    }


def test_a_book_has_the_series_in_its_second_title() -> None:
    assert records(MIXED)[1].item == {
        "type": "book",
        "collection-editor": [{"family": "Сидоров", "given": "А. А.", "suffix": "мл."}],
        "title": "Очерки",
        "collection-title": "Библиотека журнала",
        "publisher-place": "Москва",
        "publisher": "Наука",
        "ISBN": "978-5-02-000000-0",
        "issued": {"date-parts": [[1999]], "season": "Spring"},
    }


def test_a_conference_has_a_name_beside_its_proceedings() -> None:
    record = records(MIXED)[2]
    assert record.item == {
        "type": "paper-conference",
        "title": "Доклад",
        "event-title": "Международная конференция",
        "container-title": "Труды конференции",
        "event-place": "Казань",
    }
    assert [warning.message for warning in record.warnings] == ["has no ER line; add one behind its last line"]


def test_places_name_number_key_and_line() -> None:
    assert [record.place for record in records(MIXED)] == [
        "record 1 (ivanov2020), line 1",
        "record 2, line 20",
        "record 3, line 29",
        "record 4, line 34",
    ]


def test_an_unknown_type_is_reported() -> None:
    record = records(MIXED)[3]
    assert record.item["type"] == "document"
    assert "'QQQQ'" in record.warnings[0].message


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("JOUR", "article-journal"), ("BOOK", "book"), ("CHAP", "chapter"), ("THES", "thesis"), ("RPRT", "report"),
        ("NEWS", "article-newspaper"), ("MGZN", "article-magazine"), ("CONF", "paper-conference"), ("MAP", "map"),
        ("PAT", "patent"), ("ELEC", "webpage"), ("STAT", "legislation"), ("CASE", "legal_case"),
        ("ENCYC", "entry-encyclopedia"), ("DATA", "dataset"), ("UNPB", "manuscript"), ("BLOG", "post-weblog"),
    ],
)  # fmt: skip
def test_types(tag: str, kind: str) -> None:
    assert one(f"TY  - {tag}\nER  - \n").item == {"type": kind}
    again = "".join(ris.compose([Record({"type": kind, "title": "x"}, "item 1")]))
    assert one(again).item["type"] == kind


def test_a_changed_record_differs_in_the_changed_values_only() -> None:
    names = [
        {"family": "Ivanov", "given": "Ivan Ivanovich"},
        {"family": "Petrov", "given": "P.P."},
        {"literal": "Institut istorii RAN"},
    ]
    changed = written(
        MIXED, author=names, title="Vneshniaia politika Rossii", page="12–26", **{"container-title": "Voprosy istorii"}
    )
    expected = (
        MIXED.replace("Иванов, Иван Иванович", "Ivanov, Ivan Ivanovich")
        .replace("Петров,П.П.", "Petrov,P.P.")
        .replace("Институт истории РАН,", "Institut istorii RAN,")
        .replace("Внешняя политика\n  России", "Vneshniaia politika Rossii")
        .replace("Вопросы истории", "Voprosy istorii")
        .replace("EP  - 25", "EP  - 26")
    )
    assert changed == expected


def test_line_ends_and_spacing_stay() -> None:
    text = "\ufeffTY  - JOUR\r\nTI  -   Слово  \r\nPB  -Слово\r\nER  - \r\n"
    assert written(text, title="Slovo") == text.replace("  Слово  ", "  Slovo  ")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_kind(line_end: str) -> None:
    text = line_end.join(["TY  - JOUR", "TI  - Слово", "ER  - ", "", "TY  - BOOK", "TI  - Дело", "ER  - ", ""])
    assert [record.item["title"] for record in records(text)] == ["Слово", "Дело"]
    assert written(text, title="Slovo") == text.replace("Слово", "Slovo")


def test_a_dash_in_a_continued_abstract_is_no_tag() -> None:
    text = "TY  - JOUR\nAB  - Начало\nUS - Mexico\nER  - \n"
    assert one(text).item["abstract"] == "Начало US - Mexico"


def test_one_blank_is_a_tag_where_the_record_begins_so() -> None:
    assert one("TY - JOUR\nTI - Слово\nER - \n").item["title"] == "Слово"


def test_originals_become_notes_and_the_translation_a_tag() -> None:
    text = "TY  - JOUR\r\nAU  - Иванов, И.\r\nTI  - Слово\r\nER  - \r\n"
    parts = {
        "title": part("Слово", "Slovo", "A word"),
        "author[0].family": part("Иванов", "Ivanov"),
        "author[0].given": part("И.", "I."),
    }
    out = keeping(text, parts, title="Slovo", author=[{"family": "Ivanov", "given": "I."}])
    assert out == (
        "TY  - JOUR\r\nAU  - Ivanov, I.\r\nTI  - Slovo\r\nN1  - Original title: Слово\r\n"
        "N1  - Original author: Иванов, И.\r\nTT  - A word\r\nER  - \r\n"
    )
    again = one(out)
    assert again.item["original-title"] == "Слово"
    assert again.item["original-author"] == [{"family": "Иванов", "given": "И."}]
    assert "".join(ris.write([again])) == out
    assert keeping(out, parts) == out


def test_an_own_translation_is_kept() -> None:
    text = "TY  - JOUR\nTI  - Слово\nTT  - The word\nER  - \n"
    out = keeping(text, {"title": part("Слово", "Slovo", "A word")}, title="Slovo")
    assert "TT  - The word" in out
    assert "TI  - Slovo [A word]" in out
    assert "TT" not in keeping(
        text.replace("TT  - The word\n", ""), {"title": part("Слово", "Slovo", "")}, title="Slovo"
    )


def test_a_new_note_becomes_a_line() -> None:
    text = "TY  - JOUR\nTI  - x\nN1  - One\nER  - \n"
    assert written(text, note="One\n(In Russ.)") == text.replace("ER  -", "N1  - (In Russ.)\nER  -")
    assert written("TY  - JOUR\nTI  - x\n", note="(In Russ.)") == "TY  - JOUR\nTI  - x\nN1  - (In Russ.)\n"


def test_lines_outside_a_record_stay_and_are_reported() -> None:
    text = "TY  - JOUR\nER  - \nTI  - Потеряно\n"
    found = list(ris.read([text]))
    assert "".join(ris.write(found)) == text
    assert "outside a record" in found[-1].warnings[0].message


@pytest.mark.parametrize("text", ["nothing of the kind\n", "@article{a,\n}\n", "\x00\x01\x02"])
def test_another_format_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no RIS record"):
        list(ris.read([text]))
    assert not ris.recognizes(text)


def test_recognizes() -> None:
    assert ris.recognizes("\ufeffTY  - JOUR\r\n")
    assert ris.recognizes("\n\nTY - BOOK\n")
    assert not ris.recognizes("TYPE - JOUR\n")
    assert list(ris.write(ris.read([""]))) == []


def test_composing_warns_of_what_ris_cannot_hold() -> None:
    item = {
        "type": "chapter",
        "title": "Слово,\nдело",
        "author": [{"family": "Beethoven", "non-dropping-particle": "van", "given": "L."}, {"literal": "A, B"}],
        "container-title": "Сборник",
        "issued": {"date-parts": [[2001, 2], [2002]]},
        "page": "5–7",
        "volume-title": "Том",
        "custom": {"a": 1},
    }
    record = Record(item, "item 1")
    out = "".join(ris.compose([record, Record({}, "end")]))
    assert out == (
        "TY  - CHAP\r\nTI  - Слово, дело\r\nAU  - van Beethoven, L.\r\nAU  - A B,\r\nPY  - 2001\r\n"
        "DA  - 2001/02//\r\nT2  - Сборник\r\nSP  - 5\r\nEP  - 7\r\nER  - \r\n\r\n"
    )
    told = " ".join(warning.message for warning in record.warnings)
    assert all(name in told for name in ("issued", "volume-title", "custom"))


def test_a_line_of_text_becomes_a_note() -> None:
    assert "N1  - Иванов И. Слово" in "".join(ris.compose([Record({}, "line 1", entry="Иванов И. Слово")]))


def test_what_could_not_be_read_is_reported() -> None:
    record = Record({}, "entry 1")
    record.warn_of_record("left as it is: broken")
    assert "".join(ris.compose([record])) == ""
    assert "left out" in record.warnings[-1].message


@given(st.text(alphabet="TYERAU -\r\n\ufeffаб:JO", max_size=80), st.integers(1, 9))
def test_whatever_stands_behind_a_record_comes_back(text: str, size: int) -> None:
    whole = "TY  - JOUR\nTI  - Слово\n" + text
    chunks = [whole[start : start + size] for start in range(0, len(whole), size)]
    assert "".join(ris.write(ris.read(chunks))) == whole


@pytest.mark.parametrize(
    "text",
    [
        "TY  - JOUR\nTI  - " + "слово " * 300_000,
        "TY  - JOUR\n" + "\n" * 1_000_000,
        "TY  - JOUR\nAB  - " + " \n" * 500_000,
        "TY  - JOUR\n" + "AU  - Иванов, И.\n" * 100_000,
        "TY  - JOUR\nTI  - \ud800\x00\nER  - \n",
    ],
    ids=["line", "breaks", "blanks", "authors", "surrogate"],
)
def test_hard_input_takes_no_long(text: str) -> None:
    assert "".join(ris.write(ris.read([text]))) == text


@pytest.mark.skipif(shutil.which("ris2xml") is None, reason="bibutils is not installed")
@pytest.mark.parametrize("composed", [False, True])
def test_bibutils_finds_the_same_entry(tmp_path: Path, composed: bool) -> None:
    record = one(MIXED)
    record.item = {**record.item, "title": "Vneshniaia politika", "container-title": "Voprosy istorii"}
    place = tmp_path / "a.ris"
    place.write_bytes("".join((ris.compose if composed else ris.write)([record])).encode())
    command = ["ris2xml", "-i", "utf8", place]
    out = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode("utf-8-sig")
    mods = ET.fromstring(out)  # noqa: S314 - our own
    space = {"m": "http://www.loc.gov/mods/v3"}
    hosts = [one.text for one in mods.findall("m:mods/m:relatedItem/m:titleInfo/m:title", space)]
    assert mods.findtext("m:mods/m:titleInfo/m:title", None, space) == "Vneshniaia politika"
    assert "Voprosy istorii" in hosts
    assert mods.findtext("m:mods/m:name/m:namePart[@type='family']", None, space) == "Иванов"
    assert mods.findtext("m:mods/m:part/m:extent/m:end", None, space) == "25"
