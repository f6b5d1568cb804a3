"""One judgement: who said what of which record, when and why."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from detente.errors import UsageError
from detente.evidence import Evidence, evidence_from_dict
from detente.ledger.rows import stamp, to_json

Drawn = Literal["chosen", "spot"]


class Action(StrEnum):
    """What a reviewer may do.

    `accept`, `edit`, `reject` and `defer` are said of a record; `merge` and `split` of events; `undo` of a judgement.
    """

    ACCEPT = "accept"
    EDIT = "edit"
    REJECT = "reject"
    DEFER = "defer"
    MERGE = "merge"
    SPLIT = "split"
    UNDO = "undo"


OF_RECORDS = frozenset((Action.ACCEPT, Action.EDIT, Action.REJECT, Action.DEFER))
OF_EVENTS = frozenset((Action.MERGE, Action.SPLIT))


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judgement. `target` is the id of a record, of an event, or (undo) of another judgement.

    `targets` are the events to merge with the target, or the reports to split from it. `patch` holds the corrected
    fields of an edit, in the shape of the JSON contract; its `anchor` needs no more than `start` and `end`. `drawn`
    tells whether the record came up by choice or in a random spot check, from which alone precision may be estimated.
    """

    action: Action
    reviewer: str
    at: dt.datetime
    target: str
    targets: tuple[str, ...] = ()
    patch: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    drawn: Drawn = "chosen"

    @property
    def id(self) -> str:
        """A hash of all of it: the same judgement twice is one."""
        parts = [self.action.value, self.reviewer, stamp(self.at), self.target, list(self.targets), dict(self.patch)]
        canonical = to_json([*parts, self.reason, self.drawn])
        return f"judgement-{hashlib.sha256(canonical.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"

    @property
    def order(self) -> tuple[str, str]:
        """What judgements are put in order by: time, then id."""
        return stamp(self.at), self.id

    def check(self) -> None:
        """Raise `UsageError` where it does not say what its action needs."""
        wanting = {
            Action.EDIT: ("patch", self.patch, "say which field gets which value"),
            Action.REJECT: ("reason", self.reason, "say in a word what is wrong"),
            Action.MERGE: ("targets", self.targets, "name the events to merge with it"),
            Action.SPLIT: ("targets", self.targets, "name the reports to take out"),
        }
        what, value, remedy = wanting.get(self.action, ("target", self.target, "name a record"))
        if not value or not self.target or not self.reviewer:
            missing = what if not value else "target" if not self.target else "reviewer"
            raise UsageError(f"{self.action} {self.target}", f"no {missing} given", remedy)


def patched(record: Evidence, patch: Mapping[str, Any], text: str) -> Evidence:
    """Return a record with the fields of a patch; a new anchor takes its words from the text.

    Raises `InvalidEvidence` where the result is none of the vocabulary.
    """
    plain = record.to_dict() | dict(patch)
    if "anchor" in patch:
        moved = {**record.to_dict()["anchor"], **patch["anchor"]}
        start, end = int(moved["start"]), int(moved["end"])
        around = {"prefix": text[max(0, start - 32) : start], "suffix": text[end : end + 32]}
        plain["anchor"] = moved | {"exact": text[start:end]} | around
    corrected = evidence_from_dict(plain)
    return dataclasses.replace(corrected, certainty=1.0)
