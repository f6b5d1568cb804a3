"""Conditions: what somebody makes hang on what, and whose condition it is."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from detente.evidence import Actor, Condition, Statement
from detente.extraction.actors import Actors
from detente.extraction.events.arguments import reporters, subjects
from detente.extraction.mood import auxiliaries, is_ahead, is_first_person, is_infinitive, is_negated
from detente.extraction.parsing import ParsedArticle
from detente.extraction.sides import Sides
from detente.extraction.spans import around, clause_of, keep_apart, predicate_of, share_words, trimmed
from detente.extraction.terms import Hit, Terms, find_terms
from detente.reference.vocabulary import Vocabulary

EXTRACTOR = "conditions/1"
LONGEST = 60  # tokens of a condition with its main clause
_PROMISING = frozenset(["will", "would", "could", "might", "'ll", "’ll", "shall"])
_MARKS = frozenset(["if", "once", "should", "when", "case", "event", "as", "that"])
_INVOLUNTARY = frozenset(
    ["be", "face", "survive", "lose", "suffer", "fail", "become", "die", "collapse", "speed", "happen"]
)


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the reading of conditions needs to know of one article."""

    parsed: ParsedArticle
    terms: Terms
    sides: Sides
    statements: Sequence[Statement]
    book: Vocabulary


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A condition before it is a record: all its words, the words of what must be first, and whose it is."""

    span: Span
    what: Span
    by: tuple[Actor, ...]
    rank: int


def find_conditions(
    parsed: ParsedArticle, actors: Actors, statements: Sequence[Statement], book: Vocabulary
) -> tuple[Condition, ...]:
    """Return the conditions of an article in the order of the text."""
    scene = Scene(parsed, find_terms(parsed, book), Sides.of(parsed, actors), statements, book)
    found = [found for hit in scene.terms.of("conditions") for found in _READERS[hit.entry.label](hit, scene)]
    return tuple(_record(item, scene) for item in _distinct(found))


def _only(hit: Hit, scene: Scene) -> Iterator[Found]:
    """Read what makes a condition by itself: "only if", "unless", "in exchange for"."""
    mark = scene.parsed.doc[hit.end - 1]
    clause = _marked_clause(mark)
    main = _main_of(clause)
    by = _whose(main, scene)
    if by or scene.parsed.doc[hit.start].lower_ == "only":
        yield Found(_joined(main, clause), _words_of(clause), by, 3)


def _if(hit: Hit, scene: Scene) -> Iterator[Found]:
    """Read "if" and "once" where the main clause promises or threatens what somebody would do."""
    doc = scene.parsed.doc
    marks = [doc[i] for i in range(hit.start, hit.end) if doc[i].lower_ in _MARKS]
    if doc[max(0, hit.start - 1)].lower_ == "as":  # "as if" compares
        return
    clause = _marked_clause(marks[-1] if marks else doc[hit.start])
    main = _main_of(clause)
    if main is clause or clause.dep_ not in ("advcl", "prep", "pobj") or main.sent[-1].text == "?":
        return
    only = any(child.lower_ == "only" for child in main.children)
    offers = _offers(main, scene)
    involuntary = main.lemma_ in _INVOLUNTARY and not (offers or _hinges(main, scene))
    if not only and (involuntary or not (_promises(main) or offers)):
        return
    by = _whose(main, scene)
    if by or only or _hinges(main, scene):
        yield Found(_joined(main, clause), _words_of(clause), by, 2)


def _after(hit: Hit, scene: Scene) -> Iterator[Found]:
    """Read "will follow after": a promise that waits for a deed of others."""
    clause = _marked_clause(scene.parsed.doc[hit.start])
    main = _main_of(clause)
    words = scene.book.words
    deeds = words("deed-noun") | words("yielding") | words("hinging")
    waits = clause.lemma_.lower() in deeds and clause.dep_ in ("advcl", "pobj", "pcomp")
    if main is not clause and waits and is_ahead(main) and main.lemma_.lower() not in words("talking"):
        by = _whose(main, scene)
        if by:
            yield Found(_joined(main, clause), _words_of(clause), by, 1)


def _until(hit: Hit, scene: Scene) -> Iterator[Found]:
    """Read "until" behind a refusal or a resolve: "refused to stop until", "will stay until"."""
    clause = _marked_clause(scene.parsed.doc[hit.start])
    main = _main_of(clause)
    if main is clause or "did" in auxiliaries(main):
        return
    refusals = scene.book.words("refusing")
    refused = any(t.lemma_.lower() in refusals for t in (main, main.head, main.head.head))
    until = scene.terms.forms[hit.start] == "until"
    resolved = until and (_promises(main) or (is_infinitive(main) and _offers(main, scene)))
    denied = is_negated(main) and (_promises(main) or main.tag_ in ("VB", "VBP", "VBZ"))
    by = _whose(main, scene)
    if (by or _hinges(main, scene)) and (refused or denied or resolved):
        yield Found(_joined(main, clause), _words_of(clause), by, 2)


def _before(hit: Hit, scene: Scene) -> Iterator[Found]:
    """Read "before" behind a demand: "must leave before talks can begin", "demands withdrawal before any talks"."""
    mark = scene.parsed.doc[hit.start]
    clause = _marked_clause(mark)
    main = _main_of(clause)
    hinging = clause.pos_ == "NOUN" and clause.lemma_.lower() in scene.book.words("hinging")
    if main is clause or not (mark.dep_ == "mark" or hinging):
        return
    words = scene.book.words("demanding") | scene.book.words("refusing")
    near = (main, main.head, mark.head, mark.head.head)
    if any(t.lemma_.lower() in words or auxiliaries(t) & {"must"} for t in near):
        asked_by = scene.sides.known(subjects(main.head)) if main.head.lemma_.lower() in words else ()
        yield Found(_joined(main, clause), _words_of(main), asked_by or _whose(main, scene), 2)


def _noun(hit: Hit, scene: Scene) -> Iterator[Found]:
    """Read a condition that is named as one, with what it asks for."""
    head = scene.terms.head(hit)
    if head.pos_ != "NOUN" or not _has_content(head):
        return
    verb = predicate_of(head)
    by = scene.sides.actors.owner(head) or _said_by(verb, scene) or scene.sides.known(subjects(verb))
    span = around(head)
    yield Found(span, span, by, 1)


def _firm(hit: Hit, scene: Scene) -> Iterator[Found]:
    """Read "non-negotiable", with what is; "must first"; "only a full withdrawal would"."""
    verb = predicate_of(scene.terms.head(hit))
    span = clause_of(verb)
    by = _said_by(verb, scene) or scene.sides.known(subjects(verb))
    if by or _hinges(verb, scene):
        yield Found(span, span, by, 1)


def _alone(hit: Hit, scene: Scene) -> Iterator[Found]:
    """Read "only a full withdrawal would", at the head of a clause."""
    before = scene.parsed.doc[max(0, hit.start - 1)]
    if hit.start == scene.terms.sentence_of(hit.start).start or before.lower_ == "that" or before.is_punct:
        yield from _firm(hit, scene)


def _hangs(hit: Hit, scene: Scene) -> Iterator[Found]:
    """Read "depends on", "conditional on", "it is up to X to"."""
    head = scene.terms.head(hit)
    span = around(head)
    nouns = scene.book.words("hinging")
    hanging = scene.parsed.doc[span.start : hit.start]
    if "up" in scene.terms.forms[hit.start : hit.end] or any(t.lemma_.lower() in nouns for t in hanging):
        yield Found(span, span, _said_by(predicate_of(head), scene) or _whose(predicate_of(head), scene), 1)


def _terms(hit: Hit, scene: Scene) -> Iterator[Found]:
    """Read terms set beside an act: "with arrangements acceptable to both", "in a manner that does not"."""
    span = around(scene.parsed.doc[hit.start])
    yield Found(span, span, _whose(predicate_of(scene.parsed.doc[hit.start]), scene), 1)


def _entry(hit: Hit, scene: Scene) -> Iterator[Found]:
    """Read what others must do to be let in: "those who lay down their arms", "accept the constitution"."""
    head = scene.terms.head(hit)
    verb = predicate_of(head)
    if head.tag_ in ("VBD", "VBN") or (verb.tag_ == "VBD" and verb is head):
        return
    span = around(head)
    yield Found(span, span, _said_by(verb, scene) or scene.sides.known(subjects(verb.head)), 1)


def _has_content(noun: Token) -> bool:
    """Tell whether it is said what a condition asks: "as a precondition", "conditions that ...", "red lines: ..."."""
    doc = noun.doc
    after = doc[noun.i + 1].text if noun.i + 1 < len(doc) else ""
    if doc[max(0, noun.i - 1)].lower_ == "without" or after == "of" or doc[max(0, noun.i - 1)].lower_ == "such":
        return False
    if after == ":" or any(child.dep_ in ("acl", "ccomp") for child in noun.children):
        return True
    if noun.lemma_ == "condition" and noun.dep_ != "attr":
        return any(t.text == ":" for t in noun.sent if t.i > noun.i)
    if noun.dep_ == "pobj":
        return noun.head.lower_ == "as"
    return noun.dep_ == "attr" or noun.lemma_ in ("criterion", "line")


def _marked_clause(mark: Token) -> Token:
    """Return the verb (or noun) of the clause that a mark begins."""
    head = mark.head
    if mark.dep_ in ("mark", "advmod", "aux") and head.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
        return head
    if mark.dep_ in ("prep", "pcomp", "agent"):
        inner = [child for child in mark.children if child.dep_ in ("pobj", "pcomp")]
        return inner[0] if inner else mark
    return predicate_of(mark)


def _main_of(clause: Token) -> Token:
    """Return the verb of the clause on which a condition hangs."""
    head = clause.head
    if head.pos_ == "ADP":
        head = head.head
    return predicate_of(head) if head != clause else clause


def _promises(main: Token) -> bool:
    return bool(auxiliaries(main) & _PROMISING)


def _words_of(clause: Token) -> Span:
    return clause_of(clause) if clause.pos_ in ("VERB", "AUX") else around(clause)


def _joined(main: Token, clause: Token) -> Span:
    """Return the words of both clauses, or of the condition alone where both together are too long."""
    whole, own = clause_of(main), trimmed(clause, clause.left_edge.i, clause.right_edge.i)
    first, last = min(whole.start, own.start), max(whole.end, own.end)
    if last - first > LONGEST:
        return own
    return trimmed(main, first, last - 1)


def _whose(main: Token, scene: Scene) -> tuple[Actor, ...]:
    """Return whose condition it is: who acts in the main clause, or who is reported to say so."""
    said_by = _said_by(main, scene)
    who = list(subjects(main))
    if said_by and (not who or any(is_first_person(token) for token in who)):
        return said_by
    acting = scene.sides.known(who)
    return acting if any(actor.id for actor in acting) else said_by or acting


def _said_by(main: Token, scene: Scene) -> tuple[Actor, ...]:
    """Return who says the words of a clause, in its sentence or by a statement around it."""
    reported = scene.sides.known(reporters(main))
    if reported:
        return reported
    speakers = [s.speaker for s in scene.statements if s.anchor.start <= main.idx < s.anchor.end and s.speaker]
    return tuple(dataclasses.replace(s, id=i) for s in speakers[:1] for i in sorted(s.ids))


def _hinges(main: Token, scene: Scene) -> bool:
    """Tell whether a clause is about talks, a deal or a deed of the process."""
    nouns = scene.book.words("hinging")
    return any(child.lemma_.lower() in nouns for child in main.children if child.dep_ in ("nsubj", "nsubjpass"))


def _offers(main: Token, scene: Scene) -> bool:
    """Tell whether a clause offers or threatens: "offered to", "threatened to", "the proposal to"."""
    words = scene.book.words("offering")
    near = [main, main.head, *(child for child in main.children if child.dep_ in ("acomp", "xcomp"))]
    return any(token.lemma_.lower() in words or token.lower_ in words for token in near)


def _distinct(found: list[Found]) -> list[Found]:
    """Keep the surest of those that share their words."""
    ranked = sorted(found, key=lambda item: (-item.rank, item.span.start))
    kept = keep_apart(ranked, lambda a, b: share_words(a.span, b.span))
    return sorted(kept, key=lambda item: item.span.start)


def _record(found: Found, scene: Scene) -> Condition:
    what = " ".join(found.what.text.split())[:160]
    return Condition(anchor=scene.parsed.anchor(found.span), extractor=EXTRACTOR, by=found.by, what=what)


_READERS = {
    "only": _only,
    "if": _if,
    "after": _after,
    "until": _until,
    "before": _before,
    "noun": _noun,
    "firm": _firm,
    "hangs": _hangs,
    "terms": _terms,
    "attempt": _firm,
    "first": _firm,
    "alone": _alone,
    "entry": _entry,
    "expected": _firm,
    "deal": _firm,
}
