"""The calendar of a process as an iCalendar file (RFC 5545), which a calendar program subscribes to."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator

from detente.brief.saying import capital, clean, say_date
from detente.dates import days
from detente.negotiation.state import Occasion, ProcessState
from detente.reference.negotiation import name_of

LONGEST = 7  # days up to which an occasion is drawn over all of its days
_WIDTH = 73  # octets of a line before it is folded


def render_calendar(state: ProcessState) -> str:
    """Return the dated occasions as iCalendar text; what is known less exactly than to a week stands on its first day.

    >>> import datetime as dt
    >>> render_calendar(ProcessState(dt.date(2024, 1, 11), ("ARM", "AZE"), None)).splitlines()[0]
    'BEGIN:VCALENDAR'
    """
    name = clean(state.title or " – ".join(name_of(party) for party in state.parties))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//detente//calendar//EN", f"X-WR-CALNAME:{_escaped(name)}"]
    for occasion in state.calendar:
        if occasion.date:
            lines += _event(state, occasion, occasion.date)
    return "\r\n".join(part for line in [*lines, "END:VCALENDAR"] for part in _folded(line)) + "\r\n"


def _event(state: ProcessState, occasion: Occasion, date: str) -> Iterator[str]:
    first, last = days(date)
    exact = (last - first).days < LONGEST
    summary = capital(clean(occasion.what)) + ("" if exact else f" ({say_date(date)}, day not known)")
    quotes = {quote.evidence: quote.exact for quote in state.quotes}
    words = " / ".join(f"“{clean(quotes[one])}”" for one in occasion.evidence if one in quotes)
    end = (last if exact else first) + dt.timedelta(days=1)
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(occasion)}@detente"
    yield f"DTSTAMP:{state.as_of:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{end:%Y%m%d}"
    yield f"SUMMARY:{_escaped(summary)}"
    if words:
        yield f"DESCRIPTION:{_escaped(words)}"
    yield from ("TRANSP:TRANSPARENT", "STATUS:TENTATIVE", "END:VEVENT")


def _uid(occasion: Occasion) -> str:
    return hashlib.sha256("\x1f".join(sorted(occasion.evidence)).encode()).hexdigest()[:24]


def _escaped(text: str) -> str:
    for char in "\\;,":
        text = text.replace(char, f"\\{char}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 octets, continued with a space; no character is split."""
    piece = ""
    for char in line:
        if len((piece + char).encode()) > _WIDTH:
            yield piece
            piece = " "
        piece += char
    yield piece
