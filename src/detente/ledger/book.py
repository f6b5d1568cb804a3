"""The ledger as the rest of the project sees it: open, record, look, judge, check, export."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self, TypeVar

from sqlalchemy import Column, Connection, Engine, Select, select

from detente.article import Article
from detente.errors import LedgerError
from detente.evidence import Evidence, Extraction
from detente.ledger import checks, exchange, recording, rows, stores, views
from detente.ledger.faults import explained
from detente.ledger.identity import derive_events
from detente.ledger.judging import Judged, Judgement, fold, keeping
from detente.ledger.opening import in_turn, open_store
from detente.ledger.schema import articles, evidence, quarantine
from detente.ledger.views import View

T = TypeVar("T")
TOGETHER = 32  # articles that `record_all` writes in one transaction


class Quarantined(NamedTuple):
    """A document that could not be read."""

    document: str
    reason: str
    remedy: str
    recorded_at: str


class Ledger:
    """An open ledger. Use it as a context manager; made by `open_ledger`.

    It may be shared by threads, and several processes may open the same one: a writer waits for another. Whatever is
    written is written whole or not at all.
    """

    def __init__(self, engine: Engine, where: str) -> None:
        self.where = where
        self._engine = engine
        self._reader, self._writer = stores.to_read(engine), stores.to_write(engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    # What goes in.

    def has(self, article: Article | str, extractor_version: str) -> bool:
        """Tell whether this version's extraction of an article is there.

        Given an `Article`, it must be this very reading of it (the same name, title, address …); given a key, any.
        """
        return self._read(lambda connection: recording.holds(connection, article, extractor_version))

    def record(
        self, extraction: Extraction, *, now: dt.datetime, extractor_version: str, model: str | None = None
    ) -> bool:
        """Write all evidence of one article, or nothing; return whether anything was new.

        A version that is there already changes nothing; a newer one supersedes the older evidence, which stays.
        Raises `InvalidEvidence` or `UnreadableDocument` for what cannot be recorded, `LedgerError` for the rest.
        """
        return self.record_all([extraction], now=now, extractor_version=extractor_version, model=model) == 1

    def record_all(
        self, batch: Iterable[Extraction], *, now: dt.datetime, extractor_version: str, model: str | None = None
    ) -> int:
        """Write many extractions, a group of articles in each transaction; return how many were new.

        Faster than one by one; an error leaves out its whole group.
        """
        at, some, new = rows.stamp(now), list[Extraction](), 0

        def write(connection: Connection) -> int:
            return sum(recording.record(connection, one, extractor_version, model, at) for one in some)

        for extraction in batch:
            some.append(extraction)
            if len(some) == TOGETHER:
                new += self._write(write)
                some.clear()
        return new + (self._write(write) if some else 0)

    def quarantine(self, document: str, reason: str, *, now: dt.datetime, remedy: str = "") -> None:
        """Note a document that could not be read, once for each reason."""
        row = {"document": document, "reason": reason, "remedy": remedy, "recorded_at": rows.stamp(now)}
        self._write(lambda connection: stores.insert_new(connection, quarantine, [row]))

    # What comes out.

    def extractions(
        self,
        as_of: dt.date | None = None,
        known_at: dt.datetime | None = None,
        parties: Sequence[str] | None = None,
        at_least: int | None = None,
    ) -> list[Extraction]:
        """Return the current extractions as they were recorded, ordered by publication, then by key.

        `as_of` leaves out what was published later (an interval counts from its end) and what has no date at all
        (`undated` lists it); `known_at` leaves out what the ledger had not learned by then. Of `parties`, an article
        must speak of two, or of `at_least` as many as said.
        """
        return self._read(lambda connection: list(self._visible(connection, as_of, known_at, parties, at_least)))

    def evidence(
        self,
        as_of: dt.date | None = None,
        known_at: dt.datetime | None = None,
        parties: Sequence[str] | None = None,
        kind: str | None = None,
    ) -> list[Evidence]:
        """Return the current evidence (of one kind, if one is given) in the order of `extractions`."""
        found = self.extractions(as_of, known_at, parties)
        return [record for one in found for record in one.evidence if kind in (None, record.kind)]

    def articles(self, as_of: dt.date | None = None, known_at: dt.datetime | None = None) -> list[Article]:
        """Return the articles in the order of `extractions`."""
        return [one.article for one in self.extractions(as_of, known_at)]

    def undated(self, known_at: dt.datetime | None = None) -> list[Article]:
        """Return the articles without any date: no as-of view shows them."""
        return [article for article in self.articles(known_at=known_at) if article.published is None]

    def article(self, key: str) -> Article:
        """Return one article by its key or the beginning of it; raise `LedgerError` where there is none or several."""

        def find(connection: Connection) -> Article:
            full = _one_of(connection.execute(_beginning(articles.c.key, key)).scalars(), key, "article")
            return next(views.read_extractions(connection, views.current_of(connection, [full]))).article

        return self._read(find)

    def get(self, evidence_id: str) -> Evidence:
        """Return a record, superseded or not, by its id or the beginning of it.

        Raises `LedgerError` where there is none or several.
        """

        def find(connection: Connection) -> Evidence:
            full = _one_of(connection.execute(_beginning(evidence.c.id, evidence_id)).scalars(), evidence_id, "record")
            newest = select(evidence).where(evidence.c.id == full).order_by(evidence.c.pk.desc()).limit(1)
            return rows.evidence_from_row(connection.execute(newest).one()._mapping)

        return self._read(find)

    def search(self, words: str, limit: int = 50) -> list[Article]:
        """Return the articles whose text holds all the words, the best match first (on PostgreSQL in no such order)."""

        def find(connection: Connection) -> list[Article]:
            keys = stores.find_words(connection, words, limit)
            current = views.read_extractions(connection, views.current_of(connection, keys))
            found = {one.article.key: one.article for one in current}
            return [found[key] for key in keys]

        return self._read(find)

    def quarantined(self) -> list[Quarantined]:
        """Return the documents that could not be read, by name."""
        columns = (quarantine.c.document, quarantine.c.reason, quarantine.c.remedy, quarantine.c.recorded_at)
        query = select(*columns).order_by(quarantine.c.document, quarantine.c.reason)
        return self._read(lambda connection: [Quarantined(*row) for row in connection.execute(query)])

    def export(self, format: str = "jsonl", as_of: dt.date | None = None, *, judged: bool = False) -> Iterator[str]:
        """Yield the lines of a format (`exchange.WRITERS`), in canonical order and without clock times.

        What comes out is a function of the set of articles and the extractor: not of the order, the number or the
        time of the `add` runs. With `judged`, of the judgements too. Raises `UsageError` for an unknown format.
        """
        write = exchange.writer(format)
        if not judged and format not in exchange.OF_EVENTS:
            return self._stream(write, as_of)
        view = self.judged(as_of) if judged else None
        found = view.extractions if view else self.extractions(as_of)
        return write(found, derive_events(found, view.links if view else ()))

    def check(self) -> list[checks.Problem]:
        """Return what is wrong with the ledger, each problem with its code; nothing for a sound one."""
        return self._read(checks.find_problems)

    # What people say of it.

    def judge(self, judgement: Judgement, *, now: dt.datetime) -> None:
        """Add a judgement; the same one twice is one.

        Raises `UsageError` where it lacks what its action needs, `LedgerError` where it speaks of nothing that is
        there, `InvalidEvidence` where its patch makes no record of the vocabulary.
        """
        self._write(lambda connection: keeping.keep(connection, judgement, rows.stamp(now)))

    def judgements(self, known_at: dt.datetime | None = None) -> list[Judgement]:
        """Return all judgements in order of time, undone ones too."""
        return self._read(lambda connection: keeping.read_judgements(connection, known_at))

    def judged(
        self,
        as_of: dt.date | None = None,
        known_at: dt.datetime | None = None,
        parties: Sequence[str] | None = None,
        at_least: int | None = None,
    ) -> Judged:
        """Return the view that people vouch for: `extractions` without what was rejected, with what was corrected."""

        def look(connection: Connection) -> Judged:
            found = list(self._visible(connection, as_of, known_at, parties, at_least))
            said = keeping.read_judgements(connection, known_at)
            return fold(found, said, keeping.judged_records(connection, said))

        return self._read(look)

    # How.

    def _visible(
        self,
        connection: Connection,
        as_of: dt.date | None,
        known_at: dt.datetime | None,
        parties: Sequence[str] | None,
        at_least: int | None,
    ) -> Iterator[Extraction]:
        view = View(as_of, known_at, tuple(dict.fromkeys(parties or ())), at_least)
        return views.read_extractions(connection, views.visible(connection, view))

    def _stream(self, write: exchange.Writer, as_of: dt.date | None) -> Iterator[str]:
        with explained(self.where), self._reader.begin() as connection:
            yield from write(self._visible(connection, as_of, None, None, None), ())

    def _read(self, look: Callable[[Connection], T]) -> T:
        with explained(self.where), self._reader.begin() as connection:
            return look(connection)

    def _write(self, change: Callable[[Connection], T]) -> T:
        return in_turn(self._writer, self.where, change)


def open_ledger(path_or_url: str | Path, *, create: bool = True) -> Ledger:
    """Open a ledger: a file (SQLite), `:memory:`, or a `postgresql://` address; make it where there is none.

    Raises `LedgerError` where it cannot be opened, is no ledger, or was made by a newer version.

    >>> with open_ledger(":memory:") as ledger:
    ...     ledger.articles()
    []
    """
    return Ledger(*open_store(path_or_url, create=create))


def _beginning(column: Column[str], start: str) -> Select[Any]:
    return select(column).where(column.startswith(start, autoescape=True)).distinct().limit(2)


def _one_of(found: Iterable[Any], wanted: str, what: str) -> str:
    keys = [str(key) for key in found]
    if wanted in keys:
        return wanted
    if len(keys) != 1:
        problem = f"no such {what}" if not keys else f"more than one {what} begins so"
        raise LedgerError(
            wanted, problem, "see `detente timeline` for what is there" if not keys else "write more of it"
        )
    return keys[0]
