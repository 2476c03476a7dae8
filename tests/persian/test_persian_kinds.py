"""What callers see: kinds of text, tokens, warnings, capitals, the web service, the command, references."""

from __future__ import annotations

import json
import warnings

import pytest
import romanbib
from click.testing import CliRunner
from romanbib import InputError, RomanizationWarning, explain, transliterate
from romanbib.cli import main
from romanbib.persian import KINDS
from romanbib.web import create_app

UNKNOWN = "خپعقچث"  # no word of any language


def test_the_kinds() -> None:
    assert set(KINDS) == {"title", "name", "container", "publisher", "place", "text"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_gives_the_same_consonants(kind: str) -> None:
    output = transliterate("تاریخ ایران", language="fa", kind=kind)
    assert output.lower() == "tārīkh-i īrān"


@pytest.mark.parametrize("kind", ["", "Title", "titles", "entry", "book"])
@pytest.mark.parametrize("text", ["تاریخ ایران", "Title", "", "Мир"])
def test_an_unknown_kind(kind: str, text: str) -> None:
    for call in (transliterate, explain):
        with pytest.raises(InputError, match="kind") as refused:
            call(text, language="fa", kind=kind)
        assert "title" in str(refused.value)


def test_tokens() -> None:
    text = "تاریخ ملک، ایران 2020"
    told = explain(text, language="fa")
    assert [token.source for token in told.tokens] == ["تاریخ", "ملک", "ایران", "2020"]
    for token in told.tokens:
        assert text[token.start : token.start + len(token.source)] == token.source
        assert 0 < token.confidence <= 1
        assert token.output not in token.alternatives
        assert token.decided_by
    assert told.tokens[1].alternatives
    assert told.tokens[0].vocalized
    assert told.tokens[3].confidence == 1
    assert told.output == transliterate(text, language="fa")
    assert (told.language, told.scheme) == ("fa", "ala-lc")


def test_tokens_of_several_lines() -> None:
    text = "تاریخ ایران\n\nزبان فارسی\nTitle"
    told = explain(text, language="fa")
    assert [text[one.start : one.start + len(one.source)] for one in told.tokens] == [one.source for one in told.tokens]
    assert [one.source for one in told.tokens] == ["تاریخ", "ایران", "زبان", "فارسی", "Title"]


def test_a_word_of_two_pieces_is_one_token() -> None:
    token = explain("می رود", language="fa").tokens[0]
    assert (token.start, token.source) == (0, "می رود")
    assert token.output.replace("ʹ", "") == "mīravad"


def test_a_token_in_the_midst_of_russian() -> None:
    text = "Журнал زبان فارسی"
    told = explain(text)
    assert [text[one.start : one.start + len(one.source)] for one in told.tokens] == [one.source for one in told.tokens]
    assert "zabān" in told.output


def test_the_kind_decides_on_names() -> None:
    assert transliterate("محمد معین", language="fa", kind="name") == "Muḥammad Muʻīn"


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("تاریخ ایران", "title", "Tārīkh-i Īrān"),
        ("تاریخ ایران", "text", "tārīkh-i īrān"),
        ("زبان فارسی در تهران", "title", "Zabān-i Fārsī dar Tihrān|Zabān-i fārsī dar Tihrān"),
        ("«تاریخ ایران»", "title", "«Tārīkh-i Īrān»"),
        ("عبدالحسین زرین‌کوب", "name", "ʻAbd al-Ḥusayn Zarrīnʹkūb|ʻAbd al-Ḥusayn Zarrīnkūb"),
        ("تهران", "place", "Tihrān"),
        ("صادقی، ع. ر.", "name", "Ṣādiqī, ʻA. R."),
        ("امیرکبیر", "publisher", "Amīrkabīr|Amīr Kabīr|Amīrʹkabīr|Amīrʹ Kabīr"),
    ],
)
def test_capitals(text: str, kind: str, expected: str) -> None:
    assert transliterate(text, language="fa", kind=kind) in expected.split("|")


def test_a_small_word_in_a_name_has_no_capital() -> None:
    assert transliterate("احمد بن محمد", language="fa", kind="name").split()[1] in ("bin", "ibn")


def test_unsure_words_are_warned_of() -> None:
    with pytest.warns(RomanizationWarning, match=UNKNOWN):
        transliterate(f"زبان {UNKNOWN}", language="fa")
    told = explain(f"زبان {UNKNOWN}", language="fa")
    assert any(UNKNOWN in one for one in told.warnings)
    assert told.tokens[1].confidence < 0.8


def test_sure_words_are_not_warned_of() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        transliterate("سیاست خارجی ایران", language="fa", kind="title")
        transliterate("سیاسَتِ خارِجیِ ایران", language="fa")


# The web service


def test_the_service_takes_a_kind() -> None:
    client = create_app({}).test_client()
    answer = client.post("/v1/transliterate", json={"text": "تاریخ ایران", "language": "fa", "kind": "title"})
    assert answer.status_code == 200
    assert answer.json["output"] == "Tārīkh-i Īrān"
    assert answer.json["tokens"][0]["source"] == "تاریخ"
    line = client.post(
        "/v1/transliterate?language=fa&kind=title", data="تاریخ ایران\nTitle".encode(), content_type="text/plain"
    )
    assert line.data.decode() == "Tārīkh-i Īrān\nTitle"


@pytest.mark.parametrize("kind", ["book", "", "Title", "entry"])
def test_the_service_refuses_an_unknown_kind(kind: str) -> None:
    client = create_app({}).test_client()
    answers = [
        client.post("/v1/transliterate", json={"text": "تاریخ", "kind": kind}),
        client.post(f"/v1/transliterate?kind={kind}", data="تاریخ".encode(), content_type="text/plain"),
    ]
    for answer in answers:
        assert answer.status_code == 400
        assert answer.content_type == "application/problem+json"
        assert set(answer.get_json(force=True)["available"]) == set(KINDS)


def test_the_service_refuses_a_kind_that_is_no_text() -> None:
    answer = create_app({}).test_client().post("/v1/transliterate", json={"text": "تاریخ", "kind": 3})
    assert answer.status_code == 400


# The command


def test_the_command_takes_a_kind() -> None:
    run = CliRunner().invoke(main, ["transliterate", "--language", "fa", "--kind", "title", "تاریخ", "ایران"])
    assert (run.exit_code, run.stdout) == (0, "Tārīkh-i Īrān\n")
    run = CliRunner().invoke(main, ["transliterate", "--language", "fa", "تاریخ ایران"])
    assert run.stdout == "tārīkh-i īrān\n"


def test_the_command_refuses_an_unknown_kind() -> None:
    run = CliRunner().invoke(main, ["transliterate", "--kind", "book", "تاریخ"], prog_name="romanbib")
    assert run.exit_code == 2
    assert run.stdout == ""
    assert "book" in run.stderr
    assert run.stderr.count("\n") == 1


def test_the_command_says_what_is_unsure() -> None:
    run = CliRunner().invoke(main, ["transliterate", "--language", "fa", UNKNOWN])
    assert run.exit_code == 0
    assert UNKNOWN in run.stderr
    told = CliRunner().invoke(main, ["transliterate", "--language", "fa", "--explain", "ملک"])
    assert "or " in told.stdout


# References


def test_references_pass_the_kind_on() -> None:
    item = {
        "id": "1",
        "type": "book",
        "title": "تاریخ ایران",
        "author": [{"family": "معین", "given": "محمد"}],
        "publisher-place": "تهران",
        "language": "fa",
    }
    done = romanbib.normalize(json.dumps([item], ensure_ascii=False), from_format="csl-json", scheme="ala-lc")
    got = json.loads(done.output)[0]
    assert got["title"] == "Tārīkh-i Īrān"
    assert got["author"] == [{"family": "Muʻīn", "given": "Muḥammad"}]
    assert got["publisher-place"] == "Tihrān"


def test_a_reference_says_which_word_is_unsure() -> None:
    item = {"id": "1", "type": "book", "title": f"زبان {UNKNOWN}", "language": "fa"}
    done = romanbib.normalize(json.dumps([item], ensure_ascii=False), from_format="csl-json")
    unsure = [one for one in done.warnings if one["rule"] == "vowels"]
    assert [item["title"][one["start"] : one["end"]] for one in unsure][-1:] == [UNKNOWN]


def test_a_plain_reference_in_persian() -> None:
    entry = "معین، محمد. تاریخ ایران. تهران: امیرکبیر، ۱۳۵۷."
    output = romanbib.normalize(entry, from_format="text", language="fa", scheme="ala-lc").output
    assert "1357" in output
    assert not any("\u0620" <= letter <= "\u06ff" for letter in output)
