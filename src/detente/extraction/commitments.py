"""Commitments: who undertakes which future act toward whom, by when, and whether it was kept."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

from spacy.tokens import Token

from detente.dates import days
from detente.evidence import Actor, Commitment, CommitmentState, TimeExpression
from detente.extraction.actors import Actors
from detente.extraction.events.arguments import behind_prepositions, patients, reporters, subjects
from detente.extraction.horizon import end_of
from detente.extraction.lists import items_below
from detente.extraction.mood import is_ahead, is_demanded, is_first_person, is_infinitive, is_negated, is_supposed
from detente.extraction.parsing import ParsedArticle
from detente.extraction.promises import (
    Scene,
    Undertaking,
    act_of,
    apart,
    complement,
    is_concrete,
    is_constructive,
    yields,
)
from detente.extraction.sides import Sides, ids
from detente.extraction.spans import clause_of, keep_apart, phrase_of, predicate_of, share_words, trimmed
from detente.extraction.terms import Hit, find_terms
from detente.extraction.times import Times
from detente.reference.vocabulary import Vocabulary

EXTRACTOR = "commitments/1"
WILL = frozenset(["will", "would", "shall", "'ll", "’ll"])


def find_commitments(parsed: ParsedArticle, actors: Actors, times: Times, book: Vocabulary) -> tuple[Commitment, ...]:
    """Return the commitments of an article in the order of the text."""
    scene = Scene(parsed, find_terms(parsed, book), Sides.of(parsed, actors), times, book)
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
    if not is_constructive(act, scene, strict) or (strict and _has_condition(verb, act)):
        return
    to = scene.sides.known(patients(verb)) or scene.sides.known(behind_prepositions(verb, ("with",)))
    yield from apart(Undertaking(clause_of(verb), act, by, to, rank=3), scene)


def _below(hit: Hit, by: tuple[Actor, ...], scene: Scene) -> Iterator[Undertaking]:
    """Read the list below "agreed to the following:"."""
    for item in items_below(scene.parsed, scene.terms.sentence[hit.start]):
        act = act_of(item, item.root)
        if by and is_concrete(act, scene):
            yield Undertaking(item, act, by, rank=2)


def _noun(hit: Hit, scene: Scene) -> Iterator[Undertaking]:
    """Read "the commitment of X to release", "its promise to withdraw"."""
    noun = scene.terms.head(hit)
    if noun.pos_ != "NOUN":
        return
    act = complement(noun, scene)
    if act is None or not is_constructive(act, scene, strict=False):
        return
    if noun.lemma_ in ("readiness", "willingness") and act.lemma_ in scene.book.words("talking") - {"engage"}:
        return
    governor = predicate_of(noun)
    if is_negated(governor) or is_supposed(governor) or any(c.lower_ in ("no", "shared") for c in noun.children):
        return
    by = scene.sides.actors.owner(noun) or scene.sides.known(subjects(governor))
    whole = phrase_of(noun)
    end = max(whole.end, phrase_of(act).end) if act.pos_ == "NOUN" else max(whole.end, clause_of(act).end)
    yield from apart(Undertaking(trimmed(noun, whole.start, end - 1), act, by, rank=2), scene)


def _ready(hit: Hit, scene: Scene) -> Iterator[Undertaking]:
    """Read "remains committed to helping", "stands ready to support"."""
    word = scene.parsed.doc[hit.end - 2 if hit.end - hit.start > 1 else hit.start]
    if word.dep_ == "amod" or word.lower_ == "stand":
        return
    verb = word if word.pos_ == "VERB" and word.dep_ != "acomp" else predicate_of(word)
    act = complement(word, scene)
    if act is None or not _is_said(verb) or not is_constructive(act, scene, word.lower_ != "committed"):
        return
    if word.lower_ != "committed" and act.lemma_ in scene.book.words("talking"):
        return
    who = [*subjects(verb), *(c for c in verb.children if c.dep_ == "nsubjpass")]
    yield from apart(Undertaking(clause_of(verb, frozenset({"advcl"})), act, scene.sides.known(who), rank=2), scene)


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
        yield Undertaking(clause_of(verb), verb, by, state=state, rank=4)


def _contents(hit: Hit, scene: Scene) -> Iterator[Undertaking]:
    """Read what a joint statement announces: "several steps, including the release of A and B's support"."""
    verb = predicate_of(scene.terms.head(hit))
    if is_negated(verb) or is_supposed(verb):
        return
    deeds = scene.book.words("deed-noun")
    both = tuple(Actor(i, i, inferred=True) for i in scene.sides.actors.parties[:2])
    acts = [t for t in verb.subtree if t.i > verb.i and t.pos_ == "NOUN" and t.lemma_.lower() in deeds]
    acts = [act for act in acts if act.dep_ != "compound"]
    for act in acts:
        whole = Undertaking(clause_of(verb) if len(acts) == 1 else phrase_of(act), act, (), rank=2)
        if hit.entry.label == "announced":
            whole = dataclasses.replace(whole, span=phrase_of(act))
        elif _due(whole, scene) is None:
            continue
        yield dataclasses.replace(whole, by=scene.sides.actors.owner(act) or both)


def _obliged(hit: Hit, scene: Scene) -> Iterator[Undertaking]:
    """Read what an agreement has somebody do: "requires X to withdraw", "under the deal, the rebels will leave"."""
    sentence = scene.terms.sentence_of(hit.start)
    for verb in sentence:
        if verb.pos_ != "VERB" or not is_constructive(verb, scene, strict=True) or is_negated(verb):
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
    if not is_constructive(verb, scene, strict=True) or is_negated(verb) or is_supposed(verb):
        return
    if any(child.lower_ == "only" for child in verb.children) or _has_condition(verb):
        return
    who = [*subjects(verb)] or [*patients(verb)]
    by = scene.sides.known(who)
    said_by = scene.sides.known(reporters(verb))
    speakers, acting = ids(said_by) or narrator, ids(by)
    undertaking = Undertaking(clause_of(verb), verb, by, rank=1)
    if any(is_first_person(token) for token in who):
        yield from apart(dataclasses.replace(undertaking, by=said_by or by), scene)
    elif not acting and scene.sides.narrators:
        yield from apart(dataclasses.replace(undertaking, by=scene.sides.narrators), scene)
    elif acting & speakers or (acting and (yields(verb, scene) or _due(undertaking, scene))):
        yield from apart(undertaking, scene)


def _narrator(scene: Scene) -> frozenset[str]:
    """Return whom "we" and "our" stand for outside quotations, where a text speaks for somebody."""
    text = scene.parsed.article.text
    if text.count('"') + text.count("“") > 2:
        return frozenset()
    ours = (m for m in scene.sides.actors.mentions if scene.terms.forms[m.start] in ("we", "i", "our", "my"))
    return frozenset(i for mention in ours for actor in mention.actors for i in actor.ids)


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


def _distinct(found: list[Undertaking]) -> list[Undertaking]:
    """Keep the strongest of those that share their words."""
    ranked = sorted(found, key=lambda u: (-u.rank, u.span.start))
    kept = keep_apart(ranked, lambda a, b: share_words(a.span, b.span))
    return sorted(kept, key=lambda u: u.span.start)


def _due(u: Undertaking, scene: Scene) -> str | None:
    """Return by when: the first time in the words of a promise that lies ahead of publication."""
    published = scene.parsed.article.published
    if published is None:
        return None
    today = days(published).last
    end = scene.parsed.doc[u.span.end - 1]
    times = scene.times.in_span(u.span.start_char, end.idx + len(end))
    return next((due for time in times if (due := _ahead(time, today, scene)) is not None), None)


def _ahead(time: TimeExpression, today: dt.date, scene: Scene) -> str | None:
    """Return the day that a time sets: one ahead, one named with "by", or the end of a term that begins now."""
    before = scene.parsed.article.text[max(0, time.anchor.start - 12) : time.anchor.start].rstrip().lower()
    if time.edtf is not None and time.type == "DATE":
        return time.edtf if days(time.edtf).last >= today or before.endswith(("by", "by the")) else None
    return end_of(time.value, today) if time.type == "DURATION" and before.endswith(("within", "in", "next")) else None


def _record(u: Undertaking, scene: Scene) -> Commitment:
    labels = [hit.entry.label for hit in scene.terms.within("principles", u.span.start, u.span.end)]
    by = u.by or scene.sides.narrators
    return Commitment(
        anchor=scene.parsed.anchor(u.span),
        extractor=EXTRACTOR,
        by=by,
        to=u.to or (by[::-1] if len(ids(by)) == 2 and u.state == "pending" else ()),
        what=labels[0] if labels else None,
        due=_due(u, scene) if u.state == "pending" else None,
        state=u.state,
    )


_READERS = {
    "verb": _promised,
    "noun": _noun,
    "ready": _ready,
    "kept": _settled,
    "broken": _settled,
    "announced": _contents,
    "dated": _contents,
    "obliged": _obliged,
}
