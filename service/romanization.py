"""Text, language and scheme in; romanization out, with one token a word that says how it came about."""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from .errors import RomanizationWarning, UnknownLanguageError
from .persian.spelling import lacks_vowels, plain_letters
from .tables.compiled import CompiledTable, compiled
from .tables.registry import ids, languages, require, transform_of
from .tables.reverse import Reversed, bring_back
from .text.homoglyphs import Repair, repair
from .text.language import detect
from .text.language import languages as known_languages
from .text.scripts import script_runs

CYRILLIC = "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f"
ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
_SOURCE_LETTER = re.compile(rf"(?=[^\W\d_])[{CYRILLIC}{ARABIC}]")
_SOURCE_SIGN = re.compile(f"[{CYRILLIC}{ARABIC}]")  # letters, digits and punctuation: ۱۳۹۸ and ، are romanized too
_CYRILLIC_LETTER = re.compile(f"[{CYRILLIC}]")
_ARABIC_LETTER = re.compile(f"[{ARABIC}]")
# A word that mixes scripts. Roman numerals typed in Cyrillic alone (ХХ) are left to the repair of references: here they
# could be letters, and ISO 9 has to bring every string back.
_MAY_NEED_REPAIR = re.compile(f"[A-Za-z][{CYRILLIC}]|[{CYRILLIC}][A-Za-z]")
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0483-\u0487\u064b-\u065f\u0670\u200c]|['’ʼ](?=[^\W_]))*")
_IN_WORD = re.compile(r"[^\W_]|[\u0300-\u036f\u0483-\u0487\u064b-\u065f\u0670\u200c'’ʼʹ`]").match
# Nothing to repair, no stress mark, no abbreviation: modern Cyrillic with punctuation, no two capitals together.
_CAPITALS = "ЁЂЃЄЅІЇЈЉЊЋЌЎЏА-ЯҐ"
_PLAIN = re.compile(
    rf"(?:[а-яёђѓєѕіїјљњћќўџґ0-9.,:;!?()\[\]/«»„“”–—…№\"'’-]++|[{_CAPITALS}](?![{_CAPITALS}]))*+"
).fullmatch
_LONE_CAPITAL = re.compile(r"(?<!\S)([^\W\d_])(?!\S)")
# A word too long for an abbreviation, or a second word.
_IN_CAPITALS = re.compile(r"[^\W\d_]{5}|[^\W\d_]{2}\W+(?:\w\W+)?[^\W\d_]{2}")

BLOCK = 1 << 15  # characters romanized at a time
BATCH = 64  # tokens an ICU call: ICU slows down as the string grows
PIECE = 512  # characters of one "word" that ICU gets at a time, for the same reason
MEMO = 1 << 21  # characters that one scheme's memo may hold, about 30 MB with its overhead
SAMPLE = 2000  # characters from which the language of a text is told


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a romanization.

    Attributes:
        start: where the word stands in the source, in characters.
        source: the word as it stood.
        output: its romanization.
        decided_by: the rule table, repair or other authority behind the output.
        confidence: from 0 (a guess) to 1 (the rules leave no choice).
        alternatives: other outputs that were possible, the likelier first.
    """

    start: int
    source: str
    output: str
    decided_by: str
    confidence: float
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Romanization:
    """What became of a text.

    Attributes:
        source: the text as given.
        output: its romanization (or, reversed, its original script), in NFC.
        language: BCP 47 subtag of the source; None where nothing was to be romanized.
        scheme: scheme id.
        tag: language tag of the output (BCP 47 with the transform extension of RFC 6497), or None.
        tokens: one for each word.
        warnings: what a person should know, a sentence each.
        repairs: letters of the wrong script that were put right first.
    """

    source: str
    output: str
    language: str | None
    scheme: str
    tag: str | None
    tokens: tuple[Token, ...]
    warnings: tuple[str, ...]
    repairs: tuple[Repair, ...] = ()


class WordMemo:
    """Romanize running text through a bounded memo of blank-separated tokens.

    Rules and repairs look no further than the token, so it romanizes alike wherever it stands; where rules do, the
    token is the line. A token met before costs a dictionary look-up; new ones go to ICU in batches.
    """

    def __init__(self, table: CompiledTable) -> None:
        self._table = table
        self._language = table.table.language
        self._scheme = table.table.id
        self._memo: dict[str, str] = {"": "", "\n": "\n"}
        self._held = 0

    def romanize(self, text: str) -> str:
        """Romanize a text in NFC."""
        if self._table.reads_across_blanks:
            return "\n".join(map(self._line, text.split("\n")))
        if len(text) <= BLOCK:
            return self._block(text)
        return "".join(map(self._block, _blocks(text)))

    def _line(self, line: str) -> str:
        """Romanize a line as one token, for tables that read across blanks."""
        if len(line) > PIECE:
            return "".join(self.without_memo(piece) for piece in _blocks(line, PIECE))
        try:
            return self._memo[line]
        except KeyError:
            return self._with({line})[line]

    def _block(self, block: str) -> str:
        tokens = block.replace("\n", " \n ").split(" ")
        try:
            joined = " ".join(map(self._memo.__getitem__, tokens))
        except KeyError:
            joined = " ".join(map(self._with(set(tokens)).__getitem__, tokens))
        return joined.replace(" \n ", "\n")

    def _with(self, tokens: set[str]) -> dict[str, str]:
        """Learn the tokens not met before and give a memo that has all; a full one is replaced, never emptied."""
        memo = self._memo
        new = [token for token in tokens if token not in memo]
        plain: list[str] = []
        other: list[str] = []
        for token in new:
            (plain if _PLAIN(token) else other).append(token)
        for start in range(0, len(plain), BATCH):
            batch = plain[start : start + BATCH]
            romanized = self._table.run("\n".join(batch))
            if _CYRILLIC_LETTER.search(romanized):
                romanized = self._with_borrowed(romanized)
            memo.update(zip(batch, romanized.split("\n"), strict=True))
        for token in other:
            memo[token] = self.without_memo(token)
        self._held += sum(map(len, new)) + 8 * len(new)
        if self._held > MEMO:
            self._memo, self._held = {"": "", "\n": "\n"}, 0
        return memo

    def without_memo(self, token: str, *, abbreviations: bool = True) -> str:
        """Romanize one token in NFC: repairs first, then ICU, then letters that the table lacks."""
        if not _SOURCE_SIGN.search(token):
            return token
        if _MAY_NEED_REPAIR.search(token):
            token = repair(token, language=self._language)[0]
        pieces = [token] if len(token) <= PIECE else _blocks(token, PIECE)
        romanized = "".join(self._table.romanize(piece, abbreviations=abbreviations) for piece in pieces)
        if _SOURCE_LETTER.search(romanized):
            romanized = self._with_borrowed(romanized)
        return unicodedata.normalize("NFC", romanized)

    def _with_borrowed(self, romanized: str) -> str:
        """Romanize the letters that the table lacks."""
        return _SOURCE_LETTER.sub(lambda match: _borrowed(match[0], self._language, self._scheme), romanized)


def _blocks(text: str, size: int = BLOCK) -> Iterator[str]:
    """Cut a text into blocks, behind a blank or line end if there is one, else behind what is no part of a word."""
    start = 0
    while len(text) - start > size:
        cut = max(text.rfind(" ", start, start + size), text.rfind("\n", start, start + size)) + 1
        if cut <= start:
            ends = (end for end in range(start + size, start, -1) if not _IN_WORD(text[end - 1]))
            cut = next(ends, start + size)
        yield text[start:cut]
        start = cut
    yield text[start:]


@cache
def _borrowed(letter: str, language: str, scheme: str) -> str:
    """Romanize a letter that a language's table lacks as the first other table of the scheme has it (ї in Russian)."""
    script = known_languages()[language].script if language in known_languages() else None
    for other in known_languages().values():
        if other.script == script and other.tag != language and scheme in ids(other.tag):
            table = compiled(other.tag, scheme)
            if letter.lower() in table.table.alphabet:
                return table.romanize(letter)
    return letter


@cache
def _memo(language: str, scheme: str) -> WordMemo:
    return WordMemo(compiled(language, scheme))


def _romanize(text: str, language: str, scheme: str) -> str:
    """Romanize a text of one language."""
    memo = _memo(language, scheme)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if language == "fa":
        text = plain_letters(text)
    elif text.isupper() and _IN_CAPITALS.search(text):
        return _in_capitals(text, memo)
    return memo.romanize(text)


def _in_capitals(text: str, memo: WordMemo) -> str:
    """Romanize a text set in capitals: its short words are no abbreviations, and a lone letter is no initial."""
    words = _LONE_CAPITAL.split(text)
    romanized = [memo.without_memo(part, abbreviations=False) for part in words]
    return "".join(part.upper() if place % 2 else part for place, part in enumerate(romanized))


def _language_of(text: str) -> str | None:
    """Tell the language of a text in Cyrillic or Arabic script from its beginning; None if it has neither."""
    first = _SOURCE_LETTER.search(text)
    return detect(text[first.start() : first.start() + SAMPLE]).language if first else None


def _stretches(text: str, language: str | None) -> list[tuple[str, str | None]]:
    """Cut a text into stretches of one language: one stretch, unless it mixes Cyrillic and Arabic script."""
    if language is not None:
        return [(text, language)]
    if not (_ARABIC_LETTER.search(text) and _CYRILLIC_LETTER.search(text)):
        return [(text, _language_of(text))]
    return [(run.text, _language_of(run.text)) for run in script_runs(text)]


def _subtag(language: str) -> str:
    """Reduce a language tag to one that has tables; ``find`` names the languages there are if none has."""
    return language if language in languages() else language.split("-")[0].lower()


def transliterate(text: str, *, language: str | None = None, scheme: str = "ala-lc", reverse: bool = False) -> str:
    """Romanize a text, or bring a romanization back to its original script.

    Latin letters, digits and punctuation stay as they are. The result is in Unicode NFC.

    Args:
        text: any text; only letters of the language's script change.
        language: BCP 47 tag such as ``ru`` or ``fa-AF``; told from the text if not given.
        scheme: scheme id such as ``ala-lc``, ``bgn-pcgn@1965`` or ``bgn-pcgn+diacritics``.
        reverse: go back from the romanization to the original script; needs ``language``.

    Raises:
        UnknownSchemeError: the language has no such scheme.
        UnknownLanguageError: no rule table for the language, or ``reverse`` without a language.
        NotReversibleError: ``reverse`` with a scheme that does not lead back.

    Warns:
        RomanizationWarning: letters that are ambiguous on the way back; Persian without its vowels.
    """
    if reverse:
        result = _reversed(text, language, scheme)
        for sentence in result.warnings:
            warnings.warn(sentence, RomanizationWarning, stacklevel=2)
        return result.output
    if language is not None:
        language = _subtag(language)
        compiled(language, scheme)  # an unknown scheme is an error even where there is nothing to romanize
    else:
        require(scheme)
    if text.isascii():
        return text
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    parts: list[str] = []
    for stretch, of in _stretches(text, language):
        if of is None or (language is None and of not in languages()):
            parts.append(stretch)
            if _SOURCE_LETTER.search(stretch):
                warnings.warn(_left(of), RomanizationWarning, stacklevel=2)
            continue
        parts.append(_romanize(stretch, of, scheme))
        if of == "fa" and (missing := _unvocalized(stretch)):
            warnings.warn(missing, RomanizationWarning, stacklevel=2)
    return "".join(parts)


def _left(language: str | None) -> str:
    """Say why text in another script was left as it is."""
    if language is None:
        return "the language cannot be told, the text is left as it is; give the language"
    return f"language {language!r} has no rule table, the text is left as it is; there are: {', '.join(languages())}"


def _unvocalized(text: str) -> str | None:
    bare = [word for word in _WORD.findall(plain_letters(text)) if lacks_vowels(word)]
    if not bare:
        return None
    return (
        f"Persian without vowel signs: {len(bare)} word(s), the first {bare[0]!r}; "
        "short vowels and ezafe are missing from the romanization, write them in (سیاسَتِ خارِجی) to have them"
    )


def explain(text: str, *, language: str | None = None, scheme: str = "ala-lc", reverse: bool = False) -> Romanization:
    """Romanize a text and say of each word how its romanization came about.

    Takes the arguments of ``transliterate`` and raises what it raises; what that warns of stands in ``warnings``.
    """
    if reverse:
        return _reversed(text, language, scheme)
    stretches = _stretches(text, language)
    tokens: list[Token] = []
    notes: list[str] = []
    repairs: list[Repair] = []
    outputs: list[str] = []
    start = 0
    found: str | None = None
    for stretch, told in stretches:
        of = _subtag(told) if language is not None and told is not None else told
        if language is None and of not in languages():
            if _SOURCE_LETTER.search(stretch):
                notes.append(_left(of))
            of = None
        part = _explained(stretch, of, scheme)
        outputs.append(part.output)
        tokens.extend(replace(token, start=token.start + start) for token in part.tokens)
        repairs.extend(replace(one, start=one.start + start, end=one.end + start) for one in part.repairs)
        notes.extend(note for note in part.warnings if note not in notes)
        found = found or of
        start += len(stretch)
    return Romanization(
        source=text,
        output="".join(outputs),
        language=found,
        scheme=scheme,
        tag=language_tag(found, scheme) if found else None,
        tokens=tuple(tokens),
        warnings=tuple(notes),
        repairs=tuple(repairs),
    )


def romanize_segment(text: str, language: str, scheme: str) -> tuple[str, list[str]]:
    """Romanize a stretch of one language: (romanization, what a person should know about it).

    Raises what ``transliterate`` raises.
    """
    language = _subtag(language)
    output = _romanize(text, language, scheme)
    notes = []
    if strange := _strange_letters(text, language, scheme):
        notes.append(f"not in rule table {language}/{scheme}, romanized as in another language: {' '.join(strange)}")
    if left := sorted({letter.lower() for letter in _SOURCE_LETTER.findall(output)}):
        notes.append(f"in no rule table of {scheme}, left as it is: {' '.join(left)}")
    if language == "fa" and (sentence := _unvocalized(text)):
        notes.append(sentence)
    return output, notes


def _repairs(text: str, language: str) -> Iterator[Repair]:
    """Yield the repairs made in a text: token by token, as its romanization makes them."""
    for token in re.finditer(r"[^ \n]+", text):
        if _MAY_NEED_REPAIR.search(token[0]):
            for one in repair(token[0], language=language)[1]:
                yield replace(one, start=one.start + token.start(), end=one.end + token.start())


def _strange_letters(text: str, language: str, scheme: str) -> list[str]:
    """List the letters of a text that the language's table lacks and another table of the scheme has."""
    alphabet = compiled(language, scheme).table.alphabet
    letters = {letter.lower() for letter in _SOURCE_LETTER.findall(unicodedata.normalize("NFC", text))}
    strange = letters - alphabet - {"ѐ", "ѝ"}
    return sorted(letter for letter in strange if _borrowed(letter, language, scheme) != letter)


def _explained(text: str, language: str | None, scheme: str) -> Romanization:
    """Explain a stretch of one language."""
    if language is None:
        tokens = tuple(Token(word.start(), word[0], word[0], "left as it is", 1.0) for word in _WORD.finditer(text))
        return Romanization(text, text, None, scheme, None, tokens, ())
    output, notes = romanize_segment(text, language, scheme)
    repairs = tuple(_repairs(text, language))
    table = f"rule table {language}/{scheme}"
    words: list[Token] = []
    for word in _WORD.finditer(text):
        romanized = _romanize(word[0], language, scheme)
        decided_by, confidence = table, 1.0
        if any(one.start < word.end() and one.end > word.start() for one in repairs):
            decided_by, confidence = f"repaired look-alike letters, then {table}", 0.9
        elif language == "fa" and lacks_vowels(plain_letters(word[0])):
            decided_by, confidence = f"{table}, no vowels written", 0.1
        elif not _SOURCE_SIGN.search(word[0]):
            decided_by = "left as it is"
        words.append(Token(word.start(), word[0], romanized, decided_by, confidence))
    notes.extend(f"{one.before!r} read as {one.after!r}: letters of another script that look alike" for one in repairs)
    return Romanization(text, output, language, scheme, None, tuple(words), tuple(notes), repairs)


def _reversed(text: str, language: str | None, scheme: str) -> Romanization:
    if language is None:
        raise UnknownLanguageError("the way back needs a language; give one of: " + ", ".join(languages()))
    language = _subtag(language)
    output, words = bring_back(text, language, scheme)
    tokens = tuple(
        Token(
            start,
            word,
            back.text,
            f"rule table {language}/{scheme}, reversed",
            1.0 if back.certain and not back.ambiguities else 0.5 if back.certain else 0.1,
            tuple(f"{one.piece}: {other}" for one in back.ambiguities for other in one.others),
        )
        for start, word, back in words
    )
    notes = _ambiguities([back for _, _, back in words])
    if strange := [word for _, word, back in words if not back.certain]:
        notes.append(
            f"{strange[0]!r} ({len(strange)} word(s) in all) is not what {language}/{scheme} writes; "
            "brought back letter by letter"
        )
    return Romanization(text, output, language, scheme, language, tokens, tuple(notes))


def _ambiguities(words: list[Reversed]) -> list[str]:
    """Say once for each ambiguous piece which letters it could have come from."""
    seen: dict[tuple[str, str], list[str]] = {}
    for word in words:
        for one in word.ambiguities:
            others = seen.setdefault((one.piece, one.chosen), [])
            others.extend(other for other in one.others if other not in others)
    return [
        f"{piece!r} read as {chosen!r}, could also be {', '.join(map(repr, others))}"
        for (piece, chosen), others in seen.items()
    ]


def language_tag(language: str, scheme: str) -> str:
    """Tag a romanized string (BCP 47, RFC 6497): ``ru-Latn-t-ru-m0-alaloc``."""
    return f"{language}-Latn-t-{language}-{transform_of(scheme)}"
