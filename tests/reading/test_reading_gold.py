"""The annotated articles: no evidence is lost to boilerplate, and the figures of the reading do not fall."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from detente.article import Article
from detente.errors import DetenteError
from detente.reading import read
from detente.sources import Document, fetch

SHARED = Path(__file__).parents[2] / ".." / "shared"
KINDS = (  # as the guide has them
    *("events", "statements", "principles", "commitments", "conditions"),
    *("issues", "polls", "scheduled", "domestic", "signs"),
)

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the annotated articles (../shared) are not here")


def _gold(split: str) -> Iterator[tuple[Article, dict[str, Any]]]:
    for path in sorted((SHARED / "gold" / split).glob("*.txt")):
        (document,) = fetch([path])
        assert isinstance(document, Document)
        yield read(document), json.loads(path.with_suffix(".json").read_text("utf-8"))


def _is_cut(article: Article, start: int, end: int) -> float:
    """Return which share of a stretch is marked as boilerplate."""
    cut = sum(max(0, min(end, p.end) - max(start, p.start)) for p in article.boilerplate)
    return cut / (end - start)


@pytest.mark.parametrize(("split", "floor"), [("train", 0.68), ("dev", 0.83)])
def test_boilerplate_is_found_and_no_evidence_is_lost_in_it(split: str, floor: float) -> None:
    found: list[bool] = []
    for article, gold in _gold(split):
        for start in (article.text.index(words) for words in gold["boilerplate"]):
            found.append(_is_cut(article, start, start + 5) > 0)
        for record in (record for kind in KINDS for record in gold.get(kind, ())):
            start = article.text.index(record["quote"])
            assert _is_cut(article, start, start + len(record["quote"])) == 0, record["quote"]
    assert sum(found) / len(found) >= floor


def test_the_seed() -> None:
    (article,) = (article for article, gold in _gold("dev") if gold["id"].startswith("seed-"))
    assert article.title == "Signs Point to an Azerbaijan-Armenia Normalization Deal"
    assert (article.outlet, article.authors) == ("Caspian Policy Center", ("Nicholas Castillo",))
    assert (article.published, article.published_basis) == ("2023-12-27/2024-01-31", "text")
    assert article.language == "en"


def test_a_date_read_from_a_text_is_right_or_absent() -> None:
    for article, gold in _gold("train"):
        assert article.published in (None, gold["published"])


def test_stamps_of_government_pages_are_those_of_publication() -> None:
    path = SHARED / "corpora" / "white-house" / "articles.jsonl.gz"
    gaps: Counter[bool] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, 0, None, 3)]  # a third is enough, and soon done
    for row in rows:
        text = row["text"].encode("utf-8", "surrogatepass")
        try:
            article = read(Document(row["id"], text, "text/plain", row["id"], charset="utf-8"))
        except DetenteError:
            continue
        if (
            article.published
            and "/" not in article.published
            and re.search("stamp|signed", article.published_reasons[0])
        ):
            late = dt.date.fromisoformat(row["published"]) - dt.date.fromisoformat(article.published)
            gaps[0 <= late.days <= 3] += 1  # remarks are posted within days
    assert gaps.total() > 50
    assert gaps[True] / gaps.total() > 0.95


def test_pages_are_read_as_well_as_by_the_part_that_does_it() -> None:
    truth = json.loads((SHARED / "corpora" / "html" / "ground-truth.json").read_text("utf-8"))
    scores, foreign = [], 0
    for document in fetch([SHARED / "corpora" / "html" / "pages"]):
        assert isinstance(document, Document)
        try:
            article = read(document)
        except DetenteError as error:
            foreign += "not in English" in str(error)
            continue
        proper = " ".join(article.text[p.start : p.end] for p in article.passages())
        scores.append(_f1(proper, truth[document.id]["articleBody"]))
    assert foreign == 6
    assert sum(scores) / len(scores) > 0.95


def _f1(found: str, true: str) -> float:
    a, b = (Counter(re.findall(r"\w+", text)) for text in (found, true))
    return 2 * (a & b).total() / (a.total() + b.total())
