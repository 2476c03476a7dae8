"""Romanized text in references: what is respelled, what is proposed, what stays."""

import romanbib


def rules(result):
    return [change["rule"] for change in result.changes]


def test_nothing_is_respelled_unless_asked_for():
    line = "Ivanov, I. (2019). Vneshnyaya politika Rossii // Voprosy istorii. No. 5."
    assert romanbib.normalize(line).output == line


def test_a_line_is_respelled_stretch_by_stretch():
    line = "Ivanov, I.I. (2019). Vneshnyaya politika Rossii v XXI veke [Foreign policy of Russia] // Voprosy istorii."
    result = romanbib.normalize(line, respell=True)
    assert result.output == line.replace("Vneshnyaya", "Vneshni͡ai͡a")
    assert [rule.partition(" (")[0] for rule in rules(result)] == ["respell: ru/bgn-pcgn → ru/ala-lc"]


def test_other_languages_persons_places_and_addresses_stay():
    line = (
        "Kowalski J. Polityka zagraniczna Rosji. Warszawa: PWN, 2001. Hosseini, M. Tehran; Kyiv: "
        "https://ria.ru/istoriya-rossii/ The politics of memory."
    )
    assert romanbib.normalize(line, respell=True).output == line


def test_an_item():
    item = {
        "id": "a",
        "type": "book",
        "title": "Tarikh-e mashruteh-ye Iran",
        "publisher-place": "Tehran",
        "publisher": "Amir Kabir",
        "author": [{"family": "Kasravi", "given": "Ahmad"}],
    }
    result = romanbib.normalize([item], respell=True)
    (out,) = result.output
    assert out["title"] == "Tārīkh-i mashrūṭah-ʼi Īrān"
    assert out["publisher-place"] == "Tehran"
    assert out["author"] == item["author"]


def test_a_doubtful_one_is_proposed_with_its_confidence():
    result = romanbib.normalize("Hosseini, M. Tarikh mashruteh Iran. 1984.", respell=True)
    assert "Tarikh mashruteh Iran" in result.output
    (proposal,) = [one["message"] for one in result.warnings if one["rule"] == "respell"]
    assert "'Tārīkh-i mashrūṭah-i Īrān'" in proposal
    assert "confidence 0." in proposal


def test_hostile_lines_end():
    for line in ("Istoriya Rossii, " * 3000, "a" * 100_000, "x@" * 30_000, "Tarikh-e Iran, " * 2000, "‘’“”()" * 10_000):
        romanbib.normalize(line, respell=True)


def test_twice_changes_nothing():
    line = "Hosseini, M. Fasl’nāmeh-ye motālë’āt-e jahān-e eslām, 3. Petrov A. Istoriya gosudarstva i prava. 1998."
    once = romanbib.normalize(line, respell=True).output
    assert once != line
    assert romanbib.normalize(once, respell=True).output == once


def test_text_beside_its_own_script_stays():
    line = "Khlopov, O.A. История России, Istoriya Rossii. 2003."
    assert "Istoriya Rossii" in romanbib.normalize(line, respell=True, profile="original-romanized").output


def test_check_lists_what_would_be_respelled():
    line = "Petrov A. Istoriya gosudarstva i prava. 1998."
    assert romanbib.check(line, scheme="bgn-pcgn", respell=True) == []
    (problem,) = romanbib.check(line, scheme="ala-lc", respell=True)
    assert problem["rule"].startswith("respell: ru/bgn-pcgn → ru/ala-lc")
