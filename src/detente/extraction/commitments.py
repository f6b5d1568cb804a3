"""Commitments: who undertakes which future act toward whom, by when, and whether it was kept."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from detente.evidence import Actor, Commitment, CommitmentState
from detente.extraction.actors import Actors
from detente.extraction.events.arguments import behind_prepositions, patients, reporters, subjects
from detente.extraction.lists import items_below, split_list
from detente.extraction.mood import is_ahead, is_demanded, is_first_person, is_infinitive, is_negated, is_supposed
from detente.extraction.parsing import ParsedArticle
from detente.extraction.sides import Sides
from detente.extraction.spans import clause_of, phrase_of, predicate_of, trimmed
from detente.extraction.terms import Hit, Terms, find_terms
from detente.reference.vocabulary import Vocabulary

EXTRACTOR = "commitments/1"
WILL = frozenset(["will", "would", "shall", "'ll", "’ll"])


@dataclass(frozen=True, slots=True, eq=False)
class Undertaking:
    """A commitment before it is a record: its words, the verb or noun of the act, and who is bound."""

    span: Span
    act: Token
    by: tuple[Actor, ...]
    to: tuple[Actor, ...] = ()
    state: CommitmentState = "pending"
    rank: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the reading of commitments needs to know of one article."""

    parsed: ParsedArticle
    terms: Terms
    sides: Sides
    book: Vocabulary


def find_commitments(parsed: ParsedArticle, actors: Actors, book: Vocabulary) -> tuple[Commitment, ...]:
    """Return the commitments of an article in the order of the text."""
    scene = Scene(parsed, find_terms(parsed, book), Sides.of(parsed, actors), book)
    found = [u for hit in scene.terms.of("commitments") for u in _READERS[hit.entry.label](hit, scene)]
    found += _announced(scene)
    return tuple(_record(u, scene) for u in _distinct(found))


def _promised(hit: Hit, scene: Scene) -> Iterator[Undertaking]:
    """Read "agreed to withdraw", "pledged that it would"."""
    verb = scene.terms.head(hit)
    if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("amod", "acomp") or not _is_said(verb):
        return
    by = scene.sides.known(subjects(verb))
    if verb.sent[-1].text == ":":
        yield from _below(hit, by, scene)
    act = complement(verb, scene)
    if not by and verb.lemma_ in ("commit", "bind", "oblige"):
        by = scene.sides.known(patients(verb))
    if act is None:
        if by and _is_bare_agreement(verb):
            yield Undertaking(clause_of(verb), verb, by, rank=1)
        return
    strict = verb.lemma_.lower() not in ("agree", "commit", "pledge")
    if not _is_constructive(act, scene, strict) or (strict and _has_condition(verb, act)):
        return
    to = scene.sides.known(patients(verb)) or scene.sides.known(behind_prepositions(verb, ("with",)))
    yield from _listed(Undertaking(clause_of(verb), act, by, to, rank=3), scene)


def _below(hit: Hit, by: tuple[Actor, ...], scene: Scene) -> Iterator[Undertaking]:
    """Read the list below "agreed to the following:"."""
    for item in items_below(scene.parsed, scene.terms.sentence[hit.start]):
        act = _act_of(item, item.root)
        if by and _is_concrete(act, scene):
            yield Undertaking(item, act, by, rank=2)


def _noun(hit: Hit, scene: Scene) -> Iterator[Undertaking]:
    """Read "the commitment of X to release", "its promise to withdraw"."""
    noun = scene.terms.head(hit)
    if noun.pos_ != "NOUN":
        return
    act = complement(noun, scene)
    if act is None or not _is_constructive(act, scene, strict=False):
        return
    if noun.lemma_ in ("readiness", "willingness") and act.lemma_ in scene.book.words("talking") - {"engage"}:
        return
    governor = predicate_of(noun)
    if is_negated(governor) or is_supposed(governor) or any(c.lower_ in ("no", "shared") for c in noun.children):
        return
    by = scene.sides.actors.owner(noun) or scene.sides.known(subjects(governor))
    whole = phrase_of(noun)
    end = max(whole.end, phrase_of(act).end) if act.pos_ == "NOUN" else max(whole.end, clause_of(act).end)
    yield from _listed(Undertaking(trimmed(noun, whole.start, end - 1), act, by, rank=2), scene)


def _ready(hit: Hit, scene: Scene) -> Iterator[Undertaking]:
    """Read "remains committed to helping", "stands ready to support"."""
    word = scene.parsed.doc[hit.end - 2 if hit.end - hit.start > 1 else hit.start]
    if word.dep_ == "amod" or word.lower_ == "stand":
        return
    verb = word if word.pos_ == "VERB" and word.dep_ != "acomp" else predicate_of(word)
    act = complement(word, scene)
    if act is None or not _is_said(verb) or not _is_constructive(act, scene, word.lower_ != "committed"):
        return
    if word.lower_ != "committed" and act.lemma_ in scene.book.words("talking"):
        return
    who = [*subjects(verb), *(c for c in verb.children if c.dep_ == "nsubjpass")]
    yield from _listed(Undertaking(clause_of(verb, frozenset({"advcl"})), act, scene.sides.known(who), rank=2), scene)


def _settled(hit: Hit, scene: Scene) -> Iterator[Undertaking]:
    """Read "complied with the truce", "the pause was violated by", "is reneging on its obligations"."""
    head = scene.terms.head(hit)
    verb = predicate_of(head)
    denied = is_negated(verb) and "not" not in scene.terms.forms[hit.start : hit.end]
    if denied or is_supposed(verb) or is_demanded(verb) or is_ahead(verb) or is_infinitive(verb):
        return
    state: CommitmentState = "kept" if hit.entry.label == "kept" else "broken"
    by = scene.sides.known(subjects(verb)) or scene.sides.known(behind_prepositions(head, ("by", "of")))
    if any(actor.id for actor in by) or hit.end - hit.start > 2:
        yield Undertaking(clause_of(verb), verb, by, state=state, rank=1)


def _contents(hit: Hit, scene: Scene) -> Iterator[Undertaking]:
    """Read what a joint statement announces: "several steps, including the release of A and B's support"."""
    verb = predicate_of(scene.terms.head(hit))
    if is_negated(verb) or is_supposed(verb):
        return
    deeds = scene.book.words("deed-noun")
    for token in verb.subtree:
        if token.i > verb.i and token.pos_ == "NOUN" and token.lemma_.lower() in deeds and token.dep_ != "compound":
            by = scene.sides.actors.owner(token) or tuple(
                Actor(i, i, inferred=True) for i in scene.sides.actors.parties[:2]
            )
            yield Undertaking(phrase_of(token), token, by, rank=2)


def _obliged(hit: Hit, scene: Scene) -> Iterator[Undertaking]:
    """Read what an agreement has somebody do: "requires Russia to withdraw", "under the deal, the rebels will leave"."""
    sentence = scene.terms.sentence_of(hit.start)
    for verb in sentence:
        if verb.pos_ != "VERB" or not _is_constructive(verb, scene, strict=True) or is_negated(verb):
            continue
        bound = is_ahead(verb) or (is_infinitive(verb) and verb.dep_ in ("xcomp", "ccomp", "advcl", "acl", "conj"))
        who = scene.sides.known(subjects(verb))
        if (
            bound
            and verb.i > hit.start
            and verb.lemma_.lower() not in scene.book.words("talking")
            and any(actor.id for actor in who)
            and not is_supposed(verb)
        ):
            yield Undertaking(clause_of(verb), verb, who, rank=1)


def _announced(scene: Scene) -> Iterator[Undertaking]:
    """Yield what somebody says that he himself will do, and what a deal says that somebody will."""
    narrator = _narrator(scene)
    for sentence in scene.parsed.sentences:
        for token in sentence:
            if token.lower_ in WILL and token.dep_ == "aux":
                yield from _will(token.head, narrator, scene)


def _will(verb: Token, narrator: frozenset[str], scene: Scene) -> Iterator[Undertaking]:
    if not _is_constructive(verb, scene, strict=True) or is_negated(verb) or is_supposed(verb):
        return
    if any(child.lower_ == "only" for child in verb.children) or _has_condition(verb):
        return
    who = [*subjects(verb)] or [*patients(verb)]
    by = scene.sides.known(who)
    said_by = scene.sides.known(reporters(verb))
    speakers = {i for actor in said_by for i in actor.ids} or narrator
    ids = {i for actor in by for i in actor.ids}
    if any(is_first_person(token) for token in who):
        yield from _listed(Undertaking(clause_of(verb), verb, said_by or by, rank=1), scene)
    elif ids & speakers or (ids and _yields(verb, scene)):
        yield from _listed(Undertaking(clause_of(verb), verb, by, rank=1), scene)


def _yields(verb: Token, scene: Scene) -> bool:
    """Tell whether an act gives something up: then it is owed whoever reports it."""
    return verb.lemma_.lower() in scene.book.words("yielding") - scene.book.words("helping")


def _narrator(scene: Scene) -> frozenset[str]:
    """Return whom "we" and "our" stand for outside quotations, where a text speaks for somebody."""
    text = scene.parsed.article.text
    if text.count('"') + text.count("“") > 2:
        return frozenset()
    ours = (m for m in scene.sides.actors.mentions if scene.terms.forms[m.start] in ("we", "i", "our", "my"))
    return frozenset(i for mention in ours for actor in mention.actors for i in actor.ids)


def _is_constructive(act: Token, scene: Scene, strict: bool) -> bool:
    """Tell whether an act can be owed to another party."""
    words = scene.book.words
    lemma = act.lemma_.lower()
    if not strict:
        return lemma not in words("hostile")
    return lemma in words("helping") or lemma in words("yielding") or lemma in words("deed-noun")


def _listed(u: Undertaking, scene: Scene) -> Iterator[Undertaking]:
    """Split a promise of several acts into one undertaking an act; a list of mere aims is one promise."""
    members = _members(u)
    acts = [_act_of(member, u.act) for member in members]
    enough = 2 if u.act.pos_ == "NOUN" else 3
    if len(members) < enough or sum(_is_concrete(act, scene) for act in acts) * 2 <= len(members):
        yield u
        return
    for member, act in zip(members, acts, strict=True):
        yield dataclasses.replace(u, span=member, act=act)


def _members(u: Undertaking) -> list[Span]:
    """Return the acts of a promise, to the end of the last one's clause."""
    sentence = u.act.sent
    if u.act.pos_ == "NOUN":
        return split_list(u.act.doc[_beginning(u.act) : u.span.end])
    for start in (_beginning(u.act), u.act.i):
        *members, last = split_list(u.act.doc[start : sentence.end])
        if members:
            verb = next((token for token in last if token.pos_ == "VERB"), last.root)
            own = clause_of(verb)
            return [*members, trimmed(verb, last.start, min(last.end, own.end) - 1)]
    return [u.span]


def _beginning(act: Token) -> int:
    """Return where an act's own words begin: at its "to", or at the left edge of its noun phrase."""
    marks = [child.i for child in act.children if child.lower_ == "to" and child.dep_ == "aux"]
    return min([act.i, *marks, *(c.i for c in act.children if c.dep_ in ("det", "amod", "poss", "compound"))])


def _act_of(member: Span, model: Token) -> Token:
    """Return the word of a list's member that says what is done: a verb or a noun, as in its first member."""
    wanted = ("NOUN", "PROPN") if model.pos_ == "NOUN" else ("VERB", "AUX")
    return next((token for token in member[:6] if token.pos_ in wanted), member.root)


def _is_concrete(act: Token, scene: Scene) -> bool:
    words = scene.book.words
    lemma = act.lemma_.lower()
    if act.pos_ == "NOUN":
        return lemma in words("deed-noun") or lemma in words("truce") or lemma in words("ending")
    return lemma not in words("soft") and lemma not in words("hostile")


def _is_bare_agreement(verb: Token) -> bool:
    return verb.lemma_ == "agree" and not any(
        c.dep_ in ("ccomp", "xcomp", "prep", "dobj", "advcl") and c.i > verb.i for c in verb.children
    )


def _has_condition(*words: Token) -> bool:
    return any(
        mark.lower_ == "if"
        for word in words
        for child in word.children
        if child.dep_ == "advcl"
        for mark in child.children
    )


def _is_said(verb: Token) -> bool:
    loose = verb.tag_ == "VBG" and verb.dep_ in ("pcomp", "acl", "csubj", "amod")
    return not (loose or is_negated(verb) or is_supposed(verb) or is_demanded(verb) or _is_purpose(verb))


def _is_purpose(verb: Token) -> bool:
    return is_infinitive(verb) and verb.dep_ in ("advcl", "acl", "relcl", "xcomp", "ROOT")


def complement(word: Token, scene: Scene) -> Token | None:
    """Return the act that a word of promising takes: an infinitive, a clause with "will", or "to" with an act."""
    words = scene.book.words
    nouns = words("accord") | words("truce") | words("yielding") | words("deed-noun")
    for child in word.children:
        if child.dep_ in ("xcomp", "acl", "ccomp", "advcl") and child.pos_ in ("VERB", "AUX"):
            if child.i > word.i and (is_infinitive(child) or is_ahead(child)):
                return child
        if child.dep_ == "prep" and child.lower_ in ("to", "on"):
            for inner in child.children:
                if inner.dep_ == "pcomp" or (inner.dep_ == "pobj" and inner.lemma_.lower() in nouns):
                    return inner
    return _following_infinitive(word)


def _following_infinitive(word: Token) -> Token | None:
    """Return the infinitive that follows within a few words, where the parser hangs it elsewhere."""
    doc = word.doc
    for i in range(word.i + 1, min(word.i + 9, word.sent.end - 1)):
        token = doc[i]
        if token.lower_ == "to":
            for j in range(i + 1, min(i + 4, word.sent.end)):
                if doc[j].pos_ in ("VERB", "AUX"):
                    return doc[j]
                if doc[j].pos_ != "ADV":
                    break
        if token.is_punct or token.pos_ in ("VERB", "AUX", "CCONJ", "SCONJ"):
            return None
    return None


def _distinct(found: list[Undertaking]) -> list[Undertaking]:
    """Keep the strongest of those that share their words."""
    kept: list[Undertaking] = []
    for u in sorted(found, key=lambda u: (-u.rank, u.span.start)):
        if not any(u.span.start < k.span.end and k.span.start < u.span.end for k in kept):
            kept.append(u)
    return sorted(kept, key=lambda u: u.span.start)


def _record(u: Undertaking, scene: Scene) -> Commitment:
    return Commitment(anchor=scene.parsed.anchor(u.span), extractor=EXTRACTOR, by=u.by, to=u.to, state=u.state)


_READERS = {
    "verb": _promised,
    "noun": _noun,
    "ready": _ready,
    "kept": _settled,
    "broken": _settled,
    "announced": _contents,
    "obliged": _obliged,
}
