"""Whether a word that can attribute does so where it stands: purposes, orders and wishes put to the reader do not."""

from __future__ import annotations

from detente.extraction.statements.cues import Cue
from detente.extraction.statements.lookup import words
from detente.extraction.statements.source import Source, is_passive

_THINGS = words("it that which this these those")


def is_plausible(cue: Cue, source: Source | None) -> bool:
    """Tell whether a cue attributes, by mood and subject."""
    if cue.named is not None or "raising" in cue.word.frames:
        return True
    if _is_order(cue, source):
        return False
    inner = cue.word.kind in ("judge", "think", "wish")
    if inner and source is not None and source.head.lower_ in _THINGS | {"you"}:
        return False
    return not (inner and _is_purpose(cue))


def _is_order(cue: Cue, source: Source | None) -> bool:
    """Read "Tell them that …": a bare verb without a subject at the head of its sentence."""
    verb = cue.governor
    bare = verb.tag_ == "VB" and not any(child.dep_ in ("aux", "nsubj") for child in verb.lefts)
    return bare and source is None and verb.dep_ == "ROOT" and not is_passive(verb)


def _is_purpose(cue: Cue) -> bool:
    """Read "… in order to support X": an infinitive that tells what something is for."""
    verb = cue.governor
    return verb.dep_ in ("advcl", "xcomp", "acl", "relcl") and any(left.lower_ == "to" for left in verb.lefts)
