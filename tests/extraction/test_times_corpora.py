"""Times on annotated news: every ninth document of two corpora, whose figures may only rise.

The slice keeps the test quick and its figures scatter; on the whole of TimeBank and AQUAINT they are 90.1 and 84.3
strict, 81.6 and 76.7 for values.
"""

from __future__ import annotations

import importlib.util
import sys

import pytest

from detente.article import Article
from detente.extraction.times import find_times

EVERY = 9
FLOORS = {  # F1 in per cent as measured, less a little for parses that differ between platforms
    "timebank-timeml": {"strict": 89.0, "value": 74.0},
    "aquaint-timeml": {"strict": 86.5, "value": 82.0},
}


@pytest.fixture(scope="module")
def load_timeml(shared):
    sys.path.insert(0, str(shared / "tools"))  # the reader imports a module beside it
    try:
        spec = importlib.util.spec_from_file_location("score_times", shared / "tools" / "score_times.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.pop(0)
    return module.load


@pytest.mark.parametrize("corpus", sorted(FLOORS))
def test_times_of_annotated_news_are_told(parser, shared, load_timeml, corpus):
    documents = list(load_timeml(shared / "corpora" / "time" / corpus))[::EVERY]
    articles = (Article(name, text, published=(created or "")[:10] or None) for name, created, text, _ in documents)
    told = gold = strict = value = 0
    for (_, _, _, annotated), parsed in zip(documents, parser.parse_many(articles), strict=True):
        found = find_times(parsed)
        told, gold = told + len(found), gold + len(annotated)
        for start, end, attributes in annotated:
            best = next((time for time in found if time.anchor.start < end and start < time.anchor.end), None)
            if best is not None:
                strict += (best.anchor.start, best.anchor.end) == (start, end)
                value += best.value == attributes.get("value")
    figures = {"strict": 200 * strict / (told + gold), "value": 200 * value / (told + gold)}
    assert all(figures[name] >= floor for name, floor in FLOORS[corpus].items()), figures
