"""Labelled reports: which tell of one event. Reads `pairs/*.txt`, whose head says how a line is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from detente.article import Article
from detente.evidence import Actor, Anchor, Event, EventReport, EventType, Extraction, Milestone, Status

FOLDER = Path(__file__).parent / "pairs"
_CODING = re.compile(r"^([A-Z]+)(?:\.([\w-]+))?(?:!(\w+))?(?:\^(\w+))?$")


class Labelled(NamedTuple):
    """Extractions of one report each, and the event of each report by its id."""

    extractions: list[Extraction]
    events: dict[str, str]


def labelled(half: str) -> Labelled:
    """Return the labelled reports of a half."""
    found, events, process = [], {}, ""
    for number, line in enumerate((FOLDER / f"{half}.txt").read_text(encoding="utf-8").splitlines()):
        if line.startswith("## "):
            process = line[3:]
        elif line and not line.startswith("#"):
            event, *rest = (part.strip() for part in line.split("|"))
            one = _extraction(f"{half}-{number}", rest)
            found.append(one)
            events[one.evidence[0].id] = f"{process}/{event}"
    return Labelled(found, events)


def _extraction(id: str, row: list[str]) -> Extraction:
    outlet, published, coding, who, date, place, sentence = row
    start, end = sentence.index("["), sentence.index("]") - 1
    text = sentence.replace("[", "").replace("]", "")
    article = Article(id, text, outlet=outlet, published=published, published_basis="given")
    match = _CODING.match(coding)
    assert match is not None, coding
    sides, _, mediators = who.partition("@")
    actors, _, recipients = sides.partition(">")
    report = EventReport(
        anchor=Anchor.of(article, start, end),
        type=EventType(match[1]),
        mode=match[2],
        status=Status(match[3] or "occurred"),
        milestone=Milestone(match[4]) if match[4] else None,
        actors=_crowd(actors),
        recipients=_crowd(recipients),
        mediators=_crowd(mediators),
        date=date or None,
        place=place or None,
    )
    return Extraction(article, evidence=(report,))


def _crowd(text: str) -> tuple[Actor, ...]:
    pairs = (part.strip().partition("=") for part in text.split(";") if part.strip())
    return tuple(Actor(name, id) for id, _, name in pairs)


class Figures(NamedTuple):
    """How well clusters agree with labels: over pairs of reports, and B-cubed (Bagga & Baldwin 1998)."""

    precision: float
    recall: float
    b_cubed: float
    pairs: int


def figures(truth: dict[str, str], found: dict[str, str]) -> Figures:
    """Compare a clustering with the labels; both give each report's cluster by the report's id."""
    both = _pairs(Counter((truth[id], found[id]) for id in truth))
    said, real = _pairs(Counter(found.values())), _pairs(Counter(truth.values()))
    return Figures(both / max(1, said), both / max(1, real), _b_cubed(truth, found), len(truth) * (len(truth) - 1) // 2)


def _pairs(counts: Counter[object]) -> int:
    return sum(n * (n - 1) // 2 for n in counts.values())


def _b_cubed(truth: dict[str, str], found: dict[str, str]) -> float:
    both = Counter((truth[id], found[id]) for id in truth)
    said, real = Counter(found.values()), Counter(truth.values())
    precision = sum(n * n / said[cluster] for (_, cluster), n in both.items()) / len(truth)
    recall = sum(n * n / real[label] for (label, _), n in both.items()) / len(truth)
    return 2 * precision * recall / (precision + recall)


def clusters_of(events: tuple[Event, ...]) -> dict[str, str]:
    """Return the event of each report, by the report's id."""
    return {report.id: event.id for event in events for report in event.reports}


def same_day_dyad_type(extractions: list[Extraction]) -> dict[str, str]:
    """The first baseline: same date, same countries, same type."""
    return {
        report.id: f"{report.date} {sorted(_countries(report))} {report.type}" if report.date else report.id
        for one in extractions
        for report in one.of_kind(EventReport)
    }


def _countries(report: EventReport) -> set[str]:
    return {id.partition(":")[0] for actor in (*report.actors, *report.recipients) for id in actor.ids}


def alike_texts(extractions: list[Extraction], at_least: float) -> dict[str, str]:
    """The second baseline: words in common (Jaccard), joined transitively."""
    words = {one.evidence[0].id: set(re.findall(r"\w{3,}", one.article.text.lower())) for one in extractions}
    group = {id: id for id in words}
    for one, other in _alike(words, at_least):
        old, new = group[other], group[one]
        group = {id: new if label == old else label for id, label in group.items()}
    return group


def _alike(words: dict[str, set[str]], at_least: float) -> Iterator[tuple[str, str]]:
    for one, other in combinations(sorted(words), 2):
        if len(words[one] & words[other]) >= at_least * len(words[one] | words[other]):
            yield one, other
