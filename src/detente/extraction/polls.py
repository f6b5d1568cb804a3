"""Polls: which share of whom answered what, when they were asked. Votes, prices and margins of error are no polls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from detente.evidence import Poll
from detente.extraction.actors import Actors
from detente.extraction.parsing import ParsedArticle
from detente.extraction.spans import clause_of, predicate_of, trimmed
from detente.extraction.terms import Hit, Terms, find_terms
from detente.extraction.times import Times
from detente.reference.vocabulary import Vocabulary

EXTRACTOR = "polls/1"
BACK = 3  # sentences over which the poll that was last named is still meant
ABOUT = 160  # characters of the question that are kept
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DECADES = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {word: i for i, word in enumerate(_UNITS, 1)}
_TENS = {word: 10 * i for i, word in enumerate(_DECADES, 2)}
_REFERRING = frozenset(["that", "the", "this", "these", "those", "it"])
_PERCENT = frozenset({"%", "percent", "pc"})
_KINDS = ("people", "adjective", "country", "place", "capital", "organ")  # what names a population, best first


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """A share as written: tokens from `start` to `end` (excluded) and its value in per cent.

    `percent` tells "58 percent" from a fraction in words ("two thirds", which is rounded to 67).
    """

    start: int
    end: int
    value: float
    percent: bool


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """The poll that a share belongs to: the sentences in which it is told, that of the share first."""

    sentences: tuple[Span, ...]
    named: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the reading of polls needs to know of one article."""

    parsed: ParsedArticle
    terms: Terms
    actors: Actors
    times: Times


def find_polls(parsed: ParsedArticle, actors: Actors, times: Times, book: Vocabulary) -> tuple[Poll, ...]:
    """Return the polls of an article in the order of the text, one record a share."""
    scene = Scene(parsed, find_terms(parsed, book), actors, times)
    found: list[Poll] = []
    for number, sentence in enumerate(parsed.sentences):
        shares = list(_shares(sentence, scene))
        survey = _survey_of(number, scene) if shares else None
        for share in shares:
            if _is_answer(share, sentence, survey, scene):
                found.append(_record(share, sentence, survey or Survey((sentence,)), scene))
    return tuple(found)


def _shares(sentence: Span, scene: Scene) -> Iterator[Share]:
    """Yield the shares of a sentence: "58 percent", "82%", "two thirds", "six in ten"."""
    doc, end = scene.parsed.doc, sentence.end
    for token in sentence:
        value = _number(token)
        if value is None or value > 100:
            continue
        i = token.i + 1
        if i < end and doc[i].lower_ in _PERCENT:
            yield Share(token.i, i + 1, value, True)
        elif i + 1 < end and doc[i].lower_ == "per" and doc[i + 1].lower_ in ("cent", "cent."):
            yield Share(token.i, i + 2, value, True)
        elif (i + 1 < end and doc[i].lower_ in ("in", "of")) or (i + 2 < end and doc[i].lower_ == "out"):
            j = i + 2 if doc[i].lower_ == "out" else i + 1
            whole = _number(doc[j]) if j < end else None
            if whole in (3, 4, 5, 10, 100) and value < whole:
                yield Share(token.i, j + 1, float(round(100 * value / whole)), False)
    for hit in scene.terms.within("polls", sentence.start, sentence.end):
        if hit.entry.label == "share" and (hit.end >= end or doc[hit.end].lower_ not in ("a", "an", "dozen", "way")):
            yield Share(hit.start, hit.end, float(hit.entry.fields["value"]), False)


def _number(token: Token) -> float | None:
    """Return the number that ends at a token: "58", "nine", "eighty-three"."""
    if _NUMBER.fullmatch(token.text):
        return float(token.text.replace(",", "."))
    word, doc = token.lower_, token.doc
    if word in _TENS:
        return float(_TENS[word])
    if word not in _SMALL:
        return None
    before = doc[token.i - 2].lower_ if token.i >= 2 and doc[token.i - 1].text == "-" else ""
    return float(_SMALL[word] + _TENS.get(before, 0))


def _survey_of(number: int, scene: Scene) -> Survey | None:
    """Return the poll told in a sentence or shortly before it, `None` where none is named."""
    sentences = scene.parsed.sentences
    for back in range(min(BACK, number) + 1):
        sentence = sentences[number - back]
        if "survey" in scene.terms.labels("polls", sentence):
            after = sentences[number + 1 : number + 2] if back == 0 else ()
            told = (*reversed(sentences[number - back : number + 1]), *after)
            return Survey(told, number - back)
        if back and not any(True for _ in _shares(sentence, scene)):
            break
    ahead = sentences[number + 1 : number + 2]
    if ahead and "survey" in scene.terms.labels("polls", ahead[0]) and ahead[0][0].lower_ in _REFERRING:
        return Survey((sentences[number], *ahead), number + 1)
    return None


def _is_answer(share: Share, sentence: Span, survey: Survey | None, scene: Scene) -> bool:
    """Tell whether a share is one of people who answered."""
    clause = clause_of(predicate_of(scene.parsed.doc[share.start]))
    labels = scene.terms.labels("polls", clause)
    close = scene.parsed.doc[max(sentence.start, share.start - 6) : min(sentence.end, share.end + 6)]
    near = scene.terms.labels("polls", close)
    if "error" in near or "other" in near or _is_earlier(share, scene):
        return False
    if "measure" in labels and not _people(share, scene):
        return False
    if survey is not None:
        return share.percent or bool({"opinion", "people"} & (labels | near)) or bool(_people(share, scene))
    return _is_of_people(share, scene) and "opinion" in labels and not _is_vote(sentence)


def _is_of_people(share: Share, scene: Scene) -> bool:
    """Tell whether a share is followed by the people of whom it is: "82% of Armenians"."""
    near = (scene.actors.at(i) for i in range(share.end, min(share.end + 4, len(scene.parsed.doc))))
    return any(mention is not None and mention.kind == "people" for mention in near) and bool(_people(share, scene))


def _is_earlier(share: Share, scene: Scene) -> bool:
    """Tell whether a share is only the figure to compare with, or a difference in points."""
    doc = scene.parsed.doc
    if share.end < len(doc) and doc[share.end].lower_ in ("point", "points"):
        return True
    return any(
        hit.entry.label == "earlier" and share.start - 2 <= hit.end <= share.start
        for hit in scene.terms.within("polls", max(0, share.start - 6), share.start)
    )


def _is_vote(sentence: Span) -> bool:
    return any(token.lemma_.lower() in ("vote", "election", "ballot", "referendum") for token in sentence)


def _people(share: Share, scene: Scene) -> tuple[str, ...]:
    """Return the countries of those of whom a share is: "82% of Armenians", "58 percent of adults in Serbia"."""
    sentence = scene.terms.sentence_of(share.start)
    doc = scene.parsed.doc
    if share.end >= sentence.end:
        return ()
    first = share.end + (doc[share.end].lower_ in ("of", "among"))
    stop = next((i for i in range(first, sentence.end) if doc[i].pos_ in ("VERB", "AUX")), sentence.end)
    return _countries(doc[first : min(stop, first + 9)], scene) if stop > first else ()


def _countries(span: Span, scene: Scene) -> tuple[str, ...]:
    """Return the countries that a stretch names: peoples first, then adjectives, then countries and their capitals."""
    if not len(span):
        return ()
    found: list[tuple[int, int, str]] = []
    for mention in scene.actors.within(span.start_char, span.end_char):
        codes = [actor.id.split(":")[0] for actor in mention.actors if actor.id and not actor.inferred]
        rank = _KINDS.index(mention.kind) if mention.kind in _KINDS else len(_KINDS)
        found += [(rank, mention.start, code) for code in codes if len(code) == 3 and rank < len(_KINDS)]
    return tuple(dict.fromkeys(code for _, _, code in sorted(found)))


def _population(share: Share, survey: Survey, scene: Scene) -> str | None:
    """Return the country of those asked: named beside the share, beside the poll, or in the sentences around."""
    nearest = _people(share, scene)
    if nearest:
        return nearest[0]
    for sentence in survey.sentences:
        for hit in scene.terms.within("polls", sentence.start, sentence.end):
            if hit.entry.label in ("survey", "people"):
                found = _countries(_beside(hit, sentence, scene), scene)
                if found:
                    return found[0]
    told = sorted(survey.sentences, key=lambda sentence: sentence.start > share.start)
    for sentence in (told[0], *_before(survey, scene), *told):
        found = _countries(sentence, scene)
        if found:
            return found[0]
    return None


def _before(survey: Survey, scene: Scene) -> tuple[Span, ...]:
    """Return the sentences before a poll, the nearest first."""
    first = min(scene.terms.sentence[sentence.start] for sentence in survey.sentences)
    return tuple(reversed(scene.parsed.sentences[max(0, first - 6) : first]))


def _beside(hit: Hit, sentence: Span, scene: Scene) -> Span:
    return scene.parsed.doc[max(sentence.start, hit.start - 2) : min(sentence.end, hit.end + 8)]


def _date(survey: Survey, scene: Scene) -> str | None:
    """Return when people were asked; where the text does not say, when the poll came out."""
    dated: list[tuple[int, int, str]] = []
    for order, sentence in enumerate(survey.sentences):
        for time in scene.times.in_span(sentence.start_char, sentence.end_char):
            if time.edtf is None or time.type not in ("DATE", "DURATION") or _is_compared(time.anchor.start, scene):
                continue
            dated.append((_rank(time.anchor.start, sentence, scene), order, time.edtf))
    return min(dated)[2] if dated else None


def _is_compared(offset: int, scene: Scene) -> bool:
    """Tell whether a time is the one of an earlier figure: "since February"."""
    return scene.parsed.article.text[max(0, offset - 12) : offset].lower().split()[-1:] in (["since"], ["than"])


def _rank(offset: int, sentence: Span, scene: Scene) -> int:
    """Rank a time: 0 beside a word of field work, 1 beside the poll, 2 elsewhere."""
    before = [h for h in scene.terms.within("polls", sentence.start, sentence.end) if _gap(h, offset, scene) <= 60]
    labels = {hit.entry.label for hit in before}
    return 0 if "fieldwork" in labels else 1 if "survey" in labels else 2


def _gap(hit: Hit, offset: int, scene: Scene) -> int:
    doc = scene.parsed.doc
    return abs(offset - (doc[hit.end - 1].idx + len(doc[hit.end - 1])))


def _record(share: Share, sentence: Span, survey: Survey, scene: Scene) -> Poll:
    predicate = predicate_of(scene.parsed.doc[share.start])
    span = _span(share, sentence, predicate, scene)
    return Poll(
        anchor=scene.parsed.anchor(span),
        extractor=EXTRACTOR,
        certainty=0.9 if survey.named is not None else 0.6,
        share=share.value,
        population=_population(share, survey, scene),
        date=_date(survey, scene),
        about=_about(share, span),
    )


def _span(share: Share, sentence: Span, predicate: Token, scene: Scene) -> Span:
    """Return the clause of a share, from the word for the poll where that stands before it in the sentence."""
    clause = clause_of(predicate)
    first, last = min(clause.start, share.start), max(clause.end, share.end) - 1
    if not first <= share.start < last + 1:
        first, last = sentence.start, sentence.end - 1
    hits = scene.terms.within("polls", sentence.start, share.start)
    polls = [hit.start for hit in hits if hit.entry.label == "survey"]
    if polls and not any(polls[0] < other.start < share.start for other in _shares(sentence, scene)):
        first = min(first, polls[0])
    return trimmed(predicate, first, last)


def _about(share: Share, span: Span) -> str | None:
    """Return what was answered: the clause behind the share."""
    words = span.doc[share.end : span.end].text if share.end < span.end else ""
    short = " ".join(words.split())[:ABOUT].rstrip(" ,;.")
    return short or None
