"""Time expressions as they hang in the parse: lists and ranges joined, the word that carries them, its preposition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from detente.dates import Days, days
from detente.evidence import TimeExpression

_OUTSIDE = frozenset(
    {"before", "after", "ahead", "prior", "following", "despite", "than", "beyond"}
)  # name no time of the event
_TO = frozenset({"to", "until", "till", "through"})
_INFINITIVES = frozenset({"xcomp", "advcl", "acl"})
_OCCASIONS = frozenset(
    {"at", "in", "during", "on", "after", "following"}
)  # "at a weekend rally", "during Friday's debate"
FAR = 100
_LISTED_WITHIN = 8  # tokens between two times of a list, and times of a list that are looked at
_LONGEST_CLAUSE = 150  # tokens; a sentence without an end must not cost its square
VERBS = frozenset({"VERB", "AUX"})
CLAUSES = frozenset({"relcl", "advcl", "ccomp", "acl", "parataxis", "csubj", "pcomp", "xcomp"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_ATTRIBUTES = frozenset({"poss", "amod", "compound", "nmod", "nummod", "det"})
_QUOTES = '"“”«»'
_CLIMB = 14


@dataclass(frozen=True, slots=True, eq=False)
class Attached:
    """The days of one expression, or of several joined, the token that carries each, and the preposition before."""

    tokens: tuple[Token, ...]
    days: Days
    precision: int  # characters of the first date: 4 a year, 7 a month, 10 a day
    preposition: str = ""
    is_duration: bool = False


def attach(doc: Doc, expressions: Sequence[TimeExpression]) -> tuple[Attached, ...]:
    """Return the expressions that name days, as they hang in the parse, in the order of the text."""
    return tuple(_joined([found for e in expressions if e.edtf and (found := _attached(doc, e)) is not None]))


def _attached(doc: Doc, expression: TimeExpression) -> Attached | None:
    span = doc.char_span(expression.anchor.start, expression.anchor.end, alignment_mode="expand")
    if span is None or expression.edtf is None:
        return None
    precision = len(expression.edtf.partition("/")[0])
    is_duration = expression.type == "DURATION"
    return Attached((span.root,), days(expression.edtf), precision, _preposition(span.root), is_duration)


def _preposition(token: Token) -> str:
    """Return the preposition that governs a time, or an empty string."""
    head = token.head
    if token.dep_ == "pobj" and head.pos_ in ("ADP", "SCONJ", "VERB", "ADV"):
        return head.lower_ if head.lower_ != "of" else head.head.lower_ if head.head.lower_ in _OUTSIDE else "of"
    return head.lower_ if token.dep_ in ("pcomp", "npadvmod") and head.pos_ == "ADP" else ""


def _joined(found: list[Attached]) -> Iterator[Attached]:
    """Join "October, November and December", "from May to June" and "between Monday and Friday"."""
    at = 0
    while at < len(found):
        group = [found[at]]
        while at + len(group) < len(found) and _belong_together(group, found[at + len(group)]):
            group.append(found[at + len(group)])
        first, last = group[0], group[-1]
        if len(group) > 1 and last.days.last >= first.days.first:
            preposition = "" if first.preposition in ("from", "between") else first.preposition
            span = Days(min(one.days.first for one in group), max(one.days.last for one in group))
            yield Attached(tuple(token for one in group for token in one.tokens), span, first.precision, preposition)
        else:
            yield from group
        at += len(group)


def _belong_together(group: list[Attached], after: Attached) -> bool:
    before, here = group[-1].tokens[-1], after.tokens[0]
    between = before.doc[before.i + 1 : here.i]
    if len(between) > _LISTED_WITHIN:
        return False
    if here.dep_ == "conj" and here.head == before:
        return True
    if group[0].preposition == "from" and after.preposition in _TO:
        return here.head.head in (before.head.head, before.head, before)
    listed = all(token.dep_ in ("punct", "cc") or token.pos_ == "NUM" for token in between)
    return listed and bool(between) and after.precision == group[0].precision


def distance(attached: Attached, token: Token) -> int:
    """Return how far a time hangs below the word of an event, `FAR` where it belongs to another event.

    A time inside another clause belongs to that clause; what only a noun's attribute tells ("the 2020 agreement") or an
    infinitive ("agreed to meet on Monday") counts last. A noun also has the times of the clauses that tell more of it.
    """
    return min(_distance(time, attached, token) for time in attached.tokens[:_LISTED_WITHIN])


def _distance(time: Token, attached: Attached, token: Token) -> int:
    if attached.preposition in _OUTSIDE or abs(time.i - token.i) > _LONGEST_CLAUSE:
        return FAR
    if time == token:
        return 0
    if token.pos_ in _NOUNS and _adjoins(time, token):
        return 1
    cost, node = _first_step(time, token) + 10 * attached.is_duration, time.head
    for _ in range(_CLIMB):
        if node == token or cost >= FAR or node.head == node:
            break
        cost += _step(node, token)
        node = node.head
    return cost if node == token and cost < FAR and not in_other_quote(time, token) else FAR


def in_other_quote(one: Token, other: Token) -> bool:
    """Tell whether a quotation begins or ends between two words."""
    first, last = sorted((one.i, other.i))
    return sum(token.text in _QUOTES for token in one.doc[first:last]) % 2 == 1


def _first_step(time: Token, target: Token) -> int:
    """Return the cost of climbing from a time to its head: an attribute is the head's own ("the 2015 deal")."""
    head = time.head
    if time.dep_ in _ATTRIBUTES and head.pos_ in _NOUNS and head != target:
        return 20 if head.dep_ == "pobj" and head.head.lower_ in _OCCASIONS else FAR
    return 1 if head.pos_ not in _NOUNS or head == target else 2


def _step(node: Token, target: Token) -> int:
    """Return the cost of climbing from a word above a time to its head."""
    if node.dep_ in ("acl", "relcl") and node.head == target and target.pos_ in _NOUNS:
        return 3
    if node.tag_ == "VB" and node.dep_ in _INFINITIVES and any(child.lower_ == "to" for child in node.lefts):
        return 30
    if node.dep_ in CLAUSES or (node.dep_ == "conj" and node.pos_ in VERBS):
        return FAR
    return 2 if node.head.pos_ in _NOUNS else 1


def _adjoins(time: Token, noun: Token) -> bool:
    """Tell whether a time follows a noun directly ("the departure last month"), whatever the parse makes of it."""
    return time.left_edge.i == noun.i + 1 and time.dep_ == "npadvmod" and time.head.i < noun.i
