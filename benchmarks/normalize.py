"""How many small records a second are normalized, and what each step of the way takes. A report, not a test.

    .venv/bin/python benchmarks/normalize.py [--records 20000] [--rounds 3] [--profile romanized]

How to read it. The file is made up, the same one each time: CSL-JSON in one line an item, of title, container-title,
two authors, publisher, publisher-place, year and page. Nine records in ten are Russian, the others English and Persian.
Words, families, journals and publishers recur as in life: a few often, most rarely; hardly a title stands twice.

Records a second of processor time, so that other work on the machine counts for little, best of the rounds; "cold" is
the very first round, which reads the rule tables and learns the words. ``read``, ``normalize`` and ``write`` are
measured apart, on records that the step before has left; ``whole`` is ``romanbib.normalize`` on the text, with its
report of all changes. Beside them stands what it takes to decode the same text as JSON and to encode it again, and no
more: how fast the machine is. Compare runs by their share of that.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from itertools import accumulate
from typing import Any

import romanbib
from romanbib.formats import csl_json
from romanbib.pipeline import request
from romanbib.references.items import normalize_record

ROOTS = "ив пет сид кузнец вол лебед мороз козл нов павл голуб виногр бел тарас жук щук фёдор михайл орл зайц"
ENDINGS = "ов ова ев ева ин ина ский ская енко ович ых ко"
INITIALS = "А Б В Г Д Е И К Л М Н О П Р С Т Ю Я"
FIELDS = (
    "экономики политики истории философии права культуры литературы языка образования медицины физики химии социологии "
    "психологии географии экологии энергетики искусства археологии этнографии биологии математики техники управления"
)
JOURNALS = "Вопросы|Проблемы|Вестник|Журнал|Известия|Труды|Теория и практика|Современные проблемы|История"
PUBLISHERS = (
    "Наука|Мысль|Просвещение|Высшая школа|Юрайт|Издательство МГУ|Изд-во СПбГУ|Эксмо|АСТ|Политиздат|Прогресс|Питер|"
    "Международные отношения|Весь мир|РОССПЭН|Академия|Инфра-М|Проспект|Альпина Паблишер|Новое литературное обозрение"
)
PLACES = "Москва|Санкт-Петербург|Ленинград|Новосибирск|Екатеринбург|Казань|М.|СПб.|Томск|Саратов|Воронеж|Владивосток"
OPENINGS = (
    "Роль|Проблемы|Развитие|Становление|Современное состояние|Особенности|Влияние|Анализ|К вопросу о развитии|Очерки|"
    "Основы|Введение в изучение|Тенденции|Методы исследования|О некоторых проблемах|Теория|Трансформация|Кризис"
)
NOUNS = (
    "государства общества региона города человека личности семьи рынка науки войны мира церкви школы партии революции "
    "империи деревни крестьянства народа власти безопасности торговли промышленности транспорта печати театра музыки"
)
ADJECTIVES = (
    "российского советского современного русского европейского сибирского народного промышленного международного "
    "политического экономического социального исторического культурного научного традиционного национального нового"
)
CLOSINGS = (
    "в XX веке|в 1990-е годы|в России|на рубеже веков|: опыт и перспективы|как объект исследования|и проблемы развития|"
    "(на примере Сибири)|в условиях кризиса|: теория и практика|в эпоху перемен|и «новая волна»|в начале XIX в."
)
ENGLISH = "The|history|of|Russian|foreign|policy|and|economic|reform|in|Central|Asia|theory|society|culture|since|war"
PERSIAN = "تاریخ|سیاست|خارجی|ایران|اقتصاد|جامعه|فرهنگ|زبان|ادبیات|فارسی|اسلامی|نظام|روابط|حقوق|علوم|مطالعات"
PERSIAN_NAMES = "محمدی|احمدی|رضایی|کریمی|حسینی|موسوی|علی|حسن|محمد|زهرا|فاطمه"


class _Drawn:
    """Things of which the first come often and the others ever more rarely, by Zipf's law."""

    def __init__(self, things: list[str], chance: random.Random) -> None:
        self._things = things
        self._chance = chance
        self._weights = list(accumulate(1 / rank for rank in range(1, len(things) + 1)))

    def __call__(self) -> str:
        return self._chance.choices(self._things, cum_weights=self._weights)[0]

    def several(self, number: int) -> str:
        return " ".join(self._chance.choices(self._things, cum_weights=self._weights, k=number))


def items(number: int) -> list[dict[str, Any]]:
    """Make that many CSL-JSON items, the same ones each time."""
    chance = random.Random(1917)

    def drawn(things: list[str]) -> _Drawn:
        chance.shuffle(things)
        return _Drawn(things, chance)

    roots = [*ROOTS.split(), *(one + other for one in ROOTS.split() for other in ("ан", "иш", "ох", "ер"))]
    family = drawn([(root + ending).capitalize() for root in roots for ending in ENDINGS.split()])
    journal = drawn([f"{one} {other}" for one in JOURNALS.split("|") for other in FIELDS.split()])
    publisher, place = drawn(PUBLISHERS.split("|")), drawn(PLACES.split("|"))
    opening, closing = drawn(OPENINGS.split("|")), drawn(CLOSINGS.split("|"))
    noun, adjective = drawn(NOUNS.split() + FIELDS.split()), drawn(ADJECTIVES.split())
    english, persian, persian_name = (drawn(words.split("|")) for words in (ENGLISH, PERSIAN, PERSIAN_NAMES))

    def initials() -> str:
        first, second = chance.choices(INITIALS.split(), k=2)
        return f"{first}. {second}." if chance.random() < 0.8 else f"{first}."

    def item(place_of_it: int) -> dict[str, Any]:
        kind = chance.random()
        first = chance.randint(1, 400)
        figures = {
            "issued": {"date-parts": [[chance.randint(1950, 2024)]]},
            "page": f"{first}–{first + chance.randint(3, 30)}",
        }
        head: dict[str, Any] = {"id": f"item{place_of_it}", "type": "article-journal"}
        if kind < 0.9:
            return head | {
                "title": f"{opening()} {adjective()} {noun()} {closing()}" if chance.random() < 0.7
                else f"{opening()} {noun()} и {noun()} {adjective()} {noun()}",
                "container-title": journal(),
                "author": [{"family": family(), "given": initials()} for _ in range(2)],
                "publisher": publisher(),
                "publisher-place": place(),
            } | figures  # fmt: skip
        if kind < 0.97:
            return head | {
                "title": english.several(7).capitalize(),
                "container-title": f"Journal of {english.several(2).title()}",
                "author": [{"family": english().title(), "given": "J. K."} for _ in range(2)],
                "publisher": "Oxford University Press",
                "publisher-place": "Oxford",
            } | figures  # fmt: skip
        return head | {
            "title": persian.several(5),
            "container-title": f"فصلنامه {persian.several(1)}",
            "author": [{"family": persian_name(), "given": persian_name()} for _ in range(2)],
            "publisher": "نشر نی",
            "publisher-place": "تهران",
        } | figures  # fmt: skip

    return [item(place_of_it) for place_of_it in range(number)]


def seconds(run: Callable[[], object]) -> float:
    """Processor time that a run takes."""
    start = time.process_time()
    run()
    return time.process_time() - start


def steps(text: str, profile: str) -> dict[str, float]:
    """Processor time of each step on its own, on the records that the step before has left."""
    wanted = request(profile)
    taken: dict[str, float] = {}
    start = time.process_time()
    records = list(csl_json.read([text]))
    taken["read"] = time.process_time() - start
    start = time.process_time()
    for record in records:
        normalize_record(record, wanted)
    taken["normalize"] = time.process_time() - start
    taken["write"] = seconds(lambda: "".join(csl_json.write(records)))
    return taken


def parsers(text: str) -> dict[str, float]:
    """Processor time of decoding the text as JSON, item by item, and encoding it again, with each library there is."""
    lines = text.strip("[]\n").split(",\n")
    taken = {"json alone": seconds(lambda: [json.dumps(json.loads(line), ensure_ascii=False) for line in lines])}
    if find_spec("orjson"):
        orjson = import_module("orjson")
        taken["orjson alone"] = seconds(lambda: [orjson.dumps(orjson.loads(line)) for line in lines])
    return taken


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="How many small records a second are normalized.")
    parser.add_argument("--records", type=int, default=20_000, help="records in the file (default: 20000)")
    parser.add_argument("--rounds", type=int, default=3, help="times each step is run; the best counts (default: 3)")
    parser.add_argument("--profile", default="romanized", help="profile to normalize by (default: romanized)")
    options = parser.parse_args()
    text = "[" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in items(options.records)) + "]\n"
    print(f"{options.records:,} records, {len(text.encode()) / 1e6:.1f} MB, profile {options.profile}")
    best = {"whole, cold": seconds(lambda: romanbib.normalize(text, profile=options.profile))}
    for _ in range(options.rounds):
        taken = steps(text, options.profile)
        taken["whole"] = seconds(lambda: romanbib.normalize(text, profile=options.profile))
        for name, one in (taken | parsers(text)).items():
            best[name] = min(one, best.get(name, one))
    for name, one in best.items():
        print(f"  {name:14}{options.records / one:12,.0f} records/s{1e6 * one / options.records:10.1f} µs a record")


if __name__ == "__main__":
    main()
