"""How a value of the API is described: in words, with an example, with what there is to choose from."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from pydantic import Field


def described(
    description: str,
    example: Any,
    default: Any = ...,
    *,
    alias: str | None = None,
    values: Callable[[], Collection[str]] | None = None,
    **limits: Any,
) -> Any:
    """Describe a value.

    Args:
        description: what it says.
        example: one that can be used.
        default: what it is if left out; None is nothing to document.
        alias: its name outside.
        values: what there is to choose from; ``choices`` checks it and names what there is.
        limits: what Pydantic checks.
    """

    def extra(schema: dict[str, Any]) -> None:
        schema["example"] = example
        if default is None:
            schema.pop("default", None)
        if values is not None:
            inner = schema["anyOf"][0] if "anyOf" in schema else schema
            inner.get("items", inner)["enum"] = list(values())
            if "items" in inner:
                inner["uniqueItems"] = True

    return Field(default, alias=alias, description=description, json_schema_extra=extra, **limits)
