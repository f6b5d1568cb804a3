"""Events: who did what to whom, when, where, and whether it happened.

Finding (which words name a happening, by the codebook's patterns over the parse) is kept apart from settling (what it
is under its tense, mood and negation) and from filling in the arguments.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.evidence import EventReport
from detente.extraction.actors import Actors
from detente.extraction.events.arguments import depth
from detente.extraction.events.finding import Found, find_in_sentence
from detente.extraction.events.report import report_of
from detente.extraction.events.retelling import at_fullest_mention
from detente.extraction.events.roles import Scene
from detente.extraction.parsing import ParsedArticle
from detente.extraction.spans import keep_apart
from detente.extraction.times import Times
from detente.reference.codebook import Codebook


def find_events(parsed: ParsedArticle, actors: Actors, times: Times, book: Codebook) -> tuple[EventReport, ...]:
    """Return the event reports of an article in the order of its sentences, the main event of a sentence first.

    Every record is anchored in its clause. Events without a bearing on the parties are kept with `relevant=False`.
    """
    scene = Scene(parsed, actors, times, book)
    reports: list[EventReport] = []
    for sentence in parsed.sentences:
        found = sorted(find_in_sentence(sentence, scene.matcher), key=_main_first)
        reports += _distinct(report_of(item, scene) for item in found)
    return at_fullest_mention(reports)


def _main_first(found: Found) -> tuple[int, int, int]:
    return (depth(found.head), int(found.nominal), found.head.i)


def _distinct(reports: Iterator[EventReport | None]) -> list[EventReport]:
    """Drop a report that says the same as an earlier one of its sentence, such as a noun inside its verb's clause."""
    return keep_apart((report for report in reports if report is not None), _says_the_same)


def _says_the_same(a: EventReport, b: EventReport) -> bool:
    overlap = min(a.anchor.end, b.anchor.end) - max(a.anchor.start, b.anchor.start)
    shorter = min(a.anchor.end - a.anchor.start, b.anchor.end - b.anchor.start)
    return a.type == b.type and overlap > shorter / 2
