"""How a clause is meant: denied, supposed, demanded or promised. Read from auxiliaries, marks and what governs it."""

from __future__ import annotations

from spacy.tokens import Token

_SUPPOSING = frozenset(["if", "whether", "unless", "should", "were"])
_POSSIBLE = frozenset(["could", "may", "might", "can"])
_OBLIGED = frozenset(["must", "should", "ought", "need", "shall"])
_AHEAD = frozenset(["will", "'ll", "’ll", "shall", "would", "'d"])
_NEVER = frozenset(["not", "n't", "n’t", "never", "no", "nor", "neither", "without"])


def auxiliaries(verb: Token) -> frozenset[str]:
    """Return the auxiliaries of a verb in lower case, those of the first verb of a coordination where it has none."""
    own = frozenset(child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass"))
    if not own and verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and not has_subject(verb):
        return auxiliaries(verb.head)
    return own


def has_subject(verb: Token) -> bool:
    """Tell whether a verb has a subject of its own."""
    return any(child.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") for child in verb.children)


def is_negated(verb: Token) -> bool:
    """Tell whether a verb is denied, by itself or by its object ("agreed to no deal")."""
    return any(
        child.dep_ == "neg" or (child.lower_ in _NEVER and child.dep_ in ("advmod", "det", "preconj"))
        for child in verb.children
    )


def is_supposed(verb: Token) -> bool:
    """Tell whether a clause only supposes what it says: "if", "whether", "could"."""
    clause = verb
    for _ in range(6):
        marks = (child for child in clause.children if child.dep_ in ("mark", "advmod", "aux") and child.i < clause.i)
        if any(child.lower_ in _SUPPOSING for child in marks if child.dep_ != "aux"):
            return True
        if clause is verb and auxiliaries(clause) & _POSSIBLE:
            return True
        if clause.dep_ not in ("xcomp", "conj", "auxpass", "ccomp") or clause.head == clause:
            return False
        if clause.dep_ == "ccomp" and has_subject(clause):
            return False
        clause = clause.head
    return False


def is_demanded(verb: Token) -> bool:
    """Tell whether a clause says what must or should be."""
    return bool(auxiliaries(verb) & _OBLIGED)


def is_ahead(verb: Token) -> bool:
    """Tell whether a verb speaks of what will be."""
    return bool(auxiliaries(verb) & _AHEAD)


def is_infinitive(verb: Token) -> bool:
    """Tell whether a verb stands with "to"."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def is_first_person(token: Token) -> bool:
    """Tell whether a subject is the speaker: "we", "I", "our government"."""
    return token.lower_ in ("i", "we") or any(child.lower_ in ("my", "our") for child in token.children)
