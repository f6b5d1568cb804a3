"""Calendar: what lies ahead of publication, dated or not: elections, deadlines, rounds of talks, ends of truces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from detente.dates import days, overlap
from detente.evidence import Scheduled
from detente.extraction.actors import Actors
from detente.extraction.events.arguments import subjects
from detente.extraction.horizon import coming, end_of, is_ahead_of, is_strictly_ahead
from detente.extraction.mood import auxiliaries, is_ahead, is_negated, is_supposed
from detente.extraction.parsing import ParsedArticle
from detente.extraction.prospects import (
    TOPIC,
    Scene,
    When,
    beside,
    governor_of,
    is_expected,
    is_past,
    is_wished,
    labels_of,
    will_be,
)
from detente.extraction.spans import clause_of, keep_apart, phrase_of, predicate_of, share_words, trimmed
from detente.extraction.terms import Hit, find_terms
from detente.extraction.times import Times
from detente.reference.vocabulary import Vocabulary

EXTRACTOR = "calendar/1"
LONG = 110  # characters from which a clause is cut down to the occasion and what governs it
WHAT = 100  # characters of the short name that are kept
_STAMP = re.compile(r"\W{0,3}\d{1,2}:\d\d")  # a clock behind a date: the stamp of a post, not an appointment


@dataclass(frozen=True, slots=True, eq=False)
class Occasion:
    """An occasion before it is a record; the higher the rank, the surer it is one."""

    span: Span
    sort: str
    date: str | None
    what: str
    rank: int


def find_scheduled(parsed: ParsedArticle, actors: Actors, times: Times, book: Vocabulary) -> tuple[Scheduled, ...]:
    """Return the occasions ahead, as seen from the day of publication, in the order of the text."""
    if parsed.article.published is None:
        return ()
    scene = Scene(parsed, find_terms(parsed, book), actors, times, days(parsed.article.published).last)
    found = [occasion for when in _whens(scene) for occasion in (*_dated(when, scene), *_running(when, scene))]
    return tuple(_record(occasion, scene) for occasion in _distinct([*found, *_undated(scene)]))


def _whens(scene: Scene) -> Iterator[When]:
    for time in scene.times.expressions:
        span = scene.parsed.doc.char_span(time.anchor.start, time.anchor.end, alignment_mode="expand")
        if span is None or not len(span) or scene.terms.sentence[span.start] < 0:
            continue
        text = scene.parsed.article.text
        if _STAMP.match(text, time.anchor.end) or text[time.anchor.start - 1 : time.anchor.start] == "-":
            continue
        verb = next((token for token in span[0].ancestors if token.pos_ in ("VERB", "AUX")), None)
        yield When(time, span[0], span[-1], verb)


def _dated(when: When, scene: Scene) -> Iterator[Occasion]:
    """Yield what has a time ahead: the noun that carries it, or the clause that says what will be."""
    hit = beside(when, ("occasion", "fixed"), 3, scene)
    date = _date(when, hit, scene)
    if date is None:
        return
    strict = is_strictly_ahead(date, scene.today)
    if hit is not None and is_expected(hit, when, strict, scene):
        yield _of_noun(hit, when, date, scene)
    elif when.verb is not None and will_be(when, when.verb, strict, scene):
        yield _of_clause(governor_of(when.verb), date, 2, scene, when.last.i)


def _date(when: When, hit: Hit | None, scene: Scene) -> str | None:
    """Return the date of a time that lies ahead, also of one that was read as past for want of a tense."""
    if is_ahead_of(when.time, scene.today):
        return when.time.edtf
    if hit is None or when.verb is None or is_past(when.verb):
        return None
    return coming(when.time, scene.today)


def _of_noun(hit: Hit, when: When, date: str, scene: Scene) -> Occasion:
    head = scene.terms.head(hit)
    phrase = phrase_of(head) if head.pos_ in ("NOUN", "PROPN") else clause_of(head)
    first, last = min(phrase.start, when.first.i, hit.start), max(hit.end - 1, when.last.i, head.i)
    what = _short(trimmed(head, phrase.start, phrase.end - 1))
    sure = when.verb is None or not is_supposed(when.verb)
    rank = 4 if hit.entry.label == "fixed" and sure else 3
    return Occasion(_carrying(head, first, last), hit.entry.fields["what"], date, what, rank)


def _of_clause(verb: Token, date: str | None, rank: int, scene: Scene, reach: int = 0) -> Occasion:
    """Return the occasion that a clause tells of: who will do something, up to its time."""
    clause = clause_of(verb)
    who = sorted({i for token in subjects(verb) for actor in scene.actors.of(token) for i in actor.ids})
    reach = max(verb.i, min(reach, verb.sent.end - 1))
    first, last = clause.start, max(reach, clause.end - 1)
    if verb.doc[reach].idx - clause.start_char > 2 * LONG:
        first = verb.i
    while last > reach and verb.doc[last].idx - verb.doc[first].idx > LONG:
        last -= 1
    span = trimmed(verb, first, last)
    return Occasion(span, " ".join(["clause", *who]), date, _short(clause), rank)


def _carrying(word: Token, first: int, last: int) -> Span:
    """Return the clause that holds some tokens where it is short, else the tokens with the words that govern them."""
    clause = clause_of(predicate_of(word))
    if clause.start <= first and last < clause.end and clause.end_char - clause.start_char <= LONG:
        return clause
    span = trimmed(word, first, last)
    while span.start > clause.start and span.end_char - word.doc[span.start - 1].idx <= LONG // 2:
        span = word.doc[span.start - 1 : span.end]
    return trimmed(word, span.start, span.end - 1)


def _running(when: When, scene: Scene) -> Iterator[Occasion]:
    """Yield the end of what runs for a stated time from now: "a two-month truce", "would last 48 hours"."""
    if when.time.type != "DURATION" or when.time.edtf is not None:
        return
    end = end_of(when.time.value, scene.today)
    hit = beside(when, ("truce",), 4, scene) if end else None
    if hit is None:
        return
    clause = clause_of(when.verb) if when.verb is not None else scene.terms.sentence_of(when.first.i)
    if {"wished", "over"} & labels_of(clause.start, clause.end, scene):
        return
    if "past" in labels_of(min(hit.start, when.first.i) - 2, hit.end, scene):
        return
    if when.verb is not None and (is_supposed(when.verb) or is_negated(when.verb)):
        return
    head = scene.terms.head(hit)
    span = trimmed(head, min(head.left_edge.i, when.first.i, hit.start), max(hit.end - 1, when.last.i))
    between = scene.terms.lemmas[hit.end : when.first.i]
    edge = "start of " if {"begin", "start", "effect", "force"} & set(between) else "end of "
    yield Occasion(span, edge + "a truce", end, _short(span, edge), 4)


def _undated(scene: Scene) -> Iterator[Occasion]:
    """Yield what is said to lie ahead without a day: "the upcoming elections", "is due to meet"."""
    for hit in scene.terms.of(TOPIC):
        sentence = scene.terms.sentence_of(hit.start)
        if hit.entry.label in ("fixed", "occasion") and _is_coming(hit, scene):
            head = scene.terms.head(hit)
            phrase = phrase_of(head)
            yield Occasion(phrase, hit.entry.fields["what"], None, _short(phrase), 1)
        elif hit.entry.label == "meeting" and sentence.start <= hit.start:
            yield from _will_meet(scene.terms.head(hit), scene)


def _is_coming(hit: Hit, scene: Scene) -> bool:
    """Tell whether words before a thing put it ahead; talks need more than "ahead of the talks"."""
    if is_wished(hit.start, scene):
        return False
    sentence = scene.terms.sentence_of(hit.start)
    for other in scene.terms.within(TOPIC, max(sentence.start, hit.start - 5), hit.end):
        if other.entry.label == "coming" and hit.start - 2 <= other.end <= hit.end:
            strong = scene.terms.forms[other.start] in ("upcoming", "forthcoming", "impending", "next")
            return strong or hit.entry.fields["what"] in ("election", "deadline")
    return False


def _will_meet(verb: Token, scene: Scene) -> Iterator[Occasion]:
    if verb.pos_ != "VERB" or is_supposed(verb) or is_negated(verb) or is_wished(verb.i, scene):
        return
    if any(c.dep_ == "dobj" and not scene.actors.of(c) for c in verb.children if verb.lemma_ == "meet"):
        return  # costs, needs and deadlines are met too
    governor = governor_of(verb)
    due = "to" in auxiliaries(verb) and "arranged" in labels_of(clause_of(governor).start, verb.i + 1, scene)
    who = [*subjects(verb), *(subjects(governor) if due else ())]
    if (is_ahead(verb) or due) and any(actor.id for token in who for actor in scene.actors.of(token)):
        yield _of_clause(governor, _dating(verb, scene), 1, scene, verb.i)


def _dating(verb: Token, scene: Scene) -> str | None:
    """Return the time of a clause where it lies ahead."""
    date = scene.times.dating(verb, default=False)
    return date if date is not None and days(date).last >= scene.today else None


def _short(span: Span, prefix: str = "") -> str:
    return (prefix + " ".join(span.text.split()))[:WHAT].rstrip(" ,;:")


def _distinct(found: list[Occasion]) -> list[Occasion]:
    """Keep one occasion of those that share their words, or their sort and time."""
    kept = keep_apart(sorted(found, key=lambda o: (-o.rank, o.span.start)), _same)
    return sorted(kept, key=lambda o: o.span.start)


def _same(a: Occasion, b: Occasion) -> bool:
    if share_words(a.span, b.span):
        return True
    if a.sort != b.sort or a.sort == "clause":
        return False
    if a.date is None or b.date is None:
        return not a.sort.startswith("clause")
    return overlap(a.date, b.date)


def _record(occasion: Occasion, scene: Scene) -> Scheduled:
    return Scheduled(
        anchor=scene.parsed.anchor(occasion.span),
        extractor=EXTRACTOR,
        certainty=round(0.5 + 0.1 * occasion.rank, 2),
        what=occasion.what,
        date=occasion.date,
    )
