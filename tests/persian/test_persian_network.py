"""The network that weighs the ezafes of a sentence: how it counts, what it decides, when it is not asked."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from persian_texts import nfc, read
from romanbib.persian import ezafe, ezafe_network
from romanbib.persian.gru import BidirectionalGRU
from romanbib.persian.vocalization import vocalize


def by_hand(inputs: list[list[float]], weights: dict[str, Any], way: str) -> list[list[float]]:
    """Go through the unit step by step, gate by gate, as PyTorch describes it."""
    w_in, w_state = weights[f"gru.weight_ih_l0{way}"], weights[f"gru.weight_hh_l0{way}"]
    b_in, b_state = weights[f"gru.bias_ih_l0{way}"], weights[f"gru.bias_hh_l0{way}"]
    size = len(w_state[0])
    state = [0.0] * size
    states = []
    for given in inputs if not way else reversed(inputs):
        a = [sum(w * x for w, x in zip(row, given, strict=True)) + b for row, b in zip(w_in, b_in, strict=True)]
        h = [sum(w * x for w, x in zip(row, state, strict=True)) + b for row, b in zip(w_state, b_state, strict=True)]
        reset = [1 / (1 + math.exp(-a[k] - h[k])) for k in range(size)]
        keep = [1 / (1 + math.exp(-a[size + k] - h[size + k])) for k in range(size)]
        new = [math.tanh(a[2 * size + k] + reset[k] * h[2 * size + k]) for k in range(size)]
        state = [(1 - keep[k]) * new[k] + keep[k] * state[k] for k in range(size)]
        states.append(state)
    return states if not way else states[::-1]


def test_the_unit_counts_as_it_is_defined() -> None:
    draw = np.random.default_rng(7)
    size, given, steps = 3, 4, 5
    weights: dict[str, Any] = {}
    for way in ("", "_reverse"):
        weights[f"gru.weight_ih_l0{way}"] = draw.normal(size=(3 * size, given))
        weights[f"gru.weight_hh_l0{way}"] = draw.normal(size=(3 * size, size))
        weights[f"gru.bias_ih_l0{way}"] = draw.normal(size=3 * size)
        weights[f"gru.bias_hh_l0{way}"] = draw.normal(size=3 * size)
    inputs = draw.normal(size=(steps, given)).astype(np.float32)
    found = BidirectionalGRU(weights, np).states(inputs)
    ahead, back = (by_hand(inputs.tolist(), weights, way) for way in ("", "_reverse"))
    assert found.shape == (steps, 2 * size)
    assert found == pytest.approx(np.array([a + b for a, b in zip(ahead, back, strict=True)]), abs=1e-5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("درآمد نفت اقتصاد کشور را دگرگون کرد.", "دَرآمَدِ نَفت اِقتِصادِ کِشْوَر را دِگَرگون کَرد."),
        ("دولت جدید سیاست خارجی کشور را تغییر داد.", "دَولَتِ جَدید سیاسَتِ خارِجیِ کِشْوَر را تَغْییر داد."),
        ("این کتاب منبعی مهم است.", "این کِتاب مَنبَعی مُهِمّ اَست."),
    ],
)
def test_two_phrases_side_by_side_are_parted(text: str, expected: str) -> None:
    assert read(text) == nfc(expected)


def test_without_it_the_evidence_decides_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ezafe, "ezafe_network", lambda: None)
    assert vocalize("سیاست خارجی ایران", kind="title").text == nfc("سیاسَتِ خارِجیِ ایران")


@pytest.mark.parametrize("kind", ["name", "container", "publisher", "place"])
def test_it_is_asked_of_titles_and_text_alone(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    def never() -> None:
        raise AssertionError("it has nothing to go by")

    monkeypatch.setattr(ezafe, "ezafe_network", never)
    assert vocalize("ایرج افشار یزدی", kind=kind).words


def test_what_it_is_told_in_numbers_has_bounds() -> None:
    said, weighed, decided, has = ezafe_network.counted(99.0, 1.0, ezafe=False)
    assert said == pytest.approx(math.log(0.998 / 0.002) / 3)
    assert (weighed, decided, has) == (pytest.approx(8 / 3), 0.0, 0.0)
    assert ezafe_network.counted(None, 0.5, ezafe=True) == (0.0, 0.0, 1.0, 1.0)
