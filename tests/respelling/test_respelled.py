"""From one romanization to another."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from romanbib.respelling import respelled


@pytest.mark.parametrize(
    ("text", "scheme", "original", "output"),
    [
        ("Istoriya Rossii", "ala-lc", "История России", "Istorii͡a Rossii"),
        ("Problemy dalnego Vostoka", "ala-lc", "Проблемы дальнего Востока", "Problemy dalʹnego Vostoka"),
        ("Vneshniaia politika SShA", "ala-lc", "Внешняя политика США", "Vneshni͡ai͡a politika SShA"),
        ("Otnosheniya YuNESKO i Rossii", "ala-lc", "Отношения ЮНЕСКО и России", "Otnoshenii͡a I͡UNESKO i Rossii"),
        ("ISTORIYA ROSSII", "ala-lc", "ИСТОРИЯ РОССИИ", "ISTORII͡A ROSSII"),
        ("Vneshniaya politika Rosiji v XXI veke", "bgn-pcgn", None, "Vneshnyaya politika Rossii v XXI veke"),
        ("Istorii͡a Ukraïny ta ïï narodu", "kmu-2010", "Історія України та її народу", "Istoriia Ukrainy ta yii narodu"),
        ("Istoria na Bulgaria i bulgarskia narod", "ala-lc", None, "Istorii͡a na Bŭlgarii͡a i bŭlgarskii͡a narod"),
    ],
)
def test_cyrillic(text, scheme, original, output):
    found = respelled(text, scheme)
    assert found is not None
    assert found.text == output
    assert original is None or found.original == original


@pytest.mark.parametrize(
    "text",
    ["Fasl’nāmeh-ye motālë’āt", "Faslnameh-ye motaleat", "Fasl-Nama-yi Muṭālaʿāt", "Faslname-ye motale'at"],
)
def test_every_spelling_of_a_journal_comes_out_alike(text):
    found = respelled(text, "ala-lc")
    assert found is not None
    assert found.text.lower() == "faṣlnāmah-ʼi muṭāliʻāt"


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("siyāsat-e khāreji-ye Īrān", "siyāsat-i khārijī-i Īrān"),
        ("Siyâsat-e xâreji-ye Irân", "Siyāsat-i khārijī-i Īrān"),
        ("Rosiyeh va nazm-e jahān", "Rūsīyah va naẓm-i jahān"),
        ("Pažuhešhā-ye falsafi", "Pazhūhishʹhā-yi falsafī"),
        ("Jame'e-shenasi-ye din", "Jāmiʻahʹshināsī-i dīn"),
    ],
)
def test_persian(text, output):
    found = respelled(text, "ala-lc")
    assert found is not None
    assert found.text == output


def test_supplied_ezafes_are_only_proposed():
    written, without = respelled("Siyasat-e khareji-ye Iran", "ala-lc"), respelled("Siyasat khareji Iran", "ala-lc")
    assert written is not None
    assert without is not None
    assert without.text == written.text == "Siyāsat-i khārijī-i Īrān"
    assert without.confidence < 0.8 < written.confidence
    assert any("ezafes" in doubt for doubt in without.doubts)


def test_words_not_found_stay_and_lower_the_confidence():
    found, sure = respelled("Istoriya Rossii xxqw", "ala-lc", "ru"), respelled("Istoriya Rossii", "ala-lc")
    assert sure is not None
    assert found is None or ("xxqw" in found.text and found.confidence < sure.confidence)


@pytest.mark.parametrize("text", ["Istorii͡a Rossii", "Foreign policy of Russia", "Istoriya", "История", ""])
def test_nothing_to_respell(text):
    found = respelled(text, "ala-lc")
    assert found is None or found.confidence < 0.8


def test_a_scheme_that_the_language_lacks_leaves_it():
    assert respelled("Istoriya Rossii", "iranica") is None


def test_the_rule_says_what_was_done():
    found = respelled("Istoriya gosudarstva Rossiyskogo", "ala-lc")
    assert found is not None
    assert found.rule.startswith("respell: ru/bgn-pcgn → ru/ala-lc (0.9")


def test_nothing_is_lost_of_long_and_odd_input():
    found = respelled("Istoriya\x00 gosudarstva\x1b[31m Rossii\u202e " * 2_000, "ala-lc")
    assert found is not None
    assert found.text == "Istorii͡a\x00 gosudarstva\x1b[31m Rossii\u202e " * 2_000


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="abegiksvyzhāʹ’'-. I", max_size=40))
def test_any_text_is_dealt_with(text):
    found = respelled(text, "ala-lc")
    assert found is None or 0 <= found.confidence <= 1
