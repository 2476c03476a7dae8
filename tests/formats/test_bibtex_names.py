"""Name lists of BibTeX and BibLaTeX."""

import pytest
from romanbib.formats.bibtex_names import changed_names, format_name, parse_name, parse_names
from romanbib.formats.latex import Style


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Иванов, Иван", {"family": "Иванов", "given": "Иван"}),
        ("Лев Николаевич Толстой", {"family": "Толстой", "given": "Лев Николаевич"}),
        ("رضا براهنی", {"family": "براهنی", "given": "رضا"}),
        ("احمدی، علی", {"family": "احمدی", "given": "علی"}),
        ("Ludwig van Beethoven", {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"}),
        ("van der Berg, Jan", {"family": "Berg", "given": "Jan", "dropping-particle": "van der"}),
        ("Иван фон Гук", {"family": "Гук", "given": "Иван", "dropping-particle": "фон"}),
        ("de la Cruz, Jr., Juan", {"family": "Cruz", "given": "Juan", "dropping-particle": "de la", "suffix": "Jr."}),
        ("{Российская академия наук}", {"literal": "Российская академия наук"}),
        ("{Академия}, {Наук}", {"family": "Академия", "given": "Наук"}),
        (r"{\'E}lie Cartan", {"family": "Cartan", "given": "Élie"}),
        (r"\'{\i}x Y", {"family": "Y", "dropping-particle": "íx"}),
        ("Платон", {"family": "Платон"}),
        ("А.~С. Пушкин", {"family": "Пушкин", "given": "А.\u00a0С."}),
        ("family=Петров, given=Пётр, prefix={фон}", {"family": "Петров", "given": "Пётр", "dropping-particle": "фон"}),
    ],
)
def test_one_name(raw, name):
    assert parse_name(raw) == name


def test_lists():
    names = parse_names("A, B and {X and Y}\n  AND C, D and others")
    assert names == [{"family": "A", "given": "B"}, {"literal": "X and Y"}, {"family": "C", "given": "D"},
                     {"literal": "others"}]  # fmt: skip
    assert parse_names("") == []
    assert parse_names("Sandra Anders") == [{"family": "Anders", "given": "Sandra"}]


@pytest.mark.parametrize(
    "name",
    [
        {"family": "ibn Sīnā", "given": "Abū ʻAlī"},
        {"family": "Ivanov"},
        {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"},
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        {"family": "A, B", "given": "C and D"},
        {"literal": "A and B, C"},
        {"family": "de Cruz"},
        {"literal": "others"},
    ],
)
def test_what_is_written_reads_the_same(name):
    assert parse_names(format_name(name, Style())) == [name]


def test_initials_in_the_old_script_go_when_the_name_changes():
    text = "family=Петров, given=Пётр, given-i=П."
    changed = changed_names(text, parse_names(text), [{"family": "Petrov", "given": "Pëtr"}], Style())
    assert changed == "family={Petrov}, given={Pëtr}"
    assert parse_names(changed) == [{"family": "Petrov", "given": "Pëtr"}]
