"""Text, language and scheme in; romanization out, with one token a word that says how it came about."""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .errors import InputError, RomanizationWarning, UnknownLanguageError
from .one_language import language_tag, outside, romanize_around, romanize_segment, subtag_of
from .overrides import NONE, Overrides, has_letters_of
from .persian import KINDS
from .persian.romanized import PERSIAN, ReadAloud, read_aloud
from .persian.sentence import with_ezafe
from .persian.vocalization import VocalizedWord
from .tables.compiled import compiled
from .tables.registry import languages, require
from .tables.reverse import Reversed, bring_back
from .text.homoglyphs import Repair
from .text.language import detect
from .text.scripts import ARABIC_RANGES, script_runs
from .word_memo import CYRILLIC_LETTER, SOURCE_LETTER, SOURCE_SIGN, repairs, romanize

_ARABIC_LETTER = re.compile(f"[{ARABIC_RANGES}]")
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0483-\u0487\u064b-\u065f\u0670\u200c]|['’ʼ](?=[^\W_]))*")
_DECIDED_BY = {
    "writer": "writer's vowels",
    "lexicon": "lexicon",
    "phrase": "lexicon of phrases",
    "affix": "lexicon and affixes",
    "letters": "model, from the letters",
    "nothing": "no reading found",
}
SAMPLE = 2000  # characters from which the language of a text is told


@dataclass(frozen=True, slots=True)
class WordReading:
    """One way to read a Persian word.

    Attributes:
        output: its romanization.
        vocalized: the word with its vowels, its ezafe included.
        settled: what an override of the word has to say for it to be read so in every scheme: its vowels without the
            ezafe, which each place decides for itself; the romanization, if the word has other letters.
    """

    output: str
    vocalized: str
    settled: str


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
        vocalized: a Persian word with the vowels that it was read with; empty for other languages.
        readings: how a Persian word was read, and how else it could be, in the order of ``alternatives``; empty for
            other languages and where an override decides.
    """

    start: int
    source: str
    output: str
    decided_by: str
    confidence: float
    alternatives: tuple[str, ...] = ()
    vocalized: str = ""
    readings: tuple[WordReading, ...] = ()


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


def _language_of(text: str) -> str | None:
    """Tell the language of a text in Cyrillic or Arabic script from its beginning; None if it has neither."""
    first = SOURCE_LETTER.search(text)
    return detect(text[first.start() : first.start() + SAMPLE]).language if first else None


def _stretches(text: str, language: str | None) -> list[tuple[str, str | None]]:
    """Cut a text into stretches of one language: one stretch, unless it mixes Cyrillic and Arabic script."""
    if language is not None:
        return [(text, language)]
    if not (_ARABIC_LETTER.search(text) and CYRILLIC_LETTER.search(text)):
        return [(text, _language_of(text))]
    return [(run.text, _language_of(run.text)) for run in script_runs(text)]


def transliterate(
    text: str,
    *,
    language: str | None = None,
    scheme: str = "ala-lc",
    reverse: bool = False,
    kind: str = "text",
    overrides: Overrides = NONE,
) -> str:
    """Romanize a text, or bring a romanization back to its original script.

    Latin letters, digits and punctuation stay as they are. The result is in Unicode NFC.

    Args:
        text: any text; only letters of the language's script change.
        language: BCP 47 tag such as ``ru`` or ``fa-AF``; told from the text if not given.
        scheme: scheme id such as ``ala-lc``, ``bgn-pcgn@1965`` or ``bgn-pcgn+diacritics``.
        reverse: go back from the romanization to the original script; needs ``language``.
        kind: what a Persian text is, which steers its names and ezafes: ``title``, ``name``, ``container``,
            ``publisher``, ``place`` or ``text``.
        overrides: what goes ahead of rule tables, lists and models.

    Raises:
        InputError: no such kind.
        UnknownSchemeError: the language has no such scheme.
        UnknownLanguageError: no rule table for the language, or ``reverse`` without a language.
        NotReversibleError: ``reverse`` with a scheme that does not lead back.

    Warns:
        RomanizationWarning: letters that are ambiguous on the way back; Persian words whose vowels are unsure.
    """
    output, notes = transliterated(
        text, language=language, scheme=scheme, reverse=reverse, kind=kind, overrides=overrides
    )
    for note in notes:
        warnings.warn(note, RomanizationWarning, stacklevel=2)
    return output


def transliterated(
    text: str,
    *,
    language: str | None = None,
    scheme: str = "ala-lc",
    reverse: bool = False,
    kind: str = "text",
    overrides: Overrides = NONE,
) -> tuple[str, list[str]]:
    """Do what ``transliterate`` does, and give what it warns of beside the output: (output, warnings)."""
    if not isinstance(text, str):
        raise InputError(f"{text!r:.40} is no text; give a str")
    _check_kind(kind)
    if reverse:
        result = _reversed(text, language, scheme)
        return result.output, list(result.warnings)
    if language is not None:
        language = subtag_of(language)
        compiled(language, scheme)  # an unknown scheme is an error even where there is nothing to romanize
    else:
        require(scheme)
    notes: list[str] = []
    if text.isascii():
        return text, notes
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    parts: list[str] = []
    for stretch, of in _stretches(text, language):
        if of is None or (language is None and of not in languages()):
            parts.append(stretch)
            if SOURCE_LETTER.search(stretch):
                notes.append(_left(of))
            continue
        if of == PERSIAN:
            read = read_aloud(stretch, scheme, kind, overrides)
            notes.extend(read.doubts())
            parts.append(read.output)
            continue
        parts.append(romanize_around(stretch, of, scheme, overrides.in_text(stretch, of, kind)))
    return "".join(parts), notes


def _left(language: str | None) -> str:
    """Say why text in another script was left as it is."""
    if language is None:
        return "the language cannot be told, the text is left as it is; give the language"
    return f"language {language!r} has no rule table, the text is left as it is; there are: {', '.join(languages())}"


def _check_kind(kind: str) -> None:
    if kind not in KINDS:
        raise InputError(f"kind {kind!r} is not known; give one of: {', '.join(KINDS)}")


def explain(
    text: str,
    *,
    language: str | None = None,
    scheme: str = "ala-lc",
    reverse: bool = False,
    kind: str = "text",
    overrides: Overrides = NONE,
) -> Romanization:
    """Romanize a text and say of each word how its romanization came about.

    Takes the arguments of ``transliterate`` and raises what it raises; what that warns of stands in ``warnings``.
    """
    _check_kind(kind)
    if reverse:
        return _reversed(text, language, scheme)
    stretches = _stretches(text, language)
    tokens: list[Token] = []
    notes: list[str] = []
    repaired: list[Repair] = []
    outputs: list[str] = []
    start = 0
    found: str | None = None
    for stretch, told in stretches:
        of = subtag_of(told) if language is not None and told is not None else told
        if language is None and of not in languages():
            if SOURCE_LETTER.search(stretch):
                notes.append(_left(of))
            of = None
        part = _explained(stretch, of, scheme, kind, overrides)
        outputs.append(part.output)
        tokens.extend(replace(token, start=token.start + start) for token in part.tokens)
        repaired.extend(replace(one, start=one.start + start, end=one.end + start) for one in part.repairs)
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
        repairs=tuple(repaired),
    )


def _explained(text: str, language: str | None, scheme: str, kind: str, overrides: Overrides) -> Romanization:
    """Explain a stretch of one language."""
    if language is None:
        tokens = tuple(Token(word.start(), word[0], word[0], "left as it is", 1.0) for word in _WORD.finditer(text))
        return Romanization(text, text, None, scheme, None, tokens, ())
    if language == PERSIAN:
        read = read_aloud(text, scheme, kind, overrides)
        tokens = tuple(_persian_tokens(read))
        return Romanization(text, read.output, language, scheme, None, tokens, tuple(read.doubts()))
    segment = romanize_segment(text, language, scheme, kind, overrides)
    rest = outside(text, segment.settled)
    repaired = tuple(repairs(rest, language))
    table = f"rule table {language}/{scheme}"
    words = [
        Token(one.start, text[one.start : one.end], one.override.output, one.override.name, 1.0)
        for one in segment.settled
    ]
    for word in _WORD.finditer(rest):
        romanized = romanize(word[0], language, scheme)
        decided_by, confidence = table, 1.0
        if any(one.start < word.end() and one.end > word.start() for one in repaired):
            decided_by, confidence = f"repaired look-alike letters, then {table}", 0.9
        elif not SOURCE_SIGN.search(word[0]):
            decided_by = "left as it is"
        words.append(Token(word.start(), word[0], romanized, decided_by, confidence))
    words.sort(key=lambda token: token.start)
    return Romanization(text, segment.output, language, scheme, None, tuple(words), tuple(segment.notes), repaired)


def _persian_tokens(read: ReadAloud) -> Iterator[Token]:
    """Yield a token for each word: its reading, who decided on it, and the other readings, romanized."""
    scheme = read.scheme
    settled = {match.start: match for match in read.settled}
    start = 0
    for line in read.lines:
        decided = {word.start: word for word in line.words}
        end = 0
        for word in _WORD.finditer(line.source):
            if word.start() < end:
                continue
            match = settled.get(start + word.start())
            if match is not None:
                end = match.end - start
                source, name = line.source[word.start() : end], match.override.name
                if match.override.is_reading:
                    inside = [one.vocalized for one in line.words if word.start() <= one.start < end]
                    vocalized = " ".join(inside)
                    yield Token(match.start, source, romanize(vocalized, PERSIAN, scheme), name, 1.0, (), vocalized)
                else:
                    yield Token(match.start, source, match.override.output, name, 1.0)
                continue
            one = decided.get(word.start())
            if one is None:
                romanized = romanize(word[0], PERSIAN, scheme)
                yield Token(start + word.start(), word[0], romanized, "left as it is", 1.0)
                continue
            end = one.end
            readings = _word_readings(one, scheme)
            yield Token(
                start=start + one.start,
                source=one.source,
                output=readings[0].output,
                decided_by=_DECIDED_BY[one.decided_by],
                confidence=round(one.confidence, 2),
                alternatives=tuple(other.output for other in readings[1:]),
                vocalized=one.vocalized,
                readings=readings,
            )
        start += len(line.source) + 1


def _word_readings(word: VocalizedWord, scheme: str) -> tuple[WordReading, ...]:
    """Give how a word was read, and how else it could be, as far as the scheme writes it in another way."""
    without = {form: one.vocalized for one in word.readings for form in (one.vocalized, with_ezafe(one.vocalized))}
    if word.readings:
        without[word.vocalized] = word.readings[0].vocalized
    found: dict[str, WordReading] = {}
    for form in (word.vocalized, *word.alternatives()):
        output = romanize(form, PERSIAN, scheme)
        if output not in found:
            plain = without.get(form, form)
            settled = plain if has_letters_of(plain, word.source) else romanize(plain, PERSIAN, scheme)
            found[output] = WordReading(output, form, settled)
    return tuple(found.values())


def _reversed(text: str, language: str | None, scheme: str) -> Romanization:
    if language is None:
        raise UnknownLanguageError("the way back needs a language; give one of: " + ", ".join(languages()))
    language = subtag_of(language)
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
