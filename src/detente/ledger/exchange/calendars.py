"""What lies ahead as a calendar (iCalendar), and what happened as a TimelineJS file.

Without clock times the stamp of an entry is the day on which its article was published.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from detente.article import Article
from detente.dates import days
from detente.evidence import Commitment, Event, EventReport, Evidence, Extraction, Scheduled, Status

LINE = 73  # octets of a line, which RFC 5545 limits to 75 with its fold


def write_calendar(extractions: Iterable[Extraction], events: Sequence[Event] = ()) -> Iterator[str]:
    """Yield a calendar of scheduled occasions, planned meetings and due commitments, each on its days."""
    yield from ("BEGIN:VCALENDAR\r", "VERSION:2.0\r", "PRODID:-//detente//ledger//EN\r", "CALSCALE:GREGORIAN\r")
    for one in extractions:
        for record in one.evidence:
            if entry := _entry(record):
                yield from _vevent(record, one.article, *entry)
    yield "END:VCALENDAR\r"


def _entry(record: Evidence) -> tuple[str, str] | None:
    """Return date and title of a record that belongs in a calendar."""
    if isinstance(record, Scheduled) and record.date:
        return record.date, record.what
    if isinstance(record, EventReport) and record.status is Status.PLANNED and record.date:
        who = ", ".join(actor.text for actor in record.actors)
        return record.date, f"{record.type.value}: {who}" if who else record.anchor.exact
    if isinstance(record, Commitment) and record.due:
        return record.due, f"due: {record.what or record.anchor.exact}"
    return None


def _vevent(record: Evidence, article: Article, date: str, title: str) -> Iterator[str]:
    span = days(date)
    stamped = days(article.published).last if article.published else span.first
    lines = [
        "BEGIN:VEVENT",
        f"UID:{record.id}@detente",
        f"DTSTAMP:{stamped:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{span.first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{_day_after(span.last):%Y%m%d}",
        f"SUMMARY:{_escaped(title)}",
        f"DESCRIPTION:{_escaped(f'“{record.anchor.exact}” ({article.outlet or article.id})')}",
    ]
    if isinstance(record, EventReport) and record.place:
        lines.append(f"LOCATION:{_escaped(record.place)}")
    if article.url and not any(char.isspace() for char in article.url):
        lines.append(f"URL:{article.url}")
    for line in [*lines, "TRANSP:TRANSPARENT", "END:VEVENT"]:
        yield from _folded(line)


def _day_after(day: dt.date) -> dt.date:
    return day if day == dt.date.max else day + dt.timedelta(days=1)


def _escaped(text: str) -> str:
    plain = "".join(char for char in text if char == "\n" or char.isprintable() or char == " ")
    for char in ("\\", ";", ","):
        plain = plain.replace(char, f"\\{char}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield the lines of a long one: no more than 75 octets each, and no character cut in two."""
    part, size = "", 0
    for char in line:
        octets = len(char.encode("utf-8", "replace"))
        if size + octets > LINE:
            yield part + "\r"
            part, size = " ", 1
        part, size = part + char, size + octets
    yield part + "\r"


def write_timeline(extractions: Iterable[Extraction], events: Sequence[Event]) -> Iterator[str]:
    """Yield what happened as one TimelineJS object, an event a line; what has no date has no place on it."""
    articles = {one.article.key: one.article for one in extractions}
    shown = [event for event in events if event.date and event.status in (Status.OCCURRED, Status.ONGOING)]
    shown.sort(key=lambda event: (days(event.date or ""), event.id))
    yield '{"events": ['
    for place, event in enumerate(shown, start=1):
        yield json.dumps(_slide(event, articles), ensure_ascii=False, sort_keys=True) + (
            "," if place < len(shown) else ""
        )
    yield "]}"


def _slide(event: Event, articles: dict[str, Article]) -> dict[str, Any]:
    span = days(event.date or "")
    told = dict.fromkeys(articles[one.anchor.article].outlet or "unknown outlet" for one in event.reports)
    who = ", ".join(actor.text for actor in event.actors)
    slide = {
        "unique_id": event.id,
        "start_date": _parts(span.first),
        "text": {
            "headline": f"{event.type.value}: {who}",
            "text": f"“{event.reports[0].anchor.exact}” ({'; '.join(told)})",
        },
    }
    return slide if span.first == span.last else slide | {"end_date": _parts(span.last)}


def _parts(day: dt.date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}
