"""Prospects: what a clause says of the future, and which thing or clause a time ahead belongs to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from spacy.tokens import Token

from detente.dates import days
from detente.evidence import TimeExpression
from detente.extraction.actors import Actors
from detente.extraction.horizon import is_vague
from detente.extraction.mood import is_ahead, is_infinitive, is_negated, is_supposed
from detente.extraction.parsing import ParsedArticle
from detente.extraction.spans import clause_of, phrase_of, predicate_of
from detente.extraction.terms import Hit, Terms
from detente.extraction.times import Times

TOPIC = "occasions"
_INSIDE = frozenset(["PART", "ADJ", "NOUN", "PROPN", "NUM", "PUNCT"])  # what may stand between "Friday" and "election"
_LIMITS = frozenset(["until", "till", "by", "before", "through", "within"])


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the reading of the calendar needs to know of one article, `today` being its day of publication."""

    parsed: ParsedArticle
    terms: Terms
    actors: Actors
    times: Times
    today: dt.date


@dataclass(frozen=True, slots=True, eq=False)
class When:
    """A time expression with its first and last token, and the verb of its clause."""

    time: TimeExpression
    first: Token
    last: Token
    verb: Token | None


def beside(when: When, labels: tuple[str, ...], reach: int, scene: Scene) -> Hit | None:
    """Return the thing that a time belongs to: one that carries it, or stands just before or behind it."""
    sentence = scene.terms.sentence_of(when.first.i)
    hits = [
        h
        for h in scene.terms.within(TOPIC, sentence.start, sentence.end)
        if h.entry.label in labels and (h.entry.label == "fixed" or scene.terms.head(h).pos_ in ("NOUN", "PROPN"))
    ]
    held = [h for h in hits if _holds(scene.terms.head(h), when.first) or _holds(scene.terms.head(h), when.last)]
    near = [h for h in hits if _is_near(h, when, reach if h.entry.label != "fixed" else 2 * reach)]
    ranked = sorted(held or near, key=lambda h: (h.entry.label != "fixed", abs(h.start - when.first.i)))
    return ranked[0] if ranked else None


def _is_near(hit: Hit, when: When, reach: int) -> bool:
    """Tell whether a time stands shortly behind a thing, or before it as "Friday's election" has it."""
    if 0 <= when.first.i - hit.end <= reach:
        return True
    between = when.last.doc[when.last.i + 1 : hit.start] if hit.start > when.last.i else ()
    return hit.start > when.last.i and len(between) <= 3 and all(t.pos_ in _INSIDE for t in between)


def _holds(noun: Token, inner: Token) -> bool:
    """Tell whether a token hangs on a noun without a clause between."""
    for _ in range(6):
        if inner == noun:
            return True
        if inner.head == inner or inner.pos_ in ("VERB", "AUX"):
            return False
        inner = inner.head
    return False


def is_expected(hit: Hit, when: When, strict: bool, scene: Scene) -> bool:
    """Tell whether a dated thing will take place: it is not one of the past, and not only wished for."""
    phrase = phrase_of(scene.terms.head(hit))
    start = min(phrase.start, when.first.i)
    if "past" in labels_of(start - 1, when.last.i + 1, scene) or is_wished(hit.start, scene, 4):
        return False
    if strict and (hit.entry.label == "fixed" or when.verb is None or not is_supposed(when.verb)):
        return not is_vague(when.time) or hit.entry.label == "fixed" or says_ahead(when.verb, scene)
    return when.verb is not None and says_ahead(when.verb, scene) and not is_supposed(when.verb)


def will_be(when: When, verb: Token, strict: bool, scene: Scene) -> bool:
    """Tell whether a dated clause is an appointment; of today and of a vague time only a meeting is."""
    governor = governor_of(verb)
    if is_supposed(verb) or is_negated(verb) or is_wished(verb.i, scene) or is_wished(governor.i, scene, 7, 1):
        return False
    clause = clause_of(governor)
    labels = labels_of(clause.start, clause.end, scene)
    if is_vague(when.time):
        return "meeting" in labels and says_ahead(verb, scene)
    if strict and (_is_limit(when, scene) or is_infinitive(verb) or (_hangs_on(when, verb) and not is_past(verb))):
        return True
    if not says_ahead(verb, scene) or "have" in (c.lemma_ for c in governor.children if c.dep_ == "aux"):
        return False
    first, last = days(when.time.edtf or "")
    return strict or bool({"meeting", "arranged"} & labels) or (last > scene.today and (last - first).days < 32)


def says_ahead(verb: Token | None, scene: Scene) -> bool:
    """Tell whether a clause says what will be: "will meet", "is due to report", "agreed to send"."""
    if verb is None or is_negated(verb):
        return False
    if is_ahead(verb):
        return True
    span = clause_of(governor_of(verb))
    return "arranged" in labels_of(span.start, span.end, scene)


def is_past(verb: Token) -> bool:
    """Tell whether a clause, or the one on which an infinitive hangs, tells of the past."""
    for _ in range(4):
        auxiliary = [child.tag_ for child in verb.children if child.dep_ in ("aux", "auxpass")]
        if verb.tag_ == "VBD" or "VBD" in auxiliary or (verb.tag_ == "VBN" and not auxiliary):
            return True
        if verb.head == verb or not {"TO"} & set(auxiliary):
            return False
        verb = predicate_of(verb.head)
    return False


def governor_of(verb: Token) -> Token:
    """Return the clause of "is due to begin debating", whose infinitive hangs on an adjective or participle."""
    for _ in range(3):
        hangs = verb.dep_ == "xcomp" or (verb.dep_ == "advcl" and is_infinitive(verb))
        if not hangs or verb.head == verb:
            break
        verb = verb.head if verb.head.pos_ in ("VERB", "AUX") else predicate_of(verb.head)
    return verb


def is_wished(index: int, scene: Scene, reach: int = 7, own: int = 0) -> bool:
    """Tell whether a word stands a few words behind "called for" or "proposed"; `own` 1 counts the word itself."""
    sentence = scene.terms.sentence_of(index)
    return "wished" in labels_of(max(sentence.start, index - reach), index + own, scene)


def _is_limit(when: When, scene: Scene) -> bool:
    """Tell whether a time is one until or by which something is to be done."""
    return when.first.head.lower_ in _LIMITS or scene.terms.forms[when.first.i - 1] in _LIMITS


def _hangs_on(when: When, verb: Token) -> bool:
    """Tell whether a time hangs on a verb itself and not on a noun of its clause."""
    token = when.first
    while token.head != token and token != verb and token.i <= when.last.i + 1:
        if token.i < when.first.i - 2:
            return False
        token = token.head
    return token == verb or (token.dep_ == "prep" and token.head == verb)


def labels_of(start: int, end: int, scene: Scene) -> set[str]:
    return {hit.entry.label for hit in scene.terms.within(TOPIC, max(0, start), end)}
