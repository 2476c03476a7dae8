"""A gated recurrent unit (Cho et al. 2014) in both directions, in plain numpy: what reads letters and weighs words.

Both directions are multiplied at once, a few steps of input at a time: larger products make BLAS wake its threads,
which costs more than they bring.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_PARTS = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
_MOST_LAYERS = 8
_STEPS = 8  # of input that are multiplied together


class BidirectionalGRU:
    """The network.

    Args:
        weights: arrays named as PyTorch names those of a module ``gru``, such as ``gru.weight_ih_l0_reverse``.
        numpy: the module, which only those import who have it.
    """

    def __init__(self, weights: Mapping[str, Any], numpy: Any) -> None:
        self._np = numpy
        self._layers = [
            tuple(self._both_ways(weights, f"gru.{part}_l{layer}") for part in _PARTS)
            for layer in range(_MOST_LAYERS)
            if f"gru.weight_ih_l{layer}" in weights
        ]

    def _both_ways(self, weights: Mapping[str, Any], name: str) -> Any:
        """Give an array of both directions (2 × inputs × outputs, or 2 × 1 × outputs)."""
        numpy = self._np
        found = numpy.stack([numpy.atleast_2d(weights[name + way].T) for way in ("", "_reverse")])
        return numpy.ascontiguousarray(found, numpy.float32)

    def states(self, inputs: Any) -> Any:
        """Give the states of the last layer (steps × twice the size), way ahead beside way back.

        Args:
            inputs: the numbers of each step (steps × inputs).
        """
        for layer in self._layers:
            inputs = self._run(inputs, *layer)
        return inputs

    def _run(self, inputs: Any, weight_in: Any, weight_state: Any, bias_in: Any, bias_state: Any) -> Any:
        numpy = self._np
        steps, size = len(inputs), weight_state.shape[1]
        both = numpy.stack((inputs, inputs[::-1]))
        gates_in = numpy.concatenate([both[:, at : at + _STEPS] @ weight_in for at in range(0, steps, _STEPS)], axis=1)
        gates_in += bias_in
        gates_in[..., : 2 * size] += bias_state[..., : 2 * size]
        bias_new = bias_state[..., 2 * size :]
        states = numpy.zeros((steps + 1, 2, 1, size), numpy.float32)
        for step in range(steps):
            given, state = gates_in[:, step : step + 1], states[step]
            own = state @ weight_state
            gates = 1 / (1 + numpy.exp(-(given[..., : 2 * size] + own[..., : 2 * size])))
            new = numpy.tanh(given[..., 2 * size :] + gates[..., :size] * (own[..., 2 * size :] + bias_new))
            states[step + 1] = new + gates[..., size:] * (state - new)
        return numpy.concatenate((states[1:, 0, 0], states[:0:-1, 1, 0]), axis=1)
