"""How long events take to be told apart: invented news of a thousand, ten and a hundred thousand reports.

Each event is told by one to six outlets on the days after it, with its date lost in one report of five, a vaguer
date in another, and later articles that mention it as background. Ten thousand reports a year, among sixteen countries.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import time
from collections import Counter

from detente.article import Article
from detente.dates import interval
from detente.evidence import Actor, Anchor, EventReport, EventType, Extraction, Status
from detente.ledger.identity import derive_events

COUNTRIES = (
    "ARM",
    "AZE",
    "RUS",
    "UKR",
    "ISR",
    "LBN",
    "YEM",
    "SAU",
    "SDN",
    "ETH",
    "COD",
    "RWA",
    "COL",
    "VEN",
    "IND",
    "PAK",
)
PLACES = (
    "Geneva",
    "Doha",
    "Tirana",
    "Cairo",
    "Nairobi",
    "Munich",
    "Almaty",
    "Oslo",
    "Vienna",
    "Luanda",
    "Muscat",
    "Sochi",
)
VERBS = {
    EventType.CONSULT: "met envoys of",
    EventType.AGREE: "reached an understanding with",
    EventType.ACCUSE: "accused",
    EventType.ASSAULT: "shelled positions of",
    EventType.RETREAT: "freed captives of",
    EventType.REQUEST: "called for answers from",
}
TOPICS = (
    "prisoners",
    "the border",
    "grain",
    "the railway",
    "monitors",
    "the dam",
    "fuel",
    "maps",
    "refugees",
    "the airport",
)
OUTLETS = tuple(f"Paper {number}" for number in range(60))


def invent(n_reports: int, seed: int = 7) -> list[tuple[int, Extraction]]:
    """Return that many reports, each with the number of the event that it tells of."""
    chance = random.Random(seed)
    found: list[tuple[int, Extraction]] = []
    years = max(1, n_reports // 10_000)
    event = 0
    while len(found) < n_reports:
        event += 1
        happening = _happening(chance, years)
        for outlet in chance.sample(OUTLETS, chance.choices((1, 2, 3, 4, 6), (40, 25, 15, 12, 8))[0]):
            found.append((event, _report(chance, outlet, *happening)))
    return found[:n_reports]


def _happening(chance: random.Random, years: int) -> tuple[EventType, tuple[str, str], dt.date, str, str]:
    pair = tuple(chance.sample(COUNTRIES, 2))
    day = dt.date(2020, 1, 1) + dt.timedelta(days=chance.randrange(365 * years))
    return chance.choice(list(VERBS)), (pair[0], pair[1]), day, chance.choice(PLACES), chance.choice(TOPICS)


def _report(
    chance: random.Random, outlet: str, kind: EventType, pair: tuple[str, str], day: dt.date, place: str, topic: str
) -> Extraction:
    late = chance.choices((0, 1, 2, 40), (50, 30, 10, 10))[0]
    date = chance.choices(
        (day.isoformat(), interval(day, day + dt.timedelta(days=2)), day.isoformat()[:7], None), (60, 10, 10, 20)
    )[0]
    text = f"{pair[0]} {VERBS[kind]} {pair[1]} in {place} about {topic}"
    if chance.random() < 0.5:
        text += f", {outlet} wrote"
    published = (day + dt.timedelta(days=late)).isoformat()
    article = Article(f"{outlet}-{day}", text, outlet=outlet, published=published, published_basis="given")
    report = EventReport(
        anchor=Anchor.of(article, 0, len(text)),
        type=kind,
        actors=tuple(Actor(code, code) for code in pair),
        date=date,
        status=Status.OCCURRED,
        place=place if chance.random() < 0.6 else None,
    )
    return Extraction(article, pair, evidence=(report,))


def pairwise(truth: dict[str, int], found: dict[str, str]) -> tuple[float, float]:
    """Return precision and recall over pairs of reports."""

    def pairs(counts: Counter[object]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    both = pairs(Counter((truth[id], found[id]) for id in truth))
    said, real = pairs(Counter(found.values())), pairs(Counter(truth.values()))
    return both / max(1, said), both / max(1, real)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    print(f"{'reports':>9} {'events':>9} {'CPU-s':>9} {'µs/report':>10} {'pair P':>7} {'pair R':>7}")
    for size in parser.parse_args().sizes:
        rows = invent(size)
        truth = {one.evidence[0].id: event for event, one in rows}
        began = time.process_time()
        events = derive_events([one for _, one in rows])
        took = time.process_time() - began
        found = {report.id: event.id for event in events for report in event.reports}
        precision, recall = pairwise(truth, found)
        print(f"{size:>9,} {len(events):>9,} {took:>9.2f} {took / size * 1e6:>10.0f} {precision:>7.3f} {recall:>7.3f}")


if __name__ == "__main__":
    main()
