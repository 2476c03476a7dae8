"""LaTeX to Unicode and back: accents, symbols, Cyrillic macros, braces that protect capitals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from romanbib.formats.latex import Style, balanced, decode, encode, uses_commands


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"\=a \={a} {\=a}", "ā ā ā"),
        (r"\v{s}\v s", "šš"),
        (r"\"o\'e\`a\^u\~n\.z", "öéàûñż"),
        (r"\c{c}\d{h}\u{g}\r{a}\H{o}\k{a}\b{t}", "çḥğåőąṯ"),
        (r"\t{ia}\t ts", "i\u0361at\u0361s"),
        (r"\'\i \u{\i} \={\i}", "íĭ ī"),
        (r"\d{\=a}", "ạ\u0304"),
        (r"Stra\ss e Stra{\ss}e Stra\ss{}e", "Straße Straße Straße"),
        (r"{\L}\'od\'z \o\O{} \ae", "Łódź øØ æ"),
        (r"12--15 --- ``q''", "12–15 — “q”"),
        (r"a~b\ c", "a\u00a0b c"),
        (r"5\% \& \_ \# \$", "5% & _ # $"),
        (r"\CYRV\cyro\cyrishrt\cyrn\cyra{} \cyri{} \CYRM\cyri\cyrr", "Война и Мир"),
        (r"\CYRYI\cyrzh\cyra\cyrk \cyrgup\cyrie\cyrii\cyrushrt", "Їжакґєіў"),
        (r"{\cyr Rossi\u{\i}skaya nauka}", "Российская наука"),
        (r"{\cyr Matematicheski\u\i\ Sbornik}", "Математический Сборник"),
        (r"Gel\cprime fand", "Gelʹfand"),
        (r"The {NATO} \emph{big} H$_2$O", 'The <span class="nocase">NATO</span> <i>big</i> H<sub>2</sub>O'),
        (r"{\em x} \textbf{y}", "<i>x</i> <b>y</b>"),
        (r"\enquote{Война}", "“Война”"),
        (r"\foo{bar} $x^2+1$", r"\foo{bar} $x^2+1$"),
        ("two\n\t lines", "two lines"),
    ],
)
def test_decoding(source, text):
    assert decode(source) == text


def test_names_have_no_markup():
    assert decode(r"Mc{D}onald \emph{x}", markup=False) == "McDonald x"


@pytest.mark.parametrize(
    "source",
    [
        r"The {NATO} \textit{big {X}} \enquote{q} 5\% a~b --- c-d",
        r"\'Elie and {\'E}lie and \'{E}lie",
        "one\n  two three\n  four",
        r"\foo{bar} $x^2$ \& co, \mbox{II}",
        r"<i>html</i> as it is & more",
    ],
)
def test_a_value_is_written_as_it_was(source):
    style = Style()
    style.learn(source)
    assert encode(decode(source), style) == source


def test_a_changed_value_keeps_its_way_of_writing():
    source = "{Россия} --- \\emph{наш\n  дом} \\& сад"
    style = Style()
    style.learn(source)
    text = decode(source).replace("Россия", "Rossiia").replace("наш", "nash").replace("дом", "dom")
    assert encode(text, style) == "{Rossiia} --- \\emph{nash\n  dom} \\& сад"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Voĭna ė ạ̄", r"Vo{\u{\i}}na {\.e} {\={\d{a}}}"),
        ("Rossii͡a t︠s︡", r"Rossi{\t{ia}} {\t{ts}}"),
        ("Мир и дом", r"\CYRM\cyri\cyrr{} \cyri{} \cyrd\cyro\cyrm{}"),
        ("straße – “q”", r"stra{\ss}e -- ``q''"),
        ("مردم", "مردم"),
    ],
)
def test_writing_in_ascii(text, written):
    assert encode(text, Style(ascii=True)) == written


def test_signs_are_escaped():
    assert encode("50 % & {x} a_b", Style()) == r"50 \% \& \textbraceleft{}x\textbraceright{} a\_b"
    assert encode('say "yes"', Style(quoted=True)) == r"say {\textquotedbl}yes{\textquotedbl}"


def test_whether_commands_are_used():
    assert uses_commands(r"author = {Fran\c{c}ois, {\'E}}")
    assert not uses_commands("author = {François}")
    assert not uses_commands(r"title = {50\% more \emph{x}}")


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Zs")) | st.just(" ")))
def test_what_is_encoded_decodes_to_the_same(text):
    text = " ".join(text.split())
    written = encode(text, Style())
    assert balanced(written)
    assert decode(written) == text or "<" in text


@given(st.text(alphabet=r"ab \{}~$'`^-<i>/\"emphcyr"))
def test_any_source_is_read_and_written_in_balance(source):
    style = Style()
    style.learn(source)
    assert balanced(encode(decode(source), style))


def test_long_values_take_linear_time():
    for source in ("{" * 50_000 + "}" * 50_000, "\\'" * 100_000, "$" * 100_001, "\\emph{" * 50_000, "<i" * 100_000):
        assert encode(decode(source), Style()) is not None
