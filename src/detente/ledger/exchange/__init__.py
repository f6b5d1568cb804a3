"""The ledger in the formats of others. Each writer takes extractions, and the events derived from them where it needs
them, and is pure; it goes through the extractions once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from detente.errors import UsageError
from detente.evidence import Event, Extraction
from detente.ledger.exchange import calendars, citations, gold, lines, plover, tables, web_annotations

Writer = Callable[[Iterable[Extraction], Sequence[Event]], Iterator[str]]

WRITERS: dict[str, Writer] = {
    "jsonl": lines.write_lines,
    "csv": tables.write_evidence,
    "codebook": tables.write_codebook,
    "plover": plover.write_json,
    "polecat": plover.write_tsv,
    "annotations": web_annotations.write_annotations,
    "csl": citations.write_csl,
    "ris": citations.write_ris,
    "ics": calendars.write_calendar,
    "timelinejs": calendars.write_timeline,
    "gold": gold.write_gold,
}
OF_EVENTS = frozenset(("plover", "polecat", "timelinejs"))  # the formats that need the events derived


def writer(format: str) -> Writer:
    """Return the writer of a format; raise `UsageError` where there is none."""
    if format not in WRITERS:
        raise UsageError("export", f"no format {format!r}", f"use one of {', '.join(WRITERS)}")
    return WRITERS[format]
