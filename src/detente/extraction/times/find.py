"""Where time expressions stand: the longest pattern of the desk book that fits and makes sense."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.extraction.parsing import ParsedArticle
from detente.extraction.times.found import Found
from detente.extraction.times.numbers import composed
from detente.extraction.times.sense import makes_sense
from detente.extraction.times.words import Word, read_words
from detente.reference.times import TimeBook


def find(parsed: ParsedArticle, book: TimeBook) -> Iterator[Found]:
    """Yield the time expressions of an article in order, none inside another."""
    lowers = [token.lower_ for token in parsed.doc]
    for sentence in parsed.sentences:
        inside = lowers[sentence.start : sentence.end]
        if _is_worth_reading(inside, book):
            yield from find_in_words(composed(read_words(list(sentence), inside, book), book), book)


def find_in_words(words: Sequence[Word], book: TimeBook) -> Iterator[Found]:
    """Yield the time expressions of one sentence."""
    letters = "".join(word.letter for word in words)
    at = 0
    while start := book.start.search(letters, at):
        found = _longest(words, letters, start.start(), book)
        if found:
            yield found
        at = found.at + len(found.words) if found else start.start() + 1


def _longest(words: Sequence[Word], letters: str, at: int, book: TimeBook) -> Found | None:
    fits = [(match.end(), rule.name) for rule in book.rules if (match := rule.pattern.match(letters, at))]
    for end, name in sorted(fits, key=lambda fit: -fit[0]):
        found = Found(name, tuple(words[at:end]), words, at)
        if makes_sense(found):
            return found.trimmed()
    return None


def _is_worth_reading(lowers: Sequence[str], book: TimeBook) -> bool:
    return not book.triggers.isdisjoint(lowers) or any("0" <= lower[0] <= "9" or "-" in lower[1:] for lower in lowers)
