"""The page as the server writes it, without a browser."""

from __future__ import annotations

import re
from html import unescape

import pytest
import romanbib
from romanbib.formats import find_format
from romanbib.pipeline import request
from romanbib.web import create_app
from romanbib.web.entries import after_pieces, before_pieces, compare

IMG = "<img src=x onerror=alert(1)>"


def text_of(pieces):
    return "".join(piece.text for piece in pieces)


def box(page, name):
    return unescape(re.search(rf'<textarea[^>]*id="{name}"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)[1])


def post(client, source, **fields):
    answer = client.post("/", data={"source": source, **fields}, content_type="multipart/form-data")
    return answer.status_code, answer.get_data(as_text=True)


def test_it_opens_with_the_example_in_its_box(client):
    page = client.get("/").get_data(as_text=True)
    assert box(page, "source").startswith("Alvand, M.S; Hosseini")
    assert box(page, "source").count("\n") >= 40


def test_it_takes_no_text_from_the_address(client):
    assert client.get("/?source=Secret&text=Secret").data == client.get("/").data


def test_nothing_stands_inline_and_nothing_comes_from_elsewhere(client):
    for page in (client.get("/").get_data(as_text=True), post(client, "Щи")[1]):
        assert re.findall(r"<script(?![^>]*\ssrc=)", page) == []
        assert re.findall(r"\s(?:on\w+|style)=", re.sub(r"<textarea.*?</textarea>", "", page, flags=re.DOTALL)) == []
        assert re.findall(r'(?:src|href|action)="(?!/)', page) == []


def test_the_form_works_without_a_script(client):
    status, page = post(client, "Щи да каша\r\nPlain\r\n", scheme="iso-9", profile="romanized-original")
    assert status == 200
    assert box(page, "source") == "Щи да каша\nPlain\n"
    assert box(page, "output") == "Ŝi da kaša [Щи да каша]\nPlain\n"
    assert '<option value="iso-9" selected>' in page
    assert '<ins title="romanize: ru/iso-9" lang="ru-Latn">Ŝi da kaša [Щи да каша]</ins>' in page
    assert '<del title="romanize: ru/iso-9" lang="ru">Щи да каша</del>' in page


def test_the_result_is_what_the_library_gives(client):
    source = client.get("/").get_data(as_text=True)
    status, page = post(client, box(source, "source"))
    assert status == 200
    assert box(page, "output") == romanbib.normalize(box(source, "source")).output


@pytest.mark.parametrize(
    "source",
    [
        f"Щи {IMG} </textarea><script>alert(1)</script>",
        f'[{{"id": "{IMG}", "title": "Щи {IMG}", "author": [{{"family": "Щи {IMG}"}}]}}]',
        f'[{{"{IMG}": "Щи"}}]',
        f'[{{"id": "{IMG}", broken',
        f'"Щи {IMG}" ( \' &lt;',
    ],
)
def test_what_people_send_is_never_markup(client, source):
    _, page = post(client, source)
    assert "<img" not in page
    assert "<script>" not in page


def test_names_that_people_send_are_never_markup(client):
    for field in ("profile", "scheme", "language"):
        status, page = post(client, "Щи", **{field: IMG})
        assert status == 400
        assert "<img" not in page
        assert "That did not work" in page
        answer = client.post("/download", data={"source": "Щи", field: IMG}, headers={"Accept": "text/html"})
        assert answer.status_code == 400
        assert b"<img" not in answer.data


def test_an_empty_box_is_said_kindly(client):
    status, page = post(client, " \n")
    assert status == 400
    assert "The box is empty" in page


def test_people_get_errors_as_a_page(client):
    answer = client.get("/nowhere", headers={"Accept": "text/html,*/*;q=0.8"})
    assert answer.status_code == 404
    assert answer.content_type.startswith("text/html")
    small = create_app({"ROMANBIB_MAX_BYTES": 100}).test_client()
    answer = small.post("/", data={"source": "x" * 200}, headers={"Accept": "text/html"})
    assert answer.status_code == 413
    assert b'id="result"' in answer.data


def test_download(client):
    answer = client.post("/download", data={"source": "Щи\r\n"})
    assert answer.data == b"Shchi\n"
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="references-romanized.txt"'
    answer = client.post("/download", data={"source": '[{"title": "Щи"}]'})
    assert answer.get_json(force=True) == [{"title": "Shchi"}]
    assert answer.headers["Content-Disposition"].endswith('.json"')


def test_long_lists_are_shown_in_part_and_given_whole():
    client = create_app({"ROMANBIB_PAGE_ENTRIES": 2}).test_client()
    _, page = post(client, "Щи\nЩи\nЩи")
    assert page.count('<li class="entry') == 2
    assert "The first 2 of 3 references" in page
    assert box(page, "output") == "Shchi\nShchi\nShchi"


def test_totals_and_warnings(client):
    _, page = post(client, "Щи\nPlain\nOpen ( bracket", profile="apa")
    assert "3 references" in page
    assert "1 changed" in page
    assert "( has no partner" in page
    assert '<li class="entry same">' in page


def test_each_entry_chooses_its_own_direction(client):
    _, page = post(client, "Plain")
    assert re.search(r'<p class="text" dir="auto">Plain</p>', page)


def test_pieces_give_the_text_before_and_after():
    source = romanbib.web.page.example()
    for profile in ("romanized", "romanized-original", "original-romanized", "apa", "paper"):
        done = romanbib.normalize(source, profile=profile)
        found = compare(source, find_format("text"), request(profile), 10_000)
        before = [text_of(entry.fields[0].before) for entry in found.entries]
        after = [text_of(entry.fields[0].after) for entry in found.entries]
        assert before == source.splitlines()
        assert after == done.output.splitlines()
        assert found.output == done.output
        assert (found.changes, found.warnings) == (len(done.changes), len(done.warnings))


def test_a_repair_is_marked_where_it_is_and_no_wider():
    from romanbib.references.record import Change

    change = Change("entry", 4, 24, "https://www. a.org/b", "https://www.a.org/b", "repair: addresses")
    before, after = "See https://www. a.org/b.", "See https://www.a.org/b."
    assert [piece.text for piece in before_pieces(before, [change], []) if piece.changed] == [" "]
    assert text_of(after_pieces(before, after, [change])) == after


def test_changes_that_do_not_say_where_are_found_by_comparing():
    from romanbib.references.record import Change

    pieces = after_pieces("a b c", "a x c", [Change("entry", 0, 0, "", "nonsense", "repair: x")])
    assert [(piece.text, piece.changed) for piece in pieces] == [("a ", False), ("x", True), (" c", False)]


def test_items_are_shown_field_by_field(client):
    source = '[{"id": "a", "title": "Щи", "author": [{"family": "Толстой"}]}]'
    _, page = post(client, source, profile="romanized-original")
    assert '<p class="field">author[0].family</p>' in page
    assert "item 1 (a)" in page


def test_unsure_persian_words_are_marked(client):
    status, page = post(client, "ژقپتخ در سیاست خارجی", language="fa")
    assert status == 200
    assert 'class="doubt">ژقپتخ' in page
    assert "read as" in page
    assert 'class="doubt">سیاست' not in page
