"""Milestone: the furthest stage that an article reports as reached between the main adversaries."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from detente.evidence import EventReport, EventType, Milestone, Status
from detente.extraction.actors import Actors
from detente.extraction.events.arguments import behind_prepositions, subjects
from detente.extraction.mood import is_ahead, is_demanded, is_infinitive, is_negated, is_supposed
from detente.extraction.parsing import ParsedArticle
from detente.extraction.sides import Sides, ids
from detente.extraction.spans import predicate_of
from detente.extraction.terms import Hit, Terms, find_terms
from detente.reference.vocabulary import Vocabulary

BEFORE = 5  # tokens before a stage's words in which a word may make it unreal
ENOUGH = 5  # hostility that makes adversaries also where it goes one way only
STEPS = 14  # words above the name of a stage that may make it unreal
OUTSIDE = ("unreal", "broken", "partial", "sham", "holds")  # labels that are no stage
REACHED = frozenset({Status.OCCURRED, Status.ONGOING})
_T = EventType
HOSTILE = {
    **dict.fromkeys((_T.ACCUSE, _T.REJECT, _T.THREATEN, _T.SANCTION, _T.MOBILIZE, _T.COERCE), 2),
    _T.ASSAULT: 3,
    _T.REQUEST: 1,
}
FRIENDLY = dict.fromkeys((_T.SUPPORT, _T.AID, _T.COOPERATE, _T.AGREE), -1)


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the reading of milestones needs to know of one article."""

    parsed: ParsedArticle
    terms: Terms
    actors: Actors
    book: Vocabulary
    adversaries: frozenset[str]


def find_milestone(parsed: ParsedArticle, actors: Actors, events: Sequence[EventReport], book: Vocabulary) -> Milestone:
    """Return the furthest stage reported as reached, `none` where no stage is."""
    scene = Scene(parsed, find_terms(parsed, book), actors, book, find_adversaries(actors, events))
    reached = [Milestone(hit.entry.label) for hit in _claims(scene, events)]
    if len(ids(Sides.of(parsed, actors).narrators)) > 1:
        reached.append(Milestone.PRINCIPLES_AGREED)  # a joint text is itself what is agreed
    reached += [stage for event in events if (stage := _of_event(event, scene)) is not None]
    return max(reached, key=lambda stage: stage.rank, default=Milestone.NONE)


def with_milestones(
    events: Sequence[EventReport], parsed: ParsedArticle, actors: Actors, book: Vocabulary
) -> tuple[EventReport, ...]:
    """Return the events with the stage that each reports as reached, where it reports one."""
    scene = Scene(parsed, find_terms(parsed, book), actors, book, find_adversaries(actors, events))
    return tuple(dataclasses.replace(event, milestone=_of_event(event, scene)) for event in events)


def find_adversaries(actors: Actors, events: Iterable[EventReport]) -> frozenset[str]:
    """Return the two main parties that are most at odds in an article; nobody where none are.

    Those who fight, or accuse each other, are at odds; who only urges, blames or punishes others stands outside.
    """
    hostile: Counter[tuple[str, str]] = Counter()
    fought: set[frozenset[str]] = set()
    for event in events:
        sides = ids(event.recipients) or ids(event.actors)
        for one in ids(event.actors):
            for other in sides - {one}:
                hostile[one, other] += HOSTILE.get(event.type, FRIENDLY.get(event.type, 0))
                if event.type is _T.ASSAULT:
                    fought.add(frozenset((one, other)))
    rank = {party: place for place, party in enumerate(actors.parties[:4])}
    odds: dict[frozenset[str], float] = {}
    for one, other in {tuple(sorted(pair)) for pair in hostile}:
        there, back = max(0, hostile[one, other]), max(0, hostile[other, one])
        pair = frozenset((one, other))
        if pair <= rank.keys() and (pair in fought or min(there, back) > 0 or max(there, back) >= ENOUGH):
            odds[pair] = there + back + 2 * min(there, back) - sum(rank[party] for party in pair)
    return max(odds, key=lambda pair: (odds[pair], sorted(pair)), default=frozenset())


def _claims(scene: Scene, events: Sequence[EventReport]) -> Iterator[Hit]:
    """Yield the words of stages that the article reports as reached."""
    others = [e for e in events if len(ids(e.actors)) > 1 and scene.adversaries and not _joins(e, scene.adversaries)]
    for hit in scene.terms.of("stages"):
        if hit.entry.label in OUTSIDE or not _is_real(hit, scene) or not _is_between_adversaries(hit, scene):
            continue
        at = scene.parsed.doc[hit.start].idx
        if not any(e.anchor.start <= at < e.anchor.end for e in others):
            yield hit


def _is_real(hit: Hit, scene: Scene) -> bool:
    """Tell whether the words of a stage report it as reached, and not as wished, called for or denied."""
    stage, sentence = hit.entry.label, scene.terms.sentence_of(hit.start)
    if _beside(hit, scene, stage):
        return False
    if stage == "in_force":  # what is broken or kept is in force, whether or not the sentence only supposes it
        return sum(other.entry.label == stage for other in scene.terms.of("stages")) > 1
    near = scene.terms.within("stages", max(sentence.start, hit.start - BEFORE), hit.start)
    if any(other.entry.label == "unreal" for other in near) or sentence[-1].text == "?":
        return False
    if "broken" in scene.terms.labels("stages", sentence):
        return False
    head = scene.terms.head(hit)
    if any(child.lower_ == "agreed" and child.dep_ == "amod" for child in head.children):
        return True
    return _is_meant(head) if head.pos_ in ("VERB", "AUX") else _is_had(head, stage, scene)


def _beside(hit: Hit, scene: Scene, stage: str) -> bool:
    """Tell whether words only look like a stage: a deal beside the settlement, a sham, an "initial" agreement."""
    if stage == "initialled":
        return scene.parsed.doc[hit.start].pos_ not in ("VERB", "AUX")
    if stage == "ceasefire":
        sham = any(other.entry.label == "sham" for other in scene.terms.of("stages"))
        return sham or "holds" not in scene.terms.labels("stages", scene.terms.sentence_of(hit.start))
    if stage in ("principles_agreed", "text_agreed", "in_force"):
        near = scene.terms.within("stages", hit.start - 3, hit.end + 4)
        return any(other.entry.label == "partial" for other in near)
    return False


def _is_meant(verb: Token) -> bool:
    """Tell whether a verb says what was or is done."""
    if verb.tag_ == "VBG" and verb.dep_ in ("pcomp", "csubj"):
        return False
    return not (is_negated(verb) or is_supposed(verb) or is_demanded(verb) or is_ahead(verb) or is_infinitive(verb))


def _is_had(noun: Token, stage: str, scene: Scene) -> bool:
    """Tell whether a noun names something that exists: nothing above it wishes for it or is still to achieve it."""
    wishing, achieving = scene.book.words("wishing"), scene.book.words("achieving")
    if stage == "talks":  # to discuss talks is no wish for them
        wishing = wishing - scene.book.words("talking") - scene.book.words("talks")
    token = noun
    for _ in range(STEPS):
        token = token.head
        lemma = token.lemma_.lower()
        if lemma in wishing or token.lower_ in wishing:
            return False
        if token.pos_ in ("VERB", "AUX"):
            if is_negated(token) or is_demanded(token) or (lemma in achieving and not _is_meant(token)):
                return False
            if token.dep_ in ("ROOT", "ccomp", "relcl", "parataxis"):
                return not (is_supposed(token) or is_ahead(token))
        if token.head == token:
            break
    return True


def _is_between_adversaries(hit: Hit, scene: Scene) -> bool:
    """Tell whether talks may be those of the adversaries: nobody else is named as taking part."""
    if hit.entry.label != "talks":
        return True
    head = scene.terms.head(hit)
    talks = head if head.pos_ == "NOUN" else predicate_of(head)
    who = list(_taking_part(talks))
    named = ids(actor for token in who for actor in scene.actors.of(token))
    sides = scene.adversaries or frozenset(scene.actors.parties[:3])
    return len(named) < 2 or len(named & sides) > 1


def _taking_part(talks: Token) -> Iterator[Token]:
    """Yield who is said to talk: beside the noun, or as subject and partner of the verb."""
    yield from behind_prepositions(talks, ("between", "with", "among", "to"))
    if talks.dep_ == "dobj" and talks.head.pos_ == "VERB":
        yield from subjects(talks.head)
    if talks.pos_ in ("VERB", "AUX"):
        yield from subjects(talks)
        for child in talks.children:
            if child.dep_ == "dobj":
                yield from behind_prepositions(child, ("between", "with", "among"))


def _of_event(event: EventReport, scene: Scene) -> Milestone | None:
    """Return the stage that an event reports as reached between the adversaries."""
    if event.status not in REACHED or not _joins(event, scene.adversaries):
        return None
    if event.type is _T.CONSULT:
        return Milestone.TALKS
    if event.type not in (_T.AGREE, _T.SUPPORT, _T.RETREAT):
        return None
    span = scene.parsed.doc.char_span(event.anchor.start, event.anchor.end, alignment_mode="expand")
    hits = scene.terms.within("stages", span.start, span.end) if span is not None else []
    labels = {hit.entry.label for hit in hits if hit.entry.label not in OUTSIDE and _is_real(hit, scene)}
    if (
        event.type is _T.RETREAT
        and event.mode == "ceasefire"
        and not any(h.entry.label == "sham" for h in scene.terms.of("stages"))
    ):
        labels.add("ceasefire")
    return max((Milestone(label) for label in labels), key=lambda stage: stage.rank, default=None)


def _joins(event: EventReport, adversaries: frozenset[str]) -> bool:
    named = ids((*event.actors, *event.recipients))
    return len(adversaries) > 1 and adversaries <= named
