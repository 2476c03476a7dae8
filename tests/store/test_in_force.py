"""Overrides in what they are for: words, names, titles and lines, ahead of tables, lists and models."""

import romanbib
from click.testing import CliRunner
from romanbib import Override, Overrides
from romanbib.cli import main

MEHR = Override("fa", "مهر", "مُهر")
NOURI = Override("fa", "نوری", "Nouri")


def explained(text, *overrides, language="fa", scheme="ala-lc", kind="title"):
    return romanbib.explain(text, language=language, scheme=scheme, kind=kind, overrides=Overrides(overrides))


def test_a_reading_goes_on_to_the_rule_table():
    done = explained("خبرگزاری مهر ایران", MEHR)
    assert done.output == "Khabarguzārī-i muhr-i Īrān"
    token = next(token for token in done.tokens if token.source == "مهر")
    assert (token.output, token.decided_by, token.confidence) == ("muhr-i", "override fa: مهر", 1.0)
    assert explained("خبرگزاری مهر ایران", MEHR, scheme="iranian-studies").output == "Khabargozāri-ye mohr-e Irān"


def test_a_romanization_stands_as_it_is_and_takes_its_ezafe():
    assert explained("کتاب نوری در ایران", NOURI).output == "Kitāb-i Nouri dar Īrān"
    name = Override("fa", "نوری", "Nouri", kind="title")
    assert explained("مکتب نوری ایران", name, scheme="iranian-studies").output == "Maktab-e Nouri-ye Irān"
    # Half a word is another word.
    assert "Nouri" not in explained("نوری‌ها", NOURI).output


def test_several_words_and_the_ezafes_between_them():
    phrase = Override("fa", "سیاست خارجی", "سیاسَتِ خارِجی")
    assert explained("نقد سیاست خارجی ایران", phrase).output == "Naqd-i siyāsat-i khārijī-i Īrān"


def test_cyrillic_words_and_their_neighbours():
    done = explained("А. Иванов и Петров", Override("ru", "Иванов", "Ivanoff"), language="ru")
    assert done.output == "A. Ivanoff i Petrov"
    assert [token.decided_by for token in done.tokens] == [
        "rule table ru/ala-lc", "override ru: Иванов", "rule table ru/ala-lc", "rule table ru/ala-lc",
    ]  # fmt: skip


def test_lines_keep_to_themselves():
    assert explained("مهر\nنوری", MEHR, NOURI).output == "Muhr\nNouri"


def normalized(item, *overrides, **asked):
    return romanbib.normalize([item], overrides=Overrides(overrides), **asked)


def test_how_an_author_signs():
    item = {"id": "1", "type": "book", "author": [{"family": "Нури", "given": "А. П."}], "language": "ru"}
    for source, output in (
        ("Нури А. П.", "Nouri A. P."),
        ("А. П. Нури", "A. P. Nouri"),
        ("Нури А. П.", "Nouri, A. P."),
    ):
        done = normalized(item, Override("ru", source, output, kind="name"))
        assert done.output[0]["author"] == [{"family": "Nouri", "given": "A. P."}]
        assert {change["rule"] for change in done.changes} == {f"romanize: override ru: {source} (name)"}


def test_it_goes_ahead_of_the_authority_tables():
    item = {"id": "1", "type": "book", "author": [{"family": "Ницше", "given": "Ф."}], "title": "Книга"}
    assert normalized(item).output[0]["author"][0]["family"] == "Nietzsche"
    settled = normalized(item, Override("ru", "Ницше", "Nitsshe", kind="name"))
    assert settled.output[0]["author"][0]["family"] == "Nitsshe"


def test_what_a_journal_is_called():
    item = {"id": "1", "type": "article-journal", "title": "Мир", "container-title": "Вопросы истории"}
    journal = Override("ru", "Вопросы истории", "Voprosy istorii [Questions of History]", kind="container")
    for profile in ("romanized", "scopus"):
        done = normalized(item, journal, profile=profile)
        assert done.output[0]["container-title"] == "Voprosy istorii [Questions of History]"


def test_a_line_of_text():
    done = romanbib.normalize(
        "Иванов А. А. Мир // Наука. 2020.\n", language="ru", overrides=Overrides([Override("ru", "Мир", "Peace")])
    )
    assert done.output == "Ivanov A. A. Peace // Nauka. 2020.\n"
    assert any("override ru: Мир" in change["rule"] for change in done.changes)


def test_the_command_keeps_them_and_obeys_them(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'o.sqlite'}")

    def run(*words, given=None, status=0):
        done = CliRunner().invoke(main, words, input=given, catch_exceptions=False)
        assert done.exit_code == status, done.output
        return done.output

    assert run("transliterate", "--language", "fa", "مهر") == "mihr\n"
    added = run("overrides", "add", "مهر", "مُهر", "--language", "fa", "--scope", "seals", "--author", "Parisa")
    assert added.startswith("1\tfa\tمهر → مُهر\tin seals\tParisa ")
    assert run("transliterate", "--language", "fa", "مهر") == "mihr\n"
    assert run("transliterate", "--language", "fa", "--scope", "seals", "مهر") == "muhr\n"
    listed = tmp_path / "list.txt"
    listed.write_text("«مهر»\n", encoding="utf-8")
    assert "muhr" in run("normalize", "--language", "fa", "--scope", "seals", str(listed)).lower()
    table = run("overrides", "export")
    assert run("overrides", "list", "مهر", "--language", "fa") == added
    assert run("overrides", "list", "--language", "ru") == ""
    assert run("overrides", "add", "مهر", "مِهر", "--language", "fa", "--scope", "seals", status=2).startswith(
        "romanbib: override fa: مهر (in seals) is stored as 'مُهر' already, number 1 (by Parisa"
    )
    run("overrides", "remove", "1", "--author", "Omid")
    history = run("overrides", "history", "1").splitlines()
    assert [line.split("\t")[0] for line in history] == ["add", "remove"]
    assert run("overrides", "import", "-", given=table.encode()) == "1 added, 0 replaced\n"
    assert run("overrides", "export").split(",")[:13] == table.split(",")[:13]  # all but when
    assert (
        run("overrides", "remove", "7", status=2)
        == "romanbib: override 7 does not exist; list them for their numbers\n"
    )
    assert "words.tsv" not in run("overrides", "export", "--contribution")  # it goes for one project alone


def test_without_any_no_database_is_loaded(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert CliRunner().invoke(main, ["transliterate", "мир"]).output == "mir\n"
    assert list(tmp_path.iterdir()) == []
