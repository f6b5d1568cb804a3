"""What is attributed: the stretch of text that a cue hangs on its source, found by the construction of the cue."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from detente.extraction.statements import quoting
from detente.extraction.statements.clause import Clause, stretch
from detente.extraction.statements.extent import end_of, relative_start
from detente.extraction.statements.lookup import words
from detente.extraction.statements.quotations import Quotation
from detente.extraction.statements.source import is_passive

_OCCASIONS = words("statement interview speech letter tweet email rally conference debate year week month")
_KEPT_AFTER_OBJECT = words("as for to of on in at with from against about into than over")
_DASHES = (",", "—", "–", "--")
_CLAUSE_WORDS = words("why how what that whether")
_COMPLEMENTS = ("xcomp", "ccomp", "acomp", "oprd")
_NEAR = 15  # tokens between a cue and its that-clause


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """The content in characters and the construction it was found by.

    `quotation` is the last one in it, where it ends with the speaker's own words; `cue_end` the token after a
    preposition or colon that joins the cue.
    """

    start: int
    end: int
    frame: str
    quotation: Quotation | None = None
    cue_end: int | None = None


def find_content(clause: Clause) -> Content | None:
    """Return the content of a cue by the first construction of its entry that fits."""
    for step in _steps(clause):
        content = step(clause)
        if content is not None:
            return _with_relative(clause, content)
    return None


def _with_relative(clause: Clause, content: Content) -> Content:
    """Begin at the relative pronoun that the content is about: "which he called a sham"."""
    start = relative_start(clause)
    if start is None or content.start < clause.doc[clause.start].idx:
        return content
    return dataclasses.replace(content, start=clause.doc[start].idx)


def _steps(clause: Clause) -> list[Callable[[Clause], Content | None]]:
    word = clause.cue.word
    quotes = "q" in word.frames
    clauses = bool(word.frames & {"s", "os"})
    addressed = bool(word.object_prepositions or word.frames & {"a", "oi"})
    chosen = (
        ("around" in word.frames, _formula_around),
        ("raising" in word.frames, _raised),
        (is_passive(clause.cue.governor) and clause.source is not None, _passive_subject),
        (quotes, _quotation),
        (clauses, _clause_after),
        (addressed, _object_and_more),
        (clauses or quotes, _sentence_around),
        (bool(word.frames & {"i", "oi"}), _infinitive),
        ("n" in word.frames, _object),
        ("ing" in word.frames, _gerund),
        (bool(word.prepositions), _prepositional),
        (quotes, _plain_quotation),
    )
    return [step for takes, step in chosen if takes]


def _quotation(clause: Clause) -> Content | None:
    beside = clause.has_source_beside and not _has_clause_after(clause)
    found = quoting.before_comma(clause) if beside else None
    found = found or quoting.after_colon(clause) or quoting.right_after(clause)
    return None if found is None else Content(found.start, found.end, "q", found.quotation, found.cue_end)


def _plain_quotation(clause: Clause) -> Content | None:
    found = quoting.before(clause)
    return None if found is None else Content(found.start, found.end, "q", found.quotation)


def _has_clause_after(clause: Clause) -> bool:
    """Tell whether a clause follows the cue at once, so that a quotation before it belongs elsewhere."""
    child = _clausal(clause)
    if child is None:
        return False
    return clause.doc[clause.full_end].text not in (",", ".") if clause.full_end < len(clause.doc) else False


def _clausal(clause: Clause) -> Token | None:
    """Return the verb of the clause that follows the cue."""
    last = clause.doc[clause.cue.end - 1]
    for head in (clause.head, last) if clause.cue.word.words else (clause.head,):
        found = next((c for c in head.rights if c.i >= clause.end and _is_clause(c, clause.head)), None)
        if found is not None:
            return found
    return _loose_that(clause)


def _is_clause(child: Token, head: Token) -> bool:
    if child.dep_ == "ccomp":
        return True
    opening = child.left_edge.lower_
    nominal = head.pos_ == "NOUN" and child.dep_ in ("acl", "relcl") and opening == "that"
    return nominal or (child.dep_ == "advcl" and opening in _CLAUSE_WORDS)


def _loose_that(clause: Clause) -> Token | None:
    """Return the verb of a that-clause which the parser hung on a word in between ("said in a statement that")."""
    for token in clause.doc[clause.end : clause.end + _NEAR]:
        if token.is_sent_start or token.text in ('"', "“", ",", ".", ":", ";"):
            return None
        if token.lower_ == "that" and token.dep_ == "mark" and clause.head.is_ancestor(token):
            return token.head
    return None


def _clause_after(clause: Clause) -> Content | None:
    child = _clausal(clause)
    if child is None:
        return None
    first = child.left_edge.i
    if clause.full_end < first and not any(token.is_punct for token in clause.doc[clause.full_end : first]):
        first = clause.full_end
    return _between(clause, max(first, clause.end), end_of(child, clause), "s")


def _between(clause: Clause, start: int, end: int, frame: str, cue_end: int | None = None) -> Content | None:
    found = stretch(clause, start, end)
    return None if found is None else Content(found[0], found[1], frame, found[2], cue_end)


def _sentence_around(clause: Clause) -> Content | None:
    """Take a sentence that the cue's clause closes or interrupts: "The plan is dead, she said"."""
    doc, sent = clause.doc, clause.head.sent
    if not clause.has_source_beside or clause.start <= sent.start or doc[clause.start - 1].text not in _DASHES:
        return None
    after = doc[clause.full_end] if clause.full_end < len(doc) else None
    if after is not None and after.i < sent.end and not after.is_punct and not after.is_space:
        return None
    onward = after is not None and after.text in _DASHES and clause.full_end + 2 < sent.end
    onward = onward and doc[clause.full_end + 1].tag_ != "VBG"
    return _between(clause, sent.start, sent.end if onward else clause.start, "s")


def _formula_around(clause: Clause) -> Content | None:
    """Take the rest of the sentence beside "according to X"."""
    sent, named = clause.head.sent, clause.cue.named
    start = sent.start
    while start < clause.start and (clause.doc[start].is_punct or clause.doc[start].is_space):
        start += 1
    if start >= clause.start:
        past = clause.end if named is None else max(clause.end, min(named.right_edge.i + 1, clause.end + 20))
        return _between(clause, past, sent.end, "s")
    after = clause.doc[clause.end] if clause.end < len(clause.doc) else None
    if clause.head.lower_ == "in" and after is not None and not (after.is_punct or after.is_space):
        return None
    quoted = quoting.before_comma(clause)
    if quoted is not None:
        return Content(quoted.start, quoted.end, "q", quoted.quotation)
    return _between(clause, start, clause.start, "s")


def _raised(clause: Clause) -> Content | None:
    """Take the whole clause of "seems" and "is expected": subject, verb and all."""
    subject = next((child for child in clause.head.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
    verb = next((child for child in clause.head.rights if child.dep_ in _COMPLEMENTS), None)
    if subject is None or verb is None:
        return None
    start = verb.left_edge.i if subject.lower_ == "it" else subject.left_edge.i
    return _between(clause, start, end_of(verb, clause), "r")


def _passive_subject(clause: Clause) -> Content | None:
    """Take the subject of a passive with its agent: "the plan was rejected by X"."""
    subject = next((child for child in clause.cue.governor.lefts if child.dep_ == "nsubjpass"), None)
    if subject is None:
        return None
    return _between(clause, subject.left_edge.i, min(subject.right_edge.i + 1, clause.cue.start), "n")


def _infinitive(clause: Clause) -> Content | None:
    for child in clause.head.rights:
        if child.dep_ not in ("xcomp", "acl", "relcl") or child.i < clause.end:
            continue
        if any(left.lower_ == "to" for left in child.lefts):
            return _between(clause, max(child.left_edge.i, clause.end), end_of(child, clause), "i")
    return None


def _gerund(clause: Clause) -> Content | None:
    for child in clause.head.rights:
        if child.dep_ in ("xcomp", "pcomp", "ccomp") and child.tag_ == "VBG" and child.i >= clause.end:
            return _between(clause, max(child.left_edge.i, clause.end), end_of(child, clause), "i")
    return None


def _object_and_more(clause: Clause) -> Content | None:
    """Take an object with what is said of it: "accuse X of Y", "call X Y", "ask X to Y"."""
    word = clause.cue.word
    last = clause.doc[clause.cue.end - 1]
    first = next((c for c in last.rights if c.dep_ == "pobj"), None) if word.words else None
    for child in clause.head.rights:
        if child.i < clause.end:
            continue
        if child.dep_ in ("dobj", "dative") and first is None:
            first = child
            if "a" in word.frames and (_predicated(child) or relative_start(clause) is not None):
                return _between(clause, child.left_edge.i, end_of(child, clause), "o")
        elif child.dep_ == "prep" and (first is not None or relative_start(clause) is not None):
            if child.lower_ in word.object_prepositions or ("a" in word.frames and child.lower_ == "as"):
                start = child.i if first is None else first.left_edge.i
                return _between(clause, start, end_of(child, clause), "o")
        elif child.dep_ in ("oprd", "xcomp", "ccomp") and word.frames & {"a", "oi"}:
            start = first.left_edge.i if first is not None else child.left_edge.i
            return _between(clause, max(start, clause.end), end_of(child, clause), "o")
    return None


def _predicated(noun: Token) -> bool:
    """Tell whether an object already holds what it is called, which parsers take for an apposition."""
    return any(child.dep_ == "appos" for child in noun.rights)


def _object(clause: Clause) -> Content | None:
    child = next((c for c in clause.head.rights if c.dep_ == "dobj" and c.i >= clause.end), None)
    if child is None and clause.cue.word.words:
        last = clause.doc[clause.cue.end - 1]
        child = next((c for c in last.rights if c.dep_ in ("pobj", "pcomp", "dobj")), None)
        if child is None and last.dep_ == "mark" and last.head.i >= clause.end:
            return _between(clause, clause.end, end_of(last.head, clause), "n")
    if child is None:
        return None
    end = end_of(child, clause)
    for sibling in child.head.rights:
        if sibling.i > child.i and sibling.left_edge.i == end and (_kept(sibling) or _is_purpose(sibling)):
            end = end_of(sibling, clause)
    return _between(clause, max(child.left_edge.i, clause.end), end, "n")


def _kept(sibling: Token) -> bool:
    """Tell whether a phrase after an object belongs to the content; times and occasions do not."""
    if sibling.dep_ != "prep" or sibling.lower_ not in _KEPT_AFTER_OBJECT:
        return False
    noun = next((child for child in sibling.rights if child.dep_ == "pobj"), None)
    return noun is None or (noun.ent_type_ not in ("DATE", "TIME") and noun.lemma_.lower() not in _OCCASIONS)


def _is_purpose(sibling: Token) -> bool:
    """Tell whether an infinitive follows an object at once: "his call to raise the wage"."""
    return sibling.dep_ in ("advcl", "xcomp") and sibling.left_edge.lower_ == "to"


def _prepositional(clause: Clause) -> Content | None:
    heads = (clause.head,) if clause.head == clause.cue.governor else (clause.head, clause.cue.governor)
    for child in (child for head in heads for child in head.rights):
        if child.i < clause.cue.end or child.dep_ != "prep" or child.lower_ not in clause.cue.word.prepositions:
            continue
        for noun in child.rights:
            if noun.dep_ in ("pobj", "pcomp"):
                near = child.i - clause.cue.end <= 1
                return _between(clause, child.i + 1, end_of(noun, clause), "p", child.i + 1 if near else None)
    return None
