"""The day of which an article tells: what a report without a time word happened on, as far as its tense allows.

A dated report tells of its news day: the day that the last main clause named ("met today", "said on Tuesday"), else the
day of publication. A clause in the past tense is of that day. What a writer declares or demands in the present is of
the day of publication, what is so said in a quotation of the news day. What has happened (perfect), goes on, is told
in a quotation, or is only named by a noun stays undated. Worked out from annotated articles, where this agrees with a
careful reader in about two of three events; dating by time words alone does in one of two.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Literal

from spacy.tokens import Doc, Span, Token

from detente.dates import Days
from detente.reference.times import TimeBook

Mode = Literal["told", "declared", ""]

_RECENT = 8  # a day further back than this is background, not news
_LEAD = 3  # sentences in which the news day may be named after it is told of
_CARRIED = 3  # sentences for which a day named stays the news day
_LONGEST_QUOTE = 250  # tokens; a mark that is not closed by then quotes nothing
_OPENING, _CLOSING = frozenset("“«"), frozenset('”»"')
_FIRST_PERSON = frozenset({"i", "we"})


class Narrative:
    """What an article tells when: its news days by sentence, and whether it speaks in the first person."""

    def __init__(self, doc: Doc, own: Callable[[Token], Days | None], today: Days, book: TimeBook) -> None:
        self._doc, self._own, self._today, self._book = doc, own, today, book

    def day_of(self, verb: Token) -> Days | None:
        """Return the day that a main clause without a time word is of, `None` where it tells none."""
        mode = self.mode_of(verb)
        if not mode or (mode == "told" and self._quoted[verb.i]):
            return None
        return self._news_day(verb) if mode == "told" or self._quoted[verb.i] else self._today

    def mode_of(self, verb: Token) -> Mode:
        """Return how a clause is told: `told` in the past tense, `declared` in the present or as a demand."""
        auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
        adverbs = {child.lower_ for child in verb.children if child.dep_ in ("advmod", "npadvmod")}
        if self._any("perfect_auxiliaries", auxiliaries):
            return "told" if self._any("fresh", adverbs) else ""
        if self._any("demands", auxiliaries):
            return "declared"
        if self._any("modals", auxiliaries) or self._any("future_auxiliaries", auxiliaries):
            return "declared" if "would" not in auxiliaries and self._in_first_person(verb) else ""
        if verb.tag_ == "VBD" or self._any("past_auxiliaries", auxiliaries):
            return "" if self._any("background", adverbs) else "told"
        present = verb.tag_ in ("VBZ", "VBP") or (verb.tag_ in ("VBG", "VBN") and bool(auxiliaries))
        return "declared" if present and self._declares(verb) else ""

    def _any(self, name: str, words: set[str]) -> bool:
        return not self._book.list_of(name).isdisjoint(words)

    def _declares(self, verb: Token) -> bool:
        """Tell whether a clause in the present does what it says: by its verb, or in somebody's own statement."""
        return verb.lemma_.lower() in self._book.list_of("declaring") or self._in_first_person(verb)

    def _in_first_person(self, verb: Token) -> bool:
        return not self._quoted[verb.i] and self._is_statement

    @cached_property
    def _is_statement(self) -> bool:
        """Whether the article is itself somebody's statement: it says "I" or "we" outside quotations."""
        speakers = (token for token in self._doc if token.lower_ in _FIRST_PERSON and token.dep_ == "nsubj")
        return any(not self._quoted[token.i] for token in speakers)

    def _news_day(self, verb: Token) -> Days:
        return self._news.get(verb.sent.start) or self._today

    @cached_property
    def _news(self) -> dict[int, Days | None]:
        """The news day of each sentence, by its first token."""
        sentences = list(self._doc.sents)
        named = [self._named(sentence) for sentence in sentences]
        lead = next((day for day in named[:_LEAD] if day is not None), None)
        told: dict[int, Days | None] = {}
        for i, sentence in enumerate(sentences):
            recent = reversed(named[max(0, i - _CARRIED) : i + 1])
            told[sentence.start] = next((day for day in recent if day is not None), lead)
        return told

    def _named(self, sentence: Span) -> Days | None:
        """Return the recent day that a sentence's main clause names as that of what it tells."""
        root = sentence.root
        if self._quoted[root.i] or self.mode_of(root) != "told":
            return None
        day = self._own(root)
        if day is None or (day.last - day.first).days > 1 or day.first > self._today.last:
            return None
        return day if (self._today.last - day.last).days <= _RECENT else None

    @cached_property
    def _quoted(self) -> list[bool]:
        """Whether each token stands in a quotation."""
        marks, opened = [False] * len(self._doc), None
        for token in self._doc:
            if token.text in _OPENING or (token.text == '"' and opened is None):
                opened = token.i
            elif opened is not None and token.text in _CLOSING:
                if token.i - opened <= _LONGEST_QUOTE:
                    marks[opened : token.i] = [True] * (token.i - opened)
                opened = None
        return marks
