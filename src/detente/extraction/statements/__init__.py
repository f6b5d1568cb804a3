"""Statements: quotations → cues → source → content, then who speaks, through whom, which way, and whether it bears.

Finding the attributions of a text (`find_attributions`) knows nothing of actors or dates; resolving them
(`find_statements`) reads no syntax anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.evidence import Statement
from detente.extraction.actors import Actors
from detente.extraction.parsing import ParsedArticle
from detente.extraction.statements.attribution import Attribution, find_attributions, quotations_of
from detente.extraction.statements.bearing import ABOUT, is_deed, measure_about
from detente.extraction.statements.issuer import find_issuer
from detente.extraction.statements.orphans import with_orphans
from detente.extraction.statements.records import Reading, record_all
from detente.extraction.statements.speaker import reported_words
from detente.reference.speech import SpeechBook

if TYPE_CHECKING:
    from detente.extraction.times import Times

__all__ = ["Attribution", "find_attributions", "find_statements"]


def find_statements(parsed: ParsedArticle, actors: Actors, times: Times, book: SpeechBook) -> tuple[Statement, ...]:
    """Return the statements of an article in order.

    Each attribution of the text is a statement. Where the article is about a conflict or a negotiation, a quotation
    that runs over several sentences is one statement a sentence. `relevant` is false for what does not bear on that.
    """
    quotations = quotations_of(parsed.article)
    about = measure_about(parsed.doc, actors, book)
    found = find_attributions(parsed, book, quotations)
    if about >= ABOUT:
        found = with_orphans([a for a in found if not is_deed(a, book)], quotations)
    reading = Reading(
        parsed,
        actors,
        times,
        book,
        quotations,
        reported_words(found, quotations),
        about,
        find_issuer(parsed, actors, quotations),
    )
    statements = record_all(found, reading)
    return tuple(sorted(statements, key=lambda statement: (statement.anchor.start, statement.anchor.end)))
