"""The tables of the database. A change here needs a migration, and that one's number in ``REVISION``."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, Index, MetaData, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

REVISION = "0001"  # the migration that makes these tables


class Base(DeclarativeBase):
    """Base of the tables; names of constraints are told, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class _Said:
    """What an override says, who says so, when and why."""

    revision: Mapped[int]
    language: Mapped[str] = mapped_column(String(8))
    source: Mapped[str] = mapped_column(String(300))
    output: Mapped[str] = mapped_column(String(300))
    kind: Mapped[str] = mapped_column(String(16))
    scope: Mapped[str] = mapped_column(String(100))
    author: Mapped[str] = mapped_column(String(100))
    reason: Mapped[str] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class StoredOverride(_Said, Base):
    """An override as it is now; ``revision`` counts its changes, so that two people's edits do not lose each other."""

    __tablename__ = "override"
    __table_args__ = (  # a number is not given again once its override is gone, for its history stays
        UniqueConstraint("language", "key", "kind", "scope"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(400))


class Event(_Said, Base):
    """One step in the history of an override, as it was behind that step; it stays when the override goes."""

    __tablename__ = "event"
    __table_args__ = (Index(None, "override_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    override_id: Mapped[int]
    action: Mapped[str] = mapped_column(String(8))


class Generation(Base):
    """How often anything was changed: one row, by which every worker sees that its copy is old."""

    __tablename__ = "generation"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
