"""First version: names of the desk book only."""

from __future__ import annotations

from collections import Counter

from detente.evidence import Actor
from detente.extraction.actors.find import find_names
from detente.extraction.actors.mentions import Mention
from detente.extraction.actors.words import Words
from detente.extraction.parsing import ParsedArticle
from detente.reference.actors import ActorBook


def resolve_mentions(
    parsed: ParsedArticle, words: Words, book: ActorBook
) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
    """Return the mentions and the parties."""
    mentions = []
    counts: Counter[str] = Counter()
    for hit in find_names(words, book):
        entry = hit.entry
        if entry.id:
            text = parsed.doc[hit.start : hit.end].text
            mentions.append(Mention(hit.start, hit.end, (Actor(text, entry.id),), entry.kind, hit.end - 1))
            counts[entry.id] += 1
    return tuple(mentions), tuple(name for name, _ in counts.most_common(2))
