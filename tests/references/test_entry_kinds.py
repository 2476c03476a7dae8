"""Persian in a line of text is read as what each of its parts is."""

from __future__ import annotations

import pytest
import romanbib
from romanbib.overrides import Override, Overrides


def written(line: str) -> str:
    return str(romanbib.normalize(line, from_format="text", scheme="iranian-studies"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "دهقانی فیروزآبادی، سیدجلال (۱۳۸۸). سیاست خارجی جمهوری اسلامی ایران. تهران: سمت.",
            "Dehqāni Firuzābādi, Sayyed-Jalāl (1388). Siyāsat-e khāreji-ye Jomhuri-ye Eslāmi-ye Irān. Tehrān: Samt.",
        ),
        (
            "کرمی، جهانگیر و مهدی امیری (۱۳۹۷). «روسیه». فصلنامه روابط خارجی، ۱۰ (۳)، ۷–۳۶.",
            "Karami, Jahāngir va Mahdi Amiri (1397). «Rusiyeh». Faslnāmeh-ye ravābet-e khāreji, 10 (3), 7–36.",
        ),
    ],
)
def test_names_have_capitals_and_no_ezafe(line: str, expected: str) -> None:
    assert written(line) == expected


def test_a_part_that_another_leads_to_is_read_with_it() -> None:
    line = "شریعتی، علی. خودسازی انقلابی، ترجمه داریوش آشوری. تهران: آگه، ۱۳۷۹"
    assert "tarjomeh-ye Dāryush Āshuri. Tehrān: Āgah, 1379" in written(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "هابرماس، یورگن (۱۳۸۴). دگرگونی ساختاری حوزه عمومی، ترجمه جمال محمدی، تهران: افکار.",
            "tarjomeh-ye Jamāl Mohammadi, ",
        ),
        (
            "اشرف، احمد (۱۳۸۷). طبقات اجتماعی. ترجمه سهیلا ترابی فارسانی. تهران: نیلوفر.",
            "Tarjomeh-ye Soheylā Torābi Fārsāni. ",
        ),
    ],
)
def test_a_translator_is_read_as_a_name(line: str, expected: str) -> None:
    assert expected in written(line)


def test_and_others_is_no_name() -> None:
    line = "دهخدا، علی‌اکبر و دیگران، لغت‌نامه، تهران، دانشگاه تهران، ۱۳۷۷"
    assert " va digarān, " in written(line)


def test_what_goes_on_has_no_capital() -> None:
    line = "محمدی، علی (۱۳۹۹). «سیاست خارجی ایران»، فصلنامه مطالعات، دوره ۵، شماره ۲، صص ۱۲–۳۴."
    assert written(line).endswith("Faslnāmeh-ye motāleʿāt, dowreh-ye 5, shomāreh-ye 2, ss 12–34.")


def test_an_unsure_word_is_told_where_it_stands() -> None:
    line = "محمدی، علی (۱۳۹۹). قچپژها. تهران: سمت."
    (warning,) = [one for one in romanbib.normalize(line, from_format="text").warnings if one["rule"] == "vowels"]
    assert line[warning["start"] : warning["end"]] == "قچپژها"


def test_an_override_for_the_name_read_along_leaves_no_trace() -> None:
    line = "شریعتی، علی. خودسازی، ترجمه داریوش آشوری. تهران: آگه، ۱۳۷۹"
    overrides = Overrides([Override("fa", "علی", "X")])
    result = str(romanbib.normalize(line, from_format="text", scheme="iranian-studies", overrides=overrides))
    assert "tarjomeh-ye Dāryush Āshuri" in result
    assert result.count("X") == 1
