"""Find: the words that may name an actor, without saying yet whom."""

from __future__ import annotations

from typing import NamedTuple

from detente.extraction.actors.words import Words
from detente.reference.actors import END, ActorBook, Entry, Node

LONGEST = 12  # tokens of a name
_ANY_CASE = frozenset(("noun", "collective", "anaphor"))
_ANY_CASE_PHRASE = frozenset(("seat", "organ"))
_NO_ACTOR = frozenset(("DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE"))
# Parts of speech with which no name begins.
_NO_START = frozenset(("DET", "PRON", "ADV", "SCONJ", "CCONJ", "PART", "INTJ"))
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
    surnames: set[str] = set()
    i, n = 0, len(words)
    tree, folded, pos = book.tree, words.fold, words.pos
    while i < n:
        hit = _known(words, tree, i) if folded[i] in tree else None
        if hit is None and "-" in folded[i] and words.is_capital(i):
            hit = _joined(words, book, i)
        if hit is None and words.is_capital(i) and (pos[i] == "PROPN" or _may_name(words, book, surnames, i)):
            hit = _unknown(words, tree, i)
        if hit is None:
            i += 1
            continue
        hits.append(hit)
        i = hit.end
        if hit.entry.kind in ("name", "person") and hit.end - hit.start > 1:
            surnames.add(folded[hit.end - 1])
    return hits


def _known(words: Words, tree: Node, i: int) -> Hit | None:
    """Return the longest name of the desk book that begins here and fits the case of the words."""
    best: Hit | None = None
    node: Node | None = tree
    folded = words.fold
    for j in range(i, min(len(folded), i + LONGEST)):
        node = node.get(folded[j]) if node else None
        if node is None:
            break
        if END in node:
            fitting = tuple(entry for entry in node[END] if _fits(words, i, j + 1, entry))
            if fitting:
                best = Hit(i, j + 1, fitting)
    return best


def _joined(words: Words, book: ActorBook, i: int) -> Hit | None:
    """Return the actors of one token with hyphens: "U.S.-Thai"."""
    ids = []
    for part in words.text[i].split("-"):
        entries = [entry for entry in book.entries(part) if entry.kind in ("adjective", "country", "body")]
        if entries and entries[0].id and part[:1].isupper():
            ids.append(entries[0].id)
    return Hit(i, i + 1, (Entry("adjective", words.text[i], ";".join(ids)),)) if ids else None


def _fits(words: Words, start: int, end: int, entry: Entry) -> bool:
    """Tell whether the case of the words and their part of speech allow a reading."""
    if entry.kind == "noun":
        if end - start > 1:
            return True
        pos = words.pos[start]
        modifies = bool(entry.sector) or entry.detail == "force"
        return pos in ("NOUN", "PROPN") or (pos in ("ADJ", "VERB") and modifies and not entry.plural)
    if entry.caps:
        return all(word.isupper() for word in words.text[start:end])
    if entry.kind in _ANY_CASE or (end - start > 1 and entry.kind in _ANY_CASE_PHRASE):
        return True
    return words.is_capital(start)


def _unknown(words: Words, tree: Node, i: int) -> Hit | None:
    """Return the run of capitalised words that begins here and that the desk book does not know."""
    if words.ent[i] in _NO_ACTOR or words.pos[i] in _NO_START:
        return None
    end = i + 1
    if words.begins[i] and words.ent[i] == "ORG":
        end = _entity_end(words, i)
    while end < len(words) and _continues(words, end) and not _known_name(words, tree, end):
        end += 1
    while end > i + 1 and (words.fold[end - 1] in words.lists["particles"] or words.fold[end - 1] == "'s"):
        end -= 1
    if end + 1 < len(words) and words.text[end] == "," and words.fold[end + 1] in words.lists["tails"]:
        end += 2
    return Hit(i, end, (UNKNOWN,))


def _may_name(words: Words, book: ActorBook, surnames: set[str], i: int) -> bool:
    """Tell whether a capitalised word that is no proper noun to the parser begins a name, or is a known surname."""
    word = words.fold[i]
    if words.begins[i]:
        return True
    starts = i == 0 or words.sent[i - 1] != words.sent[i]
    return word in surnames or (word in book.surnames and not starts)


def _entity_end(words: Words, i: int) -> int:
    end = i + 1
    while end < len(words) and words.ent[end] == "ORG" and not words.begins[end] and words.sent[end] == words.sent[i]:
        if words.fold[end] == "'s" or words.text[end] in "(,;:":
            break
        end += 1
    return end


def _known_name(words: Words, tree: Node, j: int) -> bool:
    """Tell whether a name of the desk book begins here that is no mere word of a person's name."""
    if words.fold[j] not in tree:
        return False
    hit = _known(words, tree, j)
    return hit is not None and words.text[j - 1] not in ("-", "–")


def _continues(words: Words, j: int) -> bool:
    if words.sent[j] != words.sent[j - 1]:
        return False
    if words.fold[j] in words.lists["particles"] or words.fold[j] in words.lists["tails"]:
        return True
    if words.pos[j] == "PROPN":
        return words.is_capital(j) or words.text[j - 1] == "-"
    return words.ent[j] == "PERSON" and not words.begins[j]
