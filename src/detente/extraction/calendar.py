"""Calendar: what lies ahead of publication, dated or not: elections, summits, deadlines, rounds of talks, ends of truces."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from detente.dates import days, interval
from detente.evidence import Scheduled, TimeExpression
from detente.extraction.actors import Actors
from detente.extraction.events.arguments import patients, subjects
from detente.extraction.mood import auxiliaries, is_ahead, is_negated, is_supposed
from detente.extraction.parsing import ParsedArticle
from detente.extraction.spans import clause_of, phrase_of, predicate_of, trimmed
from detente.extraction.terms import Hit, Terms, find_terms
from detente.extraction.times import Times
from detente.reference.vocabulary import Vocabulary

EXTRACTOR = "calendar/1"
LONG = 20  # tokens from which a clause is cut down to the occasion and its time
HORIZON = 12  # years ahead beyond which a date is an aim, not an appointment
WHAT = 100  # characters of the short name that are kept
_DURATION = re.compile(r"P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?.{0,12})?")


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the reading of the calendar needs to know of one article, `today` being its day of publication."""

    parsed: ParsedArticle
    terms: Terms
    actors: Actors
    times: Times
    today: dt.date


@dataclass(frozen=True, slots=True, eq=False)
class Occasion:
    """An occasion before it is a record; the higher the rank, the surer it is one."""

    span: Span
    head: Token
    date: str | None
    what: str
    rank: int


def find_scheduled(parsed: ParsedArticle, actors: Actors, times: Times, book: Vocabulary) -> tuple[Scheduled, ...]:
    """Return the occasions ahead, as seen from the day of publication, in the order of the text."""
    if parsed.article.published is None:
        return ()
    scene = Scene(parsed, find_terms(parsed, book), actors, times, days(parsed.article.published).last)
    found = [*_dated(scene), *_running(scene), *_undated(scene)]
    return tuple(_record(occasion, scene) for occasion in _distinct(found))


def _dated(scene: Scene) -> Iterator[Occasion]:
    """Yield what has a time ahead: the noun that carries it, or the clause that says what will be."""
    for time in scene.times.expressions:
        token = _token_at(time.anchor.start, scene)
        if token is None or not _is_ahead(time, scene):
            continue
        strict = time.edtf is not None and days(time.edtf).first > scene.today
        hit = _occasion_beside(time, token, scene)
        verb = _verb_of(token)
        ahead = verb is not None and _says_ahead(verb, scene)
        if verb is not None and (is_supposed(verb) or is_negated(verb)):
            continue
        if hit is not None and (strict or ahead):
            yield _of_noun(hit, time, scene)
        elif verb is not None and ahead:
            yield _of_clause(verb, time, scene)


def _is_ahead(time: TimeExpression, scene: Scene) -> bool:
    """Tell whether a time may lie ahead: its last day is no earlier than publication, and not beyond the horizon."""
    if time.edtf is None or time.type not in ("DATE", "DURATION", "TIME"):
        return False
    span = days(time.edtf)
    if span.last < scene.today or span.first.year > scene.today.year + HORIZON:
        return False
    return span.last > scene.today or span.first == scene.today


def _token_at(offset: int, scene: Scene) -> Token | None:
    span = scene.parsed.doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def _verb_of(token: Token) -> Token | None:
    verb = predicate_of(token)
    return verb if verb.pos_ in ("VERB", "AUX") else None


def _says_ahead(verb: Token, scene: Scene) -> bool:
    """Tell whether a clause says what will be: "will meet", "is due to report", "agreed to send", "ends in January"."""
    if is_ahead(verb) or auxiliaries(verb) & {"to"}:
        return True
    clause = clause_of(verb)
    return "arranged" in scene.terms.labels("occasions", clause)


def _occasion_beside(time: TimeExpression, token: Token, scene: Scene) -> Hit | None:
    """Return the occasion that a time belongs to: one that carries it, or stands just before or behind it."""
    sentence = scene.terms.sentence_of(token.i)
    last = _token_at(time.anchor.end - 1, scene) or token
    hits = [h for h in scene.terms.within("occasions", sentence.start, sentence.end) if h.entry.label == "occasion"]
    held = [h for h in hits if _holds(scene.terms.head(h), token) or _holds(scene.terms.head(h), last)]
    near = [h for h in hits if 0 <= token.i - h.end <= 3 or 0 <= h.start - last.i - 1 <= 3]
    best = sorted(held or near, key=lambda h: (-h.entry.weight, abs(h.start - token.i)))
    return best[0] if best else None


def _holds(noun: Token, inner: Token) -> bool:
    """Tell whether a token hangs on a noun without a clause between."""
    for _ in range(6):
        if inner == noun:
            return True
        if inner.head == inner or inner.pos_ in ("VERB", "AUX"):
            return False
        inner = inner.head
    return False


def _of_noun(hit: Hit, time: TimeExpression, scene: Scene) -> Occasion:
    head = scene.terms.head(hit)
    start = _token_at(time.anchor.start, scene) or head
    end = _token_at(time.anchor.end - 1, scene) or head
    phrase = phrase_of(head) if head.pos_ in ("NOUN", "PROPN") else clause_of(head)
    first, last = min(phrase.start, start.i, hit.start), max(phrase.end - 1, end.i, hit.end - 1)
    verb = _verb_of(head)
    span = trimmed(head, first, last)
    if verb is not None:
        clause = clause_of(verb)
        if len(clause) <= LONG and clause.start <= first and last < clause.end and _says_ahead(verb, scene):
            span = clause
    return Occasion(span, head, time.edtf, _short(trimmed(head, phrase.start, phrase.end - 1)), 2 + hit.entry.weight)


def _of_clause(verb: Token, time: TimeExpression, scene: Scene) -> Occasion:
    clause = clause_of(verb)
    return Occasion(clause, verb, time.edtf, _short(clause), 2)


def _running(scene: Scene) -> Iterator[Occasion]:
    """Yield the ends of what runs for a stated time from now: "a two-month truce", "the ceasefire would last 48 hours"."""
    for time in scene.times.expressions:
        token = _token_at(time.anchor.start, scene)
        end = _end_of(time, scene.today)
        if token is None or end is None:
            continue
        hit = _truce_beside(time, token, scene)
        if hit is None:
            continue
        verb = _verb_of(token)
        clause = clause_of(verb) if verb is not None else scene.terms.sentence_of(token.i)
        labels = scene.terms.labels("occasions", clause)
        if {"proposed", "over"} & labels or (verb is not None and (is_supposed(verb) or is_negated(verb))):
            continue
        yield _of_running(hit, time, end, scene)


def _truce_beside(time: TimeExpression, token: Token, scene: Scene) -> Hit | None:
    last = _token_at(time.anchor.end - 1, scene) or token
    sentence = scene.terms.sentence_of(token.i)
    hits = [h for h in scene.terms.within("occasions", sentence.start, sentence.end) if h.entry.label == "truce"]
    near = [h for h in hits if 0 <= token.i - h.end <= 4 or 0 <= h.start - last.i - 1 <= 4]
    return min(near, key=lambda h: abs(h.start - token.i)) if near else None


def _of_running(hit: Hit, time: TimeExpression, end: str, scene: Scene) -> Occasion:
    head = scene.terms.head(hit)
    start = _token_at(time.anchor.start, scene) or head
    stop = _token_at(time.anchor.end - 1, scene) or head
    phrase = phrase_of(head)
    span = trimmed(head, min(phrase.start, start.i), max(phrase.end - 1, stop.i))
    return Occasion(span, head, end, _short(span, "end of "), 4)


def _end_of(time: TimeExpression, today: dt.date) -> str | None:
    """Return the day, or for months and years the month, in which a time that begins today ends.

    >>> from detente.evidence import Anchor
    >>> two = TimeExpression(anchor=Anchor("a", 0, 9, "two-month"), value="P2M", type="DURATION")
    >>> _end_of(two, dt.date(2022, 4, 1))
    '2022-06'
    """
    match = _DURATION.fullmatch(time.value) if time.type == "DURATION" and time.edtf is None else None
    if match is None or not any(match.groups()):
        return None
    years, months, weeks, ds, hours = (int(part) if part else 0 for part in match.groups())
    if years * 12 + months:
        month = today.year * 12 + today.month - 1 + years * 12 + months
        year, rest = divmod(month, 12)
        first = dt.date(min(year, 9999), rest + 1, 1)
        return interval(first, first.replace(day=calendar.monthrange(first.year, first.month)[1]))
    return (today + dt.timedelta(days=weeks * 7 + ds, hours=hours) if hours < 24 or hours % 24 == 0 else
            today + dt.timedelta(days=weeks * 7 + ds + round(hours / 24))).isoformat()


def _undated(scene: Scene) -> Iterator[Occasion]:
    """Yield what is said to lie ahead without a day: "the upcoming elections", "is due to meet"."""
    for sentence in scene.parsed.sentences:
        hits = scene.terms.within("occasions", sentence.start, sentence.end)
        for hit in hits:
            if hit.entry.label == "occasion" and hit.entry.weight >= 2 and _is_coming(hit, hits, scene):
                head = scene.terms.head(hit)
                yield Occasion(phrase_of(head), head, None, _short(phrase_of(head)), 1)
            if hit.entry.label == "meeting":
                yield from _will_meet(scene.terms.head(hit), scene)


def _is_coming(hit: Hit, hits: list[Hit], scene: Scene) -> bool:
    return any(h.entry.label == "coming" and 0 <= hit.start - h.end <= 2 for h in hits)


def _will_meet(verb: Token, scene: Scene) -> Iterator[Occasion]:
    if verb.pos_ != "VERB" or is_supposed(verb) or is_negated(verb) or not (is_ahead(verb) or _is_due(verb, scene)):
        return
    if any(actor.id for token in subjects(verb) for actor in scene.actors.of(token)):
        clause = clause_of(_governor(verb))
        yield Occasion(clause, verb, scene.times.dating(verb), _short(clause), 1)


def _is_due(verb: Token, scene: Scene) -> bool:
    clause = clause_of(_governor(verb))
    return "to" in auxiliaries(verb) and "arranged" in scene.terms.labels("occasions", clause)


def _governor(verb: Token) -> Token:
    """Return the clause of "is due to meet", whose infinitive hangs on an adjective or participle."""
    return predicate_of(verb.head) if verb.dep_ == "xcomp" and verb.head != verb else verb


def _short(span: Span, prefix: str = "") -> str:
    return (prefix + " ".join(span.text.split()))[:WHAT].rstrip(" ,;:")


def _distinct(found: list[Occasion]) -> list[Occasion]:
    """Keep one occasion of those that share their words, or their date and sort."""
    kept: list[Occasion] = []
    for occasion in sorted(found, key=lambda o: (-o.rank, o.span.start)):
        if not any(_same(occasion, other) for other in kept):
            kept.append(occasion)
    return sorted(kept, key=lambda o: o.span.start)


def _same(a: Occasion, b: Occasion) -> bool:
    if a.span.start < b.span.end and b.span.start < a.span.end:
        return True
    return a.head.lemma_.lower() == b.head.lemma_.lower() and a.date is not None and a.date == b.date


def _record(occasion: Occasion, scene: Scene) -> Scheduled:
    return Scheduled(
        anchor=scene.parsed.anchor(occasion.span),
        extractor=EXTRACTOR,
        certainty=round(min(0.95, 0.5 + 0.1 * occasion.rank), 2),
        what=occasion.what,
        date=occasion.date,
    )
