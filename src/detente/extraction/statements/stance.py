"""Which way a statement points: toward a settlement, against it, or neither.

Words of the desk book are added up, each turned where it is denied or where what governs it ends or breaks it off.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from detente.evidence import Stance
from detente.extraction.statements.lookup import words
from detente.reference.speech import SpeechBook, SpeechWord

_CUE_POINTS = 2
_CLIMB = 4  # governing words that are looked at
_AHEAD = 6  # words that a breaker of several words reaches
_VERBAL = ("VERB", "AUX")
_OWN_CLAUSE = ("advcl", "relcl", "ccomp", "conj")
_NAMES = words("ORG GPE PERSON NORP FAC LOC")


def judge_stance(tokens: Sequence[Token], cue: SpeechWord | None, book: SpeechBook) -> Stance:
    """Return the stance of the words of a statement under its cue."""
    points = _sum(tokens, book)
    if cue is not None:
        points = _under(cue, points, book)
    if points > 0:
        return Stance.TOWARD
    return Stance.AGAINST if points < 0 else Stance.NEUTRAL


def leaning(cue: SpeechWord, book: SpeechBook) -> int:
    """Return which way a cue leans by itself: 1 toward a settlement, -1 against, 0 neither."""
    name = " ".join((cue.lemma, *cue.words))
    return (name in book.turns["cues_toward"]) - (name in book.turns["cues_against"])


def _under(cue: SpeechWord, points: int, book: SpeechBook) -> int:
    if " ".join((cue.lemma, *cue.words)) in book.turns["cues_reversing"]:
        return -points or -1
    return points + _CUE_POINTS * leaning(cue, book)


def _sum(tokens: Sequence[Token], book: SpeechBook) -> int:
    """Add up the words; a denial of words without a side is itself a refusal, a dismissal turns what it is said of."""
    inside = {token.i for token in tokens}
    broken = _broken(tokens, book)
    points, phrased = _phrases(tokens, book)
    used = len(phrased)
    for token in tokens:
        if token.i in phrased:
            continue
        own = _points(token, inside, book)
        points += -abs(own) if token.i in broken else own
        used += own != 0
    if any(token.lemma_.lower() in book.turns["dismissals"] for token in tokens):
        return abs(points) if points < 0 and used > 1 else points
    reserve = any(token.lower_ in book.turns["reserve"] for token in tokens)
    denied = any(token.lower_ in book.turns["negators"] for token in tokens)
    return points - reserve - (denied and not points)


def _phrases(tokens: Sequence[Token], book: SpeechBook) -> tuple[int, set[int]]:
    """Return the points of the fixed phrases and the words that they take up; a denial before one turns it."""
    words = [token.lower_ for token in tokens]
    points = 0
    taken: set[int] = set()
    for at in range(len(words)):
        for length in (4, 3, 2, 1):
            own = book.stance_phrases.get(tuple(words[at : at + length]))
            if own is None or tokens[at].i in taken:
                continue
            denied = any(word in book.turns["negators"] for word in words[max(0, at - 3) : at])
            points += -own if denied else own
            taken.update(token.i for token in tokens[at : at + length])
    return points, taken


def _points(token: Token, inside: set[int], book: SpeechBook) -> int:
    points = book.stance.get(token.lemma_.lower(), 0)
    if not points or token.dep_ == "aux" or token.ent_type_ in _NAMES:
        return 0
    if any(child.lower_ in book.turns["negators"] for child in token.children):
        points = -points
    return _governed(token, points, inside, book)


def _governed(token: Token, points: int, inside: set[int], book: SpeechBook) -> int:
    """Turn a word by the verbs above it: "stop the attacks", "not agree to talks", "abandoned the deal"."""
    below, above = token, token.head
    for _ in range(_CLIMB):
        if above.i == below.i or above.i not in inside or below.dep_ in _OWN_CLAUSE:
            break
        turning = book.turns["enders"] if points < 0 else book.turns["breakers"]
        if above.lemma_.lower() in turning:
            points = -points
        if above.pos_ in _VERBAL and any(child.dep_ == "neg" for child in above.children):
            points = -points
        below, above = above, above.head
    return points


def _broken(tokens: Sequence[Token], book: SpeechBook) -> set[int]:
    """Return the words that stand behind a breaker of several words: "go back on the agreement"."""
    words = [token.lower_ for token in tokens]
    reached: set[int] = set()
    for at in range(len(words)):
        for length in (2, 3):
            if " ".join(words[at : at + length]) in book.turns["broken_by"]:
                reached.update(token.i for token in tokens[at + length : at + length + _AHEAD])
    return reached
