"""Romanization, original and translation, each where the profile wants it."""

import json

import pytest
import romanbib

PROFILES = ["romanized", "romanized-original", "original-romanized", "paper", "apa"]
TITLE = "Внешняя политика России"
PLAIN = "Vneshniaia politika Rossii"
TIED = "Vneshni͡ai͡a politika Rossii"


def item(profile, **fields):
    (out,) = romanbib.normalize([{"id": "a", **fields}], profile=profile).output
    return out


def line(profile, entry):
    return romanbib.normalize(entry, from_format="text", profile=profile).output


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ("romanized", TIED),
        ("romanized-original", f"{TIED} [{TITLE}]"),
        ("original-romanized", f"{TITLE} [{TIED}]"),
        ("paper", PLAIN),
        ("apa", TIED),
    ],
)
def test_a_title_alone(profile, expected):
    originals = "inline" if "original" in profile else None
    done = romanbib.normalize([{"title": TITLE}], profile=profile, originals=originals)
    assert done.output[0]["title"] == expected


@pytest.mark.parametrize(
    "pair",
    [
        "Внешняя политика России, Foreign policy of Russia",
        "Внешняя политика России = Foreign policy of Russia",
        "Внешняя политика России (Foreign policy of Russia)",
        "Внешняя политика России [Foreign policy of Russia]",
        "Foreign policy of Russia (Внешняя политика России)",
        "Foreign policy of Russia = Внешняя политика России",
    ],
)
def test_a_title_and_its_translation_in_either_order(pair):
    assert item("apa", title=pair)["title"] == f"{TIED} [Foreign policy of Russia]"
    assert item("paper", title=pair)["title"] == f"{PLAIN}, Foreign policy of Russia"


def test_only_the_paper_arranges_the_container():
    found = "Мир и политика (World and politics)"
    assert item("paper", **{"container-title": found})["container-title"] == "Mir i politika, World and politics"
    assert item("apa", **{"container-title": found})["container-title"] == "Mir i politika (World and politics)"
    assert item("romanized", **{"container-title": found})["container-title"] == "Mir i politika (World and politics)"


def test_profiles_without_pairs_leave_the_translation_where_it_is():
    found = "Foreign policy of Russia (Внешняя политика России)"
    assert item("romanized", title=found)["title"] == f"Foreign policy of Russia ({TIED})"


def test_the_original_title_serves_a_translated_one():
    out = item("apa", **{"title": "Foreign policy of Russia", "original-title": TITLE})
    assert out["title"] == f"{TIED} [Foreign policy of Russia]"
    assert out["original-title"] == TITLE


def test_the_original_title_is_never_touched():
    for profile in PROFILES:
        assert item(profile, **{"title": TITLE, "original-title": TITLE})["original-title"] == TITLE


def test_a_missing_translation_is_reported_where_it_is_wanted():
    for profile in PROFILES:
        told = romanbib.normalize([{"title": TITLE}], profile=profile).warnings
        assert bool(told) == (profile in ("paper", "apa")), profile
        told = romanbib.normalize([{"title": f"{TITLE} (Foreign policy of Russia)"}], profile=profile).warnings
        assert told == [], profile


class TestLanguageNote:
    def test_behind_an_entry(self):
        assert line("paper", "Щукин А. Эхо войны. 1999.") == "Shchukin A. Ekho voiny. 1999. [In Russian]"
        assert line("paper", "Їжак І. Її Київ. 1999.").endswith("1999. [In Ukrainian]")

    @pytest.mark.parametrize("profile", ["romanized", "romanized-original", "original-romanized", "apa"])
    def test_in_no_other_profile(self, profile):
        assert "[In" not in line(profile, "Щукин А. Эхо войны. 1999.")

    @pytest.mark.parametrize("note", ["[In Russian]", "(In Russian)", "(in Russian)", "[in Russian]."])
    def test_once_only(self, note):
        assert line("paper", f"Щукин А. Эхо войны. 1999. {note}") == f"Shchukin A. Ekho voiny. 1999. {note}"

    def test_none_behind_an_english_entry(self):
        assert line("paper", "Smith, J. Title. 1999.") == "Smith, J. Title. 1999."

    def test_a_note_on_another_language_is_reported_and_kept(self):
        result = romanbib.normalize("Щукин А. Эхо войны. [In Persian]", from_format="text", profile="paper")
        assert result.output == "Shchukin A. Ekho voiny. [In Persian]"
        assert any("Persian" in one["message"] for one in result.warnings)

    def test_in_the_note_of_an_item(self):
        assert item("paper", title=TITLE)["note"] == "[In Russian]"
        assert item("paper", title=TITLE, note="2nd ed.")["note"] == "2nd ed. [In Russian]"
        assert item("paper", title=TITLE, note="(in Russian)")["note"] == "(in Russian)"
        assert "note" not in item("paper", title="Foreign policy")

    @pytest.mark.parametrize("note", [None, 5, ["x"], {"a": 1}])
    def test_a_note_of_another_shape_is_left_alone(self, note):
        assert item("paper", title=TITLE, note=note)["note"] == note


class TestItems:
    def test_printed_fields_are_romanized(self):
        out = item(
            "romanized",
            **{
                "title": "Эхо войны",
                "title-short": "Эхо",
                "container-title": "Мир",
                "publisher": "Наука",
                "publisher-place": "Москва",
                "collection-title": "Библиотека",
                "edition": "2-е изд.",
                "page": "С. 12–25",
                "language": "ru",
            },
        )
        assert out == {
            "id": "a",
            "title": "Ėkho voĭny",
            "title-short": "Ėkho",
            "container-title": "Mir",
            "publisher": "Nauka",
            "publisher-place": "Moskva",
            "collection-title": "Biblioteka",
            "edition": "2-e izd.",
            "page": "S. 12–25",
            "language": "ru",
        }

    @pytest.mark.parametrize("role", ["author", "editor", "translator", "container-author", "collection-editor"])
    def test_names_of_every_role(self, role):
        names = [{"family": "Щукин", "given": "Пётр"}, {"literal": "МГИМО"}, {"family": "Smith", "given": "J."}]
        assert item("romanized", language="ru", **{role: names})[role] == [
            {"family": "Shchukin", "given": "Pëtr"},
            {"literal": "MGIMO"},
            {"family": "Smith", "given": "J."},
        ]

    def test_names_as_they_were_are_kept_beside_where_originals_are(self):
        names = [{"family": "Щукин", "given": "Пётр"}]
        assert item("romanized-original", author=names)["original-author"] == names
        assert "original-author" not in item("romanized", author=names)

    def test_original_names_that_are_there_stay(self):
        out = item("romanized-original", author=[{"family": "Щукин"}], **{"original-author": "mine"})
        assert out["original-author"] == "mine"

    def test_the_language_of_the_record_decides(self):
        assert item("romanized", title="Миг", language="uk-UA")["title"] == "Myh"
        assert item("romanized", title="Миг", language="ru")["title"] == "Mig"

    @pytest.mark.parametrize("language", [5, None, ["ru"], {}, "", "zz", "Russian"])
    def test_a_language_that_is_none_does_no_harm(self, language):
        out = item("romanized", title="Эхо войны", language=language)
        assert out == {"id": "a", "title": "Ėkho voĭny", "language": language}

    def test_what_is_not_printed_stays(self):
        fields = {
            "abstract": "О войне",
            "keyword": "война, мир",
            "annote": "Прочитано",
            "call-number": "Б-12",
            "custom": {"x": "Мир", "y": ["Мир", None, 1.5, True]},
            "title2": "Мир",
            "issued": {"date-parts": [[2020, 5]], "literal": "май"},
        }
        assert item("romanized", **fields) == {"id": "a", **fields}

    @pytest.mark.parametrize("value", [None, 1, 1.5, True, [], {}, ["Мир"], {"Мир": "Мир"}, [["Мир"]]])
    @pytest.mark.parametrize("key", ["title", "author", "page", "URL", "publisher"])
    def test_values_of_an_unexpected_shape_travel_through(self, key, value):
        for profile in PROFILES:
            assert item(profile, **{key: value}) == {"id": "a", key: value}

    def test_names_of_an_unexpected_shape_travel_through(self):
        names = ["Щукин", None, {"family": None, "given": ["Пётр"]}, {"family": "Щукин", "x": "Мир"}, [{"family": "Ё"}]]
        assert item("romanized", author=names)["author"] == [
            "Щукин",
            None,
            {"family": None, "given": ["Пётр"]},
            {"family": "Shchukin", "x": "Мир"},
            [{"family": "Ё"}],
        ]

    def test_items_given_are_not_changed_themselves(self):
        given = [{"title": "Мир", "author": [{"family": "Щукин"}]}]
        before = json.dumps(given)
        romanbib.normalize(given, profile="romanized-original")
        assert json.dumps(given) == before

    def test_one_item_comes_back_as_one_item(self):
        assert romanbib.normalize({"title": "Мир"}).output == {"title": "Mir"}
        assert romanbib.normalize([{"title": "Мир"}]).output == [{"title": "Mir"}]
        assert romanbib.normalize([]).output == []
