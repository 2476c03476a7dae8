"""LaTeX text, as bibliographies write it, to Unicode and back.

Accents, symbols, ligatures and the Cyrillic letter macros of the LaTeX encodings T2A and OT2 become letters; braces
that protect capitals and font commands become the inline markup of CSL. What is not known stays as it stands. A value
that changes goes back in its own way of writing: whatever stood for a character before stands for it again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

Piece = tuple[str, str]  # (Unicode, LaTeX); the LaTeX pieces of a value make up the value

# Accent commands of LaTeX (source2e, ltoutenc: encoding TS1/T1) and the combining characters that they stand for.
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "f": "\u0311", "G": "\u030f", "U": "\u030d",
    "c": "\u0327", "k": "\u0328", "d": "\u0323", "b": "\u0331", "t": "\u0361",
    "textcommabelow": "\u0326", "textdotbelow": "\u0323", "textmacronbelow": "\u0331",
}  # fmt: skip
_SYMBOLS = {
    "ss": "ß", "SS": "ẞ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "ae": "æ", "AE": "Æ", "oe": "œ",
    "OE": "Œ", "aa": "å", "AA": "Å", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ", "ng": "ŋ",
    "NG": "Ŋ", "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…", "textellipsis": "…", "S": "§",
    "textsection": "§", "P": "¶", "copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™",
    "textdegree": "°", "textnumero": "№", "No": "№", "guillemotleft": "«", "guillemotright": "»", "flqq": "«",
    "frqq": "»", "guilsinglleft": "‹", "guilsinglright": "›", "quotedblbase": "„", "quotesinglbase": "‚", "glqq": "„",
    "grqq": "“", "textquotedblleft": "“", "textquotedblright": "”", "textquoteleft": "‘", "textquoteright": "’",
    "textquotedbl": '"', "textquotesingle": "'", "lq": "‘", "rq": "’", "textbackslash": "\\", "textasciitilde": "~",
    "textasciicircum": "^", "textunderscore": "_", "textbraceleft": "{", "textbraceright": "}", "textbar": "|",
    "textless": "<", "textgreater": ">", "textdollar": "$", "pounds": "£", "textsterling": "£", "euro": "€",
    "texteuro": "€", "textbullet": "•", "textperiodcentered": "·", "cprime": "ʹ", "cdprime": "ʺ", "Cprime": "ʹ",
    "Cdprime": "ʺ", "cydot": "·", "slash": "/", "textasciigrave": "`", "textexclamdown": "¡", "textquestiondown": "¿",
    "newblock": "", "null": "", "space": " ", "nobreakspace": "\u00a0", "textcompwordmark": "\u200c",
}  # fmt: skip
# Letter macros of the LaTeX Cyrillic encodings (cyrillic bundle: t2aenc.def, t2benc.def, t2cenc.def, ot2enc.def).
_CYRILLIC_NAMES = (
    "A а B б V в G г D д E е YO ё ZH ж Z з I и ISHRT й K к L л M м N н O о P п R р S с T т U у F ф H х C ц CH ч SH ш "
    "SHCH щ HRDSN ъ ERY ы SFTSN ь EREV э YU ю YA я II і YI ї IE є GUP ґ USHRT ў DJE ђ JE ј LJE љ NJE њ TSHE ћ DZHE џ "
    "DZE ѕ YAT ѣ FITA ѳ IZH ѵ BYUS ѫ SCHWA ә OTLD ө Y ү YHCRS ұ GHCRS ғ GHK ҕ KDSC қ KVCRS ҝ KHCRS ҟ KBEAK ҡ NDSC ң "
    "NG ҥ ZHDSC җ ZDSC ҙ SDSC ҫ TDSC ҭ TETSE ҵ HDSC ҳ CHRDSC ҷ CHVCRS ҹ SHHA һ ABHCH ҽ ABHCHDSC ҿ ABHHA ҩ PHK ҧ AE ӕ "
    "ABHDZE ӡ KHK ӄ NHK ӈ CHLDSC ӌ"
)
_CYRILLIC = {
    name: letter
    for macro, small in zip(_CYRILLIC_NAMES.split()[::2], _CYRILLIC_NAMES.split()[1::2], strict=True)
    for name, letter in ((f"CYR{macro}", small.upper()), (f"cyr{macro.lower()}", small))
} | {"CYRpalochka": "Ӏ", "cyrpalochka": "ӏ"}
_SYMBOLS |= _CYRILLIC
# A letter of OT2 written in ASCII, as the cyr fonts of the AMS take it (amsfonts: cyracc.def).
_OT2_LATIN = "a b v g d e zh z i j k l m n o p r s t u f h kh c ts ch q sh w shch x y yu ya"
_OT2_LETTERS = "абвгдежзијклмнопрстуфххццччшшщщыюя"
_OT2 = dict(zip(_OT2_LATIN.split(), _OT2_LETTERS, strict=True))
_OT2_ACCENTED = {"ĭ": "й", "ı̆": "й", "ë": "ё", "è": "э", "ï": "ї", "ʹ": "ь", "ʺ": "ъ"}
_OT2_TOKEN = re.compile("ı̆|shch|[a-z]h|ts|yu|ya|.", re.IGNORECASE | re.DOTALL)

_MARKUP = {
    "emph": ("<i>", "</i>"), "textit": ("<i>", "</i>"), "textsl": ("<i>", "</i>"), "mkbibemph": ("<i>", "</i>"),
    "textbf": ("<b>", "</b>"), "mkbibbold": ("<b>", "</b>"), "textsuperscript": ("<sup>", "</sup>"),
    "mkbibsuperscript": ("<sup>", "</sup>"), "textsubscript": ("<sub>", "</sub>"),
    "textsc": ('<span style="font-variant:small-caps;">', "</span>"),
    "enquote": ("“", "”"), "mkbibquote": ("“", "”"), "mkbibparens": ("(", ")"),
    "mbox": ('<span class="nocase">', "</span>"), "hbox": ('<span class="nocase">', "</span>"),
    "em": ("<i>", "</i>"), "it": ("<i>", "</i>"), "itshape": ("<i>", "</i>"), "sl": ("<i>", "</i>"),
    "bf": ("<b>", "</b>"), "bfseries": ("<b>", "</b>"),
    "sc": ('<span style="font-variant:small-caps;">', "</span>"),
    "textrm": ("", ""), "textnormal": ("", ""), "rm": ("", ""), "rmfamily": ("", ""), "cyrm": ("", ""),
}  # fmt: skip
_SWITCHES = frozenset({"em", "it", "itshape", "sl", "bf", "bfseries", "sc", "rm", "rmfamily", "cyrm"})
_NOCASE = '<span class="nocase">'
_CONTROL = {
    " ": " ", "\n": " ", "\r": " ", "\t": " ", ",": "\u2009", "-": "", "/": "", "\\": " ", "@": "", ";": "\u2005",
    ":": "\u2005", "!": "",
}  # fmt: skip

NEEDS_DECODING = re.compile(r"[\\{}~$\n\r\t]|--|``|''|  ")
_TAG_TEXT = r"</?(?:i|b|sc|sub|sup|span)\b[^<>]{0,60}>"
_TOKEN = re.compile(
    rf"""(?P<command>\\(?:(?P<word>[A-Za-z]++)|(?P<sign>[^A-Za-z]|$)))
    | (?P<math>\$[^$\\{{}}]*+(?:(?:\\[^$]|\{{[^{{}}$]*+\}})[^$\\{{}}]*+)*+\$)
    | (?P<brace>[{{}}])
    | (?P<plain>(?:[^\W_]|[.,:;]|\ (?=[^\W_]))++)
    | (?P<blank>\s++)
    | (?P<dash>---?|``|''|~)
    | (?P<tag>{_TAG_TEXT})
    | (?P<raw>.)""",
    re.VERBOSE | re.DOTALL,
)
_COMMAND = re.compile(r"[\\{}$]")
_BLANKS = re.compile(r"\s++")
_DASHES = {"---": "—", "--": "–", "``": "“", "''": "”", "~": "\u00a0"}
_SIMPLE_MATH = re.compile(r"\$(?:(?P<kind>[\^_])(?:\{(?P<group>[^{}\\$^_]*)\}|(?P<one>[^{}\\$^_]))|(?P<primes>''?))\$")
_GROUP = re.compile(r"\{([^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^{}]*+)*+\}[^{}]*+)*+)\}")
_ARGUMENT = re.compile(r"\s*+(?:(?=(?P<group>\{))|\\(?P<word>[A-Za-z]++)\s*+|(?P<letter>[^\s\\{}]))")
_AFTER_WORD = re.compile(r"\s*+(?:\{\})?")
_SWITCH = re.compile(r"\{\s*+\\([A-Za-z]++)\s*+")
_DEEPEST = 8  # accents within accents


def decode(source: str, *, markup: bool = True, dash: str = "–") -> str:
    """Turn the LaTeX of one field into Unicode.

    Args:
        source: text between the delimiters of the field.
        markup: whether braces and font commands become inline markup; a name or a number has none.
        dash: what ``--`` stands for.
    """
    if NEEDS_DECODING.search(source) is None:
        return source
    if _COMMAND.search(source) is None:
        text = source.replace("---", "—").replace("--", dash).replace("``", "“").replace("''", "”")
        return _BLANKS.sub(" ", text).replace("~", "\u00a0")
    return "".join([text for text, _ in pieces(source, markup=markup, dash=dash)])


def pieces(source: str, *, markup: bool = True, dash: str = "–") -> Iterator[Piece]:
    """Cut LaTeX into pieces that stand for a character or a tag each, with their Unicode."""
    closers: list[str] = []
    position = 0
    while match := _TOKEN.match(source, position):
        start, position = position, match.end()
        found = match.lastgroup
        written = match[0]
        if found == "plain" or found == "raw" or found == "tag":
            yield written, written
        elif found == "blank":
            yield " ", written
        elif found == "dash":
            yield dash if written == "--" else _DASHES[written], written
        elif found == "math":
            yield _math(written, markup), written
        elif found == "brace":
            if written == "}":
                yield closers.pop() if closers else "}", written
                continue
            text, closer, position = _opened(source, start, markup)
            yield text, source[start:position]
            if closer is not None:
                closers.append(closer)
        else:
            text, closer, position = _command(source, match, markup)
            yield text, source[start:position]
            if closer is not None:
                closers.append(closer)


def _math(token: str, markup: bool) -> str:
    simple = _SIMPLE_MATH.fullmatch(token)
    if simple is None:
        return token
    if simple["primes"]:
        return "ʹ" if simple["primes"] == "'" else "ʺ"
    tag = "sup" if simple["kind"] == "^" else "sub"
    text = simple["group"] or simple["one"] or ""
    return f"<{tag}>{text}</{tag}>" if markup else text


def _opened(source: str, start: int, markup: bool) -> tuple[str, str | None, int]:
    """Read what an opening brace begins: its Unicode, what the closing brace stands for, and where reading goes on."""
    if source.startswith("{}", start):
        return "", None, start + 2
    if source.startswith('{"}', start):  # how a quoted field holds a quotation mark
        return '"', None, start + 3
    switch = _SWITCH.match(source, start)
    if switch is not None and switch[1] in _SWITCHES:
        opening, closing = _MARKUP[switch[1]] if markup else ("", "")
        return opening, closing, switch.end()
    if switch is not None and switch[1] == "cyr":
        group = _GROUP.match(source, start)
        cyrillic = _from_ot2(group[1][group[1].index("cyr") + 3 :]) if group else None
        if group is not None and cyrillic is not None:
            return cyrillic, None, group.end()
    if source.startswith("\\", start + 1):  # BibTeX's "special character", whose braces protect nothing
        inner = _TOKEN.match(source, start + 1)
        if inner is not None and inner["command"]:
            text, closer, end = _command(source, inner, markup)
            if closer is None and source.startswith("}", end):
                return text, None, end + 1
        return "", "", start + 1
    return (_NOCASE, "</span>", start + 1) if markup else ("", "", start + 1)


def _command(source: str, match: re.Match[str], markup: bool, depth: int = 0) -> tuple[str, str | None, int]:
    """Read a command: its Unicode, what the brace that it opened will close with, and where reading goes on."""
    name, end = match["word"] or match["sign"], match.end()
    if name in _ACCENTS:
        accented = _accented(source, end, _ACCENTS[name], depth)
        if accented is not None:
            return accented[0], None, accented[1]
    if name in _SYMBOLS:
        return _SYMBOLS[name], None, _AFTER_WORD.match(source, end).end()  # type: ignore[union-attr]
    if match["word"] is None:
        return _CONTROL.get(name, name), None, end
    opened = source.startswith("{", end)
    if opened and name in _MARKUP and name not in _SWITCHES:
        opening, closing = _MARKUP[name]
        if not markup and closing.startswith("<"):
            opening = closing = ""
        return opening, closing, end + 1
    if name in _SWITCHES:
        return "", None, _AFTER_WORD.match(source, end).end()  # type: ignore[union-attr]
    return (f"{match[0]}{{", "}", end + 1) if opened else (match[0], None, end)


def _accented(source: str, position: int, accent: str, depth: int) -> tuple[str, int] | None:
    """Read the letter that an accent command goes with; None if there is none."""
    match = _ARGUMENT.match(source, position)
    if match is None or depth > _DEEPEST:
        return None
    if match["group"]:
        group = _GROUP.match(source, match.end())
        if group is None:
            return None
        base, end = _inner(group[1], depth), group.end()
    elif match["word"]:
        name, end = match["word"], match.end()
        if name in _ACCENTS:
            command = _TOKEN.match(source, match.start() + len(match[0]) - len(match[0].lstrip()))
            nested = _accented(source, command.end(), _ACCENTS[name], depth + 1) if command is not None else None
            if nested is None:
                return None
            base, end = nested
        elif name in _SYMBOLS:
            base = _SYMBOLS[name]
        else:
            return None
    else:
        base, end = match["letter"], match.end()
        if accent == "\u0361" and end < len(source) and source[end].isalpha():
            base, end = base + source[end], end + 1
    if not base.strip():
        return (accent.replace("\u0303", "~").replace("\u0302", "^"), end) if accent in "\u0303\u0302" else None
    if accent not in "\u0323\u0331\u0327\u0328\u0326":
        base = base.replace("ı", "i").replace("ȷ", "j")
    first = re.match(r".[\u0300-\u036f]*", base, re.DOTALL)
    cut = first.end() if first is not None else 1
    return unicodedata.normalize("NFC", base[:cut] + accent) + base[cut:], end


def _inner(group: str, depth: int) -> str:
    """Turn the argument of an accent into Unicode, accents in it included."""
    found: list[str] = []
    position = 0
    while match := _TOKEN.match(group, position):
        position = match.end()
        if match["command"]:
            text, _, position = _command(group, match, False, depth + 1)
            found.append(text)
        elif not match["brace"]:
            found.append(match[0])
    return "".join(found)


def _from_ot2(group: str) -> str | None:
    """Turn Cyrillic typed in the ASCII of the AMS fonts into letters; None if something in it is not known."""
    latin = "".join([text for text, _ in pieces(group.lstrip(), markup=False)])
    found: list[str] = []
    for token in _OT2_TOKEN.findall(unicodedata.normalize("NFC", latin)):
        letter = _OT2.get(token.lower()) or _OT2_ACCENTED.get(token.lower())
        if letter is None:
            parts = [_OT2.get(one.lower()) or ("" if one.isalpha() else one) for one in token]
            if not all(parts) or "\\" in token:
                return None
            letter = "".join(parts)
        found.append(letter.capitalize() if token[:1].isupper() else letter)
    return "".join(found)


_UNIT = re.compile(
    rf"""{_TAG_TEXT}
    | \s++
    | \\[A-Za-z]++\{{?
    | \$[^$]*+\$
    | [^\W\d_]\ufe20[\u0300-\u036f]*+[^\W\d_][\u0300-\u036f]*+\ufe21
    | [^\W\d_](?:[\u0300-\u0360\u0362-\u036f]++|[\u0300-\u0360\u0362-\u036f]*+\u0361[^\W\d_])
    | [\u0400-\u04ff]++(?![\u0300-\u036f])
    | [^\\${{}}\s~&%\#_^<"A-Za-z\u0080-\U0010ffff]++
    | [A-Za-z]++(?![\u0300-\u036f\ufe20])
    | .""",
    re.VERBOSE | re.DOTALL,
)
_WRITTEN_TAGS = {
    "<i>": r"\emph{", "<b>": r"\textbf{", "<sup>": r"\textsuperscript{", "<sub>": r"\textsubscript{",
    "<sc>": r"\textsc{", _NOCASE: "{",
}  # fmt: skip
_ESCAPED = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "\u00a0": "~",
}  # fmt: skip
_ASCII = {letter: f"\\{name}" for name, letter in _CYRILLIC.items()} | {
    "ß": r"{\ss}", "ø": r"{\o}", "Ø": r"{\O}", "ł": r"{\l}", "Ł": r"{\L}", "ı": r"{\i}", "æ": r"{\ae}",
    "Æ": r"{\AE}", "œ": r"{\oe}", "Œ": r"{\OE}", "đ": r"{\dj}", "Đ": r"{\DJ}", "þ": r"{\th}", "Þ": r"{\TH}",
    "ð": r"{\dh}", "Ð": r"{\DH}", "–": "--", "—": "---", "…": r"\ldots{}", "“": "``", "”": "''",
    "„": r"\quotedblbase{}",
    "«": r"\guillemotleft{}", "»": r"\guillemotright{}", "‘": r"\textquoteleft{}", "’": r"\textquoteright{}",
    "ʹ": "$'$", "ʺ": "$''$", "ʻ": r"\textquoteleft{}", "ʼ": r"\textquoteright{}", "№": r"\textnumero{}",
}  # fmt: skip
_COMMANDS = {
    mark: name for name, mark in _ACCENTS.items() if len(name) == 1
} | {"\u0326": "textcommabelow"}  # fmt: skip
_LIGATURE = re.compile(r"-(?=-)|`(?=`)|'(?=')")  # two signs that LaTeX would make one of
_HALVES = re.compile("(.[\u0300-\u036f]*)\ufe20(.[\u0300-\u036f]*)\ufe21", re.DOTALL)
_TAG = re.compile(_TAG_TEXT)
NEEDS_ENCODING = re.compile(r"""[\\{}$&%#_~^"<`\t\n\r\x0b\x0c\xa0]|--|''|  """)
_BRACES = re.compile(r"[{}]")


@dataclass(slots=True)
class Style:
    """The way in which a field writes what is not a plain letter.

    Attributes:
        ascii: whether letters outside ASCII are written as commands.
        quoted: whether the field stands between quotation marks, which cannot stand in it.
        found: for each character or tag, how it was written, in order.
    """

    ascii: bool = False
    quoted: bool = False
    found: dict[str, list[str]] = field(default_factory=dict)

    def learn(self, source: str, *, markup: bool = True, dash: str = "–") -> None:
        """Take over how a value writes things."""
        if NEEDS_DECODING.search(source) is None and NEEDS_ENCODING.search(source) is None:
            return
        for text, written in pieces(source, markup=markup, dash=dash):
            if "\u0400" <= text <= "\u04ff\uffff" and text != written:
                continue  # Cyrillic by its macros: they are written alike for a whole text, or not at all
            if text is written and " " in text and len(text) > 1:
                self.found.setdefault(" ", []).extend([" "] * text.count(" "))
            elif text and (text in self.found or text != written or not text.isalnum()):
                self.found.setdefault(text, []).append(written)

    def take(self, unit: str, used: dict[str, int]) -> str | None:
        """Give the way in which this occurrence was written; beyond the last one, as all of them were, if they were."""
        ways = self.found.get(unit)
        if ways is None:
            return None
        number = used.get(unit, 0)
        used[unit] = number + 1
        if number < len(ways):
            return ways[number]
        if unit == " ":
            return " "
        return ways[0] if ways.count(ways[0]) == len(ways) else None


def uses_commands(source: str) -> bool:
    """Tell whether letters outside ASCII are written as commands in a text: some are, and none stands as it is."""
    return source.isascii() and _LETTER_COMMAND.search(source) is not None


_LETTER_COMMAND = re.compile(
    r"""\\(?:CYR[A-Z]|cyr[a-z ]|["'`^~=.][A-Za-z{\\]|[uvHcdbkrt][ {\\]|(?:ss|[oOlL]|aa|ae)\b)"""
)


def encode(text: str, style: Style) -> str:
    """Turn Unicode into the LaTeX of one field, in its own way of writing. Braces in what it gives always balance."""
    if not style.found and NEEDS_ENCODING.search(text) is None and (not style.ascii or text.isascii()):
        return text
    used: dict[str, int] = {}
    tags = _nested(text)
    written = "".join([_written(unit, style, used, tags) for unit in _UNIT.findall(text)])
    if not balanced(written):
        plain = Style(style.ascii, style.quoted)
        written = "".join([_written(unit, plain, {}, False) for unit in _UNIT.findall(text)])
    if style.quoted:
        written = _outside_braces(written)
    return written


def balanced(text: str) -> bool:
    """Tell whether every brace has its partner, as BibTeX counts: a backslash before a brace makes no difference."""
    depth = 0
    for match in _BRACES.finditer(text):
        depth += 1 if match[0] == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _outside_braces(text: str) -> str:
    """Put braces around quotation marks that would end a quoted field."""
    if '"' not in text:
        return text
    depth = 0
    found: list[str] = []
    for part in re.split(r'([{}"])', text):
        depth += (part == "{") - (part == "}")
        if part == '"' and depth == 0:  # \" is an accent, which takes its letter along
            found.append("{\\textquotedbl}" if not found or not found[-1].endswith("\\") else '"')
        else:
            found.append(part)
    return "".join(found)


def _nested(text: str) -> bool:
    """Tell whether the tags of a text are properly nested."""
    if "<" not in text:
        return False
    waiting: list[str] = []
    for tag in _TAG.findall(text):
        if not tag.startswith("</"):
            waiting.append(re.split(r"[\s>]", tag[1:], maxsplit=1)[0])
        elif not waiting or waiting.pop() != tag[2:-1].strip():
            return False
    return not waiting


def _written(unit: str, style: Style, used: dict[str, int], tags: bool) -> str:
    if unit.isascii() and unit.isalnum():
        return unit
    own = style.take(unit, used)
    if own is not None:
        return own
    if tags and unit.startswith("<") and len(unit) > 1:
        if unit.startswith("</"):
            return "}"
        return _WRITTEN_TAGS.get(unit, r"\textsc{" if "small-caps" in unit else "{")
    if len(unit) > 1 and not unit.isspace() and (unit[0] in "\\$<"):
        return "".join([_written(char, style, used, False) for char in unit])
    if unit in _ESCAPED:
        return _ESCAPED[unit]
    if unit.isascii():
        if len(unit) == 1 or unit.isspace():
            return unit
        written = "".join([style.take(char, used) or char for char in unit])
        return written if written != unit else _LIGATURE.sub(r"\g<0>{}", unit)
    return _as_commands(unit) if style.ascii else unit


def _as_commands(unit: str) -> str:
    """Write one unit in ASCII, as far as LaTeX has commands for it."""
    if "\u0400" <= unit[0] <= "\u04ff":
        macros = [_ASCII.get(char) for char in unit]
        return unit if None in macros else "".join(filter(None, macros)) + "{}"
    if unit in _ASCII:
        return _ASCII[unit]
    whole = unicodedata.normalize("NFD", _HALVES.sub("\\1\u0361\\2", unit))
    tie = whole.find("\u0361")
    if tie > 0:
        first, second = _as_commands(whole[:tie]), _as_commands(whole[tie + 1 :])
        return f"{{\\t{{{first}{second}}}}}"
    base, marks = whole[0], whole[1:]
    if not marks or not base.isascii() or any(mark not in _COMMANDS for mark in marks):
        return unit
    if base in "ij" and any(mark not in "\u0323\u0331\u0327\u0328" for mark in marks):
        base = f"\\{base}"
    for mark in marks:
        name = _COMMANDS[mark]
        base = f"\\{name}{base}" if not name.isalpha() and len(base) == 1 else f"\\{name}{{{base}}}"
    return f"{{{base}}}"
