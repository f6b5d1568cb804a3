"""From a coded word to an event report: arguments, date, place, status, anchor."""

from __future__ import annotations

from spacy.tokens import Span, Token

from detente.dates import days, interval
from detente.evidence import Actor, EventReport, EventType, Status, Voice
from detente.extraction.events.arguments import depth, subjects
from detente.extraction.events.clause import clause_of, phrase_of
from detente.extraction.events.finding import Found
from detente.extraction.events.modality import settle
from detente.extraction.events.naming import unique, without
from detente.extraction.events.roles import Roles, Scene, authority_over, mediators_of, roles_of
from detente.extraction.events.setting import find_occasion, find_place, format_of
from detente.reference.codebook import Codebook

EXTRACTOR = "events/1"
VIOLENT = frozenset({EventType.ASSAULT, EventType.PROTEST})
_T = EventType
SELF_EVIDENT = frozenset({_T.ASSAULT, _T.PROTEST, _T.RETREAT, _T.COERCE, _T.REJECT, _T.THREATEN})
BRIEF = 6  # words
TIMELESS = frozenset({Status.ONGOING, Status.HYPOTHETICAL})


def report_of(found: Found, scene: Scene) -> EventReport | None:
    """Return the report of a found event, or `None` where nobody and nothing makes it one."""
    type_, status = settle(found.type, found.modality, scene.book)
    roles = roles_of(found, scene)
    if found.nominal and not _stands_alone(found, roles, scene):
        return None
    if found.pattern.weak and not (roles.actors and any(actor.id for actor in roles.recipients)):
        return None
    mediators = roles.mediators or mediators_of(found, roles, scene)
    actors = (
        without(roles.actors, mediators) if found.pattern.joint else roles.actors or authority_over(found, roles, scene)
    )
    recipients = without(roles.recipients, mediators) if found.pattern.joint else roles.recipients
    head = found.verb or found.head
    if EventType.CONSULT in (type_, found.type):  # a visit or mediation too, also ahead: all who take part act
        actors, recipients = unique(actors + recipients), ()
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


def _stands_alone(found: Found, roles: Roles, scene: Scene) -> bool:
    """Tell whether a noun is a report of its own: it says who takes part, or when, or that it happened."""
    named = {i for actor in roles.actors + roles.recipients for i in actor.ids}
    if found.modality.imagined or found.modality.negated:
        return False
    if len(named) >= 2 or (named and found.type in SELF_EVIDENT and not _is_label(found.head)):
        return True
    if named and found.type is EventType.REQUEST and _says_what(found.head):
        return True
    dated = scene.times.dating(found.head, default=False) is not None
    if dated and named:
        return True
    return found.type in VIOLENT and (dated or _is_said_to_happen(found.head, scene.book))


def _says_what(noun: Token) -> bool:
    """Tell whether a noun's own clause or phrase says what is asked: "a UN deadline *for a pullout*"."""
    return any(child.dep_ in ("acl", "relcl") or child.lower_ == "for" for child in noun.children)


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
