"""Reference numbers: given in the order in which a brief cites, one for the same words, each with its quote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from detente.brief.document import Reference, Source
from detente.brief.saying import clean, say_date
from detente.negotiation.state import ProcessState, Quote, SourceLine

WIDEST = 420  # characters up to which a longer quote speaks for the shorter ones inside it
SHOWN = 4  # references a line shows; how many more there are is said


class Numbering:
    """Gives numbers to evidence. Quotes that lie inside another quote of the same article share its number."""

    def __init__(self, state: ProcessState) -> None:
        self._quotes = {quote.evidence: quote for quote in state.quotes}
        self._outer = _outermost(state.quotes)
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._labels = {source.key: f"S{i}" for i, source in enumerate(state.sources, 1)}
        self._state = state

    def cite(self, evidence: Iterable[str], shown: int = SHOWN) -> tuple[str, ...]:
        """Return the labels for some evidence, at most as many as a line shows."""
        return self._labelled(evidence)[:shown]

    def left_out(self, evidence: Iterable[str], shown: int = SHOWN) -> int:
        """Return how many further quotes the evidence has beyond those that a line shows."""
        evidence = tuple(evidence)
        places = dict.fromkeys(self._place(one) for one in evidence if one in self._quotes)
        return max(0, len(places) - shown)

    def all_sources(self) -> tuple[str, ...]:
        """Return the labels of the sources, for what none of them says; many of them as a range."""
        labels = list(self._labels.values())
        return tuple(labels if len(labels) <= SHOWN else [f"{labels[0]}–{labels[-1]}"])

    def span(self, evidence: str) -> tuple[str, int, int]:
        """Return the article and the offsets of a piece of evidence."""
        quote = self._quotes[evidence]
        return quote.article, quote.start, quote.end

    def references(self) -> tuple[Reference, ...]:
        """Return the quotes that were cited, by number."""
        by_place = {(quote.article, quote.start, quote.end): quote for quote in self._quotes.values()}
        return tuple(
            Reference(
                str(number), self._labels[place[0]], f"¶{by_place[place].paragraph}", clean(by_place[place].exact)
            )
            for place, number in sorted(self._numbers.items(), key=lambda item: item[1])
        )

    def sources(self) -> tuple[Source, ...]:
        """Return the articles."""
        return tuple(Source(self._labels[one.key], _described(one), _safe(one.url)) for one in self._state.sources)

    def _labelled(self, evidence: Iterable[str]) -> tuple[str, ...]:
        places = dict.fromkeys(self._place(one) for one in evidence if one in self._quotes)
        labels = []
        for place in list(places)[:SHOWN]:
            labels.append(str(self._numbers.setdefault(place, len(self._numbers) + 1)))
        return tuple(labels)

    def _place(self, evidence: str) -> tuple[str, int, int]:
        quote = self._quotes[evidence]
        return self._outer[quote.article, quote.start, quote.end]


def _outermost(quotes: Iterable[Quote]) -> dict[tuple[str, int, int], tuple[str, int, int]]:
    """Map the place of each quote to that of the widest quote around it that is no wider than the limit."""
    by_article: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for quote in quotes:
        by_article[quote.article].add((quote.start, quote.end))
    outer = {}
    for article, spans in by_article.items():
        wide = sorted((span for span in spans if span[1] - span[0] <= WIDEST), key=lambda span: (span[0], -span[1]))
        for start, end in spans:
            around = next((span for span in wide if span[0] <= start and end <= span[1]), (start, end))
            outer[article, start, end] = (article, *around)
    return outer


def _described(source: SourceLine) -> str:
    """Return a source as in a bibliography: outlet, title, authors, date with its basis."""
    parts = [clean(source.outlet or ""), f"“{clean(source.title)}”" if source.title else ""]
    parts += [clean(", ".join(source.authors)), say_date(source.published)]
    text = ", ".join(part for part in parts if part)
    if not source.outlet and not source.title:
        text = f"{clean(source.id)}, {text}"
    return f"{text} (dated from its own words)" if source.published_basis == "text" else text


def _safe(url: str | None) -> str | None:
    return url if url and url.startswith(("https://", "http://")) else None
