"""What is attributed: the stretch of text that a cue hangs on its source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from detente.extraction.statements.cues import Cue
from detente.extraction.statements.quotations import Quotation, Quotations
from detente.extraction.statements.source import Source

_MODIFIERS = frozenset("prep advmod npadvmod dative dobj agent prt tmod pcomp".split())
_STRONG = ",?!—–-…"
_OBJECT_ENDS = frozenset("advcl ccomp parataxis dep xcomp".split())


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """The content in characters. `quoted` is true where it is, or ends in, the speaker's own words."""

    start: int
    end: int
    frame: str
    quoted: bool = False
    cue_end: int | None = None  # where a preposition or colon joins the cue: the token after it


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """The cue with its source and modifiers: the tokens that cannot be content."""

    cue: Cue
    source: Source | None
    quotations: Quotations
    start: int
    end: int
    full_end: int

    @property
    def doc(self) -> Doc:
        """The parsed text."""
        return self.cue.doc

    @property
    def head(self) -> Token:
        """The word that attributes."""
        return self.cue.head


def cue_clause(cue: Cue, source: Source | None, quotations: Quotations) -> Clause:
    """Return the reach of the cue's own clause."""
    start, end = cue.start, cue.end
    if source is not None:
        if source.end <= cue.start and all(_light(cue.doc[i]) for i in range(source.end, cue.start)):
            start = source.start
        elif source.start >= cue.end and source.start - cue.end <= 2:
            end = source.end
    return Clause(cue, source, quotations, start, end, _past_modifiers(cue, end))


def _light(token: Token) -> bool:
    return token.is_punct or token.dep_ in ("advmod", "aux", "neg", "punct")


def _past_modifiers(cue: Cue, end: int) -> int:
    """Return the token after addressee, time and place that follow the cue."""
    full = end
    for child in cue.head.rights:
        if child.right_edge.i < full:
            continue
        if child.dep_ not in _MODIFIERS or child.left_edge.i > full + 1 or child.right_edge.i - full > 25:
            break
        if any(token.is_quote for token in (child.left_edge, child.right_edge)):
            break
        full = child.right_edge.i + 1
    return full


def find_content(clause: Clause) -> Content | None:
    """Return the content of a cue by the first construction of its entry that fits."""
    word = clause.cue.word
    quoting = "q" in word.frames
    steps: list[Callable[[Clause], Content | None]] = []
    if quoting:
        steps += [_comma_quote, _colon, _right_quote]
    if "s" in word.frames or "os" in word.frames:
        steps += [_clause_right, _clause_left]
    if quoting:
        steps.append(_parenthetical)
    if "i" in word.frames or "oi" in word.frames:
        steps.append(_infinitive)
    if word.object_prepositions or "a" in word.frames or "oi" in word.frames:
        steps.append(_object_and_more)
    if "n" in word.frames:
        steps.append(_object)
    if word.prepositions:
        steps.append(_prepositional)
    if quoting:
        steps.append(_plain_quote)
    return next((content for step in steps if (content := step(clause)) is not None), None)


def _ends_before(clause: Clause) -> tuple[Quotation | None, str]:
    """Return the quotation that ends right before the clause, and the character that closes it."""
    text = clause.doc.text
    at = len(text[: clause.doc[clause.start].idx].rstrip())
    comma = text[at - 1 : at] == ","
    at = len(text[: at - 1].rstrip()) if comma else at
    found = clause.quotations.at(at - 1) if at else None
    if found is None or found.end > at:
        return None, ""
    inner = text[found.start : found.end].rstrip("\"”'»“ ")
    return found, "," if comma else inner[-1:]


def _comma_quote(clause: Clause) -> Content | None:
    found, closing = _ends_before(clause)
    if found is None or closing not in _STRONG or not closing:
        return None
    return _leftward(clause, found)


def _plain_quote(clause: Clause) -> Content | None:
    found, _ = _ends_before(clause)
    return _leftward(clause, found) if found is not None else None


def _leftward(clause: Clause, found: Quotation) -> Content:
    """Take the quotation before the clause, with what leads up to it in its sentence, and what goes on after."""
    doc = clause.doc
    first = _token_at(doc, found.start, clause.start)
    sentence = doc[first].sent.start
    while sentence < first and (doc[sentence].is_space or doc[sentence].is_punct):
        sentence += 1
    start = min(found.start, doc[sentence].idx) if first - sentence < 40 else found.start
    onward = _quote_after(clause, doc[clause.full_end - 1].idx + len(doc[clause.full_end - 1]))
    return Content(start, onward.end if onward else found.end, "q", quoted=True)


def _quote_after(clause: Clause, offset: int) -> Quotation | None:
    """Return a quotation that begins after nothing but punctuation and blanks."""
    following = clause.quotations.after(offset)
    if following is None or clause.doc.text[offset : following.start].strip(" \n,.:;—–-"):
        return None
    return following


def _token_at(doc: Doc, offset: int, before: int) -> int:
    at = before - 1
    while at > 0 and doc[at].idx > offset:
        at -= 1
    return at


def _colon(clause: Clause) -> Content | None:
    """Take what follows a colon: a quotation, or the rest of the sentence."""
    doc = clause.doc
    for at in (clause.end, clause.full_end):
        if at < len(doc) and doc[at].text == ":":
            end = doc[at].idx + 1
            following = _quote_after(clause, end)
            cue_end = at + 1 if at == clause.cue.end else None
            if following is not None:
                return Content(following.start, following.end, "q", quoted=True, cue_end=cue_end)
            start = at + 1
            if start < doc[at].sent.end:
                stop = _sentence_stop(clause, doc[at].sent.end)
                return Content(doc[start].idx, stop, "q", cue_end=cue_end) if stop > doc[start].idx else None
    return None


def _right_quote(clause: Clause) -> Content | None:
    """Take a quotation that follows the clause at once."""
    doc = clause.doc
    for at in (clause.end, clause.full_end):
        offset = doc[at - 1].idx + len(doc[at - 1])
        following = clause.quotations.after(offset)
        if following is None:
            return None
        gap = doc.text[offset : following.start].strip()
        if gap in ("", ",", "that", ", that"):
            start = doc.text.find("that", offset) if "that" in gap else following.start
            end = following.end if _closes_sentence(clause, following) else None
            if end is None:
                continue
            return Content(start, end, "q", quoted=True)
    return None


def _closes_sentence(clause: Clause, quotation: Quotation) -> bool:
    """Tell whether a quotation is whole in itself, and not a piece of a longer clause."""
    text = clause.doc.text
    inner = text[quotation.start : quotation.end].rstrip("\"”'»“ ")
    after = text[quotation.end : quotation.end + 2].lstrip()
    return inner[-1:] in ".!?," or after[:1] in (".", "", "\n", ",", ";")


def _clause_right(clause: Clause) -> Content | None:
    for child in clause.head.rights:
        if child.dep_ == "ccomp" and child.i >= clause.end:
            start = max(child.left_edge.i, clause.end)
            return _rightward(clause, start, child.right_edge.i + 1, "s")
    return None


def _rightward(clause: Clause, start: int, end: int, frame: str) -> Content | None:
    doc = clause.doc
    while start < end and (doc[start].is_space or doc[start].text in (",", ":", "—", "–")):
        start += 1
    if start >= end:
        return None
    stop = _stop(clause, end)
    first = clause.quotations.at(doc[start].idx)
    begin = min(doc[start].idx, first.start) if first is not None else doc[start].idx
    last = clause.quotations.at(stop - 1)
    return Content(begin, stop, frame, quoted=last is not None)


def _stop(clause: Clause, end: int) -> int:
    """Return the character after the last token, without closing punctuation, with the quotation that it stands in."""
    doc = clause.doc
    last = end - 1
    while last > clause.start and (doc[last].is_space or doc[last].text in (".", ",", ";", ":", "—", "–")):
        if clause.quotations.at(doc[last].idx) is not None:
            break
        last -= 1
    found = clause.quotations.at(doc[last].idx)
    return found.end if found is not None else doc[last].idx + len(doc[last])


def _sentence_stop(clause: Clause, end: int) -> int:
    return _stop(clause, end)


def _clause_left(clause: Clause) -> Content | None:
    for child in clause.head.lefts:
        if child.dep_ == "ccomp" and child.i < clause.start:
            return _whole_before(clause)
    return None


def _parenthetical(clause: Clause) -> Content | None:
    """Take a sentence that the cue's clause interrupts or closes: "The plan, she said, is dead"."""
    doc, sent = clause.doc, clause.head.sent
    if clause.start <= sent.start or doc[clause.start - 1].text not in (",", "—", "–"):
        return None
    after = doc[clause.full_end] if clause.full_end < len(doc) else None
    if after is None or after.text in (".", ",", "—", "–", ";") or after.i >= sent.end:
        return _whole_before(clause)
    return None


def _whole_before(clause: Clause) -> Content | None:
    doc, sent = clause.doc, clause.head.sent
    start = sent.start
    while start < clause.start and (doc[start].is_space or doc[start].text in (",", "—", "–")):
        start += 1
    if start >= clause.start:
        return None
    end = clause.start
    if clause.full_end + 1 < sent.end and doc[clause.full_end].text == ",":
        end = sent.end
    return _rightward(clause, start, end, "s")


def _infinitive(clause: Clause) -> Content | None:
    for child in clause.head.rights:
        if child.dep_ == "xcomp" and child.i >= clause.end and any(left.lower_ == "to" for left in child.lefts):
            return _rightward(clause, max(child.left_edge.i, clause.end), child.right_edge.i + 1, "i")
    return None


def _object_and_more(clause: Clause) -> Content | None:
    """Take an object with what is said of it: "accuse X of Y", "call X Y", "ask X to Y"."""
    word = clause.cue.word
    started: Token | None = None
    for child in clause.head.rights:
        if child.i < clause.end:
            continue
        if child.dep_ in ("dobj", "dative") and started is None:
            started = child
        elif child.dep_ == "prep" and started is not None:
            fits = child.lower_ in word.object_prepositions or ("a" in word.frames and child.lower_ == "as")
            if fits:
                return _rightward(clause, started.left_edge.i, child.right_edge.i + 1, "o")
        elif child.dep_ in ("oprd", "xcomp", "ccomp") and ("a" in word.frames or "oi" in word.frames):
            first = started.left_edge.i if started is not None else child.left_edge.i
            return _rightward(clause, first, child.right_edge.i + 1, "o")
    return None


def _object(clause: Clause) -> Content | None:
    for child in clause.head.rights:
        if child.dep_ == "dobj" and child.i >= clause.end:
            return _rightward(clause, child.left_edge.i, child.right_edge.i + 1, "n")
    if clause.cue.word.words:
        return _noun_after(clause)
    return None


def _noun_after(clause: Clause) -> Content | None:
    """Take the noun phrase after a phrase such as "pointed to", wherever the parser hung it."""
    doc = clause.doc
    last = doc[clause.cue.end - 1]
    for child in last.rights:
        if child.dep_ in ("pobj", "pcomp", "dobj"):
            return _rightward(clause, child.left_edge.i, child.right_edge.i + 1, "n")
    return None


def _prepositional(clause: Clause) -> Content | None:
    for child in clause.head.rights:
        if child.dep_ == "prep" and child.lower_ in clause.cue.word.prepositions:
            for noun in child.rights:
                if noun.dep_ in ("pobj", "pcomp"):
                    near = child.i - clause.cue.end <= 1
                    found = _rightward(clause, child.i + 1, noun.right_edge.i + 1, "p")
                    if found is not None:
                        return Content(
                            found.start, found.end, "p", found.quoted, cue_end=child.i + 1 if near else None
                        )
    return None
