"""Principles: the points that a text states as agreed, or that sides affirm together, one record a point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from detente.evidence import Actor, EventReport, EventType, Principle, Statement
from detente.extraction.actors import Actors
from detente.extraction.events.arguments import behind_prepositions, reporters, subjects
from detente.extraction.lists import items_below, split_list
from detente.extraction.mood import is_ahead, is_demanded, is_negated, is_supposed
from detente.extraction.parsing import ParsedArticle
from detente.extraction.sides import Sides, ids
from detente.extraction.spans import clause_of, keep_apart, phrase_of, predicate_of, share_words, trimmed
from detente.extraction.terms import Hit, Terms, find_terms
from detente.reference.vocabulary import Vocabulary

EXTRACTOR = "principles/1"
LONGEST = 45  # tokens of one point
SHORTEST = 4  # tokens from which words of a joint text say something
BARE = 2  # tokens up to which a member shares the head of the one before it
_ACCORDS = frozenset({EventType.AGREE, EventType.SUPPORT, EventType.RETREAT})
WILL = frozenset(["will", "would", "shall"])
_PLANS = frozenset(["plan", "proposal", "initiative", "draft", "proposals", "plans"])
_QUOTES = frozenset(["“", "”", '"'])
_BREAKS = frozenset(["although", "but", "while", "because", "since", "after", "before"])
_INTRODUCING = frozenset(("including", ":", "namely", "such"))


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the reading of principles needs to know of one article."""

    parsed: ParsedArticle
    terms: Terms
    sides: Sides
    events: Sequence[EventReport]
    statements: Sequence[Statement]
    book: Vocabulary


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """A member of what is agreed: its own words, and with the head that it shares ("respect for A, *B*")."""

    own: Span
    span: Span

    @classmethod
    def of(cls, span: Span) -> Member:
        """Make a member that shares nothing."""
        return cls(span, span)


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """A point before it is a record; `rank` decides between readings of the same words."""

    member: Member
    by: tuple[Actor, ...]
    rank: int


def find_principles(
    parsed: ParsedArticle,
    actors: Actors,
    events: Sequence[EventReport],
    statements: Sequence[Statement],
    book: Vocabulary,
) -> tuple[Principle, ...]:
    """Return the principles of an article in the order of the text."""
    scene = Scene(parsed, find_terms(parsed, book), Sides.of(parsed, actors), events, statements, book)
    points = [point for hit in scene.terms.of("agreeing") for point in _READERS[hit.entry.label](hit, scene)]
    return tuple(_record(point, scene) for point in _distinct(points))


def _accord(hit: Hit, scene: Scene) -> Iterator[Point]:
    """Read what an accord holds: "it entails a halt to ..., the entry of ... and the renewal of ..."."""
    noun = scene.parsed.doc[hit.start]
    verb = predicate_of(scene.parsed.doc[hit.end - 1])
    if noun.pos_ not in ("NOUN", "PROPN", "PRON") or is_supposed(verb) or is_negated(verb) or is_demanded(verb):
        return
    if hit.entry.label == "accord" and not _holds(noun, scene.parsed.doc[hit.end - 1]):
        return
    by = _parties_of(noun, scene)
    for member in _contents(hit, scene):
        if _is_point(member, scene, weight=1) or (hit.entry.label == "accord" and _is_deed(member)):
            yield Point(member, by, 2)


def _holds(noun: Token, verb: Token) -> bool:
    """Tell whether a verb says what a noun holds: the noun is its subject, or what it tells more of."""
    if noun.lemma_.lower() in _PLANS and is_ahead(verb):
        return False
    return verb.lower_ == "including" or verb.head == noun or noun in subjects(verb)


def _under(hit: Hit, scene: Scene) -> Iterator[Point]:
    """Read what is to be under an accord: "under the deal, A will keep the presidency and B will form a cabinet"."""
    sentence = scene.terms.sentence_of(hit.start)
    by = _parties_of(scene.parsed.doc[hit.end - 1], scene)
    for token in sentence:
        if token.dep_ == "aux" and (token.lower_ in WILL or token.lower_ == "to"):
            verb = token.head
            if verb.dep_ in ("ROOT", "conj", "ccomp", "parataxis") and not is_negated(verb) and not is_supposed(verb):
                yield Point(Member.of(clause_of(verb)), by, 2)


def _agreed(hit: Hit, scene: Scene) -> Iterator[Point]:
    """Read what sides agreed: "agreed to ...", "had been agreed to by both sides, including ..."."""
    verb = scene.terms.head(hit)
    verb = verb if verb.pos_ in ("VERB", "AUX") else predicate_of(verb)
    if is_supposed(verb) or is_negated(verb) or is_demanded(verb):
        return
    by = _agreeing(verb, scene)
    joint = len(ids(by)) > 1 or any(actor.id is None for actor in by)
    if not by or not (joint or verb.lemma_ == "agree"):
        return
    members = _contents(hit, scene)
    if joint and _is_one_aim(verb, scene):
        members = [Member.of(clause_of(verb, frozenset({"advcl"})))]
    for member in members:
        if _is_point(member, scene, weight=1 if joint else 2):
            yield Point(member, by, 3)


def _is_one_aim(verb: Token, scene: Scene) -> bool:
    """Tell whether sides only agree to work together for a list of aims."""
    words = scene.book.words
    acts = [child for child in verb.children if child.dep_ in ("xcomp", "ccomp") and child.pos_ == "VERB"]
    return any(act.lemma_.lower() in words("soft") | {"work", "collaborate", "cooperate", "continue"} for act in acts)


def _affirmed(hit: Hit, scene: Scene) -> Iterator[Point]:
    """Read what several affirm together: "both leaders underscored the need for ..."."""
    verb = scene.terms.head(hit)
    by = _agreeing(predicate_of(verb), scene)
    if len(ids(by)) < 2 or is_demanded(verb) or is_negated(verb) or is_supposed(verb):
        return
    for member in _contents(hit, scene):
        if _is_point(member, scene, weight=1):
            yield Point(member, by, 2)


def _shared(hit: Hit, scene: Scene) -> Iterator[Point]:
    """Read what is shared: "the shared commitment of A and B to ..."."""
    noun = scene.terms.head(hit)
    by, span = scene.sides.actors.owner(noun), phrase_of(noun)
    if len(ids(by)) > 1 and len(span) > SHORTEST:
        yield Point(Member.of(span), by, 2)


def _basis(hit: Hit, scene: Scene) -> Iterator[Point]:
    """Read what a settlement rests on: "on the basis of respect for sovereignty"."""
    verb = predicate_of(scene.parsed.doc[hit.start])
    by = _agreeing(verb, scene)
    rank = 4 if "basis" in scene.terms.forms[hit.start : hit.end] else 1
    for member in _contents(hit, scene):
        if by and _is_point(member, scene, weight=2):
            yield Point(member, by, rank)


def _contents(hit: Hit, scene: Scene) -> list[Member]:
    """Return the members of what stands behind a cue: in its sentence, or in the list items that follow a colon."""
    doc, sentence = scene.parsed.doc, scene.terms.sentence_of(hit.start)
    if sentence[-1].text == ":":
        return [Member.of(_cut(item)) for item in items_below(scene.parsed, scene.terms.sentence[hit.start])]
    start = hit.end
    for i in range(hit.end, min(hit.end + 12, sentence.end - 1)):
        if doc[i].lower_ in _INTRODUCING:
            start = i + 1
            break
    region = doc[start : sentence.end]
    return _sharing([_cut(member) for member in split_list(region)]) if len(region) else []


def _sharing(members: list[Span]) -> list[Member]:
    """Give a bare noun the head that it shares with the member before it."""
    found: list[Member] = []
    for member in members:
        before = found[-1].span if found else None
        bare = len(member) <= BARE and before is not None and any(token.dep_ == "prep" for token in before)
        found.append(Member(member, member.doc[before.start : member.end]) if bare and before else Member.of(member))
    return found


def _cut(member: Span) -> Span:
    """Cut a point where its quotation closes, a new clause begins or it grows too long."""
    end, quoted = member.end, False
    for token in member[2:]:
        if token.text in _QUOTES:
            if token.text != "“" and not quoted:
                end = token.i
                break
            quoted = not quoted
        if token.lower_ in _BREAKS and token.dep_ in ("mark", "cc", "advmod"):
            end = token.i
            break
    end = min(end, member.start + LONGEST)
    return trimmed(member[0], member.start, end - 1)


def _is_point(member: Member, scene: Scene, weight: int) -> bool:
    """Tell whether words name a principle; in a joint text every point counts that is long enough to say something."""
    if scene.sides.narrators and len(member.own) >= SHORTEST:
        return True
    hits = scene.terms.within("principles", member.own.start, member.own.end)
    return any(hit.entry.weight >= weight for hit in hits)


def _is_deed(member: Member) -> bool:
    return member.own.root.pos_ in ("NOUN", "VERB") and len(member.own) >= SHORTEST


def _agreeing(verb: Token, scene: Scene) -> tuple[Actor, ...]:
    """Return who agrees or affirms: the subject, or who stands behind "by"; "the two" are the parties."""
    found = scene.sides.known([*subjects(verb), *behind_prepositions(verb, ("by", "with", "between"))])
    return found or scene.sides.known(reporters(verb))


def _parties_of(noun: Token, scene: Scene) -> tuple[Actor, ...]:
    """Return whose an accord is: between whom, whose, by whom made, or who agrees in a joint act of the article."""
    if noun.pos_ == "PRON":
        return ()
    between = scene.sides.known(behind_prepositions(noun, ("between", "among", "with", "by")))
    whose = between or scene.sides.actors.owner(noun) or scene.sides.known(subjects(predicate_of(noun)))
    if any(actor.id for actor in whose):
        return whose
    joint = (e.actors for e in scene.events if e.type in _ACCORDS and len(ids(e.actors)) > 1)
    return next(joint, ())


def _distinct(points: list[Point]) -> list[Point]:
    """Keep the best reading of words that several cues claim."""
    ranked = sorted(points, key=lambda p: (-p.rank, p.member.own.start, len(p.member.own)))
    kept = keep_apart(ranked, lambda a, b: share_words(a.member.own, b.member.own))
    return sorted(kept, key=lambda p: p.member.own.start)


def _record(point: Point, scene: Scene) -> Principle:
    own = point.member.own
    hits = scene.terms.within("principles", own.start, own.end)
    best = max(hits, key=lambda hit: (hit.entry.weight, hit.end - hit.start), default=None)
    return Principle(
        anchor=scene.parsed.anchor(point.member.span),
        extractor=EXTRACTOR,
        affirmed_by=point.by,
        what=best.entry.label if best else None,
    )


_READERS = {
    "accord": _accord,
    "about": _accord,
    "under": _under,
    "agreed": _agreed,
    "affirmed": _affirmed,
    "shared": _shared,
    "basis": _basis,
    "plan": _accord,
}
