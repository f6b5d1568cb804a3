"""Find: the words that may name an actor, without saying yet whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from detente.extraction.actors.words import NOUN, PROPN, Words
from detente.reference.actors import END, ActorBook, Entry

# Small words inside a name.
PARTICLES = frozenset("al el bin ibn bint ben ul van von der den de da di du dos la le ad as an abu af - – .".split())
_ANY_CASE = frozenset({"noun", "collective"})
_ANY_CASE_PHRASE = frozenset({"seat", "organ"})
UNKNOWN = Entry("name", "")


class Hit(NamedTuple):
    """A stretch of tokens and what the desk book says of it; `name` hits are capitalised words it does not know."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    @property
    def entry(self) -> Entry:
        """The first reading."""
        return self.entries[0]


def find_names(words: Words, book: ActorBook) -> list[Hit]:
    """Return the hits in order, the longest at each place, with unknown capitalised names between them."""
    hits: list[Hit] = []
    i, n = 0, len(words)
    tree, folded = book.tree, words.fold
    while i < n:
        hit = _longest(words, tree, i) if folded[i] in tree else None
        if hit is None and words.pos[i] == PROPN and words.text[i][0].isalpha():
            hit = _name(words, tree, i)
        if hit is None:
            i += 1
        else:
            hits.append(hit)
            i = hit.end
    return hits


def _longest(words: Words, tree: dict[str, object], i: int) -> Hit | None:
    best: Hit | None = None
    node = tree
    folded = words.fold
    for j in range(i, min(len(folded), i + 12)):
        node = node.get(folded[j])  # type: ignore[assignment]
        if node is None:
            break
        entries = node.get(END)
        if entries:
            fitting = tuple(entry for entry in entries if _fits(words, i, j + 1, entry))  # type: ignore[attr-defined]
            if fitting:
                best = Hit(i, j + 1, fitting)
    return best


def _fits(words: Words, start: int, end: int, entry: Entry) -> bool:
    """Tell whether the case of the words and their part of speech allow a reading."""
    if entry.caps:
        return all(word.isupper() for word in words.text[start:end])
    if entry.kind == "noun":
        return words.pos[end - 1] in (NOUN, PROPN) or end - start > 1
    if entry.kind in _ANY_CASE or (end - start > 1 and entry.kind in _ANY_CASE_PHRASE):
        return True
    return words.text[start][0].isupper()


def _name(words: Words, tree: dict[str, object], i: int) -> Hit:
    """Return the run of capitalised words that begins here and that the desk book does not know."""
    end = i + 1
    while end < len(words) and _continues(words, end) and not (words.fold[end] in tree and _longest(words, tree, end)):
        end += 1
    while end > i + 1 and words.fold[end - 1] in PARTICLES:
        end -= 1
    return Hit(i, end, (UNKNOWN,))


def _continues(words: Words, j: int) -> bool:
    if words.sent[j] != words.sent[j - 1]:
        return False
    word = words.text[j]
    return (words.pos[j] == PROPN and (word[0].isupper() or words.text[j - 1] == "-")) or words.fold[j] in PARTICLES


def between(hits: list[Hit], start: int, end: int) -> Iterator[Hit]:
    """Yield the hits that lie between two tokens."""
    return (hit for hit in hits if hit.start >= start and hit.end <= end)
