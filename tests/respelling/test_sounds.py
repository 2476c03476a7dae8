"""Words by their sound: the list of Persian is up to date, and what is ruled out early could not have been right."""

import pytest
from romanbib.respelling import cyrillic_words, persian_words
from romanbib.respelling.cyrillic_sounds import keys_of_cyrillic, keys_of_latin, keys_of_words
from romanbib.respelling.persian_index import DIVIDER, entries
from romanbib.respelling.persian_sounds import keys_of_vocalized
from romanbib.respelling.scheme_pieces import may_read, may_write, out_of_question
from romanbib.respelling.words import plain_signs
from romanbib.tables.registry import available
from romanbib.word_memo import romanize

from training import persian_sounds

DUE = "the lexicon, its sounds or a table has changed: run `python -m training.persian_sounds`"
WORDS = {
    "ru": "история объявление ёлка съезд щука подъезд рассказ цель юность этнография русский безопасность",
    "uk": "історія об'єкт україни її ґрунт згадка щодо знання якість європейський",
    "bg": "българия история щастие съвет ъгъл обществото юни ген",
    "fa": "تارِیخ فَصلنامِه مُطالِعات مُتَّحِدِه خواهَر عَرَبِستان خُلاصِهٔ مَنافِعِ اِیران روسیِه پِژوهِش\u200cهایِ بَینَ‌المِلَلی",
}

ROMANIZED = "istoriya dalnego politiki obshchestvo i ta ukrayiny grunt naroden xxqw the foreign policy"
ROMANIZED_PERSIAN = (
    "tārīkh-i tarikh faslnameh-ye motaleat motefāvet vāgheh’garāi-ye hastei-ye konesh’garāyāneh-ye va v dar "
    "jame'e-shenasi nokelasik bein’ol-mellali governance realism xxqw manāfeh-ye āmuzeshhā pishgiri"
)


def test_the_list_of_persian_is_up_to_date():
    lines = persian_sounds.PATH.read_text("utf-8").split("\n")
    found = dict(line.split("\t", 1) for line in lines if line and line[0] != "#")
    there = {key: [one.split(DIVIDER)[0] for one in rest.split("\t")] for key, rest in found.items()}
    assert there == persian_sounds.keyed(), DUE
    for rest in list(found.values())[::100]:  # each of them would take ten seconds
        for one in rest.split("\t"):
            assert one == persian_sounds.entry(one.split(DIVIDER)[0]), DUE


def test_spellings_meet_under_a_key():
    for spelling in ("Istoriya", "istorija", "istoriâ", "istoriia", "istorii͡a"):
        assert keys_of_cyrillic("история", "ru")[0] in keys_of_latin(spelling.lower(), "ru")
    assert next(one.vocalized for key in keys_of_vocalized("کِتاب") for one in entries(key)) == "کِتاب"


def test_words_have_the_same_keys_one_by_one_and_in_a_list():
    for language in ("ru", "uk", "bg"):
        words = WORDS[language].split()
        in_list = {(key, words[place]) for key, place in keys_of_words(words, language)}
        assert in_list == {(key, word) for word in words for key in keys_of_cyrillic(word, language)}


@pytest.mark.parametrize("language", WORDS)
def test_no_scheme_is_out_of_question_for_what_it_writes(language):
    for word in WORDS[language].split():
        for table in available(language):
            spelling = plain_signs(romanize(word, language, table.id))
            assert table.id not in out_of_question(word, spelling, language), (word, table.id)
            assert language != "fa" or may_write(word, spelling, language, table.id), (word, table.id)
            assert language == "fa" or may_read(spelling, language, table.id), (word, table.id)


def test_schemes_are_out_of_question_that_write_otherwise():
    out = out_of_question("история", "istoriya", "ru")
    assert {"ala-lc", "iso-9", "scientific"} <= out
    assert not {"bgn-pcgn", "bsi"} & out
    assert not may_write("سیاسَتِ", "siyasat-e", "fa", "ala-lc")


@pytest.mark.parametrize("language", cyrillic_words.LANGUAGES)
def test_no_reading_exceeds_the_greatest_share(language):
    for word in ROMANIZED.split():
        for one in cyrillic_words.readings(word, language):
            assert one.share <= cyrillic_words.greatest_share(word, language), word


def test_no_reading_in_persian_exceeds_the_greatest_share():
    for word in ROMANIZED_PERSIAN.split():
        one = persian_words.reading(word)
        share = persian_words.IMPOSSIBLE if one is None else one.share + (persian_words.EZAFE if one.ezafe else 0.0)
        assert share <= persian_words.greatest_share(word), word
