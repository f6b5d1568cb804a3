"""What of a report tells which event it is about."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from detente.article import Article
from detente.dates import days, is_edtf, known_from
from detente.evidence import Actor, EventReport
from detente.reference.identity import STEM, IdentityWeights, capitals, places

_WORD = re.compile(r"[^\W\d_]{3,}|\d+(?:st|nd|rd|th)?")
_NAME = re.compile(r"\b[^\W\d_a-z][^\W\d_]*[^\W\d_A-Z][^\W\d_]*")
_NUMBER_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ORDINALS = {word: number for number, word in enumerate(_NUMBER_WORDS, start=1)}
_ORDINALS |= {"eleventh": 11, "twelfth": 12}
_ORDINAL_HEAD = re.compile(
    rf"\b({'|'.join(_ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th))\s+(?:\w+\s+)?(round|meeting|session|summit|talks|time|exchange|phase|tranche|convoy)"
)
FOREVER = dt.date.max


@dataclass(frozen=True, slots=True)
class Traits:
    """A report and what it is compared by. `order` is its place: publication, then article, words and id."""

    report: EventReport
    id: str
    article: Article
    key: str
    published: dt.date
    span: tuple[int, int] | None
    doers: frozenset[str]
    receivers: frozenset[str]
    brokers: frozenset[str]
    countries: frozenset[str]
    persons: Mapping[str, frozenset[str]]
    place: frozenset[str]
    within: tuple[str, bool] | None
    words: frozenset[str]
    quote: str
    ordinal: tuple[int, str] | None

    @property
    def order(self) -> tuple[dt.date, str, int, str]:
        """What reports are put in order by: an order that does not hang on how the parties are named."""
        return self.published, self.key, self.report.anchor.start, self.id

    @property
    def width(self) -> int:
        """How many days its date leaves open; very many where there is none."""
        return self.span[1] - self.span[0] + 1 if self.span else 10**6


def traits_of(report: EventReport, article: Article, id: str, weights: IdentityWeights) -> Traits:
    """Return the traits of a report."""
    ignored, place = weights.ignored, weights.place_name(report.place or "")
    quote = " ".join(report.anchor.exact.lower().split())
    doers, receivers = _ids(report.actors), _ids(report.recipients)
    countries = frozenset(code.partition(":")[0] for code in doers | receivers)
    return Traits(
        report=report,
        id=id,
        article=article,
        key=report.anchor.article,
        published=known_from(article.published) if article.published and is_edtf(article.published) else FOREVER,
        span=_span(report.date),
        doers=doers,
        receivers=receivers,
        brokers=_ids(report.mediators),
        place=_stems([place], ignored) - weights.vague_places,
        within=_within(place),
        words=_stems([quote], ignored) - _names(report, countries, ignored),
        quote=quote,
        ordinal=_ordinal(quote),
        countries=countries,
        persons=_persons((*report.actors, *report.recipients), weights.titles),
    )


def _names(report: EventReport, countries: frozenset[str], ignored: frozenset[str]) -> frozenset[str]:
    """Return the stems that only name who takes part: names as written, and capitals that stand for governments."""
    crowd = (*report.actors, *report.recipients, *report.mediators)
    words = report.anchor.exact.lower().split()
    governments = (word for word in words if _stands_for_one_of(word, countries))
    return _stems((*(actor.text for actor in crowd), *governments), ignored)


def _stands_for_one_of(word: str, countries: frozenset[str]) -> bool:
    """Tell whether a word names one of the countries, or the capital that stands for its government."""
    country, is_name = places().get(word, ("", False))
    return country in countries and (is_name or word in capitals())


def _span(edtf: str | None) -> tuple[int, int] | None:
    if edtf is None or not is_edtf(edtf):
        return None
    span = days(edtf)
    return span.first.toordinal(), span.last.toordinal()


def _ids(actors: Iterable[Actor]) -> frozenset[str]:
    """Return the ids of actors; one without an id goes by the last word of what it is called."""
    found: set[str] = set()
    for actor in actors:
        words = actor.text.lower().split()
        found |= actor.ids or ({f"~{words[-1]}"} if words else set())
    return frozenset(found)


def _persons(crowd: Iterable[Actor], titles: frozenset[str]) -> dict[str, frozenset[str]]:
    """Return for each id the words that name persons: capitalized, no title and no name of a country."""
    found: dict[str, frozenset[str]] = {}
    for actor in crowd:
        names = frozenset(word.lower() for word in _NAME.findall(actor.text)) - titles
        if actor.id and names:
            found[actor.id] = found.get(actor.id, frozenset()) | names
    return found


def _stems(texts: Iterable[str], ignored: frozenset[str]) -> frozenset[str]:
    found = (word for text in texts for word in _WORD.findall(text.lower()) if word not in ignored)
    return frozenset(word[:STEM] for word in found)


def _within(place: str) -> tuple[str, bool] | None:
    """Return the country that a place lies in, where it is known, and whether the place is the country itself."""
    parts = [part.strip() for part in place.split(",")]
    known = [places()[part] for part in parts if part in places()]
    return (known[0][0], known[0][1] and len(parts) == 1) if known else None


def _ordinal(quote: str) -> tuple[int, str] | None:
    match = _ORDINAL_HEAD.search(quote)
    if match is None:
        return None
    number = _ORDINALS.get(match[1]) or int(re.sub(r"\D", "", match[1]))
    return number, match[2]
