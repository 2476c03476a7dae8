"""How fast romanization runs, beside ICU's own transform and other packages. A report, not a test.

    .venv/bin/python benchmarks/romanization.py [--megabytes 4] [--rounds 3]

How to read it. Every row ran in the same process over the same text. MB/s is UTF-8 input a second of processor time, so
that other work on the machine counts for little, best of the rounds; "× romanbib" is the speed as a multiple of
romanbib's (ALA-LC), "× ICU" as a multiple of ICU's built-in Russian-Latin/BGN transform. Slow packages are given the
beginning of the text only, which does not flatter them: none of them remembers anything.

There are three texts, because romanbib remembers words it has met:

- warm: running bibliographic text (real titles and references, their lines repeated in random order), romanized once
  before. A server, or a file of which most has gone by, looks like this.
- cold: 40,000 word forms, some frequent and most rare, as words are in real text, with nothing remembered. A file at
  its beginning looks like this. ICU's tables are compiled beforehand.
- all different: no word stands twice, nothing is remembered. The worst there is; no real text looks like this.

The packages do different work. `str.translate` and the packages that go letter by letter (Unidecode, anyascii,
cyrtranslit) know no context rules and write ShchUKA for ЩУКА; `iuliia` knows the standards; ICU's transform is BGN/PCGN
with context and capitals, which is what romanbib does, too. romanbib also repairs look-alike letters and gives NFC.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

import anyascii
import cyrtranslit
import icu
import iuliia
import transliterate
import unidecode
from romanbib import transliterate as romanize
from romanbib import word_memo

HERE = Path(__file__).parent
TITLES = HERE.parent / "tests" / "data" / "language-titles.tsv"
REFERENCES = HERE / "titles-ru.txt"

SCHEMES = ("ala-lc", "bgn-pcgn")
VOCABULARY = 40_000  # word forms of the cold text
SLICE = 200_000  # characters that a slow package gets

ONSETS = "б в г д ж з к л м н п р с т ф х ц ч ш щ бр вл гр др зн кр пл пр сл ст тр хл шт вз"
MIDDLES = "ав ан ар ек ел ен ер ив ин ис ов ол он ор от уд ум ур юб яв яз ом ит ед"
ENDINGS = (
    "а ы е у ой ами ах ие ия ии ию ием ость ости остью ный ная ное ные ного ному ными ский ская ское ские ского "
    "ать ает али ание ания анию аниями ение ения ению тель теля телей ический ическая ического ировать ировал ец ца"
)
SIGNS = [",", ".", ";", ":"]

TRANSLATE = str.maketrans(
    dict(zip("абвгдеёзийклмнопрстуфыэ", "abvgdeëzijklmnoprstufyė", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "ʺ", "ь": "ʹ", "ю": "iu", "я": "ia"}
    | dict(zip("АБВГДЕЁЗИЙКЛМНОПРСТУФЫЭ", "ABVGDEËZIJKLMNOPRSTUFYĖ", strict=True))
    | {"Ж": "Zh", "Х": "Kh", "Ц": "Ts", "Ч": "Ch", "Ш": "Sh", "Щ": "Shch", "Ъ": "ʺ", "Ь": "ʹ", "Ю": "Iu", "Я": "Ia"}
)


def word_forms(chance: random.Random) -> list[str]:
    """Every word form that the stems and endings make, in random order: some hundreds of thousands."""
    stems = ["".join(parts) for parts in product(ONSETS.split(), MIDDLES.split(), ["", *ONSETS.split()[:12]])]
    forms = ["".join(parts) for parts in product(stems, ENDINGS.split())]
    chance.shuffle(forms)
    return forms


def lines_of(words: list[str], chance: random.Random) -> str:
    """Set words as lines of eight: the first has a capital, some have a sign behind them."""
    lines = []
    for start in range(0, len(words), 8):
        line = words[start : start + 8]
        line[0] = line[0].capitalize()
        line[-1] += chance.choice(SIGNS)
        lines.append(" ".join(line))
    return "\n".join(lines)


def running_text(size: int, chance: random.Random) -> str:
    """Real titles and references, repeated in random order to ``size`` bytes of UTF-8."""
    rows = (line.split("\t") for line in TITLES.read_text(encoding="utf-8").splitlines())
    lines = [row[1] for row in rows if row[0] == "ru"] + REFERENCES.read_text(encoding="utf-8").splitlines()
    text: list[str] = []
    held = 0
    while held < size:
        chance.shuffle(lines)
        text.extend(lines)
        held += sum(len(line.encode()) + 1 for line in lines)
    return "\n".join(text)


def text_of_forms(forms: list[str], size: int, chance: random.Random) -> str:
    """Words by Zipf's law, the first of ``forms`` the most frequent, to about ``size`` bytes."""
    bytes_a_word = sum(len(form.encode()) + 1 for form in forms) / len(forms)
    weights = [1 / rank for rank in range(1, len(forms) + 1)]
    return lines_of(chance.choices(forms, weights, k=int(size / bytes_a_word)), chance)


def different_words(forms: list[str], size: int, chance: random.Random) -> str:
    """Words of which none stands twice, to about ``size`` bytes or as many as there are."""
    words: list[str] = []
    held = 0
    for form in forms:
        if held >= size:
            break
        words.append(form)
        held += len(form.encode()) + 1
    return lines_of(words, chance)


Run = Callable[[str], object]


def peers() -> dict[str, tuple[Run, bool]]:
    """Every package beside romanbib: (how it is called, whether it is slow)."""
    bgn = icu.Transliterator.createInstance("Russian-Latin/BGN")
    return {
        "ICU Russian-Latin/BGN": (bgn.transliterate, True),
        "transliterate (ru)": (lambda text: transliterate.translit(text, "ru", reversed=True), True),
        "cyrtranslit (ru)": (lambda text: cyrtranslit.to_latin(text, "ru"), True),
        "iuliia (ALA-LC)": (iuliia.ALA_LC.translate, True),
        "Unidecode": (unidecode.unidecode, True),
        "anyascii": (anyascii.anyascii, True),
        "str.translate": (lambda text: text.translate(TRANSLATE), False),
    }


def speed(run: Run, text: str, rounds: int, before: Callable[[], object] = lambda: None) -> float:
    """Give megabytes of UTF-8 input a second, best of the rounds; ``before`` runs ahead of each and is not counted."""
    size = len(text.encode())
    best = float("inf")
    for _ in range(rounds):
        before()
        start = time.process_time()
        run(text)
        best = min(best, time.process_time() - start)
    return size / best / 1e6


def report(name: str, text: str, rounds: int, *, warm: bool) -> None:
    """Measure everything on one text and print the table."""
    size = len(text.encode()) / 1e6
    words = text.split()
    print(f"{name}: {size:.1f} MB, {len(words):,} words, {len(set(words)):,} different")
    speeds: dict[str, float] = {}
    for scheme in SCHEMES:

        def ours(given: str, scheme: str = scheme) -> str:
            return romanize(given, language="ru", scheme=scheme)

        ours("щ")  # compiles the table
        if warm:
            ours(text)
        before = (lambda: None) if warm else word_memo._memo.cache_clear
        speeds[f"romanbib {scheme}"] = speed(ours, text, rounds, before)
    for peer, (run, slow) in peers().items():
        speeds[peer] = speed(run, text[:SLICE] if slow else text, rounds)
    ours_first, icu_first = speeds["romanbib ala-lc"], speeds["ICU Russian-Latin/BGN"]
    print(f"  {'':24}{'MB/s':>9}{'× romanbib':>12}{'× ICU':>9}")
    for peer, found in speeds.items():
        print(f"  {peer:24}{found:9.2f}{found / ours_first:12.3f}{found / icu_first:9.1f}")
    print(flush=True)


def main() -> None:
    """Print the three tables."""
    parser = argparse.ArgumentParser(description="How fast romanization runs, beside other packages.")
    parser.add_argument("--megabytes", type=float, default=4, help="size of each text in UTF-8 (default: 4)")
    parser.add_argument("--rounds", type=int, default=3, help="times each is run; the best counts (default: 3)")
    options = parser.parse_args()
    size, chance = int(options.megabytes * 1e6), random.Random(1710)
    forms = word_forms(chance)
    report("warm, running text", running_text(size, chance), options.rounds, warm=True)
    report("cold", text_of_forms(forms[:VOCABULARY], size, chance), options.rounds, warm=False)
    report("all words different", different_words(forms, size, chance), options.rounds, warm=False)


if __name__ == "__main__":
    main()
