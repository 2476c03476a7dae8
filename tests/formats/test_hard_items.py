"""Items on which a careless reading goes wrong."""

import pytest
import romanbib


def applied(original, changes):
    text = original
    for change in sorted(changes, key=lambda one: (one["start"], one["end"]), reverse=True):
        assert original[change["start"] : change["end"]] == change["before"]
        text = text[: change["start"]] + change["after"] + text[change["end"] :]
    return text


@pytest.mark.parametrize("value", [1, None, ["x"], "Мир", {}])
def test_a_field_called_entry_is_an_unknown_field(value):
    given = {"entry": value, "title": "Дом"}
    assert romanbib.normalize(given, profile="paper").output == {"entry": value, "title": "Dom", "note": "[In Russian]"}


@pytest.mark.parametrize("number", ["1e400", "0.12345678901234567890", "1.10", "-0", "1E5", "1e5"])
def test_numbers_of_a_changed_item_stay(number):
    assert romanbib.normalize(f'{{"title":"Мир","n":{number}}}').output == f'{{"title":"Mir","n":{number}}}'


@pytest.mark.parametrize(
    "text",
    ['{ "title": "Мир" }', '{\n\t"title": "Мир",\n\t"b": [1,2,\n3]\n}', '{"id":"a",\n "title" : "Мир"}',
     '{"title":"Мир","x":"\\u0041\\/"}', '[{"title":"Мир", "x":[1, 2],"y" :{}}]'],
)  # fmt: skip
def test_a_changed_item_changes_in_that_field_only(text):
    assert romanbib.normalize(text).output == text.replace("Мир", "Mir")


@pytest.mark.parametrize("address", ["https://a.ru/b https://c.ru/d", "https://a.ru/b, accessed 5 May"])
def test_an_address_field_that_holds_more_is_left(address):
    assert romanbib.normalize({"URL": address}).output == {"URL": address}


@pytest.mark.parametrize("profile", ["apa", "paper", "romanized-original"])
def test_changes_of_an_item_lead_to_its_output(profile):
    item = {
        "title": "Foreign  policy",
        "original-title": "Внешняя политика",
        "note": " x ",
        "author": [{"family": "Щукин"}],
    }
    result = romanbib.normalize(item, profile=profile)
    for key in ("title", "note"):
        changes = [one for one in result.changes if one["field"] == key]
        assert applied(item[key], changes) == result.output[key]


def test_the_number_of_a_document():
    assert romanbib.normalize({"number": "2024-2018"}).output == {"number": "2024-2018"}


def test_a_number_of_many_digits_is_kept_or_refused():
    text = '{"title":"Мир","n":' + "9" * 5000 + "}"
    try:
        out = romanbib.normalize(text).output
    except romanbib.InputError:
        return
    assert out == text.replace("Мир", "Mir")
