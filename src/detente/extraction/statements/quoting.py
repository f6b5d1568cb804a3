"""Quotations that stand beside a cue: before it, after a colon, or right after it."""

from __future__ import annotations

from typing import NamedTuple

from detente.extraction.statements.clause import Clause, char_end, stretch
from detente.extraction.statements.quotations import Quotation

_STRONG = ",?!—–-…"
_MARKS = "\"”'»“’ "
_MAX_LEAD = 40  # tokens of unquoted content that may lead up to a quotation


class Quoted(NamedTuple):
    """A quoted content in characters, its last quotation, and the token after a colon that joins the cue."""

    start: int
    end: int
    quotation: Quotation | None
    cue_end: int | None = None


def before_comma(clause: Clause) -> Quoted | None:
    """Return the quotation before a clause where its punctuation says that the sentence goes on: `"No," he said`."""
    found, closing = _ending_before(clause)
    if found is None or not closing or closing not in _STRONG or _is_anothers(clause, found):
        return None
    new_line = "\n" in clause.quotations.text[found.end : clause.doc[clause.start].idx]
    if new_line and (closing != "," or right_after(clause) is not None):
        return None
    return _leftward(clause, found)


def before(clause: Clause) -> Quoted | None:
    """Return the quotation before a clause, however it ends."""
    found, _ = _ending_before(clause)
    return _leftward(clause, found) if found is not None else None


def after_colon(clause: Clause) -> Quoted | None:
    """Return what follows a colon after the clause: a quotation, or the rest of the sentence."""
    doc = clause.doc
    for at in {clause.end: 0, clause.full_end: 0}:
        if at >= len(doc) or doc[at].text != ":":
            continue
        cue_end = at + 1 if at == clause.cue.end else None
        following = quotation_at(clause, doc[at].idx + 1)
        if following is not None:
            return Quoted(following.start, following.end, following, cue_end)
        rest = stretch(clause, at + 1, doc[at].sent.end)
        return None if rest is None else Quoted(*rest, cue_end)
    return None


def right_after(clause: Clause) -> Quoted | None:
    """Return a whole quotation that follows the clause at once."""
    for at in {clause.end: 0, clause.full_end: 0}:
        offset = char_end(clause.doc, at)
        following = clause.quotations.after(offset)
        if following is None:
            return None
        gap = clause.quotations.text[offset : following.start].strip()
        if gap in ("", ",", "that", ", that") and _is_whole(clause, following):
            start = clause.quotations.text.find("that", offset) if "that" in gap else following.start
            return Quoted(start, following.end, following)
    return None


def quotation_at(clause: Clause, offset: int) -> Quotation | None:
    """Return a quotation that begins after nothing but punctuation and blanks."""
    following = clause.quotations.after(offset)
    if following is None or clause.quotations.text[offset : following.start].strip(" \n,.:;—–-"):
        return None
    return following


def _ending_before(clause: Clause) -> tuple[Quotation | None, str]:
    """Return the quotation that ends right before the clause, and the character that closes it."""
    text, at = clause.quotations.text, clause.doc[clause.start].idx
    while at and text[at - 1].isspace():
        at -= 1
    comma = text[at - 1 : at] == ","
    while comma and at and (text[at - 1].isspace() or text[at - 1] == ","):
        at -= 1
    found = clause.quotations.at(at - 1) if at else None
    if found is None or found.end > at:
        return None, ""
    inner = text[found.start : found.end].rstrip(_MARKS)
    return found, "," if comma else inner[-1:]


def _is_anothers(clause: Clause, quotation: Quotation) -> bool:
    """Tell whether the words right before a quotation say it already: `when somebody shouted "Stop," he laughed`."""
    doc, at = clause.doc, clause.start - 1
    while at >= 0 and doc[at].idx >= quotation.start:
        at -= 1
    while at >= 0 and (doc[at].is_punct or doc[at].is_space) and doc[at].text in (",", ":"):
        at -= 1
    return at >= 0 and doc[at].i in clause.speaking and doc[at].sent == clause.head.sent


def _leftward(clause: Clause, found: Quotation) -> Quoted:
    """Take the quotation before the clause, with what leads up to it in its sentence."""
    doc = clause.doc
    first = clause.start - 1
    while first > 0 and doc[first].idx > found.start:
        first -= 1
    lead = _lead(clause, first)
    start = min(found.start, doc[lead].idx) if first - lead < _MAX_LEAD else found.start
    return Quoted(start, found.end, found)


def _lead(clause: Clause, first: int) -> int:
    """Return the token where the unquoted words begin that run into a quotation without a break."""
    doc, sent = clause.doc, clause.doc[first].sent
    if first == sent.start or doc[first - 1].is_punct or doc[first - 1].is_space:
        return first
    lead = first
    while lead > sent.start and not doc[lead - 1].is_space and doc[lead - 1].text not in (".", "!", "?", ":", ";"):
        lead -= 1
    while lead < first and doc[lead].is_punct and clause.quotations.at(doc[lead].idx) is None:
        lead += 1
    opened = clause.quotations.at(doc[lead].idx)
    return (
        first
        if opened is not None and opened.end > doc[lead].idx + len(doc[lead]) and opened.start < doc[lead].idx
        else lead
    )


def _is_whole(clause: Clause, quotation: Quotation) -> bool:
    """Tell whether a quotation is whole in itself, and not a piece of a longer clause."""
    text = clause.quotations.text
    inner = text[quotation.start : quotation.end].rstrip(_MARKS)
    after = text[quotation.end : quotation.end + 5].lstrip(" ")
    if inner[-1:] == "," and after.startswith(("and ", "but ", "or ")):
        return False
    return inner[-1:] in ".!?," or after[:1] in (".", "", "\n", ",", ";")
