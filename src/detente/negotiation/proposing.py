"""A process file proposed from what a ledger shows, for a person to read and correct."""

from __future__ import annotations

from collections import Counter

from detente.negotiation.process import Process
from detente.negotiation.state import ProcessState
from detente.negotiation.view import order
from detente.reference.negotiation import name_of


def propose_process(state: ProcessState) -> Process:
    """Return the process that a state shows: its parties, who mediates, the issues on the table, since when they talk.

    >>> import datetime as dt
    >>> from detente.negotiation import derive_state
    >>> propose_process(derive_state([], [], ("ARM", "AZE"), dt.date(2024, 1, 11))).title
    'Armenia – Azerbaijan'
    """
    mediators = Counter({one: track.contacts for track in state.tracks for one in track.mediators})
    firsts = [track.first_contact for track in state.tracks if track.first_contact]
    return Process(
        id="-".join(party.replace(":", "-") for party in state.parties).lower(),
        title=state.title or " – ".join(name_of(party) for party in state.parties),
        parties=state.parties,
        mediators=tuple(sorted(mediators, key=lambda one: (-mediators[one], one))),
        issues=tuple(one.issue for one in state.issues),
        since=min(firsts, key=order, default=None),
    )
