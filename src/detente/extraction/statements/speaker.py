"""Who the source of an attribution is: the actor behind its words."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from detente.evidence import Actor
from detente.extraction.actors import Actors
from detente.extraction.statements.attribution import Attribution
from detente.extraction.statements.covering import Covering
from detente.extraction.statements.lookup import words
from detente.extraction.statements.quotations import Quotations

_PERSONAL = ("he", "she")
_PAPERS = words("letter statement report communique communiqué document note message editorial declaration")
_VAGUE = words("western diplomatic independent foreign informed anonymous unnamed")
_BACK = 250  # tokens that are looked through for whom a pronoun means


def reported_words(found: Sequence[Attribution], quotations: Quotations) -> Covering:
    """Return what of a text is quoted or reported: what is said there is not said by the article."""
    reported = Covering(len(quotations.text), ((a.content.start, a.content.end) for a in found))
    for a in found:
        if a.source is not None:
            reported.free(*a.source)
    for quotation in quotations.spans:
        reported.take(quotation.start, quotation.end)
    return reported


def resolve_speaker(a: Attribution, actors: Actors, text: str, reported: Covering) -> Actor | None:
    """Return the speaker of an attribution, several joined into one, or nothing where the text names none.

    "He said" beside a quotation is whoever was last the subject of a sentence outside quotations and reported words;
    a letter or statement of nobody in particular is its author's who spoke last.
    """
    if a.speaker is None or a.source is None:
        return None
    name = text[slice(*a.source)].strip(" ,")
    token = a.speaker
    if token.lower_ in ("who", "which", "that", "whom") and token.head.dep_ == "relcl":
        token = token.head.head
    if token.lower_ in _PERSONAL and a.content.frame in ("q", "orphan"):
        token = _last_person(token, actors, reported) or token
    behind = actors.of(token)
    if not any(actor.id for actor in behind):
        behind = actors.owner(token) or behind
    if token.lemma_.lower() in _PAPERS and not any(actor.id for actor in behind):
        author = _last_person(token, actors, reported)
        behind = actors.of(author) if author is not None else behind
    return _joined(name, behind, token)


def _joined(name: str, behind: tuple[Actor, ...], token: Token) -> Actor:
    """Return one actor for all, none known where only a vague word such as "western" tells who they are."""
    ids = sorted({actor.id for actor in behind if actor.id})
    inferred = any(actor.inferred for actor in behind)
    if not ids or (inferred and any(child.lower_ in _VAGUE for child in token.lefts)):
        return Actor(name)
    single = behind[0] if len(behind) == 1 else None
    return Actor(name, ";".join(ids), single.office if single else None, single.wikidata if single else None, inferred)


def _last_person(pronoun: Token, actors: Actors, reported: Covering) -> Token | None:
    """Return the last person before a pronoun that is the subject of the article's own words."""
    doc = pronoun.doc
    for i in range(pronoun.i - 1, max(-1, pronoun.i - _BACK), -1):
        token = doc[i]
        if token.dep_ not in ("nsubj", "nsubjpass") or token.pos_ == "PRON":
            continue
        if reported.touches(token.idx, token.idx + 1):
            continue
        mention = actors.at(token)
        if token.ent_type_ == "PERSON" or (mention is not None and mention.kind in ("person", "office")):
            return token
    return None
