"""Dates that a text mentions, and whether each lies before or after the day of writing."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from detente.dates import Days
from detente.reference.reading import load_dating_book

Role = Literal["past", "future", "unclear"]

MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
_SHORT = {name[:3]: number for name, number in MONTHS.items()}
_WEEKDAYS = {name[:3]: number for number, name in enumerate(calendar.day_name)}
_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}

_MONTH = rf"(?P<{{0}}>(?:{'|'.join(MONTHS)})\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?(?:[-–]|and|to)\s?(?P<{0}x>\d{{1,2}})(?:st|nd|rd|th)?)?"
_YEAR = r"(?P<{0}>(?:19|20)\d\d)"
_WEEKDAY = r"(?:(?P<{0}>(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{{0,6}})\.?,?\s)?"
_PART = r"(?:(?P<{0}>[Ee]arly|[Mm]id|[Ll]ate)[\s-])?"
_PREPOSITION = (
    r"(?P<{0}>[Ii]n|[Ll]ast|[Tt]his|[Nn]ext|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Dd]uring|[Bb]etween|[Oo]f|[Bb]efore"
    r"|[Aa]fter|[Tt]hrough|[Tt]hroughout|[Tt]he|[Ff]or|and|[Ss]ummer|[Ss]pring|[Aa]utumn|[Ww]inter)"
)
_MENTION = re.compile(
    "|".join(
        (
            r"(?<![\d-])(?P<y0>(?:19|20)\d\d)-(?P<m0>[01]\d)-(?P<d0>[0-3]\d)(?![\d-])",
            rf"{_WEEKDAY.format('w1')}(?<![\d.,])\b{_DAY.format('d1')}(?:\sof)?\s{_MONTH.format('m1')}"
            rf"(?:,?\s{_YEAR.format('y1')}\b)?",
            rf"{_WEEKDAY.format('w2')}\b{_MONTH.format('m2')}\s{_DAY.format('d2')}(?![\d:%]|[.,]\d|\s(?:per|percent))"
            rf"(?:,?\s{_YEAR.format('y2')}\b)?",
            rf"{_PART.format('p3')}\b{_MONTH.format('m3')}(?:,|\sof)?\s{_YEAR.format('y3')}\b",
            rf"\b{_PREPOSITION.format('q4')}\s{_PART.format('p4')}{_MONTH.format('m4')}(?!\.?[\s-]\d)",
            rf"(?P<p5>[Ee]arly|[Mm]id|[Ll]ate)[\s-]{_MONTH.format('m5')}(?!\s\d)",
            r"\b(?P<m6>January|February|July|September|October|November|December)\b(?!\s\d)",
            rf"\b{_PREPOSITION.format('q7')}\s{_PART.format('p7')}{_YEAR.format('y7')}\b(?![,.]\d|[-–]\d|\s(?:troops|people))",
        )
    )
)
_HINT = re.compile(rf"\b(?:{'|'.join(name[:3] for name in MONTHS)}|(?:19|20)\d\d\b)")
_SENTENCE_END = re.compile(r"(?:(?<![A-Z])(?<!\b[A-Z][a-z]{2})(?<!Sept)[.!?]|[!?])[\"'”’)\]]{0,2}\s|\n\s*\n")
_CLAUSE_END = re.compile(r"[,;:—(]\s?|\s[-–]\s|\s(?:and|but|while|after|which)\s")
MOST = 5_000  # month names and years of a text that are looked at
_NEAR = 40  # characters around a month name or year in which the whole date stands
_REACH = 240  # characters of a sentence that are looked at on either side of a date


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in the text: what is said of year, month, day, weekday, and on which side of the writing it lies."""

    start: int
    end: int
    text: str
    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    part: str
    qualifier: str
    role: Role

    def days(self, year: int | None = None) -> Days | None:
        """Return the days meant, in the year given where none is said; `None` where there is no such day."""
        year = self.year or year
        if year is None:
            return None
        try:
            return self._days(year)
        except ValueError:
            return None

    def fits_weekday(self, year: int) -> bool:
        """Tell whether the weekday said, if any, is right in a year."""
        span = self.days(year)
        return span is not None and (self.weekday is None or self.day is None or span.first.weekday() == self.weekday)

    def _days(self, year: int) -> Days:
        if self.month is None:
            quarters = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(self.part, (1, 12))
            return Days(dt.date(year, quarters[0], 1), _last_of_month(year, quarters[1]))
        if self.day is not None:
            day = dt.date(year, self.month, self.day)
            return Days(day, day)
        first, last = _PARTS.get(self.part, (1, 31))
        end = _last_of_month(year, self.month)
        return Days(dt.date(year, self.month, first), min(end, end.replace(day=min(last, end.day))))


def find_mentions(text: str) -> Iterator[Mention]:
    """Yield the dates that a text mentions, in order.

    >>> [(m.text, m.role) for m in find_mentions("They met on 7 May 2021. They will meet again in June.")]
    [('7 May 2021', 'past'), ('June', 'future')]
    """
    for match in _matches(text):
        found = {name.rstrip("01234567"): value for name, value in match.groupdict().items() if value}
        start = _start_of_date(match)
        day = next((match[name] for name in ("d1x", "d2x", "d0", "d1", "d2") if match[name]), None)
        yield Mention(
            start=start,
            end=match.end(),
            text=" ".join(text[start : match.end()].split()),
            year=int(found["y"]) if "y" in found else None,
            month=_month(found.get("m")),
            day=int(day) if day else None,
            weekday=_WEEKDAYS.get(found["w"][:3]) if "w" in found else None,
            part=found.get("p", "").lower(),
            qualifier=found.get("q", "").lower(),
            role=_role(text, start, match.end(), dated="m" in found and "y" in found and not day),
        )


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches, looking only near month names and years: a text has few of them."""
    end = 0
    for hint in islice(_HINT.finditer(text), MOST):
        if hint.start() < end:
            continue
        near = _MENTION.search(text, max(end, hint.start() - _NEAR), hint.end() + _NEAR)
        match = near and _MENTION.match(text, near.start())  # again, lest the window cut it short
        if match:
            yield match
            end = match.end()


def sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a stretch in its sentence, as far as is looked at."""
    before = text[max(0, start - _REACH) : start]
    after = text[end : end + _REACH]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    stop = _SENTENCE_END.search(after)
    return before[ends[-1] :] if ends else before, after[: stop.start() + 1] if stop else after


def is_to_come(before: str) -> bool:
    """Tell whether the words before a date in its sentence make it one to come."""
    return load_dating_book().future.search(_clause_before(before)) is not None


def _role(text: str, start: int, end: int, *, dated: bool) -> Role:
    book = load_dating_book()
    before, after = sentence_around(text, start, end)
    if is_to_come(before):
        return "future"
    clause_after = _CLAUSE_END.split(after, maxsplit=1)[0]
    if book.name_after.match(after) or book.unclear.search(_clause_before(before)) or book.unclear.search(clause_after):
        return "unclear"
    return "past" if dated or book.past.search(before) or book.past.search(after) else "unclear"


def _clause_before(before: str) -> str:
    return _CLAUSE_END.split(before)[-1]


def _start_of_date(match: re.Match[str]) -> int:
    for name in ("q4", "q7"):
        if match[name] and match[name].lower() not in ("last", "next", "this"):
            return match.end(name) + 1
    return match.start()


def _month(name: str | None) -> int | None:
    if name is None:
        return None
    return int(name) if name.isdigit() else _SHORT[name[:3]]


def _last_of_month(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])
