"""An article to evidence: one module a kind, put in reading order here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.evidence import Evidence, Extraction, check_anchor

if TYPE_CHECKING:
    from detente.extraction.parsing import ParsedArticle
    from detente.reference import Desk

VERSION = "1"  # raised whenever the same article may give other evidence; the ledger supersedes by it


def extract(parsed: ParsedArticle, desk: Desk) -> Extraction:
    """Return all evidence of one parsed article, with the parties and the milestone that it shows.

    Pure: the same article and desk books give the same records, in the order of the contract. Every anchor slices back
    to its words, or `InvalidEvidence` is raised.
    """
    from detente.extraction.actors import find_actors
    from detente.extraction.calendar import find_scheduled
    from detente.extraction.commitments import find_commitments
    from detente.extraction.conditions import find_conditions
    from detente.extraction.domestic import find_domestic
    from detente.extraction.events import find_events
    from detente.extraction.issues import find_issues
    from detente.extraction.milestone import find_milestone, with_milestones
    from detente.extraction.polls import find_polls
    from detente.extraction.principles import find_principles
    from detente.extraction.signs import read_signs
    from detente.extraction.statements import find_statements
    from detente.extraction.times import Times, find_times

    book = desk.vocabulary
    expressions = find_times(parsed)
    times = Times(parsed, expressions)
    actors = find_actors(parsed, desk.actors)
    events = with_milestones(find_events(parsed, actors, times, desk.codebook), parsed, actors, book)
    statements = find_statements(parsed, actors, times, desk.speech)
    principles = find_principles(parsed, actors, events, statements, book)
    commitments = find_commitments(parsed, actors, times, book)
    conditions = find_conditions(parsed, actors, statements, book)
    polls = find_polls(parsed, actors, times, book)
    domestic = find_domestic(parsed, actors, events, book)
    signs = read_signs(parsed, actors, events, statements, commitments, conditions, domestic, book)
    records: tuple[Evidence, ...] = (
        *expressions,
        *events,
        *statements,
        *principles,
        *commitments,
        *conditions,
        *find_issues(parsed, principles, signs, book),
        *polls,
        *find_scheduled(parsed, actors, times, book),
        *domestic,
        *signs,
    )
    for record in records:
        check_anchor(parsed.article, record.anchor)
    return Extraction(parsed.article, actors.parties, find_milestone(parsed, actors, events, book), records)
