"""The day that a page, a despatch or a letter is stamped with: beside its title, in its dateline, or under it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from detente.dates import Days
from detente.reading.mentions import Mention, find_mentions
from detente.reference.reading import load_dating_book, load_header_book

HEAD = 600  # characters in which a stamp may stand
DATELINE = 150  # characters in which a dateline may stand
TAIL = 160  # characters at the end in which a signature may be dated
_DAYS_TO_POST = 2  # remarks are dated by the day they were made, and posted within two days of it

_WORD = re.compile(r"[^\W\d_]{2}")
_PLACE = re.compile(r"(?:^|\n)\s*(?:[A-Z][A-Z.'’ /-]{2,40})(?:,\s[A-Z][\w.'’ -]{2,30})?,?\s{1,2}$")


@dataclass(frozen=True, slots=True)
class Stamp:
    """The days that a stamp allows; `days` is `None` for a dateline without a year."""

    mention: Mention
    days: Days | None
    reason: str


def find_stamp(head: str, text: str = "", latest: dt.date | None = None) -> Stamp | None:
    """Return the first stamp that does not lie after `latest`, `None` where there is none.

    `head` opens with the lines above the article; `text` ends with its signature.

    >>> find_stamp("Talks resume in Geneva\\n\\nJuly 23, 2008\\n\\nThe two delegations met.").days.first.isoformat()
    '2008-07-23'
    """
    head = head[:HEAD]
    for mention in find_mentions(head):
        stamp = _stamp(head, mention)
        if stamp and not (stamp.days and latest and stamp.days.first > latest):
            return stamp
    return _signed(text, latest)


def _stamp(head: str, mention: Mention) -> Stamp | None:
    span = mention.days()
    if mention.day is None or mention.month is None or (mention.year and span is None):
        return None
    if span is None:
        reason = f"the dateline says “{mention.text}”"
        return Stamp(mention, None, reason) if _is_dateline(head, mention) else None
    if head[mention.start - 1 : mention.start] == "(" and head[mention.end : mention.end + 1] == ")":
        days = Days(span.first, span.first + dt.timedelta(days=_DAYS_TO_POST))
        return Stamp(mention, days, f"the words are dated “{mention.text}”, and were posted soon after")
    return Stamp(mention, span, f"it is stamped “{mention.text}”") if _is_stamped(head, mention) else None


def _is_stamped(head: str, mention: Mention) -> bool:
    book = load_dating_book()
    before, after = head[max(0, mention.start - 40) : mention.start], head[mention.end : mention.end + 25]
    if book.stamp_label.search(before) or _stands_alone(head, mention) or _is_dateline(head, mention):
        return True
    if _is_filed(head, mention):
        return True
    if book.in_prose.search(before):
        return False
    return mention.weekday is not None or bool(book.stamp_clock.search(after) or book.stamp_clock.search(before[-15:]))


def _is_dateline(head: str, mention: Mention) -> bool:
    before, after = head[: mention.start], head[mention.end : mention.end + 30]
    if mention.start > DATELINE or not load_dating_book().stamp_after.match(after):
        return False
    return not before.strip() or _PLACE.search(before) is not None


def _is_filed(head: str, mention: Mention) -> bool:
    """Tell whether the line of a date says where, or in which paper, something appeared, and nothing else."""
    start = head.rfind("\n", 0, mention.start) + 1
    end = head.find("\n", mention.end)
    line = head[start : len(head) if end < 0 else end].strip()
    return len(line) < DATELINE and any(pattern.fullmatch(line) for pattern in load_header_book().filed)


def _stands_alone(text: str, mention: Mention) -> bool:
    start = text.rfind("\n", 0, mention.start) + 1
    end = text.find("\n", mention.end)
    rest = text[start : mention.start] + " " + text[mention.end : len(text) if end < 0 else end]
    return not _WORD.search(rest)


def _signed(text: str, latest: dt.date | None) -> Stamp | None:
    """Return the date beside or under the signature at the end."""
    tail = text.rstrip(" .\\#\n\t")[-TAIL:]
    for mention in find_mentions(tail):
        span = mention.days() if mention.day else None
        last = not tail[mention.end :].strip(" .)")
        if (
            span
            and last
            and load_dating_book().sign_off.search(tail[: mention.start])
            and span.first <= (latest or span.first)
        ):
            return Stamp(mention, span, f"it is signed “{mention.text}”")
    return None
