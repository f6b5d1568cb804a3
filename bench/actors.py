"""How well actors are told: every actor of the annotated articles, found by its words in or near its quote.

Prints, for a folder of annotated articles, the share of actors with the right id (by kind of record, and by whether the
words stand in the quote), the agreement on the parties, and what the reading of actors costs beside the parse.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from spacy.tokens import Span

from detente.article import Passage
from detente.evaluation.gold import GoldArticle, GoldRecord, load_gold
from detente.extraction.actors import Actors, find_actors
from detente.extraction.parsing import ParsedArticle, load_parser
from detente.reference.actors import END, Node, load_actor_book

FIELDS = ("actors", "recipients", "mediators", "speaker", "by", "to", "affirmed_by", "actor")


@dataclass(slots=True)
class Item:
    """One annotated actor: what the annotation says, and what was read."""

    article: str
    kind: str
    words: str
    wanted: frozenset[str]
    got: frozenset[str] = frozenset()
    found: bool = False
    context: str = ""

    @property
    def overlap(self) -> float:
        """The ids in common over all ids; nobody agrees with nobody."""
        either = self.wanted | self.got
        return len(self.wanted & self.got) / len(either) if either else 1.0


@dataclass(slots=True)
class Tally:
    """All items of a folder and the agreement on parties an article."""

    items: list[Item] = field(default_factory=list)
    parties: list[tuple[str, tuple[str, ...], tuple[str, ...], float]] = field(default_factory=list)


def measure(gold: Sequence[GoldArticle], parses: Sequence[ParsedArticle], read: Sequence[Actors]) -> Tally:
    """Compare the actors of articles with their annotations."""
    tally = Tally()
    for one, parsed, actors in zip(gold, parses, read, strict=True):
        wanted, got = set(one.parties[:2]), set(actors.parties[:4])
        agreement = 2 * len(wanted & got) / (len(wanted) + len(got))
        tally.parties.append((one.article.id, one.parties, actors.parties, agreement))
        for record in one.records:
            tally.items += _items(one, record, parsed, actors)
    return tally


def _items(gold: GoldArticle, record: GoldRecord, parsed: ParsedArticle, actors: Actors) -> Iterator[Item]:
    for name in FIELDS:
        value = record.fields.get(name) or []
        named: dict[str, set[str]] = defaultdict(set)
        for actor in [value] if isinstance(value, Mapping) else value:
            named[actor["text"] or ""] |= {part for part in (actor["id"] or "").split(";") if part}
        for words, ids in named.items():
            item = Item(gold.article.id, f"{record.kind}.{name}", words, frozenset(ids))
            span = _locate(gold.article.text, record, words)
            piece = parsed.doc.char_span(*span, alignment_mode="expand") if span else None
            if span and piece:
                item.found = record.start <= span[0] < record.end
                item.got = _read_ids(piece, actors)
                item.context = gold.article.text[max(0, span[0] - 80) : span[1] + 40].replace("\n", " ")
                yield item


def _read_ids(piece: Span, actors: Actors) -> frozenset[str]:
    """Return whom the words of an annotation stand for: their head, with what is coordinated inside them."""
    tops = [token for token in piece if token.head == token or not piece.start <= token.head.i < piece.end]
    nouns = [token for token in tops if token.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM")] or tops
    found = actors.of(nouns[-1], until=piece.end)
    return frozenset(i for actor in found for i in actor.ids)


def _locate(text: str, record: GoldRecord, words: str) -> tuple[int, int] | None:
    """Return where an actor's words stand: in the quote, else where they stand nearest to it."""
    if not words.split():
        return None
    pattern = re.compile(r"\b" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)")
    inside = pattern.search(text, record.start, record.end)
    if inside:
        return inside.span()
    spans = [match.span() for match in pattern.finditer(text)]
    return min(spans, key=lambda span: min(abs(span[0] - record.start), abs(span[0] - record.end)), default=None)


def _print(tally: Tally, errors: bool) -> None:
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in tally.items:
        for name in ("all", item.kind, "in the quote" if item.found else "near the quote"):
            groups[name].append(item)
    for name, items in sorted(groups.items()):
        exact = sum(item.wanted == item.got for item in items) / len(items)
        print(f"{name:24} {len(items):5}  right {exact:.3f}  agreement {_mean([i.overlap for i in items]):.3f}")
    print(f"{'parties':24} {len(tally.parties):5}  agreement {_mean([row[3] for row in tally.parties]):.3f}")
    if errors:
        _print_errors(tally)


def _print_errors(tally: Tally) -> None:
    for article, wanted, got, agreement in tally.parties:
        if agreement < 1:
            print("PARTIES", article, ",".join(wanted), "->", ",".join(got))
    seen: set[tuple[str, ...]] = set()
    for item in sorted(tally.items, key=lambda item: (not item.got, not item.wanted)):
        key = (item.article, item.words, item.context)
        if item.wanted != item.got and key not in seen:
            seen.add(key)
            print(f"{','.join(sorted(item.wanted))} -> {','.join(sorted(item.got))} | {item.words} | {item.article}")
            print("       ", item.context)


def _without_persons(tree: Node) -> Node:
    kept: Node = {}
    for token, node in tree.items():
        below = tuple(e for e in node if e.kind != "person") if token == END else _without_persons(node)
        if below:
            kept[token] = below
    return kept


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, help="a folder of annotated articles")
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    parser.add_argument("--strangers", action="store_true", help="take the persons out of the desk book")
    chosen = parser.parse_args()
    gold, book = load_gold(chosen.gold), load_actor_book()
    if chosen.strangers:
        book = replace(book, tree=_without_persons(book.tree), surnames={})
    language = load_parser()
    began = time.perf_counter()
    articles = [g.article.replace(boilerplate=tuple(Passage(*cut) for cut in g.boilerplate)) for g in gold]
    parses = list(language.parse_many(articles))
    parsed = time.perf_counter()
    read = [find_actors(one, book) for one in parses]
    done = time.perf_counter()
    _print(measure(gold, parses, read), chosen.errors)
    print(f"cost beside the parse: {(done - parsed) / (parsed - began):.3f}")


if __name__ == "__main__":
    main()
