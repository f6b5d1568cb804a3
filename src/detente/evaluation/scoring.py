"""Scoring of records against annotated ones.

A prediction is found when it has the annotated record's kind and the two spans share at least a quarter of the longer
one (issues by their name, one an article); pairs are one to one, best agreement first. The record-F1 counts each pair
by the mean agreement of its main fields, so that vague anchors with wrong fields earn little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from detente.evaluation.gold import LISTS, GoldArticle, GoldRecord
from detente.evidence import Extraction

MAIN_FIELDS = {
    "event": ("type", "actors", "date", "status"),
    "statement": ("speaker", "stance"),
    "principle": ("affirmed_by",),
    "commitment": ("by", "state"),
    "condition": ("by",),
    "issue": ("state",),
    "poll": ("share", "population", "date"),
    "scheduled": ("date",),
    "domestic": ("actor", "direction"),
    "sign": ("direction", "sign_kind"),
}
ACTOR_FIELDS = frozenset(["actors", "speaker", "affirmed_by", "by", "actor"])
GOLD_NAMES = {"sign_kind": "kind"}


@dataclass(frozen=True, slots=True)
class KindScore:
    """The figures of one kind; F1, precision and recall lie between 0 and 1."""

    gold: int
    predicted: int
    record_f1: float
    found_f1: float
    precision: float
    recall: float
    agreement: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of one run."""

    kinds: Mapping[str, KindScore]
    parties: float
    milestone: float
    in_boilerplate: int
    articles: int

    def to_dict(self) -> dict[str, Any]:
        """Return the figures as plain data."""
        kinds = {
            kind: {
                name: getattr(score, name)
                for name in ("gold", "predicted", "record_f1", "found_f1", "precision", "recall")
            }
            | dict(score.agreement)
            for kind, score in self.kinds.items()
        }
        own = {"parties": self.parties, "milestone": self.milestone, "in_boilerplate": self.in_boilerplate}
        return kinds | own | {"articles": self.articles}


@dataclass(frozen=True, slots=True)
class _Predicted:
    start: int
    end: int
    fields: Mapping[str, Any]


def score_extractions(gold: Sequence[GoldArticle], extractions: Sequence[Extraction]) -> Report:
    """Score extractions against the annotated articles they were made from, pair by pair in order."""
    pairs = list(zip(gold, extractions, strict=True))
    return Report(
        {kind: _score_kind(kind, pairs) for kind in LISTS.values()},
        _mean(_party_f1(g, e) for g, e in pairs),
        _mean(float(e.milestone.value == g.milestone) for g, e in pairs),
        sum(_in_boilerplate(g, e) for g, e in pairs),
        len(pairs),
    )


def _score_kind(kind: str, pairs: Iterable[tuple[GoldArticle, Extraction]]) -> KindScore:
    n_gold = n_predicted = n_found = 0
    credit = 0.0
    agreement: dict[str, list[float]] = {}
    for gold, extraction in pairs:
        wanted = [record for record in gold.records if record.kind == kind]
        found = _predictions(kind, extraction)
        n_gold, n_predicted = n_gold + len(wanted), n_predicted + len(found)
        for record, prediction in _matched(kind, wanted, found):
            values = _agreement(kind, record, prediction)
            n_found += 1
            credit += _mean(values.values())
            for name, value in values.items():
                agreement.setdefault(name, []).append(value)
    return KindScore(
        n_gold,
        n_predicted,
        _f1(credit, n_predicted, n_gold),
        _f1(n_found, n_predicted, n_gold),
        round(n_found / n_predicted, 3) if n_predicted else 0.0,
        round(n_found / n_gold, 3) if n_gold else 0.0,
        {name: round(_mean(values), 3) for name, values in agreement.items()},
    )


def _predictions(kind: str, extraction: Extraction) -> list[_Predicted]:
    records = (record for record in extraction.evidence if record.kind == kind and record.relevant)
    return [_Predicted(record.anchor.start, record.anchor.end, record.to_dict()) for record in records]


def _matched(
    kind: str, wanted: Sequence[GoldRecord], found: Sequence[_Predicted]
) -> Iterable[tuple[GoldRecord, _Predicted]]:
    same: Callable[[GoldRecord, _Predicted], bool] = _same_issue if kind == "issue" else _close
    candidates = [
        (-_mean(_agreement(kind, g, p).values()), -_shared(g, p), i, j)
        for i, g in enumerate(wanted)
        for j, p in enumerate(found)
        if same(g, p)
    ]
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    for _, _, i, j in sorted(candidates):
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            yield wanted[i], found[j]


def _agreement(kind: str, gold: GoldRecord, predicted: _Predicted) -> dict[str, float]:
    values = {}
    for name in MAIN_FIELDS[kind]:
        wanted, got = gold.fields.get(GOLD_NAMES.get(name, name)), predicted.fields.get(name)
        values[name] = _jaccard(_ids(wanted), _ids(got)) if name in ACTOR_FIELDS else float(wanted == got)
    return values


def _same_issue(gold: GoldRecord, predicted: _Predicted) -> bool:
    return bool(gold.fields["issue"] == predicted.fields.get("issue"))


def _close(gold: GoldRecord, predicted: _Predicted) -> bool:
    longer = max(gold.end - gold.start, predicted.end - predicted.start)
    return _shared(gold, predicted) * 4 >= longer > 0


def _shared(a: GoldRecord | _Predicted, b: GoldRecord | _Predicted) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _ids(actors: Any) -> set[str]:
    several = [actors] if isinstance(actors, Mapping) else actors or []
    return {part for actor in several if actor and actor.get("id") for part in actor["id"].split(";")}


def _party_f1(gold: GoldArticle, extraction: Extraction) -> float:
    wanted, got = set(gold.parties[:2]), set(extraction.parties[:4])
    return _f1(len(wanted & got), len(got), len(wanted))


def _in_boilerplate(gold: GoldArticle, extraction: Extraction) -> int:
    anchors = [record.anchor for record in extraction.evidence if record.kind != "time"]
    return sum(any(a.start < end and start < a.end for start, end in gold.boilerplate) for a in anchors)


def _jaccard(a: set[str], b: set[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 1.0


def _f1(hits: float, predicted: int, gold: int) -> float:
    return round(2 * hits / (predicted + gold), 3) if predicted + gold else 0.0


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0
