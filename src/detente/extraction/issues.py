"""Issues: what is on the table, and how far it is settled."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from detente.evidence import Issue, IssueMention, IssueState
from detente.extraction.actors import Actors
from detente.extraction.parsing import ParsedArticle
from detente.extraction.spans import around
from detente.extraction.terms import Hit, Terms, find_terms
from detente.reference.vocabulary import Vocabulary

EXTRACTOR = "issues/1"
ENOUGH = 4  # the score from which an issue counts as being on the table


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A place where an issue is named, with what its surroundings say of it."""

    hit: Hit
    score: float
    state: IssueState


def find_issues(parsed: ParsedArticle, actors: Actors, book: Vocabulary) -> tuple[IssueMention, ...]:
    """Return the issues of an article in the order of the text, one record an issue, at its best mention."""
    terms = find_terms(parsed, book)
    by_issue: dict[str, list[Candidate]] = defaultdict(list)
    for hit in terms.of("issues"):
        by_issue[hit.entry.label].append(_weigh(hit, terms))
    best = [max(found, key=lambda c: c.score) for found in by_issue.values()]
    kept = sorted((c for c in best if c.score >= ENOUGH), key=lambda c: c.hit.start)
    return tuple(_record(c, parsed, terms) for c in kept)


def _weigh(hit: Hit, terms: Terms) -> Candidate:
    sentence = terms.sentence_of(hit.start)
    clause = around(terms.head(hit))
    labels, wider = terms.labels("settling", clause), terms.labels("settling", sentence)
    score = hit.entry.weight + bool(wider) + bool(labels) + 0.25 * (hit.end - hit.start)
    return Candidate(hit, score, _state(labels, wider))


def _state(labels: set[str], wider: set[str]) -> IssueState:
    for found in (labels, wider):
        if "contested" in found:
            return "contested"
        if "agreed" in found:
            return "agreed"
        if "narrowing" in found:
            return "narrowing"
    return "open"


def _record(candidate: Candidate, parsed: ParsedArticle, terms: Terms) -> IssueMention:
    return IssueMention(
        anchor=parsed.anchor(around(terms.head(candidate.hit))),
        extractor=EXTRACTOR,
        issue=Issue(candidate.hit.entry.label),
        state=candidate.state,
    )
