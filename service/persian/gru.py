"""A gated recurrent unit (Cho et al. 2014) in both directions, in plain numpy: what reads letters and weighs words.

Products are sums by ``einsum``, both directions at once: those of BLAS wake threads, which takes ten times as long as
the sum of so few numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_PARTS = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
_MOST_LAYERS = 8


class BidirectionalGRU:
    """The network.

    Args:
        weights: arrays named as PyTorch names those of a module ``gru``, such as ``gru.weight_ih_l0_reverse``.
        numpy: the module, which only those import who have it.
    """

    def __init__(self, weights: Mapping[str, Any], numpy: Any) -> None:
        self._np = numpy
        self._layers = [
            tuple(
                numpy.stack([weights[f"gru.{part}_l{layer}{way}"] for way in ("", "_reverse")]).astype(numpy.float32)
                for part in _PARTS
            )
            for layer in range(_MOST_LAYERS)
            if f"gru.weight_ih_l{layer}" in weights
        ]

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
        size = weight_state.shape[2]
        both = numpy.stack((inputs, inputs[::-1]), axis=1)
        gates_in = numpy.einsum("twi,woi->two", both, weight_in) + bias_in
        gates_in[..., : 2 * size] += bias_state[:, : 2 * size]
        bias_new = bias_state[:, 2 * size :]
        states = numpy.zeros((len(inputs) + 1, 2, size), numpy.float32)
        for step, given in enumerate(gates_in):
            state = states[step]
            own = numpy.einsum("woi,wi->wo", weight_state, state)
            gates = 1 / (1 + numpy.exp(-(given[:, : 2 * size] + own[:, : 2 * size])))
            new = numpy.tanh(given[:, 2 * size :] + gates[:, :size] * (own[:, 2 * size :] + bias_new))
            states[step + 1] = new + gates[:, size:] * (state - new)
        return numpy.concatenate((states[1:, 0], states[:0:-1, 1]), axis=1)
