"""Capitals: the engine's work, the same for every table."""

from __future__ import annotations

import pytest
from romanbib import transliterate

SHCHA = [
    ("ala-lc", "shch"),
    ("ala-lc-plain", "shch"),
    ("bgn-pcgn", "shch"),
    ("bs-2979", "shch"),
    ("bsi", "shch"),
    ("gost-52535", "shch"),
    ("icao", "shch"),
    ("gost-7.79-b", "shh"),
    ("gost-7034", "shh"),
    ("scientific", "šč"),
    ("un", "šč"),
    ("gost-16876", "ŝ"),
    ("iso-9", "ŝ"),
]


@pytest.mark.parametrize(("scheme", "shcha"), SHCHA)
def test_one_letter_becomes_several(scheme: str, shcha: str) -> None:
    title, upper = shcha.capitalize(), shcha.upper()

    def romanized(text: str) -> str:
        return transliterate(text, language="ru", scheme=scheme)

    assert romanized("щука") == f"{shcha}uka"
    assert romanized("Щука") == f"{title}uka"
    assert romanized("ЩУКА") == f"{upper}UKA"
    assert romanized("О. Щ.") == f"O. {title}."
    assert romanized("О. Щ. Щукин") == f"O. {title}. {title}ukin"
    assert romanized("«Щука»") == f"«{title}uka»"
    assert romanized("ТОВАРИЩ") == f"TOVARI{upper}"  # the last letter of a word in capitals
    assert romanized("овощ ОВОЩИ") == f"ovo{shcha} OVO{upper}I"


@pytest.mark.parametrize(
    ("scheme", "romanized"),
    [
        # Library of Congress records capitalize only the first Latin letter of each in an abbreviation.
        ("ala-lc", "SShA"),
        ("ala-lc-plain", "SShA"),
        ("bgn-pcgn", "SSHA"),
        ("bs-2979", "SSHA"),
        ("gost-52535", "SSHA"),
        ("gost-7.79-b", "SSHA"),
        ("gost-7034", "SSHA"),
        ("icao", "SSHA"),
        ("gost-16876", "SŠA"),
        ("iso-9", "SŠA"),
        ("scientific", "SŠA"),
        ("un", "SŠA"),
    ],
)
def test_an_abbreviation(scheme: str, romanized: str) -> None:
    assert transliterate("США", language="ru", scheme=scheme) == romanized
    assert transliterate("США: история", language="ru", scheme=scheme).startswith(f"{romanized}: ")
    assert transliterate("«США»", language="ru", scheme=scheme) == f"«{romanized}»"


@pytest.mark.parametrize(
    ("text", "romanized"),
    [
        ("ВШЭ", "VShĖ"),
        ("ЖКХ", "ZhKKh"),
        ("ЮНЕСКО", "I͡UNESKO"),  # longer ones are set as words in capitals
        ("ПЛАЩИ", "PLASHCHI"),
        ("БЕЖАЛ США", "BEZHAL SSHA"),  # in a line of capitals an abbreviation is a word among words
        ("О жизни США и ЖКХ", "O zhizni SShA i ZhKKh"),
    ],
)
def test_abbreviations_letter_by_letter(text: str, romanized: str) -> None:
    assert transliterate(text, language="ru", scheme="ala-lc") == romanized


@pytest.mark.parametrize(
    ("text", "romanized"),
    [
        ("Юго-Запад", "Yugo-Zapad"),
        ("юго-запад", "yugo-zapad"),
        ("ЮГО-ЗАПАД", "YUGO-ZAPAD"),
        ("Южно-уральский", "Yuzhno-uralʹskiy"),
        ("Щёлково-Южное", "Shchëlkovo-Yuzhnoye"),
        ("юго-Ямал", "yugo-Yamal"),
        ("Ж.-Ж. Руссо", "Zh.-Zh. Russo"),
        ("Ю. А. Щербаков", "Yu. A. Shcherbakov"),
        ("Ю.А. Щербаков", "Yu.A. Shcherbakov"),
        ("Щербаков Ю.Ю.", "Shcherbakov Yu.Yu."),
        ("Я. Х. Щ.", "Ya. Kh. Shch."),
        ("Щ-21", "Shch-21"),
        ("ЕЛЕЦ", "YELETS"),
        ("Елец", "Yelets"),
        ("ОБЪЁМ", "OBʺYËM"),  # yë after the hard sign, in capitals because the word is
        ("Объём", "Obʺyëm"),
        ("ВЯТКА", "VYATKA"),
        ("Чаща", "Chashcha"),
        ("ЧАЩА", "CHASHCHA"),
        ("РосПатент", "RosPatent"),
        ("ГосНИИ", "GosNII"),
        ("НИИЖТ", "NIIZHT"),
        ("ЧелГУ", "ChelGU"),
        ("СпбГУ", "SpbGU"),
        ("рЩ", "rShch"),  # alone among small letters: nothing says that the word is in capitals
    ],
)
def test_words_with_capitals(text: str, romanized: str) -> None:
    assert transliterate(text, language="ru", scheme="bgn-pcgn") == romanized


@pytest.mark.parametrize(
    ("language", "text", "romanized"),
    [
        # A tie joins two letters, and both take the capital.
        ("ru", "Юг", "I͡Ug"),
        ("ru", "ЮЖНЫЙ", "I͡UZHNYĬ"),
        ("ru", "юг", "i͡ug"),
        ("ru", "Ю. Ц.", "I͡U. T͡S."),
        ("ru", "Царь", "T͡Sarʹ"),
        ("ru", "ЦЕЛЫЙ", "T͡SELYĬ"),
        ("uk", "Житомир", "Z͡Hytomyr"),
        ("uk", "ЖИТОМИР", "Z͡HYTOMYR"),
        ("uk", "Єва", "I͡Eva"),
        ("be", "Юрый", "I͡Uryĭ"),
    ],
)
def test_ties(language: str, text: str, romanized: str) -> None:
    assert transliterate(text, language=language, scheme="ala-lc") == romanized


@pytest.mark.parametrize(
    ("text", "romanized"),
    [
        ("Журнал Nature, том XVIII, № 5", "Zhurnal Nature, tom XVIII, № 5"),
        ("в XX–XXI вв.", "v XX–XXI vv."),
        ("Пётр I и Екатерина II", "Pëtr I i Yekaterina II"),
        ("DOI: 10.1000/xyz", "DOI: 10.1000/xyz"),
        ("SCIENCE и ЖИЗНЬ", "SCIENCE i ZHIZNʹ"),
        ("«Web of Science» и Щука", "«Web of Science» i Shchuka"),
        ("3D-модель, COVID-19 и Щ", "3D-modelʹ, COVID-19 i Shch"),
    ],
)
def test_latin_words_in_a_cyrillic_line_stay(text: str, romanized: str) -> None:
    assert transliterate(text, language="ru", scheme="bgn-pcgn") == romanized


@pytest.mark.parametrize(
    ("language", "text", "romanized"),
    [
        ("sr", "Његош", "Njegoš"),
        ("sr", "ЊЕГОШ", "NJEGOŠ"),
        ("sr", "Љ. Њ. Џ.", "Lj. Nj. Dž."),
        ("sr", "КОЊ", "KONJ"),
        ("sr", "Коњ", "Konj"),
    ],
)
def test_serbian_digraphs(language: str, text: str, romanized: str) -> None:
    assert transliterate(text, language=language, scheme="gaj") == romanized


@pytest.mark.parametrize(
    ("text", "romanized"),
    [
        ("Є. Юрій", "Ye. Yurii"),
        ("ЄВА І ЮРІЙ", "YEVA I YURII"),
        ("Знам'янка ЗНАМ'ЯНКА", "Znamianka ZNAMIANKA"),
        ("ЄДНАННЯ згода ЗГОДА Згода", "YEDNANNIA zghoda ZGHODA Zghoda"),
    ],
)
def test_ukrainian_letters_at_the_head_of_a_word(text: str, romanized: str) -> None:
    assert transliterate(text, language="uk", scheme="kmu-2010") == romanized
