"""Tables: which columns are known, how cells are quoted, what comes back byte for byte, and what changes."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from romanbib.errors import InputError
from romanbib.formats import csv_table as table
from romanbib.references.record import Parts, Record

DATA = Path(__file__).parents[1] / "data" / "csv"
ZOTERO = (DATA / "zotero.csv").read_bytes().decode()
SEMICOLON = (DATA / "semicolon-crlf.csv").read_bytes().decode()
TSV = (DATA / "table.tsv").read_bytes().decode()


def records(text: str) -> list[Record]:
    return [record for record in table.read([text]) if record.item]


def written(text: str, row: int, parts: dict[str, Parts] | None = None, **changes: object) -> str:
    found = list(table.read([text]))
    record = [record for record in found if record.item][row]
    record.item = {**record.item, **changes}
    record.parts, record.keeps_original = parts or {}, parts is not None
    return "".join(table.write(found))


@pytest.mark.parametrize("path", sorted(DATA.iterdir()), ids=lambda path: path.name)
@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 100_000])
def test_files_come_back_byte_for_byte(path: Path, size: int) -> None:
    text = path.read_bytes().decode()
    chunks = [text[start : start + size] for start in range(0, len(text), size)]
    assert "".join(table.write(table.read(chunks))) == text
    assert [record.item for record in table.read(chunks)] == [record.item for record in table.read([text])]


def test_the_table_of_zotero_is_read() -> None:
    article, chapter = records(ZOTERO)
    assert article.place == "row 1 (AB12), line 2"
    assert article.item == {
        "id": "AB12",
        "type": "article-journal",
        "issued": {"date-parts": [[2020, 5, 1]]},
        "author": [{"family": "Иванов", "given": "Иван"}, {"family": "Петров", "given": "П. П."}],
        "title": 'О "новой" политике',
        "container-title": "Вопросы истории",
        "page": "12-25",
        "abstract": 'Первая\nвторая, "тут", строка',
    }
    assert chapter.place == "row 2 (CD34), line 5"
    assert chapter.item == {
        "id": "CD34",
        "type": "chapter",
        "issued": {"date-parts": [[1999]]},
        "title": "Глава",
        "container-title": "Сборник",
        "publisher-place": "Москва",
        "publisher": "Наука",
    }


def test_a_semicolon_parts_cells() -> None:
    first, second, short = records(SEMICOLON)
    assert first.item["author"] == [{"literal": "Иванов И."}, {"literal": "Петров П."}, {"literal": "Сидоров С."}]
    assert second.item["author"] == [{"family": "Иванов", "given": "И."}]
    assert second.item["container-title"] == "Вестник; новый"
    assert second.item["title"] == 'Слово "и" дело'
    assert short.item == {"author": [{"literal": "строка"}], "type": "document"}


def test_quotes_in_a_tsv_may_be_plain_text() -> None:
    titles = [record.item.get("title") for record in records(TSV)]
    assert titles[0] == '"Слово" о деле'
    assert records(TSV.splitlines()[0] + "\n" + TSV.splitlines()[3])[0].item["author"] == [
        {"literal": "A"},
        {"literal": "B"},
    ]


def test_a_quote_that_is_not_closed_is_reported() -> None:
    text = 'title,author\nСлово,И\n"Дело,И\nДругое,И\n'
    found = list(table.read([text]))
    assert "".join(table.write(found)) == text
    assert [record.item.get("title") for record in found] == [None, "Слово", None]
    assert "not closed" in found[2].warnings[0].message


def test_text_behind_quotes_is_reported() -> None:
    text = 'title,author\n"Слово\n дело" и,x\nДругое,И\n'
    found = list(table.read([text]))
    assert "".join(table.write(found)) == text
    assert "mend the quotes" in found[1].warnings[0].message
    assert found[-1].item["title"] == "Другое"


def test_too_many_cells_are_reported() -> None:
    record = records("title,year\nСлово,дело,2001\n")[0]
    assert "3 cells where the header has 2" in record.warnings[0].message


def test_only_changed_cells_change() -> None:
    names = [{"family": "Ivanov", "given": "Ivan"}, {"family": "Petrov", "given": "P. P."}]
    changed = written(ZOTERO, 0, title='O "novoi" politike', author=names)
    assert changed == (
        ZOTERO.replace("Иванов, Иван; Петров, П. П.", "Ivanov, Ivan; Petrov, P. P.").replace(
            'О ""новой"" политике', 'O ""novoi"" politike'
        )
    )


def test_a_cell_is_quoted_where_it_must_be() -> None:
    changed = written(SEMICOLON, 0, title="Slovo; delo", **{"container-title": 'Vestnik "A"'})
    assert changed == SEMICOLON.replace("2001;Вестник;;Слово", '2001;Vestnik "A";;"Slovo; delo"')


def test_names_keep_what_stands_between_them() -> None:
    names = [{"literal": "Ivanov I."}, {"literal": "Petrov P."}, {"literal": "Sidorov S."}]
    changed = written(SEMICOLON, 0, author=names)
    assert changed == SEMICOLON.replace("Иванов И., Петров П., Сидоров С.", "Ivanov I., Petrov P., Sidorov S.")


def test_originals_go_into_a_column_of_theirs_only() -> None:
    parts = {"title": Parts("Slovo", "Слово", "", "ru", "Cyrl")}
    changed = written(SEMICOLON, 0, parts, title="Slovo")
    assert changed == SEMICOLON.replace("Вестник;;Слово", "Вестник;Слово;Slovo")
    kept = written(SEMICOLON, 1, parts, title="Slovo")
    assert ";уже есть;Slovo" in kept
    assert written(TSV, 0, parts, title="Slovo") == TSV.replace('"Слово" о деле', "Slovo")


def test_a_row_that_is_too_short_grows() -> None:
    parts = {"title": Parts("Slovo", "Слово", "", "ru", "Cyrl")}
    text = "title,x,original title\nСлово\n"
    assert written(text, 0, parts, title="Slovo") == "title,x,original title\nSlovo,,Слово\n"


def test_columns_given_by_the_caller() -> None:
    found = [
        r
        for r in table.read(["Автор;Заглавие\nИванов, И.;Слово\n"], {"Автор": "author", "заглавие": "title"})
        if r.item
    ]
    assert found[0].item == {
        "author": [{"family": "Иванов", "given": "И."}],
        "title": "Слово",
        "type": "document",
    }
    with pytest.raises(InputError, match="no column 'Год'; there are: Автор, Заглавие"):
        list(table.read(["Автор;Заглавие\n"], {"Год": "issued"}))


def test_the_line_of_excel_that_names_the_separator() -> None:
    text = "sep=;\r\ntitle;author\r\nСлово, дело;Иванов\r\n"
    assert records(text)[0].item["title"] == "Слово, дело"
    assert written(text, 0, title="Slovo, delo") == text.replace("Слово, дело", "Slovo, delo")


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "\x00\x01\n", "Иванов И. И. Слово. М., 2001.\n"])
def test_a_table_without_known_columns_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="line 1: no column of the header is known"):
        list(table.read([text]))
    assert not table.recognizes(text)


def test_recognizes() -> None:
    assert table.recognizes(ZOTERO)
    assert table.recognizes(SEMICOLON)
    assert table.recognizes(TSV)
    assert not table.recognizes("title\nСлово\n")
    assert not table.recognizes("Ivanov, I. Title, Journal, 2001\n")


def test_composing_writes_a_table_that_reads_back() -> None:
    item = {
        "id": "a1",
        "type": "chapter",
        "title": 'Слово "и", дело',
        "author": [{"family": "Иванов", "given": "И."}, {"literal": "ООН"}],
        "issued": {"date-parts": [[2001, 5]]},
        "note": "a\nb",
        "volume-title": "Том",
        "custom": {"a": 1},
    }
    record = Record(dict(item), "item 1")
    text = "".join(table.compose([record, Record({}, "end"), Record({}, "line 2", entry="строка")]))
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == 2
    assert {key: value for key, value in rows[0].items() if value} == {
        "Key": "a1",
        "Item Type": "chapter",
        "Publication Year": "2001",
        "Author": "Иванов, И.; ООН",
        "Title": 'Слово "и", дело',
        "Date": "2001-05",
        "Extra": "a\nb",
    }
    assert rows[1]["Extra"] == "строка"
    told = " ".join(warning.message for warning in record.warnings)
    assert "volume-title" in told
    assert "custom" in told
    del item["volume-title"], item["custom"]
    assert records(text)[0].item == item


@given(st.text(alphabet='",;\n\r\t яb', max_size=60), st.integers(1, 9))
def test_whatever_stands_in_a_table_comes_back(text: str, size: int) -> None:
    whole = "title,author\n" + text
    chunks = [whole[start : start + size] for start in range(0, len(whole), size)]
    assert "".join(table.write(table.read(chunks))) == whole


@given(st.lists(st.tuples(*[st.text(alphabet='",\n яb', min_size=1, max_size=8)] * 2), min_size=1, max_size=5))
def test_cells_are_read_as_the_standard_library_reads_them(rows: list[tuple[str, str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([("title", "publisher"), *rows])
    found = [r for r in table.read([file.getvalue()]) if r.layout.dialect or r.warnings]
    assert [(r.item.get("title", ""), r.item.get("publisher", "")) for r in found] == [
        (title.strip(), publisher.strip()) for title, publisher in rows
    ]


@pytest.mark.parametrize(
    "text",
    ['"' * 500_001, '"a,""' * 100_000, '"x,"""x,' * 100_000, "," * 1_000_000, '"a\n' * 100_000, "слово " * 300_000,
     '"\n""' * 100_000, "a,\x00\ud800\n"],
)  # fmt: skip
def test_hard_input_takes_no_long(text: str) -> None:
    whole = "title,author\n" + text
    assert "".join(table.write(table.read([whole]))) == whole
