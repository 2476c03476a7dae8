"""What an entry of free text becomes as a CSL-JSON item: days, et al., names in the nominative."""

import pytest
from romanbib.entries import parse
from romanbib.entries.nominative import case_changes


def item(entry: str) -> dict:
    return parse(entry).item()


def test_days_are_dates() -> None:
    found = item(
        "Кузнецов А. В. Подпись // Коммерсантъ. 12.05.2019. URL: http://kommersant.ru/doc/1 "
        "(дата обращения: 07.03.2021)."
    )
    assert found["issued"] == {"date-parts": [[2019, 5, 12]]}
    assert found["accessed"] == {"date-parts": [[2021, 3, 7]]}
    assert "note" not in found


def test_a_day_that_cannot_be_read_stays_in_the_note() -> None:
    found = item("Кузнецов А. В. Подпись // Коммерсантъ. 2019. 12–14 мая. С. 3.")
    assert found["issued"] == {"date-parts": [[2019]]}
    assert "12–14 мая" in found["note"]


@pytest.mark.parametrize(("others", "more"), [(" и др.", True), (", Сидоров С. С. и др.", True), ("", False)])
def test_et_al_goes_along(others: str, more: bool) -> None:
    authors = item(f"Петров П. П.{others} Экономика США // Вопросы экономики. 2018. Т. 62. № 7. С. 5–14.")["author"]
    assert ({"literal": "others"} in authors) is more


@pytest.mark.parametrize(("role", "words"), [("editor", "под ред."), ("translator", "пер. с нем.")])
def test_et_al_goes_along_with_other_roles(role: str, words: str) -> None:
    people = item(f"История философии / {words} В. П. Кохановского и др. – М.: Весь мир, 2003. – 416 с.")[role]
    assert people == [{"family": "Кохановский", "given": "В. П."}, {"literal": "others"}]


@pytest.mark.parametrize(
    ("heading", "date"),
    [("(مهر ۱۳۸۹)", "مهر"), ("(۱۳۸۹، ۱۲ مهر)", "۱۲ مهر"), ("(بهار ۱۳۸۹)", "بهار"), ("(۱۳۸۹)", "")],
)
def test_a_month_beside_a_persian_year(heading: str, date: str) -> None:
    parsed = parse(f"آشوری، داریوش {heading}. تعریف‌ها و مفهوم فرهنگ. تهران: نشر آگه.")
    assert parsed.values("author") == ["آشوری، داریوش"]
    assert parsed.values("year") == ["۱۳۸۹"]
    assert parsed.values("date") == [date] * bool(date)


def test_a_season_makes_no_newspaper() -> None:
    assert parse("آشوری، داریوش (بهار ۱۳۸۹). «مفهوم فرهنگ». مطالعات ملی، ۳(۲)، ۱-۲۰.").type == "article-journal"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("под ред. В. В. Кожинова", "В. В. Кожинов"),
        ("под общ. ред. А. П. Казанской", "А. П. Казанская"),
        ("пер. с нем. Ю. М. Антоновского", "Ю. М. Антоновский"),
        ("под ред. О. Ю. Шмидта", "О. Ю. Шмидт"),
        ("под ред. Н. Ф. Калининой", "Н. Ф. Калинина"),
        ("пер. с лат. Анны Ивановны Орловой", "Анна Ивановна Орлова"),
        ("под ред. С. Н. Трубецкого", "С. Н. Трубецкой"),
        ("под ред. М. К. Мамардашвили", "М. К. Мамардашвили"),
        ("под ред. А. А. Громыко", "А. А. Громыко"),
        ("под ред. Ю. А. Кравца", "Ю. А. Кравца"),  # Кравец: the ending does not say
        ("отв. ред. А. В. Петрова", "А. В. Петрова"),  # a woman in the nominative
        ("пер. с нем. Ю. М. Антоновский", "Ю. М. Антоновский"),
    ],
)
def test_names_in_the_nominative(written: str, name: str) -> None:
    parsed = parse(f"Смит А. Мысли о книге / {written}. М.: Мысль, 1990. 300 с.")
    found = parsed.item()
    (one,) = found.get("editor", []) + found.get("translator", [])
    assert f"{one['given']} {one['family']}" == name
    assert [new for _, _, new in case_changes(parsed)] == ([] if written.endswith(name) else [name])


@pytest.mark.parametrize(
    ("written", "name"),
    [("В. В. Шевченка", "Шевченко"), ("О. П. Грушевського", "Грушевський"), ("М. С. Петрової", "Петрова")],
)
def test_ukrainian_names_in_the_nominative(written: str, name: str) -> None:
    (editor,) = item(f"Сміт А. Назва книги / за ред. {written}. Київ: Наукова думка, 1990. 300 с.")["editor"]
    assert editor["family"] == name


def test_two_editors_behind_one_word() -> None:
    found = item("Гегель Г. Мысли о книге / под ред. А. В. Михайлова и В. С. Малахова. М.: Мысль, 1990. 300 с.")
    assert [one["family"] for one in found["editor"]] == ["Михайлов", "Малахов"]
