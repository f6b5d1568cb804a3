"""Times: expressions are found, then resolved against the day of writing; then those that date an event are chosen."""

from __future__ import annotations

from detente.dates import interval
from detente.evidence import Anchor, TimeExpression
from detente.extraction.parsing import ParsedArticle
from detente.extraction.times.dating import Times
from detente.extraction.times.find import find
from detente.extraction.times.found import Found
from detente.extraction.times.reading import Reading, Scene
from detente.extraction.times.resolve import resolve
from detente.reference.times import load_time_book

EXTRACTOR = "times/1"
__all__ = ["Times", "find_times"]


def find_times(parsed: ParsedArticle) -> tuple[TimeExpression, ...]:
    """Return every time expression of an article in order, resolved against its date of publication."""
    book = load_time_book()
    scene = Scene.of(parsed.article.published, book)
    expressions = []
    for found in find(parsed, book):
        reading = resolve(found, scene)
        if reading is not None:
            expressions.append(_expression(found, reading, parsed, scene))
    return tuple(expressions)


def _expression(found: Found, reading: Reading, parsed: ParsedArticle, scene: Scene) -> TimeExpression:
    return TimeExpression(
        anchor=Anchor.of(parsed.article, found.words[0].start, found.words[-1].end),
        extractor=EXTRACTOR,
        certainty=round(reading.certainty * (1.0 if scene.exact else 0.7), 2),
        value=reading.value,
        type=reading.type,
        edtf=interval(*reading.days) if reading.days else None,
        resolved_against=parsed.article.published,
    )
