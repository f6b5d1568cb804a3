"""How far a content reaches: where asides, further cues and relative pronouns end or begin it."""

from __future__ import annotations

from spacy.tokens import Token

from detente.extraction.statements.clause import Clause
from detente.extraction.statements.lookup import words

_DASHES = (",", "—", "–", "--", "-", "―")
_ASIDE = words("who which whom whose while")
_RELATIVE = words("who which whom what")
_MAX_CONTENT = 150  # tokens that are looked through for an end


def end_of(child: Token, clause: Clause) -> int:
    """Return the token after a subtree, cut before an aside at its end and before the next thing said."""
    end = child.right_edge.i + 1
    for token in clause.doc[child.i + 1 : min(end, child.i + _MAX_CONTENT)]:
        if clause.quotations.at(token.idx) is not None:
            continue
        if token.i in clause.speaking and (cut := _next_cue(token, child, clause)) is not None:
            return cut
        if token.dep_ in ("relcl", "acl", "advcl", "appos") and token.right_edge.i >= end - 2:
            cut = _aside(token, child, clause)
            if cut is not None:
                return cut
    return _with_conjoined(child, end)


def _next_cue(token: Token, child: Token, clause: Clause) -> int | None:
    """Return where "… and said" or ", adding" begins, which the parser hung on the content by mistake."""
    edge = token.left_edge
    if token.tag_ == "VBG" and token.dep_ == "advcl" and edge.i > child.i and token.doc[edge.i - 1].text == ",":
        return edge.i - 1
    if token.dep_ != "conj" or token.tag_ != clause.head.tag_:
        return None
    start = edge.i
    while start > child.i and (token.doc[start - 1].dep_ in ("cc", "advmod") or token.doc[start - 1].text == ","):
        start -= 1
    return start if start > child.i else None


def _aside(token: Token, child: Token, clause: Clause) -> int | None:
    """Return where a closing ", which …" or ", while …" begins."""
    edge, doc = token.left_edge, token.doc
    if edge.i - 1 <= child.i or doc[edge.i - 1].text not in _DASHES or clause.quotations.at(edge.idx) is not None:
        return None
    words = {edge.lower_, doc[edge.i + 1].lower_} if token.dep_ == "relcl" else {edge.lower_}
    if token.dep_ == "appos":
        return edge.i - 1 if token.lemma_.lower() in clause.nouns and edge.lower_ in ("a", "an") else None
    said = edge.lower_ == "as" and token.i in clause.speaking
    return edge.i - 1 if words & _ASIDE or token.dep_ == "acl" or said else None


def _with_conjoined(child: Token, end: int) -> int:
    """Take in a further "… and that …" that the parser hung on the cue instead."""
    for sibling in child.head.rights:
        near = sibling.i > child.i and sibling.dep_ == "conj" and end <= sibling.left_edge.i <= end + 3
        if near and sibling.left_edge.lower_ == "that":
            end = sibling.right_edge.i + 1
    return end


def relative_start(clause: Clause) -> int | None:
    """Return the relative pronoun right before the clause, where it is not the clause's own subject."""
    at = clause.start - 1
    if at < 0 or clause.doc[at].lower_ not in _RELATIVE or clause.source is None or clause.doc[at].dep_ == "pobj":
        return None
    return at if clause.source.head.i != at and clause.has_source_beside else None
