"""Who is the source of a cue: the word that names it, and the whole phrase around that word."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from detente.extraction.statements.cues import Cue
from detente.extraction.statements.lookup import words

_SUBJECTS = ("nsubj", "csubj")
_CLIMB = words("conj advcl xcomp pcomp prep dep acomp attr oprd ccomp")
_NAMED = ("NOUN", "PROPN", "PRON", "NUM")
_OPEN_LEFT = words("punct cc mark advmod dep parataxis advcl ccomp intj")
_CLAUSES = words("advcl ccomp parataxis dep relcl acl")
_WHEN = words("today yesterday tomorrow now meanwhile later earlier already")
_MAX_PHRASE = 45  # tokens
_MAX_CLIMB = 6


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """The head word of a source and its phrase, in tokens from `start` up to `end`."""

    head: Token
    start: int
    end: int


def find_source(cue: Cue) -> Source | None:
    """Return the source of a cue, or nothing where the text names none."""
    if cue.named is not None:
        return phrase(cue.named, cue)
    if "raising" in cue.word.frames:
        return None
    head = _agent(cue) if is_passive(cue.governor) else _speaker(cue)
    return None if head is None else phrase(head, cue)


def _speaker(cue: Cue) -> Token | None:
    subject = _after_verb(cue) or _subject(cue.governor) or _before_verb(cue)
    if subject is not None and subject.dep_ == "csubj" and subject.tag_ == "VBG":
        return _past_participle(subject, cue)
    return subject


def _past_participle(opening: Token, cue: Cue) -> Token:
    """Return the noun before the cue in "Speaking to X, the envoy said", whose opening the parser took for subject."""
    last = cue.doc[cue.start - 1]
    comma = any(token.text == "," for token in cue.doc[opening.i : cue.start])
    return last if comma and last.pos_ in ("NOUN", "PROPN") else opening


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is in the passive."""
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.lefts)


def phrase(head: Token, cue: Cue) -> Source:
    """Return the noun phrase of a head with its appositions; clauses and the cue itself stay outside."""
    return Source(head, _phrase_start(head, cue), _phrase_end(head, cue))


def _agent(cue: Cue) -> Token | None:
    for child in cue.head.rights:
        if child.dep_ == "agent":
            return next((noun for noun in child.rights if noun.dep_ == "pobj"), None)
    return None


def _after_verb(cue: Cue) -> Token | None:
    """Return the name that follows an inverted verb (", said Ms. Berg"), which parsers take for an object at times."""
    doc = cue.doc
    if cue.end >= len(doc) or cue.start == 0 or "q" not in cue.word.frames or cue.head.tag_ not in ("VBD", "VBZ"):
        return None
    before = doc[cue.start - 1]
    if not (before.is_quote or before.text in (",", "—", "–", "?", "!")) and cue.start != cue.head.sent.start:
        return None
    has_subject = any(child.dep_ == "nsubj" for child in cue.head.lefts)
    kinds = ("nsubj",) if has_subject else ("nsubj", "dobj", "dative", "attr", "npadvmod")
    for child in cue.head.rights:
        if child.left_edge.i == cue.end and child.dep_ in kinds:
            return child if child.pos_ in ("PROPN", "PRON", "NOUN") else None
    return None


def _subject(verb: Token) -> Token | None:
    """Return the subject of a verb, its own or that of the verb it hangs on."""
    for step in range(_MAX_CLIMB):
        if _goes_on_from(verb):
            verb = verb.head.head
        for child in verb.children:
            if child.dep_ in _SUBJECTS or (step and child.dep_ == "nsubjpass"):
                return child
        if verb.dep_ == "acl":
            return verb.head if verb.head.pos_ in _NAMED else None
        if verb.dep_ not in _CLIMB or verb.head == verb:
            return None
        verb = verb.head
    return None


def _goes_on_from(verb: Token) -> bool:
    """Tell whether a verb goes on from the one that reports, though the parser hung it on what is reported.

    "She said the road was open and accused the army": told by the tense.
    """
    reported = verb.head
    if verb.dep_ != "conj" or reported.dep_ != "ccomp" or any(child.dep_ == "nsubj" for child in verb.lefts):
        return False
    return reported.head.i < verb.i and verb.tag_ == reported.head.tag_ and verb.tag_ in ("VBD", "VBZ", "VBP")


def _before_verb(cue: Cue) -> Token | None:
    """Return the noun right before a cue whose subject the parser missed."""
    if cue.start <= cue.head.sent.start:
        return None
    before = cue.doc[cue.start - 1]
    fits = before.pos_ in ("PROPN", "PRON") and before.dep_ not in ("pobj", "poss")
    return before if fits else None


def _phrase_start(head: Token, cue: Cue) -> int:
    start = head.i
    for child in sorted(head.lefts, key=lambda token: -token.i):
        if child.dep_ in _OPEN_LEFT and child.text not in ("-", "’", "'"):
            if child.is_punct and child.i == start - 1 and _bound_left(child):
                start = child.i
                continue
            break
        start = child.left_edge.i
    if start > 0 and head.doc[start - 1].dep_ == "compound" and head.doc[start - 1].head.i <= head.i:
        start = head.doc[start - 1].left_edge.i
    return max(start, cue.end) if head.i >= cue.end else start


def _bound_left(mark: Token) -> bool:
    return mark.text in ("''", "“", '"') and mark.i + 1 < len(mark.doc)


def _phrase_end(head: Token, cue: Cue) -> int:
    """Return the token after the phrase: complements and appositions, no clauses, no "on Tuesday"."""
    inverted = head.i >= cue.end
    end, limit, asides = head.i + 1, (head.i + _MAX_PHRASE if inverted else cue.start), 0
    for child in head.rights:
        if child.i >= limit:
            break
        first = child.left_edge.i
        aside = head.doc[first - 1].text in (",", "—", "–", "―", "-") and first > end
        if child.dep_ in _CLAUSES and ((aside and inverted) or child.dep_ not in ("relcl", "acl")):
            break
        if child.dep_ in ("punct", "cc") or _is_time(child) or child.lower_.endswith(("self", "selves")):
            continue
        asides += aside
        end = min(child.right_edge.i + 1, limit)
    return _closed(head, end, limit, bool(asides) and not inverted)


def _is_time(child: Token) -> bool:
    if child.lower_ in _WHEN or (child.dep_ == "npadvmod" and child.ent_type_ in ("DATE", "TIME")):
        return True
    return child.lower_ == "on" and any(noun.ent_type_ == "DATE" for noun in child.rights)


def _closed(head: Token, end: int, limit: int, aside: bool) -> int:
    """Take in the bracket, mark or comma that closes the phrase."""
    doc = head.doc
    if end < min(limit, len(doc)) and doc[end].text in (")", "’", "''", "”") and doc[end].text != doc[end - 1].text:
        opener = {")": "("}.get(doc[end].text)
        if opener is not None and any(token.text == opener for token in doc[head.left_edge.i : end]):
            end += 1
    if aside and end < limit and doc[end].text in (",", "—", "–", "―"):
        end += 1
    return end
