"""The weights of the small networks, as numpy keeps them."""

from __future__ import annotations

from importlib.resources import files
from typing import Any


def read_weights(name: str) -> tuple[dict[str, Any], Any] | None:
    """Read a file of weights of ``rules/persian/``.

    Returns:
        its arrays by name, and the module numpy; None where numpy, which the extra ``persian`` brings, or the file is
        missing.
    """
    try:
        import numpy
    except ImportError:
        return None
    place = files("romanbib.rules").joinpath("persian", f"{name}.npz")
    if not place.is_file():
        return None
    with place.open("rb") as file, numpy.load(file) as loaded:
        return dict(loaded), numpy
