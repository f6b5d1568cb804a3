"""Two clocks. What is published or learned later changes not one bit of an earlier view."""

from __future__ import annotations

import dataclasses
import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_builders import NOON, archives, dispatch, extractions

from detente.evidence import Extraction
from detente.ledger import Ledger, derive_events, open_ledger

AS_OF = dt.date(2024, 1, 31)
BEFORE = st.sampled_from([None, "2023", "2024-01-09", "2023-10/2023-12", "2024-01"])
AFTER = st.sampled_from([None, "2024", "2024-02-01", "2024-03", "2024-01-30/2024-02-01"])


def seen(ledger: Ledger, **view: object) -> tuple[list[Extraction], list[str], object]:
    """Return all that a view shows: extractions, lines of the export and the events."""
    found = ledger.extractions(**view)  # type: ignore[arg-type]
    as_of = view.get("as_of")
    lines = list(ledger.export(as_of=as_of)) if isinstance(as_of, dt.date) else []
    return found, lines, derive_events(found)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(extractions(BEFORE), max_size=5, unique_by=lambda one: one.article.key),
    st.lists(extractions(AFTER), min_size=1, max_size=5, unique_by=lambda one: one.article.key),
)
def test_what_is_published_later_changes_no_earlier_view(now: list[Extraction], later: list[Extraction]) -> None:
    with open_ledger(":memory:") as ledger:
        ledger.record_all(now, now=NOON, extractor_version="1")
        before = seen(ledger, as_of=AS_OF)
        ledger.record_all(later, now=NOON, extractor_version="1")
        assert seen(ledger, as_of=AS_OF) == before


@settings(max_examples=40, deadline=None)
@given(archives(), archives(), st.sampled_from(["0", "1", "2"]))
def test_what_is_learned_later_changes_nothing_known_before(
    now: list[Extraction], later: list[Extraction], version: str
) -> None:
    again = [dataclasses.replace(one, evidence=one.evidence[:1]) for one in now]  # a re-extraction, newer or older
    renamed = [dataclasses.replace(one, article=one.article.replace(title="corrected", id="0")) for one in now]
    with open_ledger(":memory:") as ledger:
        ledger.record_all(now, now=NOON, extractor_version="1")
        before = seen(ledger, known_at=NOON), seen(ledger, known_at=NOON, as_of=AS_OF)[0]
        for wave in (again, renamed, later):
            ledger.record_all(wave, now=NOON + dt.timedelta(days=1), extractor_version=version)
        assert (seen(ledger, known_at=NOON), seen(ledger, known_at=NOON, as_of=AS_OF)[0]) == before
        assert ledger.check() == []


@settings(max_examples=30, deadline=None)
@given(st.permutations([("1", 0), ("2", 1), ("10", 2), ("1", 3)]), st.integers(0, 4))
def test_which_extraction_counts_does_not_depend_on_the_order_of_arrival(
    arrivals: list[tuple[str, int]], hour: int
) -> None:
    base = dispatch()
    at = NOON + dt.timedelta(hours=hour)

    def ledger_of(rows: list[tuple[str, int]]) -> list[Extraction]:
        with open_ledger(":memory:") as ledger:
            for version, clock in rows:
                one = dataclasses.replace(base, evidence=base.evidence[: clock + 1])
                name = base.article.replace(id=f"name {clock}")
                ledger.record(
                    dataclasses.replace(one, article=name),
                    now=NOON + dt.timedelta(hours=clock),
                    extractor_version=version,
                )
            return ledger.extractions(known_at=at)

    assert ledger_of(arrivals) == ledger_of(sorted(arrivals, key=lambda row: row[1]))
