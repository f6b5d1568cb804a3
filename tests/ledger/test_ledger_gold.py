"""The annotated articles go through the ledger and come back; their events are told apart."""

from __future__ import annotations

import pytest
from ledger_builders import NOON
from ledger_gold import GOLD, gold_extractions

from detente.evidence import EventReport
from detente.ledger import derive_events, open_ledger

pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="../shared/gold is not here")


@pytest.mark.parametrize("split", ["train", "dev"])
def test_the_gold_comes_back_as_it_was(split: str) -> None:
    found = gold_extractions(split)
    with open_ledger(":memory:") as ledger:
        assert ledger.record_all(found, now=NOON, extractor_version="gold") == len(found)
        back = {one.article.id: one for one in ledger.extractions()}
        for one in found:
            distinct = {record.id: record for record in reversed(one.evidence)}
            assert {record.id: record for record in back[one.article.id].evidence} == distinct
        assert ledger.check() == []


def test_an_annotated_article_seldom_tells_of_one_event_twice() -> None:
    # The guide asks for one record per distinct event, so what is joined within an article is mostly an error.
    joined = told = 0
    for one in gold_extractions("train"):
        told += len(one.of_kind(EventReport))
        joined += len(one.of_kind(EventReport)) - len(derive_events([one]))
    assert joined / told <= 0.06, f"{joined} of {told}"
