"""Authority forms: what is found in name fields and in text, and that the tables themselves are in order."""

import re
import unicodedata
from pathlib import Path

import pytest
from romanbib.errors import RuleTableError
from romanbib.references.authorities import FOLDER_SETTING, SURE, find, in_text
from romanbib.references.inflection import case_forms

TABLES = Path(__file__).parents[2] / "rules" / "authorities"
CYRILLIC, PERSIAN = re.compile(r"[\u0400-\u04ff'’ ,I-]+"), re.compile("[\u0600-\u06ff\u200c .-]+")


def rows(name):
    lines = (TABLES / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and line[0] != "#"]


def sorting_key(form):
    plain = unicodedata.normalize("NFKD", form.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char)), form


@pytest.mark.parametrize(
    ("name", "given", "language", "family", "latin_given"),
    [
        ("Ницше", "Ф.", "ru", "Nietzsche", "F."),
        ("Ніцше", "Фрідріх", "uk", "Nietzsche", "Friedrich"),
        ("Хайдеггер", "Мартин", "ru", "Heidegger", "Martin"),
        ("Гайдеґґер", "М.", "uk", "Heidegger", "M."),
        ("Шекспир", "У.", "ru", "Shakespeare", "W."),
        ("Витгенштейн", "", "ru", "Wittgenstein", ""),
        ("Маркс", "К.", "ru", "Marx", "K."),
        ("Руссо", "Ж.-Ж.", "ru", "Rousseau", "J.-J."),
        ("Гегель", "Г.В.Ф.", "ru", "Hegel", "G.W.F."),
        ("де Соссюр", "Ф.", "ru", "de Saussure", "F."),
        ("Соссюр", "Ф. де", "ru", "Saussure", "F. de"),
        ("Леви-Стросс", "К.", "ru", "Lévi-Strauss", "C."),
        ("Вебер", "М.", "ru", "Weber", "M."),
        ("Вебер", "Альфред", "ru", "Weber", "Alfred"),
        ("هابرماس", "یورگن", "fa", "Habermas", "Jürgen"),
        ("هابرماس", "يورگن", "fa", "Habermas", "Jürgen"),
        ("فوکو", "میشل", "fa", "Foucault", "Michel"),
        ("ویتگنشتاین", "لودویگ", "fa", "Wittgenstein", "Ludwig"),
        ("شکسپیر", "ویلیام", "fa", "Shakespeare", "William"),
        ("لوی‌استروس", "کلود", "fa", "Lévi-Strauss", "Claude"),
        ("روسو", "ژان ژاک", "fa", "Rousseau", "Jean Jacques"),
    ],
)
def test_name_parts(name, given, language, family, latin_given):
    found = find(name, language, given=given)
    assert found is not None
    assert (found.family, found.given) == (family, latin_given)


@pytest.mark.parametrize(
    ("literal", "language", "text"),
    [
        ("Фридрих Ницше", "ru", "Friedrich Nietzsche"),
        ("Ницше Ф.", "ru", "Nietzsche F."),
        ("Ницше, Фридрих", "ru", "Nietzsche, Friedrich"),
        ("Дж. Р. Р. Толкин", "ru", "J. R. R. Tolkien"),
        ("НИЦШЕ", "ru", "Nietzsche"),
        ("یورگن هابرماس", "fa", "Jürgen Habermas"),
        ("هابرماس، یورگن", "fa", "Habermas, Jürgen"),
        ("Аристотель", "ru", "Aristotle"),
    ],
)
def test_whole_names(literal, language, text):
    found = find(literal, language)
    assert found is not None
    assert found.text == text


@pytest.mark.parametrize(
    ("name", "given", "language"),
    [
        ("Маркс", "А. Н.", "ru"),  # another Marks
        ("Вебер", "", "ru"),  # Max or Alfred
        ("Вебер", "Г.", "ru"),
        ("Миллер", "А.", "ru"),  # Aleksei Miller, not Arthur
        ("Леонов", "Л.", "ru"),
        ("Платон", "Г.", "ru"),
        ("Ницше", "Ф.", "fa"),  # not in that script
        ("Ницше", "Ф.", "xx"),
        ("", "", "ru"),
        (" ", "Ф.", "ru"),
        (", ", "", "ru"),
        ("...", "", "ru"),
        ("رضایی", "علی", "fa"),
        ("Ницше " * 1000, "", "ru"),
    ],
)
def test_what_is_not_sure_is_not_found(name, given, language):
    assert find(name, language, given=given) is None


def test_own_names_only_where_asked_for():
    assert find("Чайковский", "ru", given="П. И.") is None
    found = find("Чайковский", "ru", given="П. И.", own=True)
    assert found is not None
    assert found.text == "Tchaikovsky, P. I."
    assert find("خمینی", "fa", given="روح‌الله") is None
    found = find("خمینی", "fa", given="روح‌الله", own=True)
    assert found is not None
    assert found.text == "Khomeini, Ruhollah"


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Философия Ницше и Хайдеггера", "ru", [("Ницше", "Nietzsche"), ("Хайдеггера", "Heidegger")]),
        ("Спор с Хайдеггером", "ru", [("Хайдеггером", "Heidegger")]),
        ("Этика Спинозы", "ru", [("Спинозы", "Spinoza")]),
        ("Логика Гегеля", "ru", [("Гегеля", "Hegel")]),
        ("«Капитал» К. Маркса", "ru", [("К. Маркса", "K. Marx")]),
        ("Жизнь Карла Маркса", "ru", [("Карла Маркса", "Karl Marx")]),
        ("Маркс и время", "ru", []),
        ("Мор и чума", "ru", []),
        ("Томас Мор", "ru", [("Томас Мор", "Thomas More")]),
        ("ницшеанство и эко", "ru", []),
        ("А. Б. Ницше", "ru", []),
        ("Пост-Гегель", "ru", []),
        ("Філософія Гайдеґґера", "uk", [("Гайдеґґера", "Heidegger")]),
        ("اندیشه سیاسی هابرماس", "fa", [("هابرماس", "Habermas")]),
        ("هرمنوتیک نیچه‌ای", "fa", []),
        ("خانه کانت", "fa", []),
        ("", "ru", []),
    ],
)
def test_names_in_text(text, language, names):
    assert [(text[start:end], found.text) for start, end, found in in_text(text, language)] == names


@pytest.mark.parametrize("text", ["А. " * 20_000, "Ницше " * 20_000, "а-" * 20_000, "\u200c" * 20_000, "\ud800\0"])
def test_hostile_text_ends(text):
    assert len(list(in_text(text, "ru"))) == text.count("Ницше")


def test_case_forms():
    assert set(case_forms("хайдеггер", "ru")) == {"хайдеггера", "хайдеггеру", "хайдеггером", "хайдеггере"}
    assert case_forms("ницше", "ru") == ()
    assert "гегелем" in case_forms("гегель", "ru")
    assert "гайдеґґерові" in case_forms("гайдеґґер", "uk")
    assert case_forms("гегел", "bg") == ()


@pytest.mark.parametrize("table", ["foreign-names.tsv", "own-names.tsv", "given-names.tsv"])
def test_tables_are_in_order(table):
    forms = [row[0] for row in rows(table)]
    assert forms == sorted(forms, key=sorting_key)
    assert len(set(forms)) == len(forms)
    for row in rows(table):
        assert len(row) == (3 if table.startswith("given") else 5)
        assert unicodedata.is_normalized("NFC", "\t".join(row))
        assert row[1] or row[2], row
        assert all(CYRILLIC.fullmatch(one) for one in row[1].split("|") if one), row
        assert all(PERSIAN.fullmatch(one.replace("،", "")) for one in row[2].split("|") if one), row
        assert not re.search("[يك\u064b-\u0652]", row[2]), row


def test_there_are_enough_rows():
    assert len(rows("foreign-names.tsv")) >= 1200
    assert len(rows("own-names.tsv")) >= 100


@pytest.mark.parametrize("table", ["foreign-names.tsv", "own-names.tsv"])
def test_spellings_in_two_rows_are_told_apart_by_given_names(table):
    surely = {}
    for form, cyrillic, persian, person, sure in rows(table):
        levels = sure.split("|")
        assert person
        assert set(levels) <= set(SURE)
        for cell, level in ((cyrillic, levels[0]), (persian, levels[-1])):
            for spelling in filter(None, cell.split("|")):
                if level in ("yes", "name"):
                    assert surely.setdefault(re.split("[,،]", spelling)[0].lower(), form) == form


def test_every_spelling_that_is_sure_is_found():
    for form, cyrillic, persian, _, sure in rows("foreign-names.tsv"):
        levels = sure.split("|")
        for cell, level, language in ((cyrillic, levels[0], "ru"), (persian, levels[-1], "fa")):
            for spelling in filter(None, cell.split("|")):
                if level in ("yes", "name"):
                    found = find(re.split("[,،]", spelling)[0], language)
                    assert found is not None, spelling
                    assert found.form == form


def use(monkeypatch, tmp_path, text, name="mine.tsv"):
    (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.setenv(FOLDER_SETTING, str(tmp_path))


def test_users_rows_come_first(monkeypatch, tmp_path):
    use(monkeypatch, tmp_path, "Nitzsche, Frederick\tНицше, Фридрих\t\tphilosopher\tyes\n")
    found = find("Ницше", "ru", given="Ф.")
    assert found is not None
    assert found.text == "Nitzsche, F."
    assert found.place == f"{tmp_path / 'mine.tsv'}, line 1"


def test_users_row_replaces_the_row_of_the_same_form(monkeypatch, tmp_path):
    use(monkeypatch, tmp_path, "Nietzsche, Friedrich\tНиче\t\tphilosopher\tyes\n")
    assert find("Ниче", "ru") is not None
    assert find("Ницше", "ru") is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("A\tА\n", "line 1: 2 columns instead of 5"),
        ("# c\n\nAa\t\t\tx\tyes\n", "line 3: a form needs at least one spelling"),
        ("Aa\tАа\t\tx\tsure\n", "line 1: sure is 'sure'; write one of yes"),
        ("Aa\tآآ\t\tx\tyes\n", "wrong column"),
        ("Aa\tИ\u0306и\t\tx\tyes\n", "NFC"),
        ("Aa\tАа\t\tx\tyes\nAa\tАб\t\tx\tyes\n", "line 2: 'Aa' has a row already"),
        ("Aa\tАа\t\tx\tyes\nBb\tАа\t\tx\tname\n", "line 2: 'Аа' alone is 'Aa' already"),
        ("Aa\tАа\t\tx\tinitials\n", "can never be found"),
        ("Aa, Bb\tАа, Бб Вв\t\tx\tyes\n", "has 2 given names, the form 1"),
    ],
)
def test_mistakes_name_line_and_mend(monkeypatch, tmp_path, text, message):
    use(monkeypatch, tmp_path, text)
    with pytest.raises(RuleTableError, match=re.escape(message)) as raised:
        find("Ницше", "ru")
    assert "\n" not in str(raised.value)
    assert "mine.tsv" in str(raised.value)


def test_missing_folder(monkeypatch, tmp_path):
    monkeypatch.setenv(FOLDER_SETTING, str(tmp_path / "none"))
    with pytest.raises(RuleTableError, match="no such folder"):
        find("Ницше", "ru")
