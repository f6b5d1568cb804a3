"""Signs: the reading of an article, what in it points to a settlement and what away from one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from detente.evidence import (
    Anchor,
    Commitment,
    Condition,
    Direction,
    Domestic,
    EventReport,
    EventType,
    Milestone,
    Sign,
    SignKind,
    Stance,
    Statement,
    Status,
    Voice,
)
from detente.extraction.actors import Actors
from detente.extraction.events.arguments import subjects
from detente.extraction.milestone import find_adversaries
from detente.extraction.parsing import ParsedArticle
from detente.extraction.sides import ids
from detente.extraction.spans import around, keep_apart, phrase_of, predicate_of
from detente.extraction.terms import find_terms
from detente.reference.vocabulary import Vocabulary

EXTRACTOR = "signs/1"
LEANING = 2  # words that lean one way more than the other, from which a sentence is a sign by itself
SHORT = 5  # tokens from which a noun phrase says enough
BRIEF = 20  # characters of an event's words below which its clause is the sign
NOMINAL = ("violence",)  # judgements whose noun phrase says enough
QUOTES = 4  # quotation marks up to which a text may be of one voice
OFTEN = 2  # statements of its own from which one voice speaks for the whole text
_T, _D, _K = EventType, Direction, SignKind


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sign before it is chosen: of candidates that share their words the one of the highest rank stays."""

    anchor: Anchor
    direction: Direction
    kind: SignKind
    rank: int
    of: tuple[str, ...]
    voice: Voice = Voice.FACT
    date: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Roles:
    """Who is inside the conflict, who stands outside it, and who belongs to a home front."""

    insiders: frozenset[str]

    def outside(self, named: frozenset[str]) -> bool:
        """Tell whether somebody is named and all who are stand outside."""
        return bool(named) and named.isdisjoint(self.insiders)

    def at_home(self, named: frozenset[str]) -> bool:
        """Tell whether all who are named are voices at home: no insiders, but of an insider's country."""
        countries = {i.split(":")[0] for i in self.insiders}
        return self.outside(named) and all(":" in i and i.split(":")[0] in countries for i in named)


# The rungs whose report is a deed, whatever the type of the event; principles and talks are words.
DEEDS = frozenset(
    stage for stage in Milestone if stage is Milestone.CEASEFIRE or stage.rank >= Milestone.TEXT_AGREED.rank
)
_TALKS = frozenset({_T.CONSULT, _T.AGREE})


def read_signs(
    parsed: ParsedArticle,
    actors: Actors,
    events: Sequence[EventReport],
    statements: Sequence[Statement],
    commitments: Sequence[Commitment],
    conditions: Sequence[Condition],
    domestic: Sequence[Domestic],
    book: Vocabulary,
) -> tuple[Sign, ...]:
    """Return the signs of an article in the order of the text, each with the ids of the records it is read from."""
    roles = find_roles(parsed, actors, events, statements)
    found = [
        *_of_events(parsed, events, roles),
        *_of_statements(statements, roles),
        *_of_commitments(commitments, roles),
        *_of_conditions(conditions),
        *_of_domestic(domestic),
        *_of_judgements(parsed, actors, statements, roles, book),
    ]
    found += _of_leanings(parsed, actors, found, roles, book)
    return tuple(_record(candidate) for candidate in _distinct(found))


def find_roles(
    parsed: ParsedArticle, actors: Actors, events: Sequence[EventReport], statements: Sequence[Statement]
) -> Roles:
    """Return who is inside: the adversaries, and the main parties that neither mediate nor issue the text alone."""
    main = frozenset(actors.parties[:3])
    aside = _mediating(events) | _issuer(parsed, statements)
    return Roles(find_adversaries(actors, events) | (main - aside) or main)


def _mediating(events: Sequence[EventReport]) -> frozenset[str]:
    """Return who brokers at least half as often as he acts himself."""
    brokered = Counter(i for event in events for i in ids(event.mediators))
    acted = Counter(i for event in events for i in ids(event.actors))
    return frozenset(i for i, n in brokered.items() if 2 * n >= acted[i])


def _issuer(parsed: ParsedArticle, statements: Sequence[Statement]) -> frozenset[str]:
    """Return who speaks in a text of one voice, such as a readout; nobody where a text quotes or has many voices."""
    text = parsed.article.text
    if text.count('"') + text.count("“") > QUOTES:
        return frozenset()
    heard = [said.speaker.ids for said in statements if said.speaker is not None]
    voices = Counter(i for voice in heard for i in voice)
    alone = Counter(i for voice in heard if len(voice) == 1 for i in voice)
    issuing = frozenset(i for i, n in voices.items() if alone[i] >= OFTEN and n * 10 >= 7 * len(statements))
    return issuing if len(issuing) == 1 else frozenset()


def _of_events(parsed: ParsedArticle, events: Iterable[EventReport], roles: Roles) -> Iterator[Candidate]:
    for event in events:
        if not event.relevant or event.status in (Status.HYPOTHETICAL, Status.DENIED):
            continue
        reading = _read_event(event, roles)
        if reading is None:
            continue
        direction, kind, rank = reading
        anchor = event.anchor
        if anchor.end - anchor.start < BRIEF:
            span = parsed.doc.char_span(anchor.start, anchor.end, alignment_mode="expand")
            telling = _telling(span) if span is not None else None
            if telling is None:
                continue
            anchor = parsed.anchor(telling)
        yield Candidate(anchor, direction, kind, rank, (event.id,), event.voice, event.date)


def _read_event(event: EventReport, roles: Roles) -> tuple[Direction, SignKind, int] | None:
    """Return direction, kind and rank of an event, or `None` where it tells nothing."""
    acting, touched = ids(event.actors), ids(event.recipients)
    outside = roles.outside(acting)
    planned = event.status is Status.PLANNED
    voice = _voice(acting, roles)
    if event.status is Status.CALLED_OFF:
        return (_D.AGAINST, _K.THIRD_PARTY if event.mediators else _K.TALK, 6) if event.type in _TALKS else None
    match event.type:
        case _T.ASSAULT:
            return _D.AGAINST, _K.VIOLENCE, 9
        case _T.COERCE | _T.MOBILIZE if not outside:
            return _D.AGAINST, _K.DEED, 7
        case _T.SANCTION:
            return _D.AGAINST, _K.DEED, 6
        case _T.THREATEN | _T.REJECT:
            return _D.AGAINST, voice, 6
        case _T.ACCUSE if touched & roles.insiders and event.status is Status.OCCURRED:
            return _D.AGAINST, voice, 4
        case _T.RETREAT:
            return _D.TOWARD, _K.COMMITMENT if planned else _K.DEED, 8
        case _T.CONCEDE:
            return _D.TOWARD, _K.COMMITMENT, 7
        case _T.AGREE if outside or planned:
            return _D.TOWARD, _K.THIRD_PARTY if outside else _K.COMMITMENT, 5
        case _T.AGREE | _T.SUPPORT if event.milestone in DEEDS:
            return _D.TOWARD, _K.DEED, 7
        case _T.AGREE:
            return _D.TOWARD, _K.COMMITMENT if touched else _K.TALK, 5
        case _T.CONSULT if len(acting & roles.insiders) > 1:
            return _D.TOWARD, _K.TALK, 4  # talk is not deed, however high the talkers
        case _T.SUPPORT | _T.REQUEST if outside:
            return _D.TOWARD, voice, 3
    return None


def _voice(named: frozenset[str], roles: Roles) -> SignKind:
    """Return what kind of sign the words of somebody are, by where he stands."""
    if roles.at_home(named):
        return _K.DOMESTIC
    return _K.THIRD_PARTY if roles.outside(named) else _K.TALK


def _of_statements(statements: Iterable[Statement], roles: Roles) -> Iterator[Candidate]:
    for said in statements:
        if said.stance is Stance.NEUTRAL or not said.relevant:
            continue
        kind = _voice(said.speaker.ids if said.speaker else frozenset(), roles)
        yield Candidate(said.anchor, Direction(said.stance.value), kind, 3, (said.id,), Voice.REPORTED, said.date)


def _of_commitments(commitments: Iterable[Commitment], roles: Roles) -> Iterator[Candidate]:
    for promise in commitments:
        outside = roles.outside(ids(promise.by))
        if promise.state == "broken":
            yield Candidate(promise.anchor, _D.AGAINST, _K.DEED, 6, (promise.id,), promise.voice, promise.date)
        else:
            kind = _K.THIRD_PARTY if outside else _K.COMMITMENT
            yield Candidate(promise.anchor, _D.TOWARD, kind, 6, (promise.id,), promise.voice, promise.date)


def _of_conditions(conditions: Iterable[Condition]) -> Iterator[Candidate]:
    for condition in conditions:
        yield Candidate(condition.anchor, _D.AGAINST, _K.CONDITION, 7, (condition.id,), Voice.REPORTED, condition.date)


def _of_domestic(domestic: Iterable[Domestic]) -> Iterator[Candidate]:
    for matter in domestic:
        yield Candidate(matter.anchor, matter.direction, _K.DOMESTIC, 6, (matter.id,), matter.voice)


def _of_judgements(
    parsed: ParsedArticle, actors: Actors, statements: Sequence[Statement], roles: Roles, book: Vocabulary
) -> Iterator[Candidate]:
    """Yield what no record says: "nearly all signs point to", "months of stagnation", "the escalating violence in"."""
    terms = find_terms(parsed, book)
    for hit in terms.of("signs"):
        head = terms.head(hit)
        nominal = head.pos_ in ("NOUN", "PROPN") and hit.entry.label in NOMINAL
        span = _telling(phrase_of(head)) if nominal else around(head)
        if span is None:
            continue
        anchor = parsed.anchor(span)
        # "it appears that" has no speaker: who says so is the writer
        said_by = [s.speaker for s in statements if s.speaker and s.anchor.start <= anchor.start < s.anchor.end]
        who = ids(said_by)
        who = who or ids(actor for token in subjects(predicate_of(head)) for actor in actors.of(token))
        kind = hit.entry.fields.get("kind", "voice")
        yield Candidate(
            anchor,
            Direction(hit.entry.fields["direction"]),
            _voice(who, roles) if kind == "voice" else SignKind(kind),
            hit.entry.weight,
            (),
            Voice.REPORTED if said_by else Voice.AUTHOR,
        )


def _telling(phrase: Span) -> Span | None:
    """Return a noun phrase that says enough, else its clause; `None` for a mere word inside another phrase."""
    if len(phrase) >= SHORT:
        return phrase
    return around(phrase.root) if phrase.root.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "ROOT") else None


def _of_leanings(
    parsed: ParsedArticle, actors: Actors, found: Sequence[Candidate], roles: Roles, book: Vocabulary
) -> list[Candidate]:
    """Return the sentences without any sign that bear on a process and lean clearly one way by their words."""
    terms = find_terms(parsed, book)
    bearing, warm, cold = book.words("bearing"), book.words("warm"), book.words("cold")
    leaning = []
    for sentence in parsed.sentences:
        words = frozenset(terms.lemmas[sentence.start : sentence.end])
        lean = len(words & warm) - len(words & cold)
        if abs(lean) < LEANING or words.isdisjoint(bearing):
            continue
        if any(c.anchor.start < sentence.end_char and sentence.start_char < c.anchor.end for c in found):
            continue
        who = ids(actor for token in subjects(sentence.root) for actor in actors.of(token))
        anchor = parsed.anchor(around(sentence.root))
        leaning.append(
            Candidate(anchor, _D.TOWARD if lean > 0 else _D.AGAINST, _voice(who, roles), 1, (), Voice.AUTHOR)
        )
    return leaning


def _distinct(found: Sequence[Candidate]) -> list[Candidate]:
    """Keep the highest of those that share their words."""
    ranked = sorted(found, key=lambda c: (-c.rank, c.anchor.start, c.anchor.end))
    kept = keep_apart(ranked, lambda a, b: _overlap(a.anchor, b.anchor))
    return sorted(kept, key=lambda c: c.anchor.start)


def _overlap(a: Anchor, b: Anchor) -> bool:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared * 4 >= min(a.end - a.start, b.end - b.start)


def _record(candidate: Candidate) -> Sign:
    return Sign(
        anchor=candidate.anchor,
        extractor=EXTRACTOR,
        voice=candidate.voice,
        direction=candidate.direction,
        sign_kind=candidate.kind,
        of=candidate.of,
        date=candidate.date,
    )
