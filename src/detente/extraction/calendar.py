"""Calendar: what lies ahead of publication, dated or not: elections, summits, deadlines, rounds of talks, ends of truces."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from detente.dates import days, overlap
from detente.evidence import Scheduled, TimeExpression
from detente.extraction.actors import Actors
from detente.extraction.events.arguments import subjects
from detente.extraction.horizon import coming, end_of, is_ahead_of, is_strictly_ahead, is_vague
from detente.extraction.mood import auxiliaries, is_ahead, is_infinitive, is_negated, is_supposed
from detente.extraction.parsing import ParsedArticle
from detente.extraction.spans import clause_of, phrase_of, predicate_of, trimmed
from detente.extraction.terms import Hit, Terms, find_terms
from detente.extraction.times import Times
from detente.reference.vocabulary import Vocabulary

EXTRACTOR = "calendar/1"
TOPIC = "occasions"
LONG = 110  # characters from which a clause is cut down to the occasion and what governs it
WHAT = 100  # characters of the short name that are kept
_INSIDE = frozenset("PART ADJ NOUN PROPN NUM PUNCT".split())  # what may stand between "Friday" and "election"
_STAMP = re.compile(r"\W{0,3}\d{1,2}:\d\d")  # a clock behind a date: the stamp of a post, not an appointment
LIMITS = frozenset("until till by before through within".split())


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the reading of the calendar needs to know of one article, `today` being its day of publication."""

    parsed: ParsedArticle
    terms: Terms
    actors: Actors
    times: Times
    today: dt.date


@dataclass(frozen=True, slots=True, eq=False)
class When:
    """A time expression with its first and last token, and the verb of its clause."""

    time: TimeExpression
    first: Token
    last: Token
    verb: Token | None


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
    hit = _beside(when, ("occasion", "fixed"), 3, scene)
    date = _date(when, hit, scene)
    if date is None:
        return
    strict = is_strictly_ahead(date, scene.today)
    if hit is not None and _is_expected(hit, when, strict, scene):
        yield _of_noun(hit, when, date, scene)
    elif when.verb is not None and _will_be(when, when.verb, strict, scene):
        yield _of_clause(_governor(when.verb), date, 2, scene, when.last.i)


def _date(when: When, hit: Hit | None, scene: Scene) -> str | None:
    """Return the date of a time that lies ahead, also of one that was read as past for want of a tense."""
    if is_ahead_of(when.time, scene.today):
        return when.time.edtf
    if hit is None or when.verb is None or _is_past(when.verb):
        return None
    return coming(when.time, scene.today)


def _is_past(verb: Token) -> bool:
    """Tell whether a clause, or the one on which an infinitive hangs, tells of the past."""
    for _ in range(4):
        auxiliary = [child.tag_ for child in verb.children if child.dep_ in ("aux", "auxpass")]
        if verb.tag_ == "VBD" or "VBD" in auxiliary or (verb.tag_ == "VBN" and not auxiliary):
            return True
        if verb.head == verb or not {"TO"} & set(auxiliary):
            return False
        verb = predicate_of(verb.head)
    return False


def _beside(when: When, labels: tuple[str, ...], reach: int, scene: Scene) -> Hit | None:
    """Return the thing that a time belongs to: one that carries it, or stands just before or behind it."""
    sentence = scene.terms.sentence_of(when.first.i)
    hits = [
        h
        for h in scene.terms.within(TOPIC, sentence.start, sentence.end)
        if h.entry.label in labels and (h.entry.label == "fixed" or scene.terms.head(h).pos_ in ("NOUN", "PROPN"))
    ]
    held = [h for h in hits if _holds(scene.terms.head(h), when.first) or _holds(scene.terms.head(h), when.last)]
    near = [h for h in hits if _is_near(h, when, reach if h.entry.label != "fixed" else 2 * reach)]
    ranked = sorted(held or near, key=lambda h: (h.entry.label != "fixed", abs(h.start - when.first.i)))
    return ranked[0] if ranked else None


def _is_near(hit: Hit, when: When, reach: int) -> bool:
    """Tell whether a time stands shortly behind a thing, or before it as "Friday's election" has it."""
    if 0 <= when.first.i - hit.end <= reach:
        return True
    between = when.last.doc[when.last.i + 1 : hit.start] if hit.start > when.last.i else ()
    return hit.start > when.last.i and len(between) <= 3 and all(t.pos_ in _INSIDE for t in between)


def _holds(noun: Token, inner: Token) -> bool:
    """Tell whether a token hangs on a noun without a clause between."""
    for _ in range(6):
        if inner == noun:
            return True
        if inner.head == inner or inner.pos_ in ("VERB", "AUX"):
            return False
        inner = inner.head
    return False


def _is_expected(hit: Hit, when: When, strict: bool, scene: Scene) -> bool:
    """Tell whether a dated thing will take place: it is not one of the past, and not only wished for."""
    phrase = phrase_of(scene.terms.head(hit))
    start = min(phrase.start, when.first.i)
    if "past" in _labels(start - 1, when.last.i + 1, scene) or _is_wished(hit.start, scene, 4):
        return False
    if strict and (hit.entry.label == "fixed" or when.verb is None or not is_supposed(when.verb)):
        return not is_vague(when.time) or hit.entry.label == "fixed" or _says_ahead(when.verb, scene)
    return when.verb is not None and _says_ahead(when.verb, scene) and not is_supposed(when.verb)


def _labels(start: int, end: int, scene: Scene) -> set[str]:
    return {hit.entry.label for hit in scene.terms.within(TOPIC, max(0, start), end)}


def _is_wished(index: int, scene: Scene, reach: int = 7) -> bool:
    """Tell whether a word stands within a few words behind "called for", "proposed"."""
    sentence = scene.terms.sentence_of(index)
    return "wished" in _labels(max(sentence.start, index - reach), index, scene)


def _says_ahead(verb: Token | None, scene: Scene) -> bool:
    """Tell whether a clause says what will be: "will meet", "is due to report", "agreed to send"."""
    if verb is None or is_negated(verb):
        return False
    if is_ahead(verb):
        return True
    span = clause_of(_governor(verb))
    return "arranged" in _labels(span.start, span.end, scene)


def _governor(verb: Token) -> Token:
    """Return the clause of "is due to begin debating", whose infinitive hangs on an adjective or participle."""
    for _ in range(3):
        hangs = verb.dep_ == "xcomp" or (verb.dep_ == "advcl" and is_infinitive(verb))
        if not hangs or verb.head == verb:
            break
        verb = verb.head if verb.head.pos_ in ("VERB", "AUX") else predicate_of(verb.head)
    return verb


def _will_be(when: When, verb: Token, strict: bool, scene: Scene) -> bool:
    """Tell whether a dated clause is an appointment; of today and of a vague time only a meeting is."""
    governor = _governor(verb)
    if is_supposed(verb) or is_negated(verb) or _is_wished(verb.i, scene) or _is_wished(governor.i + 1, scene):
        return False
    clause = clause_of(governor)
    labels = _labels(clause.start, clause.end, scene)
    if is_vague(when.time):
        return "meeting" in labels and _says_ahead(verb, scene)
    if strict and (_is_limit(when, scene) or is_infinitive(verb) or (_hangs_on(when, verb) and not _is_past(verb))):
        return True
    if not _says_ahead(verb, scene) or "have" in (c.lemma_ for c in governor.children if c.dep_ == "aux"):
        return False
    first, last = days(when.time.edtf or "")
    return strict or bool({"meeting", "arranged"} & labels) or (last > scene.today and (last - first).days < 32)


def _is_limit(when: When, scene: Scene) -> bool:
    """Tell whether a time is one until or by which something is to be done."""
    return when.first.head.lower_ in LIMITS or scene.terms.forms[when.first.i - 1] in LIMITS


def _hangs_on(when: When, verb: Token) -> bool:
    """Tell whether a time hangs on a verb itself and not on a noun of its clause."""
    token = when.first
    while token.head != token and token != verb and token.i <= when.last.i + 1:
        if token.i < when.first.i - 2:
            return False
        token = token.head
    return token == verb or (token.dep_ == "prep" and token.head == verb)


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
    """Yield the end of what runs for a stated time from now: "a two-month truce", "the ceasefire would last 48 hours"."""
    if when.time.type != "DURATION" or when.time.edtf is not None:
        return
    end = end_of(when.time.value, scene.today)
    hit = _beside(when, ("truce",), 4, scene) if end else None
    if hit is None:
        return
    clause = clause_of(when.verb) if when.verb is not None else scene.terms.sentence_of(when.first.i)
    if {"wished", "over"} & _labels(clause.start, clause.end, scene):
        return
    if "past" in _labels(min(hit.start, when.first.i) - 2, hit.end, scene):
        return
    if when.verb is not None and (is_supposed(when.verb) or is_negated(when.verb)):
        return
    head = scene.terms.head(hit)
    span = trimmed(head, min(head.left_edge.i, when.first.i, hit.start), max(hit.end - 1, when.last.i))
    yield Occasion(span, "end of a truce", end, _short(span, "end of "), 4)


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
    if _is_wished(hit.start, scene):
        return False
    sentence = scene.terms.sentence_of(hit.start)
    for other in scene.terms.within(TOPIC, max(sentence.start, hit.start - 5), hit.end):
        if other.entry.label == "coming" and hit.start - 2 <= other.end <= hit.end:
            strong = scene.terms.forms[other.start] in ("upcoming", "forthcoming", "impending", "next")
            return strong or hit.entry.fields["what"] in ("election", "deadline")
    return False


def _will_meet(verb: Token, scene: Scene) -> Iterator[Occasion]:
    if verb.pos_ != "VERB" or is_supposed(verb) or is_negated(verb) or _is_wished(verb.i, scene):
        return
    if any(c.dep_ == "dobj" and not scene.actors.of(c) for c in verb.children if verb.lemma_ == "meet"):
        return  # costs, needs and deadlines are met too
    governor = _governor(verb)
    due = "to" in auxiliaries(verb) and "arranged" in _labels(clause_of(governor).start, verb.i + 1, scene)
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
    kept: list[Occasion] = []
    for occasion in sorted(found, key=lambda o: (-o.rank, o.span.start)):
        if not any(_same(occasion, other) for other in kept):
            kept.append(occasion)
    return sorted(kept, key=lambda o: o.span.start)


def _same(a: Occasion, b: Occasion) -> bool:
    if a.span.start < b.span.end and b.span.start < a.span.end:
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
