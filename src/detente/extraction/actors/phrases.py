"""Phrases: hits put together into noun phrases with their modifiers, name, and what stands behind and beside them."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.extraction.actors.find import Hit
from detente.extraction.actors.words import Words
from detente.reference.actors import Entry

WIDEST = 14  # tokens that a phrase may reach to the left
TITLED = frozenset(("office", "part", "people", "force", "organ", "media", "group"))
_HONORIFICS = frozenset(
    ("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "sir", "lord", "lady", "baroness", "dame", "gen", "gen.",
     "lt", "lt.", "col", "col.", "maj", "maj.", "capt", "capt.", "brig", "brig.", "sheikh", "mullah", "rev", "rev.", "rear",
     "hon", "hon.", "admiral", "marshal", "major", "captain", "lieutenant", "brigadier", "field", "sen", "sen.", "rep", "rep.",
     "general", "colonel", "ayatollah", "prof", "prof.", "comrade", "commander", "rt")
)  # fmt: skip
_BEHIND = frozenset(("of", "from"))
_BEHIND_PART = frozenset(("of", "from", "for", "in", "with", "at", "representing"))
_MADE_BY = frozenset(
    ("led", "backed", "based", "brokered", "sponsored", "controlled", "held", "occupied", "mediated", "supported", "funded",
     "administered", "allied", "trained", "born", "educated", "made", "run", "ruled", "hosted", "aligned", "dominated",
     "style", "owned", "bound", "speaking", "language", "facilitated", "initiated", "imposed", "protected", "drafted")
)  # fmt: skip


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase that may name an actor.

    `entries` are the readings of its deciding hit; `name` the folded words of a personal or unknown name; `before`
    the phrases that modify it, `after` those behind "of" or "from" (or "in": `inside`), `beside` its apposition.
    What resolution finds: `ids`, `office`, `inferred`; `ids` is None until something is known.
    """

    start: int
    end: int
    head: int
    entries: tuple[Entry, ...]
    name: tuple[str, ...] = ()
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

    @property
    def entry(self) -> Entry:
        """The reading that was chosen: the first."""
        return self.entries[0]

    @property
    def kind(self) -> str:
        """The kind of the chosen reading."""
        return self.entries[0].kind

    @property
    def reach(self) -> int:
        """The end of the phrase with what stands behind it."""
        behind = self.after or self.inside
        return behind[-1].reach if behind else self.end


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
        phrase.start, phrase.det = left, det
        phrase.former = any(word.startswith(("former", "ex-")) or word == "ex" for word in words.fold[left:start])
        phrases.append(phrase)
    phrases.reverse()
    _link(words, phrases)
    return phrases


def _single(words: Words, hit: Hit) -> Phrase:
    name = _name_of(words, hit.start, hit.end) if hit.entry.kind in ("name", "person") else ()
    return Phrase(hit.start, hit.end, hit.end - 1, hit.entries, name)


def _titled(words: Words, title: Hit, hit: Hit) -> Phrase:
    phrase = Phrase(title.start, hit.end, hit.end - 1, title.entries, _name_of(words, hit.start, hit.end))
    if hit.entry.kind == "person":
        phrase.entries = (*title.entries, *hit.entries)
    return phrase


def _name_of(words: Words, start: int, end: int) -> tuple[str, ...]:
    """Return the words of a name without honorifics and tails; "Al-Sisi" ends in "sisi"."""
    tokens = [word for word in words.fold[start:end] if word not in _HONORIFICS and word not in ("-", "–", ",")]
    while len(tokens) > 1 and tokens[-1] in ("jr", "jr.", "sr", "sr.", "ii", "iii"):
        tokens.pop()
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
    return i < len(words) and words.fold[i] in _MADE_BY


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
    if word in ("'s", "'") and pos == "PART":
        return j > 0 and words.pos[j - 1] in ("NOUN", "PROPN")
    if pos in ("ADJ", "NOUN", "PROPN", "NUM") or (pos == "VERB" and words.dep[j] == "amod"):
        return j < words.head[j] <= last or (
            words.head[j] < j and pos in ("ADJ", "PROPN") and words.pos[j - 1] == "CCONJ"
        )
    if pos == "CCONJ" or word == ",":
        return words.pos[j - 1] in ("ADJ", "PROPN") and words.pos[j + 1] in ("ADJ", "PROPN") and words.is_capital(j + 1)
    return word in ("-", "–", "/") or (pos == "ADV" and j < words.head[j] <= last)


def _link(words: Words, phrases: list[Phrase]) -> None:
    """Set what stands behind a phrase, right to left so that chains reach through, then what stands beside it."""
    for k in range(len(phrases) - 2, -1, -1):
        _set_behind(words, phrases, k)
    for k in range(len(phrases) - 1):
        _set_beside(words, phrases, k)


def _set_behind(words: Words, phrases: list[Phrase], k: int) -> None:
    phrase, following = phrases[k], phrases[k + 1]
    i = phrase.end
    if i + 2 < len(words) and words.text[i] == "(" and words.text[i + 2] == ")":
        i += 3
    if i >= len(words) or words.pos[i] not in ("ADP", "VERB") or following.start - i > 6:
        return
    prep = words.fold[i]
    wanted = _BEHIND_PART if phrase.kind == "noun" and phrase.entry.detail != "office" else _BEHIND | {"in"}
    if prep not in wanted or not _only_nominal(words, i + 1, following.start):
        return
    group = [following]
    for after in phrases[k + 2 : k + 12]:
        if not _joins(words, group[-1].end, after.start) or (after.name and not following.name):
            break
        group.append(after)
    if prep in ("in", "at"):
        phrase.inside = group
    else:
        phrase.after = group


def _only_nominal(words: Words, start: int, end: int) -> bool:
    return all(
        words.pos[i] in ("DET", "ADJ", "NOUN", "PROPN", "NUM") or words.fold[i] == "of" for i in range(start, end)
    )


def _joins(words: Words, end: int, start: int) -> bool:
    """Tell whether only a comma or a conjunction, and a determiner, lie between two phrases."""
    if not 0 < start - end <= 3:
        return False
    gap = words.fold[end:start]
    return gap[0] in (",", "and", "or", "&") and all(
        word in (",", "and", "or", "&", "the", "as", "well") for word in gap
    )


def _set_beside(words: Words, phrases: list[Phrase], k: int) -> None:
    """Link "X, the president of Y," and "the president of Y, X": one is a name, the other says who it is."""
    phrase = phrases[k]
    at = phrase.reach
    other = next((p for p in phrases[k + 1 : k + 14] if p.start >= at), None)
    if other is None or other.start != at + 1 or words.text[at] not in (",", "-", "–", "("):
        return
    if is_bare_name(phrase) and is_description(other):
        if words.text[at] != "(" and _closes(words, other.reach):
            phrase.beside = other
            other.beside = other.beside or phrase
    elif is_description(phrase) and is_bare_name(other) and phrase.beside is None and words.text[at] == ",":
        phrase.beside, other.beside = other, phrase


def _closes(words: Words, i: int) -> bool:
    """Tell whether an apposition may end here: not in the middle of a list."""
    return i >= len(words) or words.fold[i] not in ("and", "or", "'s")


def is_bare_name(phrase: Phrase) -> bool:
    """Tell whether a phrase is a name without a title."""
    return bool(phrase.name) and phrase.kind in ("name", "person")


def is_description(phrase: Phrase) -> bool:
    """Tell whether a phrase says who somebody is, without a name."""
    return phrase.kind == "noun" and not phrase.name
