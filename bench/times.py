"""How well times are told and what that costs: rows for a scorer of TimeML, and the agreement of dates with annotators.

python bench/times.py rows INPUTS.jsonl OUT.jsonl    # rows of {"id", "text", "published"} to rows with evidence
python bench/times.py dates GOLD_FOLDER              # dates of annotated events against the head word of their quotes
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from spacy.tokens import Span, Token

from detente.article import Article
from detente.evaluation.gold import load_gold
from detente.evidence import Extraction
from detente.extraction.parsing import ParsedArticle, load_parser
from detente.extraction.times import Times, find_times


def parse(articles: Iterable[Article]) -> tuple[list[ParsedArticle], float]:
    """Return the parses and what they cost, in seconds of the processor."""
    parser, began = load_parser(), time.process_time()
    parses = list(parser.parse_many(articles))
    return parses, time.process_time() - began


def rows(inputs: Path, out: Path) -> None:
    """Find the times of the input rows and print what that cost beside the parse."""
    given = [json.loads(line) for line in inputs.read_text(encoding="utf-8").splitlines()]
    parses, parsing = parse(Article(row["id"], row["text"], published=row.get("published")) for row in given)
    began = time.process_time()
    found = [Extraction(parsed.article, evidence=find_times(parsed)) for parsed in parses]
    cost = time.process_time() - began
    lines = (json.dumps(extraction.to_dict(), ensure_ascii=False) + "\n" for extraction in found)
    out.write_text("".join(lines), encoding="utf-8")
    tokens = sum(len(parsed.doc) for parsed in parses)
    print(f"{tokens} tokens; times {1e6 * cost / tokens:.1f} µs a token, {100 * cost / parsing:.1f} % of the parse")


def dates(folder: Path) -> None:
    """Print how the dates of annotated events agree, without and with the default for events without a time word."""
    gold = load_gold(folder)
    parses, _ = parse(one.article for one in gold)
    for default in (False, True):
        pairs: Counter[tuple[str, str]] = Counter()
        for one, parsed in zip(gold, parses, strict=True):
            times, published = Times(parsed, find_times(parsed)), one.article.published
            for record in one.records:
                span = parsed.doc.char_span(record.start, record.end, alignment_mode="expand")
                if record.kind == "event" and span is not None:
                    wanted, got = record.fields["date"], times.dating(head_of(span), default)
                    pairs[kind(wanted, published), "agrees" if wanted == got else kind(got, published)] += 1
        right = sum(count for (_, got), count in pairs.items() if got == "agrees")
        print(f"default={default}: {right} of {sum(pairs.values())} agree, {dict(sorted(pairs.items()))}")


def head_of(quote: Span) -> Token:
    """Return the word of a quote that tells the event: its root, unless that is a time or no word of content."""
    words = [quote.root, *quote]
    content = (word for word in words if word.pos_ in ("VERB", "AUX", "NOUN", "PROPN"))
    return next((word for word in content if word.ent_type_ not in ("DATE", "TIME")), quote.root)


def kind(date: str | None, published: str | None) -> str:
    """Return how a date stands to the day of publication."""
    return "none" if date is None else "published" if date == published else "other"


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("rows", "dates"))
    parser.add_argument("paths", nargs="+", type=Path)
    chosen = parser.parse_args()
    (rows if chosen.what == "rows" else dates)(*chosen.paths)


if __name__ == "__main__":
    main()
