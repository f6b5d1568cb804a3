"""Which time dates which event: the one attached to its word, in its clause, or in the clause that it hangs on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from spacy.tokens import Token

from detente.dates import Days, days, interval
from detente.evidence import TimeExpression
from detente.extraction.parsing import ParsedArticle
from detente.extraction.times.attaching import FAR, VERBS, Attached, attach, distance
from detente.extraction.times.narrative import Narrative
from detente.extraction.times.periods import period, shifted
from detente.reference.times import load_time_book

_LONGEST_DATE = 7  # days; an article dated more vaguely lends its date to no event
_DEPTH = 6  # how many clauses up a date may come from
_COUNTED = re.compile(r"P(\d{1,4})([DWMY])$")
_PRESENT = frozenset({"VB", "VBP", "VBZ"})
_MAIN = frozenset({"ROOT", "parataxis"})


class Times:
    """The time expressions of an article, by place and by the event that they date."""

    def __init__(self, parsed: ParsedArticle, expressions: Sequence[TimeExpression]) -> None:
        self.parsed = parsed
        self.expressions = tuple(expressions)
        self._starts = [expression.anchor.start for expression in expressions]
        published = parsed.article.published
        self._today = days(published) if published else None

    def in_span(self, start: int, end: int) -> tuple[TimeExpression, ...]:
        """Return the expressions that lie between two characters of the article."""
        first, last = bisect_left(self._starts, start), bisect_right(self._starts, end)
        return tuple(e for e in self.expressions[first:last] if e.anchor.end <= end)

    def dating(self, token: Token, default: bool = True) -> str | None:
        """Return the EDTF date of the event that a predicate or noun tells of, `None` where the text gives no hint.

        The nearest time that the parse hangs on the word, or in its clause, counts; times in other clauses, in another
        quotation, or in the name of a thing ("the 2015 deal") do not. A participle, a clause with "as", what is
        reported as intended and a verb joined by "and" share the date of the clause that they hang on. With `default`,
        an event without a time word gets the day that the article tells of, where its tense shows one (`narrative`).
        """
        found = self._dated(token, default)
        return interval(*found) if found else None

    @cached_property
    def _attached(self) -> dict[int, list[Attached]]:
        """The times that name days, by the first token of their sentence."""
        by_sentence: dict[int, list[Attached]] = {}
        for attached in attach(self.parsed.doc, self.expressions):
            by_sentence.setdefault(attached.tokens[0].sent.start, []).append(attached)
        return by_sentence

    @cached_property
    def _ends(self) -> dict[int, str]:
        """The dates by the character at which their words end."""
        return {e.anchor.end: e.edtf for e in self.expressions if e.edtf}

    @cached_property
    def _counted(self) -> dict[int, tuple[int, str]]:
        """Counts of days, weeks, months or years, by the character at which the next word begins."""
        matches = ((e.anchor.end + 1, _COUNTED.match(e.value)) for e in self.expressions if e.type == "DURATION")
        return {place: (int(match.group(1)), match.group(2)) for place, match in matches if match}

    @cached_property
    def _narrative(self) -> Narrative | None:
        if self._today is None or (self._today.last - self._today.first).days > _LONGEST_DATE:
            return None
        return Narrative(self.parsed.doc, self._own, self._today, load_time_book())

    def _dated(self, token: Token, default: bool, depth: int = 0) -> Days | None:
        found = self._named_by_when(token) or self._own(token) or self._counted_off(token, default, depth)
        if found or token.pos_ not in VERBS or depth > _DEPTH:
            return found
        above = _clause_above(token)
        if above is not None:
            return self._dated(above, default, depth + 1)
        if (told := self._told(token)) is not None:
            return told
        return self._beside(token) or (self._by_default(token) if default else None)

    def _own(self, token: Token) -> Days | None:
        """Return the days of the nearest time in the clause or phrase of a word."""
        here = self._attached.get(token.sent.start, ())
        ranked = [(cost, i) for i, one in enumerate(here) if (cost := distance(one, token)) < FAR]
        return self._bounded(here[min(ranked)[1]]) if ranked else None

    def _bounded(self, attached: Attached) -> Days:
        """Return the days of a time; "since May" lasts to the day of publication."""
        if attached.preposition == "since" and self._today and attached.days.first <= self._today.last:
            return Days(attached.days.first, self._today.last)
        return attached.days

    def _named_by_when(self, token: Token) -> Days | None:
        """Return the days that a clause tells more of: "on 7 December, when the sides issued a statement"."""
        when = next((child for child in token.children if child.lower_ == "when" and child.i < token.i), None)
        if when is None:
            return None
        places = range(when.idx - 1, when.idx - 4, -1)  # a blank, perhaps a comma
        edtf = next((self._ends[place] for place in places if place in self._ends), None)
        return days(edtf) if edtf else None

    def _told(self, token: Token) -> Days | None:
        """Return the day on which a perfect is told: "they *have agreed* on the text, both sides said on Thursday"."""
        perfect = token.tag_ == "VBN" and any(c.dep_ == "aux" and c.tag_ in ("VBZ", "VBP") for c in token.children)
        if not perfect or token.dep_ != "ccomp" or token.head.pos_ not in VERBS:
            return None
        return self._own(token.head)

    def _counted_off(self, token: Token, default: bool, depth: int) -> Days | None:
        """Return the date of what comes behind "two days after" or "a week before", counted from the main event."""
        link = next((child for child in token.children if child.dep_ in ("mark", "prep") and child.i < token.i), None)
        link = link or (token.head if token.dep_ in ("pobj", "pcomp") else None)
        if link is None or link.lower_ not in ("after", "before") or link.idx not in self._counted or depth > _DEPTH:
            return None
        count, unit = self._counted[link.idx]
        verb = _verb_above(link if link.head != token else token)
        base = self._dated(verb, default, depth + 1) if verb is not None and verb != token else None
        if base is None:
            return None
        try:
            return period(unit, shifted(unit, base.first, -count if link.lower_ == "after" else count))
        except (OverflowError, ValueError):
            return None

    def _beside(self, verb: Token) -> Days | None:
        """Return the days told in the next clause of a list: "seized the port and attacked the town yesterday"."""
        if any(child.dep_ == "cc" and child.lower_ != "and" for child in verb.children):
            return None
        following = (child for child in verb.children if child.dep_ == "conj" and _same_form(child, verb))
        return next((found for child in following if (found := self._own(child))), None)

    def _by_default(self, verb: Token) -> Days | None:
        """Return the day of the narrative for a main clause, or one joined to a reported clause by "and"."""
        main = verb
        while main.dep_ == "conj" and main.head.pos_ in VERBS:
            main = main.head
        is_main = main.dep_ in _MAIN or (main != verb and main.dep_ == "ccomp")
        return self._narrative.day_of(verb) if is_main and self._narrative else None


def _clause_above(verb: Token) -> Token | None:
    """Return the verb whose date a clause shares, `None` where it stands on its own."""
    if verb.dep_ == "conj" and verb.head.pos_ in VERBS and _same_form(verb, verb.head):
        return verb.head
    if verb.dep_ in ("advcl", "pcomp", "xcomp") and verb.tag_ in ("VBG", "VBN"):
        return _verb_above(verb)
    if verb.dep_ == "advcl" and any(
        child.dep_ == "mark" and child.lower_ in ("as", "while") for child in verb.children
    ):
        return _verb_above(verb)
    intended = verb.dep_ == "ccomp" and any(child.dep_ == "aux" and child.tag_ == "MD" for child in verb.children)
    return verb.head if intended and verb.head.pos_ in VERBS else None


def _same_form(one: Token, other: Token) -> bool:
    return one.tag_ == other.tag_ or {one.tag_, other.tag_} <= _PRESENT


def _verb_above(token: Token) -> Token | None:
    return next((head for head in token.ancestors if head.pos_ in VERBS), None)
