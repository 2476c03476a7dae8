"""The page as the server writes it, without a browser."""

from __future__ import annotations

import io
import json
import re
import tomllib
from html import unescape
from pathlib import Path
from string import Formatter

import pytest
import romanbib
from romanbib.formats import find_format
from romanbib.overrides import NONE
from romanbib.pipeline import request
from romanbib.references.record import Caution, Change
from romanbib.web import create_app
from romanbib.web.alignment import Stretch, words_of
from romanbib.web.entries import EntryView, compared
from romanbib.web.interface import interfaces
from romanbib.web.marking import pieces
from romanbib.web.page import example

IMG = "<img src=x onerror=alert(1)>"
ENDNOTE = (Path(__file__).parents[1] / "data" / "endnote" / "article.xml").read_text(encoding="utf-8")
MESSAGES = Path(romanbib.web.__file__).parent / "messages"


def text_of(found):
    return "".join(piece.text for piece in found)


def box(page, name):
    return unescape(re.search(rf'<textarea[^>]*id="{name}"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)[1])


def post(client, source, **fields):
    answer = client.post("/", data={"source": source, **fields}, content_type="multipart/form-data")
    return answer.status_code, answer.get_data(as_text=True)


def streamed(client, source, **fields):
    answer = client.post("/entries", data={"source": source, **fields}, content_type="multipart/form-data")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.mimetype == "application/x-ndjson"
    return [json.loads(line) for line in answer.get_data(as_text=True).splitlines()]


def views(source, profile="romanized", form="text"):
    return [one for one in compared([source], find_format(form), request(profile)) if isinstance(one, EntryView)]


def test_it_opens_with_an_empty_box_and_offers_an_example(client):
    assert box(client.get("/").get_data(as_text=True), "source") == ""
    page = client.get("/?example").get_data(as_text=True)
    assert box(page, "source").startswith("Alvand, M.S; Hosseini")
    assert box(page, "source").count("\n") >= 40


def test_an_address_carries_settings_and_never_a_text(client):
    page = client.get("/?profile=scopus&scheme=bsi&language=ru&scope=thesis&to=bibtex").get_data(as_text=True)
    assert '<input type="radio" name="profile" value="scopus" checked>' in page
    for value in ("bsi", "ru", "bibtex"):
        assert f'<option value="{value}" selected>' in page
    assert 'name="scope" value="thesis"' in page
    assert "Secret" not in client.get("/?source=Secret&text=Secret").get_data(as_text=True)


def test_what_an_address_says_is_never_markup(client):
    for name in ("profile", "scheme", "language", "scope", "to", "lang", "example"):
        assert b"<img" not in client.get("/", query_string={name: f'"{IMG}'}).data


def test_nothing_stands_inline_and_nothing_comes_from_elsewhere(client):
    for page in (
        client.get("/").get_data(as_text=True),
        post(client, "Щи")[1],
        client.get("/schemes").get_data(as_text=True),
    ):
        scripts = re.findall(r"<script([^>]*)>", page)
        assert scripts
        assert all("src=" in one or 'type="application/json"' in one for one in scripts)
        assert re.findall(r"\s(?:on\w+|style)=", re.sub(r"<textarea.*?</textarea>", "", page, flags=re.DOTALL)) == []
        assert re.findall(r'(?:src|href|action)="(?![/#])', page) == []


def test_the_form_works_without_a_script(client):
    status, page = post(client, "Щи да каша\r\nPlain\r\n", scheme="iso-9", profile="romanized-original")
    assert status == 200
    assert box(page, "source") == "Щи да каша\nPlain\n"
    assert box(page, "output") == "Ŝi da kaša [Щи да каша]\nPlain\n"
    assert '<option value="iso-9" selected>' in page
    assert '<ins title="Romanization" lang="ru-Latn">Ŝi da kaša [Щи да каша]</ins>' in page
    assert '<del title="Romanization" lang="ru">Щи да каша</del>' in page


def test_the_result_is_what_the_library_gives(client):
    status, page = post(client, example())
    assert status == 200
    assert box(page, "output") == romanbib.normalize(example()).output


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


def test_an_empty_box_is_said_kindly_in_the_language_of_the_page(client):
    status, page = post(client, " \n")
    assert status == 400
    assert "nothing to work on yet" in page
    answer = client.post("/?lang=ru", data={"source": ""})
    assert "Пока нечего обрабатывать" in answer.get_data(as_text=True)
    answer = client.post("/entries", data={"source": ""})
    assert answer.status_code == 400
    assert "nothing to work on yet" in answer.get_json(force=True)["detail"]


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


@pytest.mark.parametrize(
    ("sent_as", "data", "to", "name"),
    [
        ("list.tsv", "title\nЩи\n", "", "references-romanized.tsv"),
        ("list.TSV", "title\nЩи\n", "csv", "references-romanized.tsv"),
        ("items.ndjson", '{"id": "a", "title": "Щи"}\n', "", "references-romanized.ndjson"),
        ("items.ndjson", '{"id": "a", "title": "Щи"}\n', "ris", "references-romanized.ris"),
        ("endnote.xml", ENDNOTE, "marcxml", "references-romanized.marcxml"),
    ],
)
def test_a_file_keeps_its_ending(client, sent_as, data, to, name):
    answer = client.post("/download", data={"file": (io.BytesIO(data.encode()), sent_as), "to": to})
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    if not to:
        events = client.post("/entries", data={"file": (io.BytesIO(data.encode()), sent_as)}).get_data(as_text=True)
        assert json.loads(events.splitlines()[-1])["file"] == name


def test_download_in_another_format(client):
    source = '[{"id": "a", "type": "book", "title": "Щи", "issued": {"date-parts": [[2020]]}}]'
    answer = client.post("/download", data={"source": source, "to": "ris"})
    assert b"TI  - Shchi" in answer.data
    assert answer.headers["Content-Disposition"].endswith('.ris"')
    answer = client.post("/download", data={"source": source, "to": "nonsense"})
    assert answer.status_code == 400


def test_a_file_is_read_whatever_its_encoding(client):
    file = (io.BytesIO("Щи да каша\n".encode("windows-1251")), "list.txt")
    answer = client.post("/download", data={"source": "", "file": file}, content_type="multipart/form-data")
    assert "Shchi da kasha" in answer.data.decode("windows-1251")


def test_a_file_of_bytes_is_shown_and_comes_back_as_one(client):
    whole = (Path(__file__).parents[1] / "data" / "marc" / "cyrillic-marc8.mrc").read_bytes()
    answer = client.post(
        "/entries", data={"file": (io.BytesIO(whole), "catalogue.mrc")}, content_type="multipart/form-data"
    )
    events = [json.loads(line) for line in answer.get_data(as_text=True).splitlines()]
    assert events[-1]["binary"] is True
    assert not any("output" in event for event in events)
    assert any(field["name"].startswith("245") for event in events[:-1] for field in event["entry"]["fields"])
    answer = client.post(
        "/download", data={"file": (io.BytesIO(whole), "catalogue.mrc")}, content_type="multipart/form-data"
    )
    assert answer.data == romanbib.normalize(whole, from_format="marc").output


def test_entries_come_one_by_one(client):
    events = streamed(client, "Щи\nPlain\nژقپتخ در سیاست خارجی\n")
    entries = [event for event in events if "entry" in event]
    assert [event["entry"]["place"] for event in entries] == ["line 1", "line 2", "line 3"]
    assert [event["unsure"] for event in entries] == [False, False, True]
    assert "".join(event.get("output", "") for event in events).startswith("Shchi\nPlain\n")
    assert events[-1]["totals"] == {"records": 3, "changed": 2, "unsure": 1, "warned": 0, "changes": 2}
    assert events[-1]["file"] == "references-romanized.txt"


def test_a_mistake_far_down_is_told_behind_what_was_done(client):
    good = ",".join('{"title": "Щи"}' for _ in range(20_000))
    events = streamed(client, f"[{good}, oops]")
    assert "entry" in events[0] or "output" in events[0]
    assert "problem" in events[-1]


def test_half_a_surrogate_pair_is_no_reason_to_fail(client):
    assert "totals" in streamed(client, '[{"title": "Щи \\ud800"}]')[-1]


def test_too_long_a_text_is_refused(client):
    small = create_app({"ROMANBIB_MAX_BYTES": 100}).test_client()
    assert small.post("/entries", data={"source": "x" * 200}).status_code == 413


def test_long_lists_are_shown_in_part_and_given_whole():
    client = create_app({"ROMANBIB_PAGE_ENTRIES": 2}).test_client()
    _, page = post(client, "Щи\nЩи\nЩи")
    assert page.count('<li class="entry') == 2
    assert "The first 2 of 3 references" in page
    assert box(page, "output") == "Shchi\nShchi\nShchi"


def test_totals_and_warnings(client):
    _, page = post(client, "Щи\nPlain\nOpen ( bracket", profile="romanized")
    assert "3 references" in page
    assert "1 changed" in page
    assert "( has no partner" in page
    assert '<li class="entry same">' in page


def test_each_entry_chooses_its_own_direction(client):
    _, page = post(client, "Plain")
    assert re.search(r'<p class="text" dir="auto">Plain</p>', page)


@pytest.mark.parametrize("profile", ["romanized", "romanized-original", "original-romanized", "apa", "paper", "scopus"])
def test_pieces_give_the_text_before_and_after(profile):
    done = romanbib.normalize(example(), profile=profile)
    found = views(example(), profile)
    assert [text_of(entry.fields[0].before) for entry in found] == example().splitlines()
    assert [text_of(entry.fields[0].after) for entry in found] == done.output.splitlines()
    assert sum(len(entry.changes) for entry in found) == len(done.changes)


def test_in_an_entry_written_anew_romanized_words_lead_back_to_their_source():
    entry = views("Толстой Л. Н. Война и мир. М.: Наука, 1980. 300 с.", "scopus")[0]
    title = next(piece for piece in entry.fields[0].after if piece.text == "Voina i mir")
    assert (title.source, title.language, title.changed) == ("Война и мир", "ru-Latn", True)
    assert not any(piece.source and not re.search("[А-я]", piece.source) for piece in entry.fields[0].after)


def test_a_repair_is_marked_where_it_is_and_no_wider():
    change = Change("entry", 4, 24, "https://www. a.org/b", "https://www.a.org/b", "repair: addresses")
    before, after = "See https://www. a.org/b.", "See https://www.a.org/b."
    old, new = pieces(before, after, [change], [], {})
    assert [piece.text for piece in old if piece.changed] == [" "]
    assert text_of(new) == after


def test_changes_that_do_not_say_where_are_found_by_comparing():
    _, new = pieces("a b c", "a x c", [Change("entry", 0, 0, "", "nonsense", "repair: x")], [], {})
    assert [(piece.text, piece.changed) for piece in new] == [("a ", False), ("x", True), (" c", False)]


PERSIAN_LIST = """ژقپتخ در «سیاست خارجی» و ژقپتخ.
کرمی، جهانگیر و مهدی امیری (۱۳۹۷). «روسیه و مسئلۀ امنیت در خاورمیانه». تهران: سمت.
"""


@pytest.mark.parametrize("profile", ["romanized", "romanized-original", "original-romanized", "iranian-journal"])
def test_unsure_words_are_marked_in_the_result_too_and_nothing_else(profile):
    done = romanbib.normalize(PERSIAN_LIST, profile=profile)
    found = views(PERSIAN_LIST, profile)
    assert [text_of(entry.fields[0].after) for entry in found] == done.output.splitlines()
    for entry in found:
        field = entry.fields[0]
        before, after = ([piece for piece in side if piece.unsure] for side in (field.before, field.after))
        sources = [
            piece.source[piece.at : piece.at + len(word.text)] for piece, word in zip(after, before, strict=True)
        ]
        assert sources == [piece.text for piece in before]
    assert any(re.fullmatch("Zh[ei]qpt[ou]kh", piece.text) and piece.unsure for piece in found[0].fields[0].after)


def test_unsure_words_of_a_line_are_found_in_its_parts():
    line = "موسوی م، احمدی ر. بررسی شیوع دیابت. مجله دانشکده پزشکی. ۱۳۹۵؛ ۷۴(۳): ۱۸۵-۹۲."
    (entry,) = views(line, "romanized")
    assert [piece.text for piece in entry.fields[0].after if piece.unsure] == ["M", "R"]


@pytest.mark.parametrize("after", ["zhiqptukh zhiqptukh", "[zhiqptukh] zhiqptukh va", "something else", ""])
def test_words_that_do_not_stand_in_one_place_alone_are_not_marked(after):
    change = Change("entry", 3, 8, "ژقپتخ", after, "romanize: fa/ala-lc")
    doubt = Caution("entry", 3, 8, "unsure", "vowels")
    assert words_of(change, [doubt], "title", NONE) == []


def test_words_are_counted_whatever_stands_between_them():
    change = Change("entry", 0, 10, "و «ژقپتخ»", "“Va zhiqptukh”", "romanize: fa/ala-lc; repair: quotes")
    doubt = Caution("entry", 3, 8, "unsure", "vowels")
    assert words_of(change, [doubt], "title", NONE) == [Stretch(1, 3, 0, False), Stretch(4, 13, 3, True)]
    assert words_of(change, [], "title", NONE) == []


def test_items_are_shown_field_by_field(client):
    source = '[{"id": "a", "title": "Щи", "author": [{"family": "Толстой"}]}]'
    _, page = post(client, source, profile="romanized-original")
    assert ' title="author[0].family">Author 1: family name</p>' in page
    assert "item 1 (a)" in page


def test_inline_markup_of_a_field_is_left_out_of_what_is_read(client):
    _, page = post(client, "@book{a,\n title = {{Россия} и \\emph{мир}: <b>3 < 4</b>},\n}\n")
    shown = [unescape(re.sub("<[^>]*>", "", one)) for one in re.findall(r'<p class="text".*?</p>', page)]
    assert shown == ["Россия и мир: 3 < 4", "Rossii\u0361a i mir: 3 < 4"]
    assert "&lt;i&gt;" in post(client, "Щи <i>да</i> каша")[1]  # in a line of text it is text


def test_unsure_persian_words_are_marked(client):
    status, page = post(client, "ژقپتخ در سیاست خارجی", language="fa")
    assert status == 200
    assert 'class="unsure">ژقپتخ' in page
    assert "read as" in page
    assert 'class="unsure">سیاست' not in page


def texts_of(tag):
    return tomllib.loads((MESSAGES / f"{tag}.toml").read_text(encoding="utf-8"))


NAMED = ("language", "rule_names", "fields", "sources", "profiles")


def places_in(text):
    forms = text.values() if isinstance(text, dict) else [text]
    return [{name for _, name, _, _ in Formatter().parse(form) if name} for form in forms]


@pytest.mark.parametrize("tag", ["ru", "fa"])
def test_every_language_says_everything(tag):
    english, other = texts_of("en"), texts_of(tag)
    assert english.keys() - set(NAMED) == other.keys() - set(NAMED)
    for key, text in english.items():
        if key not in NAMED:
            wanted = places_in(text)[0]
            assert all(places == wanted for places in places_in(other[key])), key


def test_russian_counts_as_russian_does():
    say = interfaces()["ru"].say
    assert [say("records", n=n) for n in (1, 2, 5, 21)] == ["1 ссылка", "2 ссылки", "5 ссылок", "21 ссылка"]
    assert interfaces()["fa"].say("records", n=12) == "۱۲ منبع"


def test_the_language_is_the_one_asked_for_or_the_browsers(client):
    assert b'<html lang="en" dir="ltr">' in client.get("/").data
    assert b'<html lang="fa" dir="rtl">' in client.get("/?lang=fa").data
    answer = client.get("/", headers={"Accept-Language": "ru-RU,ru;q=0.9,en;q=0.5"})
    assert b'<html lang="ru" dir="ltr">' in answer.data
    assert b'<html lang="en"' in client.get("/?lang=xx").data


def test_every_text_of_the_templates_and_scripts_is_there():
    folder = MESSAGES.parent
    known = texts_of("en").keys()
    for file in [*folder.glob("templates/*.html"), *folder.glob("static/*.js"), folder / "page.py"]:
        for key in re.findall(r"\bsay\(\s*['\"](\w+)['\"]\s*[,)]", file.read_text(encoding="utf-8")):
            assert key in known, f"{file.name}: {key}"
