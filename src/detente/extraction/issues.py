"""Issues: what is on the table, and how far it is settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from spacy.tokens import Span, Token

from detente.evidence import Direction, Evidence, Issue, IssueMention, IssueState, Principle, Sign, SignKind
from detente.extraction.mood import is_ahead, is_demanded, is_infinitive, is_negated, is_supposed
from detente.extraction.parsing import ParsedArticle
from detente.extraction.sides import ids
from detente.extraction.spans import around
from detente.extraction.terms import Hit, Terms, find_terms
from detente.reference.vocabulary import Vocabulary

EXTRACTOR = "issues/1"
TOPIC = "settling"
STATES = ("agreed", "narrowing", "contested", "open")
STEPS = 8  # words above the name of an issue that may say how far it is settled
ENOUGH = 4  # the score from which an issue counts as being on the table
E = TypeVar("E", bound=Evidence)
_DONE = frozenset({SignKind.DEED, SignKind.COMMITMENT})


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """A place where an issue is named, with what its surroundings say of it."""

    hit: Hit
    clause: Span
    score: float
    state: IssueState


def find_issues(
    parsed: ParsedArticle, principles: Sequence[Principle], signs: Sequence[Sign], book: Vocabulary
) -> tuple[IssueMention, ...]:
    """Return the issues of an article in the order of the text, one record an issue, at its best mention.

    What is a principle is agreed; for the rest the signs say more of the state of an issue than the words alone.
    """
    terms = find_terms(parsed, book)
    agreed = [p for p in principles if len(ids(p.affirmed_by)) > 1]
    by_issue: dict[str, list[Mention]] = defaultdict(list)
    for hit in terms.of("issues"):
        by_issue[hit.entry.label].append(_mention(hit, agreed, signs, terms))
    best = [max(found, key=lambda m: m.score) for found in by_issue.values()]
    kept = sorted((m for m in best if m.score >= ENOUGH), key=lambda m: m.hit.start)
    return tuple(_record(m, parsed) for m in kept)


def _mention(hit: Hit, agreed: Sequence[Principle], signs: Sequence[Sign], terms: Terms) -> Mention:
    sentence, head = terms.sentence_of(hit.start), terms.head(hit)
    clause = around(head)
    score = hit.entry.weight + 0.25 * (hit.end - hit.start)
    score += bool(terms.labels(TOPIC, clause)) + bool(terms.labels(TOPIC, sentence))
    if _around(hit, agreed, terms):
        return Mention(hit, clause, score + 2, "agreed")
    beside = min(_around(hit, signs, terms), key=lambda s: s.anchor.end - s.anchor.start, default=None)
    return Mention(hit, clause, score + (beside is not None), _state(beside, _governed(hit, head, terms)))


def _around(hit: Hit, records: Sequence[E], terms: Terms) -> list[E]:
    """Return the records whose words hold the words of an issue."""
    start = terms.parsed.doc[hit.start].idx
    return [record for record in records if record.anchor.start <= start < record.anchor.end]


def _governed(hit: Hit, head: Token, terms: Terms) -> IssueState | None:
    """Return what the words around and above the name of an issue say of it, `None` for nothing.

    The nearest word decides, but a refusal above a call stays a refusal.
    """
    labels = {h.start: h.entry.label for h in terms.of(TOPIC) if h.entry.label in STATES}
    doc = head.doc
    near = [i for i in range(hit.start, hit.end) if i in labels]
    near += [child.i for child in head.children if child.i in labels and child.dep_ in ("amod", "compound")]
    chain, token = [], head
    for _ in range(STEPS):
        if token.head == token:
            break
        token = token.head
        chain.append(token.i)
    said = [_valid(doc[i], labels[i]) for i in (*near, *chain) if i in labels]
    found = [state for state in said if state is not None]
    if not found:
        return None
    return "contested" if found[0] == "open" and "contested" in found else found[0]


def _valid(word: Token, state: str) -> IssueState | None:
    """Return the state that a word gives: what is only wished for or still to do is open."""
    if state in ("contested", "open"):
        return cast(IssueState, state)
    if word.pos_ not in ("VERB", "AUX"):
        return "agreed" if state == "agreed" else None
    if is_negated(word):
        return "contested"
    unreal = is_supposed(word) or is_ahead(word) or is_demanded(word) or is_infinitive(word)
    return "open" if unreal else cast(IssueState, state)


def _state(beside: Sign | None, governed: IssueState | None) -> IssueState:
    """Return the state of an issue by the sign beside it and the word that governs its name."""
    if governed in ("contested", "agreed"):
        return governed
    if beside is None:
        return "open"
    if beside.direction is Direction.AGAINST:
        return "open" if governed == "open" and beside.sign_kind is not SignKind.CONDITION else "contested"
    return "narrowing" if governed != "open" and beside.sign_kind in _DONE else "open"


def _record(mention: Mention, parsed: ParsedArticle) -> IssueMention:
    return IssueMention(
        anchor=parsed.anchor(mention.clause),
        extractor=EXTRACTOR,
        issue=Issue(mention.hit.entry.label),
        state=mention.state,
    )
