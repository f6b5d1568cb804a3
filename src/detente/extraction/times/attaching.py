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
_OCCASIONS = frozenset(
    {"at", "in", "during", "on", "after", "following"}
)  # "at a weekend rally", "during Friday's debate"
FAR = 100
_LONGEST_CLAUSE = 150  # tokens; a sentence without an end must not cost its square
VERBS = frozenset({"VERB", "AUX"})
CLAUSES = frozenset({"relcl", "advcl", "ccomp", "acl", "parataxis", "csubj", "pcomp", "xcomp"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_ATTRIBUTES = frozenset({"poss", "amod", "compound", "nmod", "nummod", "det"})
_QUOTES = '"“”«»'
_CLIMB = 14


@dataclass(frozen=True, slots=True, eq=False)
class Attached:
    """The days of one expression, or of several joined, the token that carries them, and the preposition before it."""

    token: Token
    days: Days
    preposition: str = ""
    duration: bool = False


def attach(doc: Doc, expressions: Sequence[TimeExpression]) -> tuple[Attached, ...]:
    """Return the expressions that name days, as they hang in the parse, in the order of the text."""
    return tuple(_joined([found for e in expressions if e.edtf and (found := _attached(doc, e)) is not None]))


def _attached(doc: Doc, expression: TimeExpression) -> Attached | None:
    span = doc.char_span(expression.anchor.start, expression.anchor.end, alignment_mode="expand")
    if span is None or expression.edtf is None:
        return None
    root = span.root
    return Attached(root, days(expression.edtf), _preposition(root), expression.type == "DURATION")


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
            yield Attached(first.token, span, preposition)
        else:
            yield from group
        at += len(group)


def _belong_together(group: list[Attached], after: Attached) -> bool:
    before = group[-1].token
    if after.token.i - before.i > 6:
        return False
    if after.token.dep_ == "conj" and after.token.head == before:
        return True
    siblings = after.preposition in _TO and after.token.head.head in (before.head.head, before.head, before)
    return group[0].preposition == "from" and siblings


def distance(attached: Attached, token: Token) -> int:
    """Return how far a time hangs below the word of an event, `FAR` where it belongs to another event.

    A time inside another clause belongs to that clause; what only a noun's attribute tells ("the 2020 agreement") or an
    infinitive ("agreed to meet on Monday") counts last. A noun also has the times of the clauses that tell more of it.
    """
    if attached.preposition in _OUTSIDE or abs(attached.token.i - token.i) > _LONGEST_CLAUSE:
        return FAR
    if attached.token == token:
        return 0
    if token.pos_ in _NOUNS and _adjoins(attached.token, token):
        return 1
    cost, node = 10 * attached.duration, attached.token
    for _ in range(_CLIMB):
        parent = node.head
        cost += _step(node, parent, token)
        if parent in (token, node) or cost >= FAR:
            break
        node = parent
    if node.head != token or node == token:
        return FAR
    return FAR if in_other_quote(attached.token, token) else cost


def in_other_quote(one: Token, other: Token) -> bool:
    """Tell whether a quotation begins or ends between two words."""
    first, last = sorted((one.i, other.i))
    return sum(token.text in _QUOTES for token in one.doc[first:last]) % 2 == 1


def _step(node: Token, parent: Token, target: Token) -> int:
    """Return the cost of climbing from a word to its head."""
    if node.dep_ in ("acl", "relcl") and parent == target and target.pos_ in _NOUNS:
        return 3
    if (
        node.tag_ == "VB"
        and node.dep_ in ("xcomp", "advcl", "acl")
        and any(child.lower_ == "to" for child in node.lefts)
    ):
        return 30
    if node.dep_ in CLAUSES or (node.dep_ == "conj" and node.pos_ in VERBS):
        return FAR
    if node.dep_ in _ATTRIBUTES and parent.pos_ in _NOUNS:
        occasion = parent.dep_ == "pobj" and parent.head.lower_ in _OCCASIONS
        return 1 if parent == target else 20 if occasion else FAR
    return 2 if parent.pos_ in _NOUNS else 1


def _adjoins(time: Token, noun: Token) -> bool:
    """Tell whether a time follows a noun directly ("the departure last month"), whatever the parse makes of it."""
    return time.left_edge.i == noun.i + 1 and time.dep_ == "npadvmod" and time.head.i < noun.i
