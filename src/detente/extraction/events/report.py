"""From a coded word to an event report: arguments, date, place, status, anchor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from detente.dates import days, interval
from detente.evidence import Actor, EventReport, EventType, Status, Voice
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
from detente.extraction.events.clause import clause_of, phrase_of
from detente.extraction.events.finding import Found
from detente.extraction.events.matching import Matcher
from detente.extraction.events.modality import settle
from detente.extraction.events.setting import find_mediators, find_occasion, find_place, format_of
from detente.extraction.parsing import ParsedArticle
from detente.extraction.times import Times
from detente.reference.codebook import Codebook

EXTRACTOR = "events/1"
VIOLENT = frozenset({EventType.ASSAULT, EventType.PROTEST})
SELF_EVIDENT = frozenset(
    {EventType.ASSAULT, EventType.PROTEST, EventType.RETREAT, EventType.COERCE, EventType.REJECT, EventType.THREATEN}
)
_T = EventType
SPOKEN = frozenset({_T.AGREE, _T.CONSULT, _T.REQUEST, _T.ACCUSE, _T.REJECT, _T.THREATEN, _T.SUPPORT, _T.COOPERATE})
BRIEF = 6  # words
LEAVING = frozenset({_T.RETREAT, _T.CONCEDE, _T.COERCE, _T.SANCTION})
TIMELESS = frozenset({Status.ONGOING, Status.HYPOTHETICAL})
INTERNAL = (":OPP", ":CVL", ":PTY", ":MED", ":LEG", ":JUD", ":REL", ":ELI", ":EDU", ":LAB", ":BUS", ":CRM")
MUTUAL = ("mutual", "reciprocal")
TOGETHER = ("with", "between", "among")
SPEAKING = frozenset({"talk", "speak"})
NOBODY = ("DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "QUANTITY", "ORDINAL")


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


def report_of(found: Found, scene: Scene) -> EventReport | None:
    """Return the report of a found event, or `None` where nobody and nothing makes it one."""
    type_, status = settle(found.type, found.modality, scene.book)
    roles = _roles_of_noun(found, scene) if found.nominal else _roles_of_verb(found, scene)
    if found.mode == "third-party" and found.head.pos_ == "NOUN":
        roles = _roles_of_mediation(found, scene)
    if found.nominal and not _stands_alone(found, roles, scene):
        return None
    if found.pattern.weak and not (roles.actors and any(actor.id for actor in roles.recipients)):
        return None
    mediators = roles.mediators or _mediators(found, roles, scene)
    actors = (
        _without(roles.actors, mediators) if found.pattern.joint else roles.actors or _authority(found, roles, scene)
    )
    recipients = _without(roles.recipients, mediators) if found.pattern.joint else roles.recipients
    head = found.verb or found.head
    if type_ is EventType.CONSULT:  # a visit or mediation too: all who take part act
        actors, recipients = _unique(actors + recipients), ()
    span = _span(found, roles)
    return EventReport(
        anchor=scene.parsed.anchor(span),
        extractor=EXTRACTOR,
        certainty=_certainty(found, roles),
        voice=Voice.FACT,
        relevant=_is_relevant(found, span, actors + recipients, status, scene),
        type=type_,
        mode=found.mode if type_ is found.type else None,
        actors=actors,
        recipients=recipients,
        mediators=mediators,
        date=_date(found, status, scene),
        status=status,
        place=find_place(found.head, scene.actors) or find_place(head, scene.actors),
        occasion=find_occasion(head.sent.text),
        format=format_of(type_, actors, mediators, recipients),
        cue=found.head.text if found.verb in (None, found.head) else f"{found.verb} {found.head}",
    )


def _roles_of_verb(found: Found, scene: Scene) -> Roles:
    verb = found.verb or found.head
    if found.pattern.says or found.modality.demanded:
        return _roles_of_words(verb, scene)
    by, by_heads = _resolve_deep(subjects(verb), scene.actors)
    if found.head != verb and verb.lemma_.lower() in scene.book.list_of("receiving"):
        return _roles_received(found, by, by_heads, scene)
    if found.pattern.joint:
        return _roles_of_joint_act(found, by, by_heads, scene)
    objects = list(patients(verb))
    to, to_heads = _resolve_deep(objects, scene.actors)
    if found.head != verb:  # a light verb: its noun names the others
        owners, others = participants_of_noun(found.head)
        more, more_heads = _resolve(others if by else [*owners, *others], scene.actors)
        to, to_heads = to + more, to_heads + more_heads
    if not any(actor.id for actor in to):
        behind = [n for word in (verb, *objects) for n in behind_prepositions(word)]
        more, more_heads = _resolve_deep(behind, scene.actors)
        to, to_heads = more or to, to_heads + more_heads
    if not any(actor.id for actor in to):  # what is agreed, demanded or threatened says whom it touches
        inner = [n for c in scene.matcher.complements(verb) for n in (*patients(c), *behind_prepositions(c))]
        more, more_heads = _resolve_deep(inner, scene.actors)
        to, to_heads = more or to, to_heads + more_heads
    if depth(verb) == 0:
        by = by or _as_written(subjects(verb))
        to = to or _as_written([*objects, *behind_prepositions(verb)][:1])
    return Roles(_unique(by), _unique(_without(to, by)), (*by_heads, *to_heads))


def _roles_of_joint_act(found: Found, by: tuple[Actor, ...], by_heads: tuple[Token, ...], scene: Scene) -> Roles:
    """Return all who take part: the subject, whom it meets, and those behind "with", "between" and "among"."""
    verb = found.verb or found.head
    met, met_heads = _resolve(patients(verb), scene.actors)
    words = [verb, *(child for child in verb.children if child.dep_ in ("dobj", "nsubjpass", "prt"))]
    words += [found.head] if found.head != verb else []
    together = list(dict.fromkeys(n for word in words for n in behind_prepositions(word, TOGETHER)))
    if verb.lemma_.lower() in SPEAKING:
        together += behind_prepositions(verb, ("to",))
    together += behind_astray(verb, TOGETHER) if not together else ()
    others, other_heads = _resolve(together, scene.actors)
    owners, owner_heads = _resolve((c for c in found.head.children if c.dep_ in ("poss", "compound")), scene.actors)
    everyone = by + met + others + (owners if found.head != verb else ())
    named = tuple(actor for actor in everyone if actor.id) or everyone
    if len({i for actor in named for i in actor.ids}) < 2:
        named = tuple(actor for actor in everyone if actor.id or actor.text)
    return Roles(_unique(named), (), (*by_heads, *met_heads, *other_heads, *owner_heads))


def _roles_of_words(verb: Token, scene: Scene) -> Roles:
    """Return the roles of a demand or judgement made in words: who says so, and on whom."""
    by, _ = _resolve_deep(reporters(verb), scene.actors)
    by = by or ((scene.actors.issuer,) if scene.actors.issuer else ())
    to, heads = _resolve_deep([*subjects(verb), *patients(verb)], scene.actors)
    return Roles(_unique(by), _unique(_without(to, by)), heads)


def _roles_received(found: Found, receivers: tuple[Actor, ...], heads: tuple[Token, ...], scene: Scene) -> Roles:
    """Return the roles where the subject receives what the noun says: "faces criticism from the bloc"."""
    verb = found.verb or found.head
    sources = [n for w in (verb, found.head) for n in behind_prepositions(w, ("from", "by", "with"))]
    by, by_heads = _resolve_deep(sources, scene.actors)
    if found.pattern.joint:
        return Roles(_unique(receivers + by), (), (*heads, *by_heads))
    return Roles(_unique(by), _unique(_without(receivers, by)), (*heads, *by_heads))


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
    by, by_heads = _resolve(owners, scene.actors)
    to, to_heads = _resolve_deep(others, scene.actors)
    if found.pattern.joint:
        return Roles(_unique(by + to), (), (*by_heads, *to_heads))
    return Roles(_unique(by), _unique(_without(to, by)), (*by_heads, *to_heads))


def _roles_of_mediation(found: Found, scene: Scene) -> Roles:
    """Return who mediates, and between whom: those named, else the parties of the article."""
    owners = [c for c in found.head.children if c.dep_ in ("poss", "amod", "compound")]
    owners += behind_prepositions(found.head, ("by", "of", "from"))
    named = [token for owner in owners for token in (owner, *_inside(owner)) if scene.actors.of(token)]
    brokers = [actor for token in named for actor in scene.actors.of(token) if actor.id]
    sides, heads = _resolve(behind_prepositions(found.head, ("between", "among")), scene.actors)
    if not sides:
        sides = tuple(Actor(found.head.text, party, inferred=True) for party in scene.actors.parties[:2])
    mediators = _without(_unique(tuple(brokers)), sides)
    return Roles(_unique(sides), (), (*named, *heads), mediators)


def _authority(found: Found, roles: Roles, scene: Scene) -> tuple[Actor, ...]:
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


def _date(found: Found, status: Status, scene: Scene) -> str | None:
    """Return when something happened; what lasts or is only imagined has no time where the text gives none."""
    head, default = found.verb or found.head, status not in TIMELESS
    return (
        _date_by_subject(head, scene)
        or scene.times.dating(head, default=default)
        or scene.times.dating(found.head, default=default)
    )


def _date_by_subject(verb: Token, scene: Scene) -> str | None:
    """Return the time that stands as the subject of seeing: "October and November *saw* talks fall away"."""
    for clause in (verb, verb.head):
        if clause.lemma_ not in ("see", "bring", "witness"):
            continue
        if any(child.ent_type_ == "DATE" for child in clause.children if child.dep_ == "nsubj"):
            found = scene.times.in_span(clause.sent.start_char, clause.idx)
            spans = [days(expression.edtf) for expression in found if expression.edtf]
            if spans:
                return interval(min(span.first for span in spans), max(span.last for span in spans))
    return None


def _resolve(heads: Iterable[Token], actors: Actors) -> tuple[tuple[Actor, ...], tuple[Token, ...]]:
    """Resolve noun heads to actors; a noun that names nobody known stays as written, without an id."""
    found: list[Actor] = []
    words: list[Token] = []
    for head in heads:
        known = actors.of(head)
        if known:
            found += known
            words.append(head)
        elif head.ent_type_ in ("PERSON", "ORG", "NORP", "GPE") or (head.pos_ == "PROPN" and not head.ent_type_):
            found.append(Actor(_phrase_text(head)))
            words.append(head)
    return tuple(found), tuple(words)


def _as_written(heads: Iterable[Token]) -> tuple[Actor, ...]:
    """Return those who take part in the main event of a sentence as they are written, where nobody knows them."""
    nouns = (head for head in heads if head.pos_ in ("NOUN", "PROPN") and head.ent_type_ not in NOBODY)
    return tuple(Actor(_phrase_text(head)) for head in nouns)


def _resolve_deep(heads: Iterable[Token], actors: Actors) -> tuple[tuple[Actor, ...], tuple[Token, ...]]:
    """Resolve noun heads; where the head is a thing, take those named inside its phrase ("Iran's programme")."""
    found: list[Actor] = []
    words: list[Token] = []
    for head in heads:
        here, at = _resolve([head], actors)
        if not any(actor.id for actor in here):
            inside = [t for t in _inside(head) if actors.of(t)]
            if inside:
                here, at = actors.of(inside[0]), (inside[0],)
        found += here
        words += at
    return tuple(found), tuple(words)


def _inside(head: Token) -> Iterator[Token]:
    """Yield the words of a noun phrase, nearest to its head first, relative clauses left out."""
    level = [head]
    while level:
        deeper: list[Token] = []
        for token in level:
            for child in token.children:
                if child.dep_ in ("poss", "amod", "compound", "nmod", "prep", "pobj", "conj", "appos", "acl"):
                    deeper.append(child)
        yield from (token for token in deeper if token.pos_ in ("NOUN", "PROPN", "ADJ", "PRON"))
        level = deeper


def _mediators(found: Found, roles: Roles, scene: Scene) -> tuple[Actor, ...]:
    if found.type not in (EventType.CONSULT, EventType.AGREE, EventType.RETREAT, EventType.CONCEDE, EventType.SUPPORT):
        return ()
    mediators = find_mediators(found.head, scene.actors, scene.book)
    if found.verb is not None and found.verb != found.head:
        mediators = mediators or find_mediators(found.verb, scene.actors, scene.book)
    sides = {i for actor in roles.actors for i in actor.ids if i in scene.actors.parties}
    return tuple(m for m in mediators if not (m.ids & sides and len(sides) <= 2))


def _stands_alone(found: Found, roles: Roles, scene: Scene) -> bool:
    """Tell whether a noun is a report of its own: it says who takes part, or when, or that it happened."""
    named = {i for actor in roles.actors + roles.recipients for i in actor.ids}
    if found.modality.imagined or found.modality.negated:
        return False
    if len(named) >= 2 or (named and found.type in SELF_EVIDENT and not _is_label(found.head)):
        return True
    dated = scene.times.dating(found.head, default=False) is not None
    if dated and named:
        return True
    return found.type in VIOLENT and (dated or _is_said_to_happen(found.head, scene.book))


def _is_label(noun: Token) -> bool:
    """Tell whether a noun is named by a modifier alone, as wars are: "the Iraq war"."""
    return not any(child.dep_ in ("poss", "prep", "amod", "acl") for child in noun.children)


def _is_said_to_happen(noun: Token, book: Codebook) -> bool:
    """Tell whether a verb only says that its noun happened: "clashes broke out", "there was heavy fighting"."""
    verb = noun.head
    if noun.dep_ == "attr" and any(child.dep_ == "expl" for child in verb.children):
        return True
    return noun.dep_ in ("nsubj", "nsubjpass") and verb.lemma_.lower() in book.list_of("happening")


def _is_relevant(found: Found, span: Span, named: tuple[Actor, ...], status: Status, scene: Scene) -> bool:
    ids = {i for actor in named for i in actor.ids}
    if status in (Status.HYPOTHETICAL, Status.DENIED):
        return len(ids) >= 2 and _is_main(found)
    if found.head.lemma_.lower() in scene.book.list_of("attitudes"):
        return False  # what somebody wants is a position, not yet an act
    if any(child.ent_type_ == "PERCENT" for child in subjects(found.verb or found.head)):
        return False  # a share of people that answered so is a poll
    if found.type is EventType.CONSULT and len(ids) < 2 and found.head.lemma_ in ("discuss",):
        return False  # who was talked to is not said: a detail of a meeting told elsewhere
    if len(span) < BRIEF and not _is_main(found):
        return False  # "the attacks", "he defended", "to help them" point to what is told elsewhere
    return bool(ids) or (found.type in VIOLENT and not found.nominal and depth(found.head) == 0)


def _is_main(found: Found) -> bool:
    """Tell whether a happening is what its sentence tells first of all."""
    return (found.verb or found.head).dep_ == "ROOT"


def _certainty(found: Found, roles: Roles) -> float:
    sides = bool(roles.actors) + bool(roles.recipients or found.pattern.joint)
    return round(min(0.95, 0.45 + 0.15 * sides + 0.05 * found.pattern.specificity), 2)


def _span(found: Found, roles: Roles) -> Span:
    if found.nominal or found.verb is None:
        return phrase_of(found.head)
    keep = True
    return clause_of(found.verb, roles.heads, keep_complement=keep)


def _without(actors: tuple[Actor, ...], others: tuple[Actor, ...]) -> tuple[Actor, ...]:
    taken = {i for other in others for i in other.ids}
    return tuple(actor for actor in actors if not actor.ids or not actor.ids <= taken)


def _unique(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    seen: set[str] = set()
    kept: list[Actor] = []
    for actor in actors:
        key = actor.id or actor.text.lower()
        if key not in seen:
            seen.add(key)
            kept.append(actor)
    return tuple(kept)


def _phrase_text(head: Token) -> str:
    left = min([head.i, *(c.i for c in head.children if c.dep_ in ("compound", "det", "amod") and c.i < head.i)])
    return head.doc[left : head.i + 1].text
