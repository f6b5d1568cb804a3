"""Official statements in the first person: the text itself is what its issuer says."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from detente.evidence import Actor
from detente.extraction.actors import Actors
from detente.extraction.parsing import ParsedArticle
from detente.extraction.statements.covering import Covering
from detente.extraction.statements.lookup import forms_among
from detente.extraction.statements.quotations import Quotations

_OPENING = 3000  # characters in which a joint statement says who "we" are
_APPOSITION = 60  # tokens
_WITNESSING = frozenset({"presence", "witness", "auspices", "invitation", "host"})
_BESIDE = frozenset({"with", "in", "before", "alongside", "together", "at", "as", "under"})
_HEAD = 600  # characters in which a text says that it is a joint statement
_PAPERS = ("statement", "declaration", "communiqu", "press release", "leaders")
_FIRST = frozenset({"i", "we"})
FIRST_PERSON = frozenset({"i", "we", "us", "me", "my", "our"})
_MAIN = ("ROOT", "conj", "ccomp", "parataxis")


def find_issuer(parsed: ParsedArticle, actors: Actors, quotations: Quotations) -> Actor | None:
    """Return who speaks in the first person outside quotations, where the article's outlet tells who that is.

    "As we promote peace" in a report about a meeting does not make the report a statement: a main clause must do it.
    """
    for at in forms_among(parsed.doc, _FIRST):
        token = parsed.doc[at]
        if not _is_main_subject(token) or quotations.at(token.idx) is not None:
            continue
        ids = _joint_ids(parsed, actors) if token.lower_ == "we" else set()
        ids = ids or {actor.id for actor in actors.of(token) if actor.id}
        if ids:
            return Actor(token.text, ";".join(sorted(ids)), inferred=True)
    return None


def _joint_ids(parsed: ParsedArticle, actors: Actors) -> set[str]:
    """Return who "we" are in a joint statement: those named ("We, the leaders of A and B"), else the main parties."""
    for at in forms_among(parsed.doc, _FIRST):
        token = parsed.doc[at]
        if token.idx > _OPENING:
            break
        if token.lower_ == "we" and at + 1 < len(parsed.doc) and token.nbor(1).text == ",":
            ids = _named_after(token, actors)
            if len(ids) > 1:
                return ids
    head = f"{parsed.article.title or ''} {parsed.article.text[:_HEAD]}".lower()
    return set(actors.parties[:2]) if any(f"joint {word}" in head for word in _PAPERS) else set()


def _named_after(token: Token, actors: Actors) -> set[str]:
    """Return who is named in the apposition of "we", up to a clause of its own or a witness."""
    doc, end = token.doc, token.i + 1
    while end < min(len(doc), token.i + _APPOSITION) and doc[end].lemma_.lower() not in _WITNESSING:
        if doc[end].tag_ in ("VBP", "VBD", "VBZ", "VBG", "VBN") and doc[end].pos_ in ("VERB", "AUX"):
            break
        if doc[end - 1].text == "," and doc[end].lower_ in _BESIDE:
            break
        end += 1
    named = actors.within(token.idx, doc[end - 1].idx + len(doc[end - 1]))
    return {actor.id for mention in named for actor in mention.actors if actor.id}


def _is_main_subject(token: Token) -> bool:
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass") or verb.dep_ not in _MAIN:
        return False
    return verb.dep_ != "ccomp" or (verb.head.dep_ in _MAIN and not any(c.dep_ == "nsubj" for c in verb.head.lefts))


def free_sentences(parsed: ParsedArticle, taken: Covering) -> Iterator[Span]:
    """Yield the sentences that no other statement stands in."""
    for sent in parsed.sentences:
        if not taken.touches(sent.start_char, sent.end_char):
            yield sent
