"""Lists: "A, B and C" taken apart at its commas, by the words and not by the parse, which often hangs them wrongly."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from detente.extraction.parsing import ParsedArticle
from detente.extraction.spans import trimmed

_LINKS = frozenset(("and", "or", "but", "also", "as", "well", "plus", "including", "then"))
_OPENERS = frozenset(("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"))
LONGEST = 40  # members of a list
ITEMS = 15  # of a list below a colon
_BULLET = re.compile(r"(?:^|\n)\s*\W{0,3}(?:[-–—*•·]|\(?\w{1,3}[.)])\W{0,3}$")


def split_list(span: Span) -> list[Span]:
    """Return the members of the list that a span is, in order; one member where it is none.

    Members are of one make: infinitives with "to", verbs of one form, or noun phrases.
    """
    doc = span.doc
    first = next((i for i in range(span.start, span.end) if _make(doc, i)), None)
    if first is None:
        return [span]
    make = _make(doc, first)
    starts = [first]
    for i in _after_links(doc, first, span.end):
        if _make(doc, i) == make and _is_member(doc, i, make, starts, span.end):
            starts.append(i)
    bounds = [*starts[:LONGEST], span.end]
    pairs = itertools.pairwise(bounds)
    return [trimmed(doc[start], start, _last(doc, start, end)) for start, end in pairs]


def items_below(parsed: ParsedArticle, number: int) -> Iterator[Span]:
    """Yield the marked items of the list below a sentence that ends in a colon."""
    text = parsed.article.text
    for item in parsed.sentences[number + 1 : number + 1 + 2 * ITEMS]:
        words = [token for token in item if not (token.is_punct or token.is_space or token.like_num)]
        if not words:
            continue
        begin = words[0].idx
        if not _BULLET.search(text[max(0, begin - 12) : begin]):
            return
        yield trimmed(words[0], words[0].i, item.end - 1)


def _make(doc: Doc, i: int) -> str:
    """Return what kind of member may begin at a token: "to", a verb's tag, "noun" or nothing."""
    token = doc[i]
    if token.lower_ == "to" and any(doc[j].pos_ in ("VERB", "AUX") for j in range(i + 1, min(i + 4, len(doc)))):
        return "to"
    if token.pos_ == "VERB" and token.tag_ in ("VB", "VBG"):
        return str(token.tag_)
    return "noun" if token.pos_ in _OPENERS else ""


def _after_links(doc: Doc, first: int, end: int) -> Iterator[int]:
    """Yield the tokens that stand behind a comma, semicolon or linking word."""
    for i in range(first + 1, end):
        if _is_link(doc[i - 1]) and not _is_link(doc[i]):
            yield i


def _is_link(token: Token) -> bool:
    return token.text in (",", ";", "–", "—") or token.lower_ in _LINKS


def _is_member(doc: Doc, i: int, make: str, starts: list[int], end: int) -> bool:
    """Tell whether a phrase behind a link is a member of the list, and not of a list inside a member."""
    if make != "noun":
        return make == "to" or doc[i].dep_ == "conj"
    noun = _noun(doc, i, end)
    if noun is None:
        return False
    if any(doc[j].text in (",", ";") for j in range(max(starts[-1], i - 4), i) if _only_links(doc, j, i)):
        return noun.i > i or noun.dep_ not in ("compound", "amod", "poss", "nsubj", "nsubjpass", "nmod")
    heads = {found.i for start in starts if (found := _noun(doc, start, end)) is not None}
    same = doc[i].pos_ == "DET" and doc[starts[-1]].pos_ == "DET"
    return same or (noun.dep_ == "conj" and noun.head.i in heads)


def _only_links(doc: Doc, start: int, end: int) -> bool:
    return all(_is_link(doc[j]) for j in range(start, end))


def _noun(doc: Doc, start: int, end: int) -> Token | None:
    """Return the noun that heads the phrase which begins at a token."""
    found = None
    for i in range(start, end):
        if doc[i].pos_ in ("NOUN", "PROPN") or doc[i].tag_ == "VBG":
            found = doc[i]
        elif found is not None or doc[i].pos_ in ("ADP", "VERB", "PUNCT"):
            break
    return found


def _last(doc: Doc, start: int, end: int) -> int:
    while end - 1 > start and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].lower_ in _LINKS):
        end -= 1
    return end - 1
