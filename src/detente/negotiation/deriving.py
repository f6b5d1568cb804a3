"""The state of a process as of a date, put together from its parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from detente.evidence import Event, Extraction
from detente.negotiation.commitments import derive_commitments
from detente.negotiation.conditions import derive_conditions
from detente.negotiation.contradictions import derive_contradictions
from detente.negotiation.domestic import derive_domestic, derive_polls
from detente.negotiation.issues import derive_issues
from detente.negotiation.ladder import derive_ladder, milestone_now
from detente.negotiation.occasions import derive_calendar
from detente.negotiation.principles import derive_principles
from detente.negotiation.process import Process
from detente.negotiation.setbacks import derive_setbacks
from detente.negotiation.signs import derive_signs
from detente.negotiation.state import ProcessState, Quote, SourceLine
from detente.negotiation.ties import derive_alternatives, derive_deals, derive_third_parties
from detente.negotiation.tracks import derive_tracks
from detente.negotiation.view import View, view_as_of


def derive_state(
    extractions: Sequence[Extraction],
    events: Sequence[Event],
    parties: Sequence[str],
    as_of: dt.date,
    process: Process | None = None,
) -> ProcessState:
    """Return what an analyst would say about a process as of a date, each line with its evidence.

    `events` are the clusters of the extractions' event reports. Neither order nor repetition of the input matters, and
    what was published after the date changes nothing; an article dated by an interval counts from its end, an undated
    one never (`undated` names it).

    >>> derive_state([], [], ("ARM", "AZE"), dt.date(2024, 1, 11)).milestone.stage
    <Milestone.NONE: 'none'>
    """
    view = view_as_of(extractions, events, parties, as_of, process)
    ladder = derive_ladder(view)
    commitments = derive_commitments(view)
    return ProcessState(
        as_of=as_of,
        parties=view.parties,
        milestone=milestone_now(ladder),
        tracks=derive_tracks(view),
        issues=derive_issues(view),
        principles=derive_principles(view),
        commitments=commitments,
        conditions=derive_conditions(view),
        domestic=derive_domestic(view),
        polls=derive_polls(view),
        calendar=derive_calendar(view, commitments),
        alternatives=derive_alternatives(view),
        third_parties=derive_third_parties(view),
        setbacks=derive_setbacks(view, ladder, commitments),
        signs=derive_signs(view),
        ladder=ladder,
        deals=derive_deals(view, ladder),
        contradictions=derive_contradictions(view),
        undated=view.undated,
        title=view.process.title or None,
        sources=_sources(view),
        quotes=tuple(_quotes(view)),
    )


def evidence_cited(value: Any) -> Iterator[str]:
    """Yield the ids of the evidence that a state, or a part of it, rests on."""
    for name in getattr(value, "__dataclass_fields__", ()):
        inner = getattr(value, name)
        if name in ("evidence", "disputed", "outcome"):
            yield from inner if isinstance(inner, tuple) else ()
        elif isinstance(inner, tuple):
            for one in inner:
                yield from evidence_cited(one)
        else:
            yield from evidence_cited(inner)


def _sources(view: View) -> tuple[SourceLine, ...]:
    return tuple(
        SourceLine(
            key=key,
            id=one.article.id,
            title=one.article.title,
            outlet=one.article.outlet,
            published=one.article.published,
            published_basis=one.article.published_basis,
            published_reasons=one.article.published_reasons,
            url=one.article.url,
            authors=one.article.authors,
            records=len(view.by_article[key]),
        )
        for key, one in zip(view.by_article, view.extractions, strict=True)
    )


def _quotes(view: View) -> Iterator[Quote]:
    """Yield the words of every record in view, in order of publication and place."""
    for key, records in view.by_article.items():
        for record in records:
            anchor = record.anchor
            yield Quote(record.id, key, anchor.exact, anchor.start, anchor.end, _paragraph(view, key, anchor.start))


def _paragraph(view: View, key: str, at: int) -> int:
    """Return the number of the paragraph that holds a character; boilerplate is not counted."""
    text, article = view.articles[key].text, view.articles[key]
    inside = "".join(text[part.start : min(part.end, at)] + "\n\n" for part in article.passages() if part.start <= at)
    return max(1, sum(1 for block in inside.split("\n\n") if block.strip()))
