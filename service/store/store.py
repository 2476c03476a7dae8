"""Keep overrides: add, change, remove and list them, with their history; nobody's edit is lost to another's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from ..errors import InputError, RomanbibError
from ..overrides import Override, checked
from ..text.hygiene import compose, visible
from .database import WRITES, connected, unusable
from .schema import Event, Generation, StoredOverride

if TYPE_CHECKING:
    from sqlalchemy import Engine, Select

LONGEST_AUTHOR, LONGEST_REASON = 100, 500  # characters


class ConflictError(RomanbibError):
    """What is to be stored contradicts what somebody else has stored; says who, when and the mend."""


class NotStoredError(RomanbibError):
    """No override of this number."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An override that is stored.

    Attributes:
        id: its number; it is never given again.
        revision: 1 when added, one more with each change.
        override: what it says.
        author, reason: who wrote the last revision, and why.
        at: when, in UTC.
    """

    id: int
    revision: int
    override: Override
    author: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """One step in a history: ``action`` is ``add``, ``change`` or ``remove``; ``kept`` the override behind it."""

    action: str
    kept: Kept


class Store:
    """The overrides in a database.

    Args:
        url: where they are, as ``database.connected`` takes it.

    Raises:
        StoreError: the database cannot be used; every method may raise it.
    """

    def __init__(self, url: str) -> None:
        self._engine: Engine = connected(url)

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    def generation(self) -> int:
        """How often anything was changed here."""
        with self._reading() as session:
            return session.scalars(select(Generation.number)).one()

    def all(self) -> Iterator[Kept]:
        """Yield every override, by language and source."""
        with self._reading() as session:
            rows = session.scalars(
                select(StoredOverride)
                .order_by(StoredOverride.language, StoredOverride.key, StoredOverride.kind, StoredOverride.scope)
                .execution_options(yield_per=500)
            )
            for row in rows:
                yield _kept(row)

    def page(
        self,
        *,
        language: str | None = None,
        scope: str | None = None,
        holding: str = "",
        after: int = 0,
        limit: int = 100,
    ) -> list[Kept]:
        """List overrides by their numbers.

        Args:
            language: only those of this language.
            scope: only those of this scope; "" those that go for all.
            holding: only those whose source or output has this text in it, whatever its case.
            after: only those with a higher number: that of the last one of the page before.
            limit: how many at most.
        """
        query = select(StoredOverride).where(StoredOverride.id > after).order_by(StoredOverride.id).limit(limit)
        if language is not None:
            query = query.where(StoredOverride.language == language)
        if scope is not None:
            query = query.where(StoredOverride.scope == scope)
        if holding:
            query = query.where(
                StoredOverride.key.contains(compose(holding).lower(), autoescape=True)
                | func.lower(StoredOverride.output).contains(compose(holding).lower(), autoescape=True)
            )
        with self._reading() as session:
            return [_kept(row) for row in session.scalars(query)]

    def get(self, number: int) -> Kept:
        """Give one override.

        Raises:
            NotStoredError: there is none of this number.
        """
        with self._reading() as session:
            return _kept(_row(session, number))

    def history(self, number: int) -> list[Step]:
        """Give all that happened to an override, the first step first; also of one that was removed.

        Raises:
            NotStoredError: there never was one of this number.
        """
        with self._reading() as session:
            found = [
                Step(row.action, _kept(row))
                for row in session.scalars(select(Event).where(Event.override_id == number).order_by(Event.id))
            ]
        if not found:
            raise NotStoredError(f"override {number} does not exist")
        return found

    def add(self, override: Override, *, author: str = "", reason: str = "") -> Kept:
        """Store an override.

        Raises:
            InputError: it cannot be used.
            ConflictError: there is one for the same text, kind and scope already.
        """
        override = checked(override)
        author, reason = _note("author", author, LONGEST_AUTHOR), _note("reason", reason, LONGEST_REASON)
        with self._writing() as session:
            there = session.scalars(_same(override)).one_or_none()
            if there is not None:
                raise ConflictError(
                    f"{override.name} is stored as {there.output!r} already, number {there.id}{_by(there)}; change that"
                )
            row = StoredOverride(revision=1, author=author, reason=reason, at=_now(), **_columns(override))
            return _written(session, row, "add")

    def change(self, number: int, override: Override, *, revision: int, author: str = "", reason: str = "") -> Kept:
        """Store another version of an override.

        Args:
            number: which one.
            override: what it says from now on.
            revision: the revision that the change was made to.
            author: who changes it.
            reason: why.

        Raises:
            NotStoredError: there is none of this number.
            InputError: the new version cannot be used.
            ConflictError: somebody has changed it meanwhile, or the new version is one that there is.
        """
        override = checked(override)
        author, reason = _note("author", author, LONGEST_AUTHOR), _note("reason", reason, LONGEST_REASON)
        with self._writing() as session:
            row = _row(session, number)
            _expect(row, revision)
            there = session.scalars(_same(override)).one_or_none()
            if there is not None and there.id != number:
                raise ConflictError(f"{override.name} is stored already, number {there.id}; change that or remove it")
            for name, value in _columns(override).items():
                setattr(row, name, value)
            row.revision, row.author, row.reason, row.at = revision + 1, author, reason, _now()
            return _written(session, row, "change")

    def remove(self, number: int, *, revision: int, author: str = "", reason: str = "") -> None:
        """Take an override out; its history stays.

        Raises:
            NotStoredError: there is none of this number.
            ConflictError: somebody has changed it since this revision.
        """
        author, reason = _note("author", author, LONGEST_AUTHOR), _note("reason", reason, LONGEST_REASON)
        with self._writing() as session:
            row = _row(session, number)
            _expect(row, revision)
            row.revision, row.author, row.reason, row.at = revision + 1, author, reason, _now()
            _written(session, row, "remove")
            session.delete(row)

    def merge(self, overrides: Iterable[Kept], *, author: str = "") -> tuple[int, int]:
        """Store many at once, all or none: new ones are added, those for the same text, kind and scope are replaced.

        Args:
            overrides: what to store; their numbers, revisions and times count for nothing.
            author: whom to name where one names nobody.

        Returns:
            How many were added and how many replaced; those that say what is stored already count for neither.

        Raises:
            InputError: one of them cannot be used.
        """
        added = replaced = 0
        with self._writing() as session:
            for one in overrides:
                override = checked(one.override)
                who, why = (
                    _note("author", one.author or author, LONGEST_AUTHOR),
                    _note("reason", one.reason, LONGEST_REASON),
                )
                row = session.scalars(_same(override)).one_or_none()
                if row is None:
                    row = StoredOverride(revision=1, author=who, reason=why, at=_now(), **_columns(override))
                    _written(session, row, "add")
                    added += 1
                elif row.output != override.output:
                    row.output, row.source = override.output, override.source
                    row.revision, row.author, row.reason, row.at = row.revision + 1, who, why, _now()
                    _written(session, row, "change")
                    replaced += 1
        return added, replaced

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        try:
            with Session(self._engine) as session:
                yield session
        except DBAPIError as error:
            raise unusable(self._engine, error) from error

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        """Give a session whose changes come into force together when the block ends well."""
        try:
            with Session(self._engine) as session, session.begin():
                session.connection(execution_options={WRITES: True})
                # First of all, so that writers stand in line here and see what the one before them wrote.
                session.execute(update(Generation).values(number=Generation.number + 1))
                yield session
        except DBAPIError as error:
            raise unusable(self._engine, error) from error


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _note(name: str, text: str, longest: int) -> str:
    text = " ".join(visible(compose(text)).split())
    if len(text) > longest:
        raise InputError(f"override: {name} has {len(text)} characters; {longest} at most")
    return text


def _columns(override: Override) -> dict[str, str]:
    return {
        "language": override.language,
        "key": override.key,
        "source": override.source,
        "output": override.output,
        "kind": override.kind,
        "scope": override.scope,
    }


def _kept(row: StoredOverride | Event) -> Kept:
    override = Override(row.language, row.source, row.output, row.kind, row.scope)
    number = row.override_id if isinstance(row, Event) else row.id
    at = row.at if row.at.tzinfo else row.at.replace(tzinfo=UTC)  # SQLite does not keep the zone
    return Kept(number, row.revision, override, row.author, row.reason, at.astimezone(UTC))


def _row(session: Session, number: int) -> StoredOverride:
    row = session.get(StoredOverride, number) if 0 < number < 1 << 31 else None
    if row is None:
        raise NotStoredError(f"override {number} does not exist; list them for their numbers")
    return row


def _same(override: Override) -> Select[StoredOverride]:
    return select(StoredOverride).where(
        StoredOverride.language == override.language,
        StoredOverride.key == override.key,
        StoredOverride.kind == override.kind,
        StoredOverride.scope == override.scope,
    )


def _expect(row: StoredOverride, revision: int) -> None:
    if row.revision != revision:
        raise ConflictError(
            f"override {row.id} is at revision {row.revision}, not {revision}: {row.output!r}{_by(row)}; "
            "look at it and give that revision"
        )


def _by(row: StoredOverride) -> str:
    return f" (by {row.author}, {row.at:%Y-%m-%d %H:%M})" if row.author else ""


def _written(session: Session, row: StoredOverride, action: str) -> Kept:
    session.add(row)
    session.flush()
    kept = _kept(row)
    columns = {name: value for name, value in _columns(kept.override).items() if name != "key"}
    session.add(
        Event(
            override_id=row.id,
            action=action,
            revision=row.revision,
            author=row.author,
            reason=row.reason,
            at=row.at,
            **columns,
        )
    )
    return kept
