"""Which words of a sentence name a happening."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from detente.evidence import EventType
from detente.extraction.events.arguments import behind_prepositions, is_purpose, reporters
from detente.extraction.events.matching import Matcher
from detente.extraction.events.modality import Modality, of_noun, of_verb
from detente.reference.codebook import Pattern

PROMISES = frozenset(["pledge", "promise", "vow", "commit", "undertake", "announce"])
HOSTILE = frozenset([EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.MOBILIZE, EventType.THREATEN])
REQUEST_MODES = {
    EventType.AID: "assist",
    EventType.RETREAT: "yield",
    EventType.CONCEDE: "yield",
    EventType.CONSULT: "meet",
}


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A word that names a happening, coded. `verb` governs it where `head` is a noun with a light verb."""

    head: Token
    type: EventType
    mode: str | None
    modality: Modality
    pattern: Pattern
    verb: Token | None = None
    nominal: bool = False


def find_in_sentence(sentence: Span, matcher: Matcher) -> Iterator[Found]:
    """Yield the happenings that a sentence names, verbs first."""
    taken: set[int] = set()
    for token in sentence:
        if token.i not in taken and _is_predicate(token):
            found = _verbal(token, matcher)
            if found is not None:
                taken.update(_absorbed(token, found, matcher))
                yield found
            elif (pattern := matcher.code(token)) is not None and pattern.type is None:
                taken.update(_silenced(token, matcher))
    for token in sentence:
        if token.pos_ in ("NOUN", "PROPN") and token.i not in taken:
            found = _nominal(token, matcher)
            if found is not None:
                yield found


def _is_predicate(token: Token) -> bool:
    """Tell whether a word says something of a subject; some verbs are tagged as nouns ("efforts *fall* away")."""
    if token.ent_type_ == "DATE":
        return False  # "in March"
    return token.pos_ in ("VERB", "AUX") or (token.pos_ == "NOUN" and any(c.dep_ == "nsubj" for c in token.children))


def _verbal(verb: Token, matcher: Matcher) -> Found | None:
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and verb.lemma_ in matcher.book.list_of("idle_participles"):
        return None
    pattern = matcher.code(verb)
    failed = _called_off(verb, matcher)
    if failed is not None:
        return failed
    if pattern is None:
        return _light(verb, matcher) or _demanded(verb, matcher)
    if pattern.type is None:
        return None
    type_, mode = _with_complement(verb, pattern, matcher)
    modality = of_verb(verb, matcher.book)
    if modality.imagined and is_purpose(verb):
        return None  # what something is done for is no happening of its own: "met *to discuss* the border"
    if modality.demanded:
        mode = REQUEST_MODES.get(type_, "change")
    return Found(verb, type_, mode, modality, pattern, verb)


def _demanded(verb: Token, matcher: Matcher) -> Found | None:
    """Code what somebody says must happen, whatever it is; with no reporter it takes an issuer and an addressee."""
    modality = of_verb(verb, matcher.book)
    if not modality.demanded:
        return None
    weak = not any(True for _ in reporters(verb))
    pattern = Pattern(verb.lemma_, EventType.REQUEST, "change", weak=weak)
    return Found(verb, EventType.REQUEST, "change", modality, pattern, verb)


def _called_off(verb: Token, matcher: Matcher) -> Found | None:
    """Code talks or a deal that fail by themselves or are ended by nobody named: "the talks had stalled"."""
    if verb.lemma_.lower() not in matcher.book.list_of("cancel") or any(c.dep_ == "dobj" for c in verb.children):
        return None
    for subject in verb.children:
        if subject.dep_ not in ("nsubj", "nsubjpass") or any(c.dep_ == "agent" for c in verb.children):
            continue
        for noun in matcher.heads(subject):
            pattern = matcher.code(noun) if noun.pos_ in ("NOUN", "PROPN") else None
            if pattern is not None and pattern.type in (EventType.CONSULT, EventType.AGREE):
                return Found(noun, pattern.type, pattern.mode, Modality(called_off=True), pattern, verb)
    return None


def _light(verb: Token, matcher: Matcher) -> Found | None:
    """Code a verb that only carries its noun: "held talks", "talks were resumed", "reached a deal"."""
    lemma = verb.lemma_.lower()
    stop = matcher.book.words["stop"]
    if lemma not in matcher.book.list_of("light") and lemma not in stop["verbs"]:
        return None
    for noun in matcher.objects(verb):
        pattern = matcher.code(noun) if noun.pos_ in ("NOUN", "PROPN") else None
        if pattern is None or pattern.type is None:
            continue
        modality, type_ = of_verb(verb, matcher.book), pattern.type
        if modality.imagined and is_purpose(verb):
            return None
        if lemma in stop["verbs"]:
            type_ = EventType(stop["types"].get(type_.value, type_.value))
            return Found(verb, type_, pattern.mode if type_ is pattern.type else None, modality, pattern, verb)
        if of_noun(noun, matcher.book).negated:
            modality = Modality(modality.ahead, True, modality.imagined, modality.ongoing)
        return Found(noun, type_, pattern.mode, modality, pattern, verb)
    return None


def _with_complement(verb: Token, pattern: Pattern, matcher: Matcher) -> tuple[EventType, str | None]:
    """Refine a type by what is agreed, promised or demanded."""
    assert pattern.type is not None
    if pattern.type not in (EventType.AGREE, EventType.REQUEST, EventType.REJECT):
        return pattern.type, pattern.mode
    inner = next((t for c in matcher.complements(verb) if (t := matcher.deep_type(c))), None)
    if pattern.type is EventType.REQUEST:
        return pattern.type, REQUEST_MODES.get(inner, pattern.mode) if inner else pattern.mode
    if pattern.type is EventType.AGREE and verb.lemma_ in PROMISES:
        if inner in (EventType.RETREAT, EventType.CONCEDE):
            return EventType.CONCEDE, None
        if inner in HOSTILE:
            return EventType.THREATEN, None
    return pattern.type, pattern.mode


def _absorbed(verb: Token, found: Found, matcher: Matcher) -> Iterator[int]:
    """Yield the words that a found event already speaks for: its light noun, what is agreed, demanded or alleged."""
    yield found.head.i
    yield verb.i
    if found.modality.demanded and found.pattern.weak:
        return  # it may turn out to be nobody's demand
    if found.pattern.object is not None:
        yield from (noun.i for noun in matcher.objects(verb))
    if found.pattern.prep is not None:
        yield from (noun.i for noun in behind_prepositions(verb, (found.pattern.prep.prep,)))
    for inner in matcher.complements(verb):
        if inner.dep_ != "ccomp" or found.type is EventType.REQUEST or not _finite(inner):
            yield inner.i
            yield from (c.i for c in inner.conjuncts if c.tag_ == inner.tag_)
            yield from (deep.i for deep in matcher.complements(inner))
            yield from (noun.i for noun in matcher.objects(inner))


def _silenced(verb: Token, matcher: Matcher) -> Iterator[int]:
    """Yield the words that a verb without an event keeps from being one: what is considered, denied, hoped for."""
    yield from (noun.i for noun in matcher.objects(verb))
    for inner in matcher.complements(verb):
        yield inner.i
        yield from (noun.i for noun in matcher.objects(inner))


def _nominal(noun: Token, matcher: Matcher) -> Found | None:
    """Code a noun that stands for a happening by itself: it names who takes part, or when."""
    if noun.dep_ in ("compound", "amod", "nmod", "npadvmod", "attr", "conj") and noun.dep_ not in ("conj", "attr"):
        return None
    pattern = matcher.code(noun)
    if pattern is None or pattern.type is None:
        return None
    modality = of_noun(noun, matcher.book)
    return Found(noun, pattern.type, pattern.mode, modality, pattern, None, nominal=True)


def _finite(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children) and not any(
        c.dep_ == "aux" and c.lower_ == "to" for c in verb.children
    )
