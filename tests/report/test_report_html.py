"""The report page: what stands on it and in which order, that it is safe and complete, and how it grows."""

from __future__ import annotations

import re
import tracemalloc
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from romanbib.report import html


@dataclass
class Done:
    """What the page reads of an outcome."""

    file: str = "list.bib"
    records: int = 1
    changes: Sequence[dict[str, Any]] = field(default_factory=list)
    warnings: Sequence[dict[str, Any]] = field(default_factory=list)


def change(before, after, *, record="entry 1 (a), line 2", where="title", start=0, rule="repair: quotes"):
    span = {"record": record, "field": where, "start": start, "end": start + len(before)}
    return span | {"before": before, "after": after, "rule": rule}


def warning(message, *, record="entry 1 (a), line 2", where="title", start=0, rule="vowels"):
    return {"record": record, "field": where, "start": start, "end": start + 1, "message": message, "rule": rule}


def page(*outcomes):
    return "".join(html.write(outcomes))


class Reader(HTMLParser):
    """The elements of a page, and whether they are closed in order."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.links, self.tags, self.texts = [], [], [], [], []
        self.attributes = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, *attribute) for attribute in attrs]
        self.ids += [value for name, value in attrs if name == "id"]
        self.links += [value for name, value in attrs if name == "href"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.texts.append(data)

    @property
    def text(self):
        return "".join(self.texts)


FULL = Done(
    "refs/فهرست.bib",
    3,
    [
        change("сборник", "sbornik", rule="romanize: ru/ala-lc"),
        change("تهران", "Tihrān", record="entry 3 (c), line 20", where="publisher-place", rule="romanize: fa/ala-lc"),
    ],
    [
        warning("no closing brace; add one", record="entry 2 (b), line 9", where="", rule="record"),
        warning("'مردم' read as mardum, could be mardim; unsure", record="entry 3 (c), line 20", start=4),
    ],
)


class TestWhatStandsOnIt:
    def test_totals_come_first_then_unsure_words_then_warnings_then_changes(self):
        text = Reader(page(FULL)).text
        parts = ["references", "unsure word", "could be mardim", "no closing brace", "сборник", "sbornik", "Tihrān"]
        places = [text.index(part) for part in parts]
        assert places == sorted(places)

    def test_totals_are_sums_over_the_files(self):
        pairs = re.findall(r"<dt>([a-z ]+)</dt><dd>([\d,]+)</dd>", page(FULL, FULL))
        assert pairs == [
            ("files", "2"),
            ("references", "6"),
            ("unsure words", "2"),
            ("other warnings", "2"),
            ("changes", "4"),
        ]

    def test_a_warning_says_its_rule_and_where(self):
        text = Reader(page(Done(warnings=[warning("has no partner", start=64, rule="repair: punctuation")]))).text
        assert "repair: punctuation · title, character 65" in text

    def test_a_file_with_nothing_says_so(self):
        text = Reader(page(Done("same.ris"))).text
        assert "Nothing was changed, and nothing wants a look." in text

    def test_standard_input_is_called_so(self):
        assert "<title>standard input - romanbib report</title>" in page(Done("-"))

    def test_no_file_at_all_is_a_page_too(self):
        assert "<dt>files</dt><dd>0</dd>" in page()

    def test_changes_are_counted_by_rule(self):
        text = Reader(
            page(Done(changes=[change("a", "b"), change("c", "d"), change("e", "f", rule="repair: dois")]))
        ).text
        assert re.search(r"2 repair: quotes\s+1 repair: dois", text)

    def test_languages_are_tagged(self):
        found = Reader(page(FULL)).attributes
        assert ("html", "lang", "en") in found
        assert ("p", "lang", "ru") in found
        assert ("p", "lang", "ru-Latn") in found
        assert ("p", "lang", "fa") in found

    def test_a_result_that_keeps_the_original_is_not_called_latin(self):
        text = page(Done(changes=[change("дом", "dom [дом]", rule="romanize: ru/ala-lc")]))
        assert 'lang="ru-Latn"' not in text


class TestAnchors:
    def test_every_link_leads_somewhere_and_no_anchor_is_there_twice(self):
        found = Reader(page(FULL, FULL, Done("none.txt")))
        assert len(found.ids) == len(set(found.ids))
        assert {link.removeprefix("#") for link in found.links} <= set(found.ids)
        assert all(link.startswith("#") for link in found.links)

    def test_a_warning_links_to_the_changes_of_its_record(self):
        found = Reader(page(FULL))
        assert "#file-1-record-3" in found.links
        assert "#file-1-record-2" not in found.links

    @given(
        st.lists(st.integers(0, 6), max_size=8),
        st.lists(st.tuples(st.integers(0, 6), st.sampled_from(["vowels", "own form"])), max_size=8),
    )
    def test_links_hold_in_whatever_order_records_come(self, changed, warned):
        changes = [change("a", "b", record=f"line {number}" if number else "somewhere") for number in changed]
        warnings = [
            warning("x", record=f"line {number}" if number else "somewhere", rule=rule) for number, rule in warned
        ]
        found = Reader(page(Done(changes=changes, warnings=warnings)))
        assert len(found.ids) == len(set(found.ids))
        assert {link.removeprefix("#") for link in found.links} <= set(found.ids)
        if changed == sorted(changed) and warned == sorted(warned):
            wanted = {f"#file-1-record-{number}" for number, _ in warned if number and number in changed}
            assert wanted <= set(found.links)


HOSTILE = '</p><script>alert(1)</script><img src=x onerror="alert(1)">\'"&{{ 7 * 7 }}{% raw %}'


class TestSafety:
    def test_all_that_comes_from_outside_is_escaped(self):
        hostile = Done(
            HOSTILE,
            1,
            [change(HOSTILE, HOSTILE + "x", record=f"entry 1 ({HOSTILE})", where=HOSTILE, rule=HOSTILE)],
            [
                warning(HOSTILE, record=f"entry 1 ({HOSTILE})", where=HOSTILE, rule=HOSTILE),
                warning(HOSTILE, record=HOSTILE, where=HOSTILE, rule="vowels"),
            ],
        )
        found = Reader(page(hostile))
        assert not {"script", "img"} & set(found.tags)
        assert found.text.count("{{ 7 * 7 }}") >= 8
        assert not any(name.startswith("on") for _, name, _ in found.attributes)

    def test_an_attribute_cannot_be_broken_out_of(self):
        rule = 'romanize: ru" onload="alert(1)/ala-lc'
        found = Reader(page(Done(changes=[change("а", "a", rule=rule)])))
        assert not any(name == "onload" for _, name, _ in found.attributes)

    def test_nothing_is_loaded_and_nothing_runs(self):
        text = page(FULL)
        found = Reader(text)
        assert not {"script", "link", "img", "iframe", "object", "form", "base"} & set(found.tags)
        assert not re.search(r"url\(|@import|https?://", text)
        assert (
            "meta",
            "content",
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
        ) in (found.attributes)

    @pytest.mark.parametrize(
        ("hidden", "shown"),
        [
            ("\u202e", "⟨U+202E⟩"),
            ("\u2066", "⟨U+2066⟩"),
            ("\0", "␀"),
            ("\x1b", "␛"),
            ("\x9b", "⟨U+009B⟩"),
            ("\u200b", "⟨U+200B⟩"),
            ("\U000e0041", "⟨U+E0041⟩"),
            ("\ud800", "⟨U+D800⟩"),
        ],
    )
    def test_hidden_characters_are_shown_everywhere(self, hidden, shown):
        value = f"a{hidden}b"
        done = Done(value, 1, [change(value, "ab", record=f"entry 1 ({value})", where=value)], [warning(value)])
        text = page(done)
        assert hidden not in text
        assert unescape(text).count(shown) >= 6
        text.encode()

    @given(st.text(max_size=40), st.text(max_size=40))
    def test_any_text_makes_a_sound_page(self, one, other):
        text = page(
            Done(one, 1, [change(one, other, record=other, where=one, rule=other)], [warning(one, record=other)])
        )
        Reader(text)
        text.encode()


class TestDirection:
    def test_right_to_left_words_in_a_message_are_isolated(self):
        text = page(Done(warnings=[warning("'سیاست خارجی' read as siyāsat, could be x")]))
        assert '&#39;<bdi dir="rtl">سیاست خارجی</bdi>&#39; read as' in text

    def test_file_and_place_are_isolated(self):
        text = page(FULL)
        assert text.count("<bdi>refs/فهرست.bib</bdi>") == 2
        assert "<bdi>entry 3 (c), line 20</bdi>" in text

    @pytest.mark.parametrize(
        ("text", "direction"),
        [
            ("۱۳۹۸", "rtl"),
            ("۲، ۶", "rtl"),
            ("تهران", "rtl"),
            ("Tihrān", "auto"),
            ("a ۱۳۹۸", "auto"),
            ("Мир ۱", "auto"),
            ("", "auto"),
        ],
    )
    def test_direction_of_figures_without_letters(self, text, direction):
        assert html.direction(text) == direction


def marked(spans):
    return "".join(f"[{span.text}]" if span.differs else span.text for span in spans)


class TestDifference:
    @pytest.mark.parametrize(
        ("before", "after", "was", "now"),
        [
            ('"', "“", '["]', "[“]"),
            ("", "“", "", "[“]"),
            ("https://a. org/x", "https://a.org/x", "https://a.[␣]org/x", "https://a.org/x"),
            ("http://u.ru/ ar/ 33", "http://u.ru/ar/33", "http://u.ru/[␣]ar/[␣]33", "http://u.ru/ar/33"),
            ("Мир и труд", "Mir i trud", "[Мир и труд]", "[Mir i trud]"),
            ("a\u00a0b", "a b", "a[⟨U+00A0⟩]b", "a[␣]b"),
            ("می\u200cروم", "می روم", "می[⟨U+200C⟩]روم", "می[␣]روم"),
            ("a\nb", "a b", "a[␊]b", "a[␣]b"),
            # A mark stays with its letter, and a tie with both.
            ("Kon\u0301x", "Konx", "Ko[n\u0301]x", "Ko[n]x"),
            ("t\u0361sx", "t\u0361tx", "[t\u0361s]x", "[t\u0361t]x"),
            ("same", "same", "same", "same"),
        ],
    )
    def test_what_differs_is_marked(self, before, after, was, now):
        left, right = html.difference(before, after)
        assert (marked(left), marked(right)) == (was, now)

    @given(
        st.text(st.sampled_from("ab \u0301\u0361xы\u200c\n"), max_size=30),
        st.text(st.sampled_from("ab \u0301\u0361xы\u200c"), max_size=30),
    )
    def test_no_letter_is_lost(self, before, after):
        left, right = html.difference(before, after)
        for spans, text in ((left, before), (right, after)):
            back = "".join(span.text for span in spans)
            for shown, sign in (("⟨U+200C⟩", "\u200c"), ("␣", " "), ("␊", "\n")):
                back = back.replace(shown, sign)
            assert back == text
        assert any(span.differs for span in left + right) == (before != after)

    def test_long_texts_are_compared_in_one_pass(self):
        before, after = "ab" * 500_000, "ba" * 500_000
        left, right = html.difference(f"x{before}y", f"x{after}y")
        assert [len(span.text) for span in left] == [1, 1_000_000, 1]
        assert marked(right).startswith("x[ba")

    def test_all_blank_text_is_no_trap(self):
        _, right = html.difference("x" + "\u0301" * 200_000, "x" + "\u0301" * 200_000 + "y")
        assert "y" in right[-1].text
        left, right = html.difference("۱" * 200_000, "1" * 200_000)
        assert left != right
        assert html.direction("." * 1_000_000) == html.direction(".")
        assert list(html.stretches("ا " * 200_000))


class TestSize:
    def test_a_large_report_streams(self):
        class Many(Sequence):
            """Changes that are made when they are asked for, so that the page's own memory can be seen."""

            def __init__(self, size):
                self.size = size

            def __len__(self):
                return self.size

            def __getitem__(self, number):
                if number >= self.size:
                    raise IndexError
                return change("Мир и труд", "Mir i trud", record=f"line {number // 2 + 1}", where="entry")

        def peak(size):
            pieces = html.write([Done(records=size, changes=Many(size))])
            tracemalloc.start()
            length = sum(map(len, pieces))
            highest = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            return length, highest

        peak(10)  # the template is compiled, modules are loaded
        small, needed = peak(200)
        large, needed_for_large = peak(2000)
        assert large > 9 * (small - 10_000)
        assert needed_for_large < needed + 500_000

    def test_long_reports_are_laid_out_as_they_are_read(self):
        def body(count):
            return re.search("<body.*>", page(Done(changes=[change("a", "b")] * count)))[0]

        assert body(10) == "<body>"
        assert body(2001) == '<body class="long">'
