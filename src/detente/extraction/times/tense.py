"""Whether the clause around a word looks back or ahead, by its verbs."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from detente.reference.times import TimeBook

_CLIMB = 8  # how far up the tree the verb of a word is looked for


class Tense(NamedTuple):
    """`past`, `present`, `future` or empty; `firm` where the time belongs to the verb itself, not to a noun below."""

    name: str = ""
    firm: bool = False


def tense_of(token: Token, book: TimeBook) -> Tense:
    """Return whether the clause in which a word stands looks back or ahead."""
    if token.i >= 2 and f"{token.nbor(-2).lower_} {token.nbor(-1).lower_}" in book.list_of("ahead"):
        return Tense("future", True)
    head, firm, open_ended = token, True, False
    for _ in range(_CLIMB):
        lemma = head.lemma_.lower()
        if head.pos_ in ("VERB", "AUX"):
            tense = _tense_of_verb(head, firm, open_ended, book)
            if tense is not None:
                return Tense(tense, firm and not open_ended)
            firm = firm and head.tag_ != "VB"
        elif lemma == "since" or lemma in book.list_of("effective"):
            return Tense("past" if lemma == "since" else "", True)
        elif head.pos_ in ("ADJ", "NOUN") and lemma in book.list_of("due"):
            return Tense("future", firm)
        firm = firm and not (head != token and head.pos_ in ("NOUN", "PROPN"))
        open_ended = open_ended or head.lower_ in book.list_of("open_ended")
        if head.head == head:
            break
        head = head.head
    return Tense()


def _tense_of_verb(verb: Token, firm: bool, open_ended: bool, book: TimeBook) -> str | None:
    """Return the tense of a verb, or `None` where its own form does not tell and the verb above it may."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if not book.list_of("future_auxiliaries").isdisjoint(auxiliaries):
        return "future" if firm or "would" not in auxiliaries else ""
    if verb.tag_ == "VB" or "to" in auxiliaries:
        return _tense_of_infinitive(verb, auxiliaries, firm, book)
    lemma = verb.lemma_.lower()
    scheduled = lemma in book.list_of("scheduled")
    if verb.tag_ == "VBD":
        return "future" if lemma in book.list_of("foreseen") or (scheduled and open_ended) else "past"
    present = not book.list_of("present_auxiliaries").isdisjoint(auxiliaries)
    if verb.tag_ == "VBN":
        if scheduled:
            return "future"
        return "present" if present else "past" if auxiliaries or verb.dep_ == "acl" else None
    if verb.tag_ in ("VBZ", "VBP"):
        return "future" if scheduled else "present"
    return "future" if firm and present else None


def _tense_of_infinitive(verb: Token, auxiliaries: set[str], firm: bool, book: TimeBook) -> str | None:
    if "did" in auxiliaries:
        return "past"
    if verb.tag_ == "VB" and firm and not book.list_of("modals").isdisjoint(auxiliaries):
        return "future"
    above = verb.head.lemma_.lower()
    ahead = verb.head == verb or above in book.list_of("planned") or above in book.list_of("scheduled")
    return "future" if "to" in auxiliaries and ahead else None
