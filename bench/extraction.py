"""Compare the cost of extraction with that of the bare parse on the same articles, side by side, in CPU time.

    python bench/extraction.py ROWS.jsonl[.gz] [N]

Goal: extraction costs at most 35 % over the bare spaCy pipeline.
"""

from __future__ import annotations

import sys
import time
from itertools import islice

from detente import pipeline
from detente.extraction import extract
from detente.extraction.parsing import load_parser
from detente.reference import load_desk
from detente.sources import Quarantined


def main(path: str, count: int = 100) -> None:
    read = (item for item in pipeline.read_inputs([path]) if not isinstance(item, Quarantined))
    articles = list(islice(read, count))
    parser, desk = load_parser(), load_desk()
    for parsed in parser.parse_many(articles[:3]):
        extract(parsed, desk)  # what is loaded on first use is not counted
    start = time.process_time()
    parses = list(parser.parse_many(articles))
    parse = time.process_time() - start
    start = time.process_time()
    records = sum(len(extract(parsed, desk).evidence) for parsed in parses)
    extraction = time.process_time() - start
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} articles, {words:,} words, {records:,} records")
    share = f"{extraction / parse:.0%} over the bare parse (goal ≤ 35 %)"
    print(f"parse {parse:.1f} s, extraction {extraction:.1f} s: {share}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100)
