"""Citation keys in ASCII, and what refers to them."""

from romanbib.formats import bibtex
from romanbib.formats.citation_keys import ascii_key, ascii_keys, with_keys


def renamed(text):
    keys = ascii_keys(bibtex.read([text]))
    return keys, "".join(bibtex.write(with_keys(bibtex.read([text]), keys)))


def test_keys():
    assert ascii_key("Иванов2020") == "Ivanov2020"
    assert ascii_key("müller:1999") == "muller:1999"
    assert ascii_key("Łoś-б") == "Los-b"
    assert ascii_key("「」") == "entry"
    assert ascii_key("احمد۱۳۹۸").endswith("1398")
    assert ascii_key("احمد۱۳۹۸").isascii()


def test_everything_follows():
    text = (
        "@inbook{Глава, crossref = {Книга}, title={x}}\n"
        "@book{ Книга ,\n title={y}, related = {Глава, other , Книга}, note={Книга}}\n"
        '@set{s, entryset={Глава,Книга}}\n@book{other, xdata="Книга"}\n'
    )
    keys, written = renamed(text)
    assert keys == {"Глава": "Glava", "Книга": "Kniga"}
    assert written == (
        "@inbook{Glava, crossref = {Kniga}, title={x}}\n"
        "@book{ Kniga ,\n title={y}, related = {Glava, other , Kniga}, note={Книга}}\n"
        '@set{s, entryset={Glava,Kniga}}\n@book{other, xdata="Kniga"}\n'
    )


def test_collisions_get_letters():
    text = "@book{Ёж, title={x}}@book{Ež, title={x}}@book{EZh, title={x}}@book{Ezh, title={x}}"
    keys = renamed(text)[0]
    assert len({key.lower() for key in keys.values()} | {"ezh"}) == len(keys) + 1
    assert all(key.isascii() for key in keys.values())
    text = "@book{Мир, title={x}}@book{mir, title={x}}@book{Mír, title={x}}"
    assert renamed(text)[0] == {"Мир": "Mira", "Mír": "Mirb"}


def test_nothing_to_do_changes_nothing():
    text = "@book{a, crossref={b}}\n@book{b, title={x}}"
    assert renamed(text) == ({}, text)
