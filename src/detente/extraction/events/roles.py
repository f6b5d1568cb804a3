"""Who acts, who receives and who mediates in an event."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from detente.evidence import Actor, EventType
from detente.extraction.actors import Actors
from detente.extraction.events.arguments import (
    behind_astray,
    behind_prepositions,
    depth,
    is_passive,
    participants_of_noun,
    patients,
    reporters,
    subjects,
)
from detente.extraction.events.finding import Found
from detente.extraction.events.matching import Matcher
from detente.extraction.events.naming import as_written, inside, resolve, resolve_deep, unique, without
from detente.extraction.events.setting import find_mediators
from detente.extraction.parsing import ParsedArticle
from detente.extraction.times import Times
from detente.reference.codebook import Codebook

_T = EventType
SPOKEN = frozenset({_T.AGREE, _T.CONSULT, _T.REQUEST, _T.ACCUSE, _T.REJECT, _T.THREATEN, _T.SUPPORT, _T.COOPERATE})
LEAVING = frozenset({_T.RETREAT, _T.CONCEDE, _T.COERCE, _T.SANCTION})
INTERNAL = (":OPP", ":CVL", ":PTY", ":MED", ":LEG", ":JUD", ":REL", ":ELI", ":EDU", ":LAB", ":BUS", ":CRM")
MUTUAL = ("mutual", "reciprocal")
TOGETHER = ("with", "between", "among")
SPEAKING = frozenset({"talk", "speak"})


@dataclass(slots=True, eq=False)
class Scene:
    """What the reading of events needs to know of one article."""

    parsed: ParsedArticle
    actors: Actors
    times: Times
    book: Codebook
    matcher: Matcher = field(init=False)

    def __post_init__(self) -> None:
        self.matcher = Matcher(self.book)


@dataclass(frozen=True, slots=True, eq=False)
class Roles:
    """The participants of an event, with the words that name them."""

    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    heads: tuple[Token, ...]
    mediators: tuple[Actor, ...] = ()


def roles_of(found: Found, scene: Scene) -> Roles:
    """Return who takes part in a found event."""
    if found.mode == "third-party" and found.head.pos_ == "NOUN":
        return _roles_of_mediation(found, scene)
    return _roles_of_noun(found, scene) if found.nominal else _roles_of_verb(found, scene)


def _roles_of_verb(found: Found, scene: Scene) -> Roles:
    verb = found.verb or found.head
    if found.pattern.says or found.modality.demanded:
        return _roles_of_words(verb, scene)
    by, by_heads = resolve_deep(subjects(verb), scene.actors)
    if found.head != verb and verb.lemma_.lower() in scene.book.list_of("receiving"):
        return _roles_received(found, by, by_heads, scene)
    if found.pattern.joint:
        return _roles_of_joint_act(found, by, by_heads, scene)
    objects = list(patients(verb))
    to, to_heads = resolve_deep(objects, scene.actors)
    if found.head != verb:  # a light verb: its noun names the others
        owners, others = participants_of_noun(found.head)
        more, more_heads = resolve(others if by else [*owners, *others], scene.actors)
        to, to_heads = to + more, to_heads + more_heads
    if not any(actor.id for actor in to):
        behind = [n for word in (verb, *objects) for n in behind_prepositions(word)]
        more, more_heads = resolve_deep(behind, scene.actors)
        to, to_heads = more or to, to_heads + more_heads
    if not any(actor.id for actor in to):  # what is agreed, demanded or threatened says whom it touches
        inner = [n for c in scene.matcher.complements(verb) for n in (*patients(c), *behind_prepositions(c))]
        more, more_heads = resolve_deep(inner, scene.actors)
        to, to_heads = more or to, to_heads + more_heads
    if depth(verb) == 0:
        by = by or as_written(subjects(verb))
        to = to or as_written([*objects, *behind_prepositions(verb)][:1])
    return Roles(unique(by), unique(without(to, by)), (*by_heads, *to_heads))


def _roles_of_joint_act(found: Found, by: tuple[Actor, ...], by_heads: tuple[Token, ...], scene: Scene) -> Roles:
    """Return all who take part: the subject, whom it meets, and those behind "with", "between" and "among"."""
    verb = found.verb or found.head
    met, met_heads = resolve(patients(verb), scene.actors)
    words = [verb, *(child for child in verb.children if child.dep_ in ("dobj", "nsubjpass", "prt"))]
    words += [found.head] if found.head != verb else []
    words += behind_prepositions(verb, ("in",))  # "engaged in talks with"
    together = list(dict.fromkeys(n for word in words for n in behind_prepositions(word, TOGETHER)))
    if verb.lemma_.lower() in SPEAKING:
        together += behind_prepositions(verb, ("to",))
    together += behind_astray(verb, TOGETHER) if not together else ()
    others, other_heads = resolve(together, scene.actors)
    owners, owner_heads = resolve((c for c in found.head.children if c.dep_ in ("poss", "compound")), scene.actors)
    everyone = by + met + others + (owners if found.head != verb else ())
    named = tuple(actor for actor in everyone if actor.id) or everyone
    if len({i for actor in named for i in actor.ids}) < 2:
        named = tuple(actor for actor in everyone if actor.id or actor.text)
    return Roles(unique(named), (), (*by_heads, *met_heads, *other_heads, *owner_heads))


def _roles_of_words(verb: Token, scene: Scene) -> Roles:
    """Return the roles of a demand or judgement made in words: who says so, and on whom."""
    by, _ = resolve_deep(reporters(verb), scene.actors)
    by = by or ((scene.actors.issuer,) if scene.actors.issuer else ())
    to, heads = resolve_deep([*subjects(verb), *patients(verb)], scene.actors)
    return Roles(unique(by), unique(without(to, by)), heads)


def _roles_received(found: Found, receivers: tuple[Actor, ...], heads: tuple[Token, ...], scene: Scene) -> Roles:
    """Return the roles where the subject receives what the noun says: "faces criticism from the bloc"."""
    verb = found.verb or found.head
    sources = [n for w in (verb, found.head) for n in behind_prepositions(w, ("from", "by", "with"))]
    by, by_heads = resolve_deep(sources, scene.actors)
    if found.pattern.joint:
        return Roles(unique(receivers + by), (), (*heads, *by_heads))
    return Roles(unique(by), unique(without(receivers, by)), (*heads, *by_heads))


def _roles_of_noun(found: Found, scene: Scene) -> Roles:
    if any(child.lower_ in MUTUAL for child in found.head.children):
        return Roles(tuple(Actor(found.head.text, p, inferred=True) for p in scene.actors.parties[:2]), (), ())
    owners, others = participants_of_noun(found.head)
    if found.type in SPOKEN:  # "the request of both governments", but "the killing of a guard"
        of = list(behind_prepositions(found.head, ("of",)))
        owners, others = [*owners, *of], [noun for noun in others if noun not in of]
    if found.type not in LEAVING:  # "attacks from Lebanon", but "the withdrawal from Lebanon"
        sources = list(behind_prepositions(found.head, ("from",)))
        owners, others = [*owners, *sources], [noun for noun in others if noun not in sources]
    by, by_heads = resolve(owners, scene.actors)
    to, to_heads = resolve_deep(others, scene.actors)
    if found.pattern.joint:
        return Roles(unique(by + to), (), (*by_heads, *to_heads))
    return Roles(unique(by), unique(without(to, by)), (*by_heads, *to_heads))


def _roles_of_mediation(found: Found, scene: Scene) -> Roles:
    """Return who mediates, and between whom: those named, else the parties of the article."""
    owners = [c for c in found.head.children if c.dep_ in ("poss", "amod", "compound")]
    owners += behind_prepositions(found.head, ("by", "of", "from"))
    named = [token for owner in owners for token in (owner, *inside(owner)) if scene.actors.of(token)]
    brokers = [actor for token in named for actor in scene.actors.of(token) if actor.id]
    sides, heads = resolve(behind_prepositions(found.head, ("between", "among")), scene.actors)
    if not sides:
        sides = tuple(Actor(found.head.text, party, inferred=True) for party in scene.actors.parties[:2])
    mediators = without(unique(tuple(brokers)), sides)
    return Roles(unique(sides), (), (*named, *heads), mediators)


def authority_over(found: Found, roles: Roles, scene: Scene) -> tuple[Actor, ...]:
    """Return the state that acts where nobody is named: who is jailed or freed in a country is so by its government."""
    if found.type is not EventType.COERCE and found.mode != "release":
        return ()
    if not (found.nominal or (is_passive(found.head) and depth(found.head) == 0)):
        return ()
    if not any(i.endswith(INTERNAL) for actor in roles.recipients for i in actor.ids):
        return ()
    named = (actor for token in found.head.sent for actor in scene.actors.of(token))
    states = {i.partition(":")[0] for actor in named for i in actor.ids}
    return tuple(Actor(found.head.text, state, inferred=True) for state in states) if len(states) == 1 else ()


def mediators_of(found: Found, roles: Roles, scene: Scene) -> tuple[Actor, ...]:
    """Return the third parties that broker an event."""
    if found.type not in (EventType.CONSULT, EventType.AGREE, EventType.RETREAT, EventType.CONCEDE, EventType.SUPPORT):
        return ()
    mediators = find_mediators(found.head, scene.actors, scene.book)
    if found.verb is not None and found.verb != found.head:
        mediators = mediators or find_mediators(found.verb, scene.actors, scene.book)
    sides = {i for actor in roles.actors for i in actor.ids if i in scene.actors.parties}
    return tuple(m for m in mediators if not (m.ids & sides and len(sides) <= 2))
