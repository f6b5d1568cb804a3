"""Phrases: hits put together into noun phrases with their modifiers, name, and what stands behind and beside them."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.extraction.actors.find import Hit
from detente.extraction.actors.words import Words
from detente.reference.actors import Entry

WIDEST = 14  # tokens that a phrase may reach to the left
TITLED = frozenset(("office", "part", "people", "force", "organ", "media", "group"))


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase that may name an actor.

    `entries` are the readings of its deciding hit, which begins at `core`; `name` the folded words of a personal or
    unknown name; `before` the phrases that modify it, `after` those behind "of" or "from" (or "in": `inside`), `beside`
    its apposition; `reach` is its end with what stands behind it. What resolution finds: `ids` (None until something
    is known), `office`, `inferred`.
    """

    start: int
    end: int
    head: int
    entries: tuple[Entry, ...]
    name: tuple[str, ...] = ()
    core: int = -1
    det: int = -1
    before: list[Phrase] = field(default_factory=list)
    after: list[Phrase] = field(default_factory=list)
    inside: list[Phrase] = field(default_factory=list)
    beside: Phrase | None = None
    former: bool = False
    ids: tuple[str, ...] | None = None
    office: str | None = None
    wikidata: str | None = None
    inferred: bool = False
    place: bool = False
    reach: int = -1

    @property
    def entry(self) -> Entry:
        """The reading that was chosen: the first."""
        return self.entries[0]

    @property
    def kind(self) -> str:
        """The kind of the chosen reading."""
        return self.entries[0].kind


def build_phrases(words: Words, hits: list[Hit]) -> list[Phrase]:
    """Return the phrases in order, without overlap; modifiers are inside the phrases they modify."""
    phrases: list[Phrase] = []
    i = len(hits) - 1
    while i >= 0:
        hit = hits[i]
        title = hits[i - 1] if i and _is_title(words, hits[i - 1], hit) else None
        start = title.start if title else hit.start
        i -= 2 if title else 1
        left, det = _left_edge(words, start, hit.end - 1)
        inner: list[Phrase] = []
        while i >= 0 and hits[i].start >= left:
            if _made_by(words, hits[i]):
                left = min(start, hits[i].end + 2)
                break
            inner.append(_single(words, hits[i]))
            i -= 1
        if i >= 0 and hits[i].end > left:
            left = hits[i].end
        phrase = _single(words, hit) if title is None else _titled(words, title, hit)
        phrase.before = inner[::-1]
        phrase.start, phrase.det, phrase.reach = left, det, phrase.end
        phrase.former = any(word.startswith(("former", "ex-")) or word == "ex" for word in words.fold[left:start])
        if not _is_mere_adjective(words, phrase):
            phrases.append(phrase)
    phrases.reverse()
    return phrases


def _is_mere_adjective(words: Words, phrase: Phrase) -> bool:
    """Tell whether a noun such as "military" only modifies a thing: "military action"."""
    return (
        phrase.kind == "noun" and phrase.entry.detail == "force" and words.pos[phrase.head] == "ADJ" and phrase.det < 0
    )


def _single(words: Words, hit: Hit) -> Phrase:
    name = _name_of(words, hit.start, hit.end) if hit.entry.kind in ("name", "person") else ()
    return Phrase(hit.start, hit.end, hit.end - 1, hit.entries, name, hit.start)


def _titled(words: Words, title: Hit, hit: Hit) -> Phrase:
    phrase = Phrase(title.start, hit.end, hit.end - 1, title.entries, _name_of(words, hit.start, hit.end), title.start)
    if hit.entry.kind == "person":
        phrase.entries = (*title.entries, *hit.entries)
    return phrase


def _name_of(words: Words, start: int, end: int) -> tuple[str, ...]:
    """Return the words of a name without honorifics, article and tail: "Al-Sisi" is "sisi"."""
    tokens = [
        word for word in words.fold[start:end] if word not in words.lists["honorifics"] and word not in ("-", "–", ",")
    ]
    while len(tokens) > 1 and tokens[-1] in words.lists["tails"]:
        tokens.pop()
    while len(tokens) > 1 and tokens[0] in words.lists["particles"]:
        tokens.pop(0)
    return tuple(tokens)


def _is_title(words: Words, before: Hit, hit: Hit) -> bool:
    """Tell whether a hit is the title of the name that follows it: "foreign minister Sergei Lavrov"."""
    return (
        hit.entry.kind in ("name", "person")
        and before.entry.kind == "noun"
        and before.entry.detail in TITLED
        and _gap_is_bracket(words, before.end, hit.start)
        and words.sent[before.start] == words.sent[hit.start]
    )


def _gap_is_bracket(words: Words, start: int, end: int) -> bool:
    """Tell whether nothing, or a short bracket as in "Director (DNI) Haines", lies between two tokens."""
    if start == end:
        return True
    return end - start == 3 and words.text[start] == "(" and words.text[end - 1] == ")"


def _made_by(words: Words, part: Hit) -> bool:
    """Tell whether a modifier only says who stands behind: "Turkish-backed rebels"."""
    i = part.end
    if i < len(words) and words.text[i] in "-–":
        i += 1
    return i < len(words) and words.fold[i] in words.lists["made_by"]


def _left_edge(words: Words, start: int, last: int) -> tuple[int, int]:
    """Return where the noun phrase before a token begins, and its determiner or possessive pronoun (or -1)."""
    j = start - 1
    floor = max(0, start - WIDEST)
    while j >= floor and words.sent[j] == words.sent[start]:
        pos, word = words.pos[j], words.fold[j]
        if pos == "DET" or (pos == "PRON" and words.dep[j] == "poss"):
            return (j, j) if j < words.head[j] <= last else (j + 1, -1)
        if not _modifies(words, j, pos, word, last):
            break
        j -= 1
    edge = j + 1
    while edge < start and (words.pos[edge] in ("PART", "PUNCT", "CCONJ", "ADV") or words.text[edge] in ("-", "–")):
        edge += 1
    return edge, -1


def _modifies(words: Words, j: int, pos: str, word: str, last: int) -> bool:
    """Tell whether a token stands inside the noun phrase that ends at `last`."""
    if word in ("'s", "'") and (pos == "PART" or words.fold[j + 1] == "s"):
        return j > 0 and words.pos[j - 1] in ("NOUN", "PROPN")
    if word == "s" and words.fold[j - 1] == "'":  # "Iran’ s", as some archives have it
        return j > 1
    if words.ent[j] in ("DATE", "TIME"):
        return False
    if pos in ("ADJ", "NOUN", "PROPN", "NUM") or (pos == "VERB" and words.dep[j] == "amod"):
        return j < words.head[j] <= last or (
            words.head[j] < j and pos in ("ADJ", "PROPN") and words.pos[j - 1] == "CCONJ"
        )
    if pos == "X":  # "U.S.-Kenyan", as the parser has it
        return "-" in word and words.is_capital(j)
    if pos == "CCONJ" or word == ",":
        return words.pos[j - 1] in ("ADJ", "PROPN") and words.pos[j + 1] in ("ADJ", "PROPN") and words.is_capital(j + 1)
    return word in ("-", "–", "/") or (pos == "ADV" and j < words.head[j] <= last)
