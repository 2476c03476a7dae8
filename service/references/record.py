"""What romanbib knows of one reference: the CSL-JSON item, what was changed in it, and what to be wary of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct, field


class Change(Struct, frozen=True):
    """One change, reported against the field as it came in.

    Attributes:
        field: ``title``, ``author[0].family``; ``entry`` for a line of text.
        start: where the changed span starts in the field, in characters.
        end: where it ends.
        before: the span as it was.
        after: what stands there now.
        rule: what made the change, such as ``romanize: ru/ala-lc`` or ``repair: quotes``.
    """

    field: str
    start: int
    end: int
    before: str
    after: str
    rule: str


class Caution(Struct, frozen=True):
    """A warning about one place in a field: what a person should look at, and why."""

    field: str
    start: int
    end: int
    message: str
    rule: str


class Parts(Struct, frozen=True):
    """What a field consists of once it is romanized, for formats that have a place of its own for each.

    Attributes:
        romanized: the field's text now.
        original: the text in its own script, repaired.
        translation: a translation that stood beside it, if the profile arranges them; else "".
        language: BCP 47 subtag of the original.
        script: ISO 15924 code of the original, Cyrl or Arab.
        tag: BCP 47 tag of the romanization, such as ``ru-Latn-t-ru-m0-alaloc``; "" if it is not of our making.
    """

    romanized: str
    original: str
    translation: str
    language: str
    script: str
    tag: str = ""


class Text(Struct):
    """One text of a record whose format has more texts than CSL-JSON has variables, such as the subfields of MARC.

    Attributes:
        path: where it stands, such as ``245$a``.
        kind: what it is: ``title``, ``container``, ``publisher``, ``place``, ``name`` or ``text``.
        text: as it was read.
        romanized: as it is after normalizing; the same as ``text`` if nothing changed.
    """

    path: str
    kind: str
    text: str
    romanized: str


class Record(Struct):
    """One reference on its way from reader to writer.

    Attributes:
        item: a CSL-JSON item; empty for a line of text. A reader whose format has texts of its own may give a function
            that makes it for who asks: few do.
        place: where it stands in the source, such as ``line 12`` or ``item 3``, for messages.
        changes: what was changed, in the order of the fields.
        warnings: what a person should look at.
        entry: a line of text; None for a CSL-JSON item.
        layout: what the format's own writer needs to give the record back as it came.
        texts: texts that are romanized in place of those of the item, where the format has its own; else None.
        language: what a record with such texts says of its language, as a BCP 47 tag; None if nothing.
        parts: what each romanized field consists of, by its name (``title``, ``author[0].family``); filled for formats
            that keep originals in fields of their own.
        keeps_original: whether the profile keeps originals.
        originals: how the caller wants them kept; "" for the usual way of the format.
        own_places: whether its fields have places of their own for originals, if it says so itself.
    """

    _item: dict[str, Any] | Callable[[], dict[str, Any]]
    place: str
    changes: list[Change] = field(default_factory=list)
    warnings: list[Caution] = field(default_factory=list)
    entry: str | None = None
    layout: Any = None
    texts: list[Text] | None = None
    language: str | None = None
    parts: dict[str, Parts] = field(default_factory=dict)
    keeps_original: bool = False
    originals: str = ""
    own_places: bool | None = None

    @property
    def item(self) -> dict[str, Any]:
        """The CSL-JSON item."""
        if not isinstance(self._item, dict):
            self._item = self._item()
        return self._item

    @item.setter
    def item(self, item: dict[str, Any]) -> None:
        self._item = item

    @property
    def is_reference(self) -> bool:
        """Whether it is a reference, if only a broken one, and not what stands between two of them."""
        return bool(self._item or self.entry or self.warnings)

    def warn_of_record(self, message: str) -> None:
        """Report something about the record as a whole."""
        self.warnings.append(Caution("", 0, 0, message, "record"))
