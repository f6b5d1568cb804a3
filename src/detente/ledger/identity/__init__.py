"""One event, many reports: which reports of which articles tell of the same happening.

Pure: the events are a function of the set of extractions, never of their order, and a report published later changes
no event as it was seen before.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.evidence import Event, EventReport, Extraction
from detente.ledger.identity.clustering import cluster
from detente.ledger.identity.consensus import agree_on
from detente.ledger.identity.copies import voices
from detente.ledger.identity.links import Link, apply_links
from detente.ledger.identity.traits import Traits, traits_of
from detente.reference.identity import IdentityWeights, identity_weights

__all__ = ["Link", "derive_events"]


def derive_events(extractions: Sequence[Extraction], links: Sequence[Link] = ()) -> tuple[Event, ...]:
    """Return the events that the reports of some extractions tell of, in the order of their earliest report.

    Only reports that bear on a process (`relevant`) count. An article that comes twice changes nothing; wire copies
    and reposts count once in `n_independent`. `links` are the merges and splits of people, from the judged view.

    >>> derive_events([])
    ()
    """
    weights = identity_weights()
    copies = weights.copies
    groups = apply_links(cluster(_reports_of(extractions, weights), weights), links)
    events = []
    for reports in groups:
        said = voices((one.article for one in reports), int(copies["shingle_words"]), copies["jaccard"])
        events.append(agree_on(reports, said))
    return tuple(events)


def _reports_of(extractions: Sequence[Extraction], weights: IdentityWeights) -> list[Traits]:
    found: dict[str, Traits] = {}
    for extraction in extractions:
        for report in extraction.of_kind(EventReport):
            if report.relevant:
                id = report.id
                found.setdefault(id, traits_of(report, extraction.article, id, weights))
    return list(found.values())
