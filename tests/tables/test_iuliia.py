"""The Russian tables beside those of the ``iuliia`` package, made from the same standards by other people."""

from __future__ import annotations

import unicodedata

import iuliia
import pytest
from romanbib import transliterate

WORDS = """
юлия щеглова съешь ещё этих мягких французских булок из йошкар-олы да выпей алтайского чаю
в чащах юга жил бы цитрус но фальшивый экземпляр
абрикос бабушка вьюга город дядя ежевика ёлка жужжание звезда ильин йогурт краевой лебедь молоко няня опять пьеса
разъездной сезон тетрадь ущелье филин хохот цапля чёткий шишка щавель объезд подъём мышь эхо юность яблоко
белкино елизово чапаевск мейеровка змииёвка воробьёво озёрный бийск тында руэм тыэкан сайылык айёган
электрогорск россия владивосток нижний новгород санкт-петербург улан-удэ наука издательство вестник университета
государственный исторический журнал философии вопросы литературы язык славянских народов международный конференция
материалы исследование объявление предъюбилейный безъязыкий семья статья польёт счастье премьер каньон
поэзия дуэль мэр сэр каре кафе фаэтон аэрофлот йемен район майор каюта маяк юрий андрей николай новые синие
сыр царь центр цирк цех цыган отец ножницы птица мотоцикл братство детский отсюда ташчишма шчекин
"""

# iuliia's schema: our scheme. Where iuliia holds an option of the standard, ours is chosen with it.
SAME = {
    "GOST_779": "iso-9",  # system A of GOST 7.79 is ISO 9
    "GOST_779_ALT": "gost-7.79-b",
    "GOST_52535": "gost-52535",
    "GOST_7034": "gost-7034",
    "GOST_16876": "gost-16876",
    "ALA_LC": "ala-lc",
    "BGN_PCGN": "bgn-pcgn+interpunct+apostrophes",
    "BS_2979": "bs-2979+names",
    "ICAO_DOC_9303": "icao",
    "SCIENTIFIC": "scientific",
    "UNGEGN_1987": "un",
}

# iuliia leaves ё as it is, a Cyrillic letter among Latin ones; the standards write ë (U+00EB).
YO_IS_LEFT = {"GOST_779", "GOST_16876", "ALA_LC", "BGN_PCGN", "BS_2979", "SCIENTIFIC", "UNGEGN_1987"}

# (schema, word): (what iuliia gives, what we give). The reasons stand before each group.
DIFFERENT = {
    # The standard has ц as c before the Latin letters i, e, y and j; ю, я, э and ё begin with y and e. iuliia goes by
    # four Cyrillic letters.
    ("GOST_779_ALT", "цюрих"): ("czyurix", "cyurix"),
    ("GOST_779_ALT", "цявловский"): ("czyavlovskij", "cyavlovskij"),
    ("GOST_779_ALT", "цэ"): ("cze`", "ce`"),
    # The British Standard keeps тс apart from ц.
    ("BS_2979", "братство"): ("bratstvo", "brat-stvo"),
    ("BS_2979", "детский"): ("detsky", "det-sky"),
    ("BS_2979", "отсюда"): ("otsyuda", "ot-syuda"),
    # Old spelling, which iuliia does not know: ъ at the end of a word is left out.
    ("ALA_LC", "домъ"): ("domʺ", "dom"),
    ("BGN_PCGN", "домъ"): ("dom”", "dom"),
    ("BS_2979", "домъ"): ("domʺ", "dom"),
    ("SCIENTIFIC", "домъ"): ("domʺ", "dom"),
    ("GOST_7034", "домъ"): ("dom''", "dom"),
    ("ICAO_DOC_9303", "домъ"): ("domie", "dom"),
    # Letters abolished in 1918 stay Cyrillic in iuliia.
    ("ALA_LC", "вѣра"): ("vѣra", "vi͡era"),
    ("GOST_779_ALT", "міръ"): ("mіr``", "mi`r``"),
    # Capitals: iuliia gives each letter a capital of its own, not the word.
    ("ALA_LC", "ЩУКА"): ("ShchUKA", "SHCHUKA"),
    ("BGN_PCGN", "ЩУКА"): ("ShchUKA", "SHCHUKA"),
    ("GOST_7034", "ЩУКА"): ("ShhUKA", "SHHUKA"),
    ("SCIENTIFIC", "ЩУКА"): ("ŠčUKA", "ŠČUKA"),
    ("BGN_PCGN", "США"): ("SShA", "SSHA"),
    # A tie joins two letters, and both take the capital.
    ("ALA_LC", "Юлия"): ("I͡ulii͡a", "I͡Ulii͡a"),
    ("ALA_LC", "Царь"): ("T͡sarʹ", "T͡Sarʹ"),
    ("BGN_PCGN", "ЕЛЕЦ"): ("YeLETs", "YELETS"),
}


def theirs(schema: str, word: str) -> str:
    # Some of its schemas write letters with marks in two characters, others in one; ours is always NFC.
    return unicodedata.normalize("NFC", getattr(iuliia, schema).translate(word))


def ours(schema: str, word: str) -> str:
    return transliterate(word, language="ru", scheme=SAME[schema])


@pytest.mark.parametrize("schema", SAME)
def test_the_same_words_the_same_way(schema: str) -> None:
    for word in WORDS.split():
        expected, given = theirs(schema, word), ours(schema, word)
        if (schema, word) in DIFFERENT:
            continue
        if schema in YO_IS_LEFT:
            assert ("ё" in expected) == ("ё" in word)
            expected = expected.replace("ё", "ë")
        assert given == expected, word


@pytest.mark.parametrize("schema", sorted(set(SAME) - {"ALA_LC"}))
def test_title_case_too(schema: str) -> None:
    for word in map(str.capitalize, WORDS.split()):
        if (schema, word.lower()) in DIFFERENT:
            continue
        expected = theirs(schema, word)
        if schema in YO_IS_LEFT:
            expected = expected.replace("ё", "ë").replace("Ё", "Ë")
        assert ours(schema, word) == expected, word


@pytest.mark.parametrize(("schema", "word"), DIFFERENT)
def test_every_difference_is_known(schema: str, word: str) -> None:
    assert (theirs(schema, word), ours(schema, word)) == DIFFERENT[schema, word]


@pytest.mark.parametrize("schema", SAME)
def test_their_samples(schema: str) -> None:
    """The samples of iuliia's schemas, from the standards where those have examples."""
    for source, sample in getattr(iuliia, schema).samples:
        expected = sample.replace("I͡ul", "I͡Ul") if schema == "ALA_LC" else sample
        expected = unicodedata.normalize("NFC", expected).replace("ё", "ë").replace("Ё", "Ë")
        assert ours(schema, source) == expected
