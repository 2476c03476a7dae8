"""How well Persian is vocalized: romanbib, its parts switched off one by one, eSpeak NG and ICU. A report, not a test.

    .venv/bin/python benchmarks/persian.py [--part develop] [--wrong]

The gold readings (tests/data/persian) were written by hand before the system's answers were seen. All systems are
compared as they sound: letters that sound alike (ص س ث) count alike, ayn and hamza are left out, and so is the
difference of ay and ey before a vowel. A word counts when all its vowels and consonants are right; ezafes are counted
apart; a title counts when all its words and ezafes are right.

romanbib's answer is the line as its table of broad phonemic Persian (tables/phonemic.toml) writes it, so that what is
heard across a blank (روضة الصفا, rowzat ossafā) is heard here, too. Where text and gold part words differently
(فلز-آلی), the pieces are joined to the longer word before they are compared: a wrong vowel stays wrong.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

HERE = Path(__file__).parent
os.environ["ROMANBIB_RULES"] = str(HERE / "tables")

import icu  # noqa: E402
from romanbib.persian import context, ezafe, lexicon, sentence, vocalization, words  # noqa: E402
from romanbib.word_memo import romanize  # noqa: E402

GOLD = HERE.parent / "tests" / "data" / "persian"
SURE = vocalization.UNSURE
_PUNCTUATION = re.compile(r"[«»()\[\]{},;:?!./\"“”–—…،؛؟*+=|]+")
_EZAFE = re.compile(r"-(?:y?e)$")

# A system: (text, kind) -> words as they sound, each with its ezafe behind a hyphen, and how sure of it the system is.
Answer = list[tuple[str, float]]
System = Callable[[str, str], Answer]


@dataclass(frozen=True, slots=True)
class Item:
    """One gold item: what it is, the Persian, and its words as they are read."""

    kind: str
    level: str
    persian: str
    reading: list[str]


@dataclass(slots=True)
class Score:
    """Counts over a set of items."""

    words: int = 0
    right: int = 0
    doubled: int = 0
    doubled_right: int = 0
    ezafes: int = 0
    ezafes_given: int = 0
    ezafes_right: int = 0
    titles: int = 0
    titles_right: int = 0
    sure: int = 0
    sure_wrong: int = 0
    wrong: int = 0
    wrong_flagged: int = 0
    wrong_titles: list[str] = field(default_factory=list)

    def f1(self) -> float:
        """F1 of the ezafe."""
        total = self.ezafes + self.ezafes_given
        return 2 * self.ezafes_right / total if total else 0.0


def items(part: str) -> list[Item]:
    """Read a part of the gold set."""
    found = []
    for line in (GOLD / f"{part}.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, _, level, persian, reading = line.split("\t")
            found.append(Item(kind, level, persian, _PUNCTUATION.sub(" ", reading).split()))
    return found


def sound(word: str) -> str:
    """Bring a reading to what is compared: see the module's beginning."""
    word = re.sub(r"['ʼ’-]", "", word.lower())
    word = re.sub(r"^al", "ol", word)
    word = re.sub(r"ayy", "eyy", word)
    word = re.sub(r"[ae]y(?=[aeoâiu])", "ey", word)
    word = re.sub(r"([âu])i", r"\1yi", word.replace("q", "gh"))
    word = re.sub(r"iyy", "iy", word).replace("yi", "i")
    word = re.sub(r"iy?(?=[aeoâu])", "iy", word)
    return re.sub(r"([^aeoâiu])\1(?=[^aeoâiu])", r"\1", word)


def parted(word: str) -> tuple[str, bool]:
    """Part a reading from its ezafe."""
    match = _EZAFE.search(word)
    return (word[: match.start()], True) if match else (word, False)


def matched(gold: list[str], given: Answer) -> list[tuple[str, tuple[str, float] | None]]:
    """Pair gold words with the given ones; what one of the two writes as one word is joined in the other, too."""
    if len(gold) == len(given):
        return list(zip(gold, given, strict=True))
    # The cheapest way to pair the first words of both, by how many: its cost and the pair that it ends in.
    ways: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for at in range(len(gold) + 1):
        for to in range(len(given) + 1):
            for some, other in _STEPS:
                before = ways.get((at - some, to - other))
                if before is None:
                    continue
                pair = (_joined(gold[at - some : at]), _joined([word for word, _ in given[to - other : to]]))
                cost = before[0] + (0 if pair[0] == pair[1] else LEFT if 0 in (some, other) else some + other - 1)
                if (at, to) not in ways or cost < ways[at, to][0]:
                    ways[at, to] = cost, (some, other)
    pairs: list[tuple[str, tuple[str, float] | None]] = []
    at, to = len(gold), len(given)
    while at or to:
        some, other = ways[at, to][1]
        words = given[to - other : to]
        answer = ("".join(word for word, _ in words), min(sure for _, sure in words)) if words else None
        if some:
            pairs.append(("".join(gold[at - some : at]), answer))
        at, to = at - some, to - other
    return pairs[::-1]


_MOST = 4  # words that are joined to one
_STEPS = [(1, 1), *((1, k) for k in range(2, _MOST + 1)), *((k, 1) for k in range(2, _MOST + 1)), (1, 0), (0, 1)]
LEFT = 1.5  # cost of a word that has no partner; one of a wrong pair is 1


def _joined(words: list[str]) -> str:
    """Give how words sound as one, without the ezafe behind the last."""
    return sound(parted("".join(words))[0])


def scored(system: System, gold: list[Item]) -> Score:
    """Run a system over gold items and count."""
    score = Score()
    for item in gold:
        whole = True
        for word, answer in matched(item.reading, system(item.persian, item.kind)):
            body, has = parted(word)
            given, gives = parted(answer[0]) if answer else ("", False)
            right = sound(body) == sound(given)
            score.words += 1
            score.right += right
            if re.search(r"([^aeoâiu])\1", sound(body)):
                score.doubled += 1
                score.doubled_right += right
            score.ezafes += has
            score.ezafes_given += gives
            score.ezafes_right += has and gives
            good = right and has == gives
            whole &= good
            sure = answer is not None and answer[1] >= SURE
            score.sure += sure
            score.sure_wrong += sure and not good
            score.wrong += not good
            score.wrong_flagged += not good and not sure
        score.titles += 1
        score.titles_right += whole
        if not whole:
            score.wrong_titles.append(item.persian)
    return score


_TOKEN = re.compile(r"[^\s«»()\[\]{},;:?!./\"“”–—…،؛؟*+=|]+")


def romanbib(text: str, kind: str) -> Answer:
    """Vocalize, and read the result aloud."""
    done = vocalization.vocalize(text, kind=kind)
    tokens = list(_TOKEN.finditer(done.text))
    aloud = [[word] for word in _TOKEN.findall(romanize(done.text, "fa", "phonemic"))]
    if len(aloud) != len(tokens):  # a sign in a token has become punctuation: ۰٫۳
        aloud = [_TOKEN.findall(romanize(token[0], "fa", "phonemic")) for token in tokens]
    places: list[tuple[int, float]] = []  # where words begin in the vocalized text, and how sure they are
    shift = 0
    for word in done.words:
        places.append((word.start + shift, word.confidence))
        shift += len(word.vocalized) - (word.end - word.start)
    answer: Answer = []
    for token, pieces in zip(tokens, aloud, strict=True):
        sure = min((one for start, one in places if token.start() <= start < token.end()), default=1.0)
        answer.extend((piece, sure) for piece in pieces)
    return answer


_ESPEAK = [
    ("tS", "ch"), ("dZ", "j"), ("tʃ", "ch"), ("dʒ", "j"), ("ʃ", "sh"), ("ʒ", "zh"), ("ɑ", "â"), ("ɒ", "â"), ("æ", "a"),
    ("x", "kh"), ("ɣ", "gh"), ("q", "gh"), ("ɢ", "gh"), ("j", "y"), ("ɹ", "r"), ("ɾ", "r"), ("ʔ", ""), ("ɡ", "g"),
    ("ɪ", "i"), ("ʊ", "u"), ("ow", "ow"), ("ou", "ow"), ("ei", "ey"), ("ɛ", "e"), ("ɔ", "o"), ("ː", ""), ("ˈ", ""),
    ("ˌ", ""), ("ʰ", ""), ("̪", ""),
]  # fmt: skip


def espeak(text: str, _kind: str) -> Answer:
    """Ask eSpeak NG word by word, so that its words stay apart."""
    spoken = [word for word in _PUNCTUATION.sub(" ", text).split() if word]
    done = subprocess.run(
        [shutil.which("espeak-ng") or "espeak-ng", "-v", "fa", "-q", "--ipa"],
        input="\n\n".join(spoken),
        capture_output=True,
        text=True,
        check=True,
    )
    answer: Answer = []
    for line in filter(None, map(str.strip, done.stdout.split("\n"))):
        for before, after in _ESPEAK:
            line = line.replace(before, after)
        answer.append((line.replace(" ", ""), 1.0))
    return answer


def by_icu(text: str, _kind: str) -> Answer:
    """Let ICU's Persian-Latin/BGN transform write it."""
    transform = icu.Transliterator.createInstance("Persian-Latin/BGN")
    plain = transform.transliterate(_PUNCTUATION.sub(" ", text))
    return [(word.replace("ā", "â").replace("ī", "i").replace("ū", "u"), 1.0) for word in plain.split()]


@contextmanager
def without(*targets: tuple[object, str, object]) -> Iterator[None]:
    """Switch a part off: put something in the place of module attributes, with nothing remembered."""
    patches = [patch.object(holder, name, instead) for holder, name, instead in targets]
    for one in patches:
        one.start()
    _forget()
    try:
        yield
    finally:
        for one in patches:
            one.stop()
        _forget()


def _forget() -> None:
    for cached in (
        lexicon._entries,
        lexicon._phrases,
        context._listed,
        context._favours,
        words._suffixes,
        words._prefixes,
        ezafe.weights,
        ezafe._weight,
        sentence._known,
    ):
        getattr(cached, "cache_clear", lambda: None)()


GAZETTEER = ("names", "places")
PARTS: list[tuple[str, list[tuple[object, str, object]]]] = [
    (
        "without the gazetteer",
        [
            (lexicon, "WORD_LISTS", tuple(one for one in lexicon.WORD_LISTS if one not in GAZETTEER)),
            (lexicon, "PHRASE_LISTS", ("arabic-phrases",)),
        ],
    ),
    ("without phrases", [(sentence, "phrases", lambda *_: ())]),
    (
        "without affixes",
        [(words, "_suffixes", dict), (words, "_prefixes", dict), (words, "verb_forms", lambda _: iter(()))],
    ),
    ("without the letter reader", [(vocalization, "read_letters", lambda _: ())]),
    ("without the choice by neighbours", [(vocalization, "choose", lambda *_: None)]),
    ("without tagger and network", [(ezafe, "ASK", {})]),
    (
        "without the learned ezafe",
        [
            (ezafe, "weights", lambda: {"b": 1, "g«": -2, "g(": -2, "g-": -2}),
            (ezafe, "ASK", {}),
        ],
    ),
]


def line(name: str, score: Score) -> str:
    """Write a row of the table."""
    percent = lambda part, whole: f"{100 * part / whole:.1f}" if whole else "–"  # noqa: E731
    return (
        f"| {name} | {percent(score.right, score.words)} | {percent(score.doubled_right, score.doubled)} "
        f"| {percent(score.ezafes_right, score.ezafes_given)} | {percent(score.ezafes_right, score.ezafes)} "
        f"| {score.f1():.3f} | {percent(score.titles_right, score.titles)} |"
    )


HEADER = (
    "| | words | of them with a doubled consonant | ezafe: precision | recall | F1 | whole items |\n"
    "|---|---|---|---|---|---|---|"
)


def report(part: str) -> str:
    """Measure all systems on a part of the gold set and write the table."""
    gold = items(part)
    groups = {
        "titles": [one for one in gold if one.kind == "title"],
        "titles, easy": [one for one in gold if one.kind == "title" and one.level == "easy"],
        "titles, hard": [one for one in gold if one.kind == "title" and one.level == "hard"],
        "names": [one for one in gold if one.kind == "name"],
        "journals, publishers": [one for one in gold if one.kind in ("container", "publisher", "place")],
        "full sentences": [one for one in gold if one.kind == "text"],
    }
    lines = [HEADER]
    whole = scored(romanbib, gold)
    lines.append(line(f"**romanbib**, all {len(gold)} items", whole))
    for name, some in groups.items():
        if some:
            lines.append(line(f"– {name} ({len(some)})", scored(romanbib, some)))
    for name, targets in PARTS:
        with without(*targets):
            lines.append(line(f"romanbib {name}", scored(romanbib, gold)))
    if shutil.which("espeak-ng"):
        lines.append(line("eSpeak NG", scored(espeak, gold)))
    lines.append(line("ICU Persian-Latin/BGN", scored(by_icu, gold)))
    lines.append("")
    sure_wrong = 100 * whole.sure_wrong / max(whole.sure, 1)
    flagged = 100 * whole.wrong_flagged / max(whole.wrong, 1)
    unsure = 100 * (whole.words - whole.sure) / whole.words
    lines.append(
        f"Of the words that romanbib calls sure {sure_wrong:.1f} % are wrong (vowels or ezafe); "
        f"it calls {unsure:.1f} % of all words unsure, and {flagged:.0f} % of the wrong ones are among them."
    )
    return "\n".join(lines)


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", default="score", choices=("learn", "develop", "score"))
    parser.add_argument("--wrong", action="store_true", help="list the items that are wrong (not of the part score)")
    options = parser.parse_args()
    if options.wrong and options.part == "score":
        parser.error("the part score is not looked into")
    print(report(options.part))
    if options.wrong:
        print("\n".join(scored(romanbib, items(options.part)).wrong_titles))


if __name__ == "__main__":
    main()
