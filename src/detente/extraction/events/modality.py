"""Whether something happened: tense, mood, negation and the words that govern a predicate."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from detente.evidence import EventType, Status
from detente.reference.codebook import Codebook

_T = EventType
COOPERATIVE = frozenset({_T.AGREE, _T.CONSULT, _T.SUPPORT, _T.CONCEDE, _T.COOPERATE, _T.AID, _T.RETREAT})
LASTING = frozenset({_T.COOPERATE, _T.AID, _T.ASSAULT, _T.COERCE, _T.MOBILIZE, _T.SANCTION, _T.PROTEST, _T.CONSULT})


@dataclass(frozen=True, slots=True)
class Modality:
    """`ahead`: it lies in the future; `negated`: said not to be; `imagined`: only thought of; `demanded`: must be."""

    ahead: bool = False
    negated: bool = False
    imagined: bool = False
    ongoing: bool = False
    called_off: bool = False
    demanded: bool = False


def of_verb(verb: Token, book: Codebook) -> Modality:
    """Read the modality of a verb from its auxiliaries and from the verbs and nouns above it."""
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {aux.lemma_.lower() for aux in auxiliaries} | {aux.lower_ for aux in auxiliaries}
    ahead = bool(words & book.list_of("future_aux"))
    demanded = bool(words & book.list_of("obligation_aux")) and not _conditional(verb, book)
    imagined = bool(words & book.list_of("hypothetical_aux")) or _conditional(verb, book)
    if "would" in words and _reported_in_past(verb):
        ahead, imagined = True, _conditional(verb, book)
    above_ahead, above_imagined, above_negated = _governed(verb, book)
    lasting = verb.tag_ == "VBG" or any(aux.lower_ == "being" for aux in auxiliaries)
    progressive = lasting and any(aux.lemma_ in ("be", "have") and aux.tag_ in ("VBZ", "VBP") for aux in auxiliaries)
    present = verb.tag_ in ("VBZ", "VBP") or any(
        aux.tag_ in ("VBZ", "VBP") and aux.lemma_ == "be" for aux in auxiliaries
    )
    return Modality(
        ahead=ahead or above_ahead,
        negated=_negated(verb) or above_negated,
        imagined=(imagined or above_imagined) and not demanded,
        demanded=demanded,
        ongoing=progressive or (present and not ahead and "have" not in words),
    )


def of_noun(noun: Token, book: Codebook) -> Modality:
    """Read the modality of a nominal event from its modifiers and from what governs it."""
    modifiers = {child.lemma_.lower() for child in noun.children if child.dep_ in ("amod", "compound")}
    modifiers |= {child.lower_ for child in noun.children if child.dep_ in ("amod", "compound")}
    imagined = bool(modifiers & book.list_of("hypothetical_modifiers"))
    ahead = bool(modifiers & book.list_of("planned_modifiers"))
    called_off = False
    head = noun.head
    if noun.dep_ == "pobj":
        imagined = imagined or head.head.lemma_.lower() in book.list_of("hypothetical_heads")
        head = head.head
    if head.pos_ in ("VERB", "AUX") and noun.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj"):
        above = of_verb(head, book)
        called_off = head.lemma_.lower() in book.list_of("cancel") and noun.dep_ in ("dobj", "nsubj", "nsubjpass")
        ahead, imagined = ahead or above.ahead, imagined or above.imagined
    determiner = {child.lower_ for child in noun.children if child.dep_ in ("det", "neg")}
    return Modality(ahead, "no" in determiner, imagined, called_off=called_off)


def settle(type_: EventType, modality: Modality, book: Codebook) -> tuple[EventType, Status]:
    """Return the type and status of an event under its modality.

    What lies ahead is another event than what happened (PLOVER manual: a future CONSULT is AGREE); a refusal to do
    something cooperative is REJECT; what somebody must do is REQUEST.
    """
    future = book.words["future_type"]
    if modality.demanded:
        return EventType.REQUEST, Status.OCCURRED
    if modality.called_off:
        return type_, Status.CALLED_OFF
    if modality.negated:
        refuses = type_ in COOPERATIVE and (modality.ahead or modality.ongoing or modality.imagined)
        return (EventType.REJECT, Status.OCCURRED) if refuses else (type_, Status.DENIED)
    if modality.imagined:
        return type_, Status.HYPOTHETICAL
    if modality.ahead:
        status = Status.PLANNED if type_ in COOPERATIVE else Status.OCCURRED
        return EventType(future.get(type_.value, type_.value)), status
    if modality.ongoing and type_ in LASTING:
        return type_, Status.ONGOING
    return type_, Status.OCCURRED


def _negated(verb: Token) -> bool:
    return (
        any(child.dep_ == "neg" for child in verb.children)
        or any(
            child.lower_ in ("never", "no", "without") and child.dep_ in ("neg", "advmod", "det")
            for child in verb.children
        )
        or (verb.dep_ == "pcomp" and verb.head.lower_ == "without")
    )


def _conditional(verb: Token, book: Codebook) -> bool:
    marks = book.list_of("hypothetical_marks")
    clause = verb
    for _ in range(5):
        if any(child.dep_ in ("mark", "advmod") and child.lower_ in marks for child in clause.children):
            return True
        if clause.dep_ not in ("xcomp", "ccomp", "conj", "auxpass") or clause.head == clause:
            return False
        if clause.dep_ == "ccomp" and clause.head.lemma_ in book.list_of("report"):
            return False
        clause = clause.head
    return False


def _reported_in_past(verb: Token) -> bool:
    head = verb
    for _ in range(4):
        if head.dep_ == "ccomp" and head.head.tag_ in ("VBD", "VBN", "VBG"):
            return True
        if head.dep_ not in ("conj", "ccomp", "xcomp") or head.head == head:
            return any(child.dep_ in ("parataxis", "ccomp") and child.tag_ == "VBD" for child in head.children)
        head = head.head
    return False


def _governed(verb: Token, book: Codebook) -> tuple[bool, bool, bool]:
    """Return (ahead, imagined, negated) as the words above a predicate make it."""
    head = verb.head
    if head == verb:
        return False, False, False
    if verb.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN"):
        infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
        return False, infinitive or (head.lemma_ in book.list_of("hypothetical_heads") and verb.dep_ == "acl"), False
    if verb.dep_ == "pcomp" and head.head.lemma_.lower() in book.list_of("hypothetical_heads"):
        return False, True, False
    if verb.dep_ not in ("xcomp", "ccomp", "advcl", "conj", "pcomp"):
        return False, False, False
    if verb.dep_ == "conj":
        above = of_verb(head, book) if head.pos_ in ("VERB", "AUX") and not _has_tense(verb) else Modality()
        return above.ahead, above.imagined, False
    if verb.dep_ == "xcomp" or (verb.dep_ == "ccomp" and _infinitive(verb)):
        words = {head.lemma_.lower()} | {c.lower_ for c in head.children if c.dep_ in ("acomp", "advmod")}
        ahead = bool(words & (book.list_of("future_verbs") | book.list_of("future_adjectives")))
        above = of_verb(head, book) if head.pos_ in ("VERB", "AUX") else Modality()
        if head.lemma_.lower() in book.list_of("seeming"):
            return ahead, True, False
        negated = above.negated or head.lemma_.lower() in book.list_of("unreal")
        return ahead or above.ahead, above.imagined, negated
    if verb.dep_ == "advcl" and _infinitive(verb):
        return False, True, False
    if verb.dep_ == "ccomp" and head.lemma_.lower() in book.list_of("denial"):
        return False, False, True
    return False, False, False


def _has_tense(verb: Token) -> bool:
    return verb.tag_ in ("VBD", "VBZ", "VBP") or any(child.dep_ in ("aux", "nsubj") for child in verb.children)


def _infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
