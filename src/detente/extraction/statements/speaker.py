"""Who the source of an attribution is: the actor behind its words."""

from __future__ import annotations

from spacy.tokens import Token

from detente.evidence import Actor
from detente.extraction.actors import Actors
from detente.extraction.statements.attribution import Attribution


def resolve_speaker(a: Attribution, actors: Actors, text: str) -> Actor | None:
    """Return the speaker of an attribution, several joined into one, or nothing where the text names none."""
    if a.speaker is None or a.source is None:
        return None
    words = text[slice(*a.source)].strip(" ,")
    found = _behind(a.speaker, actors)
    ids = sorted({actor.id for actor in found if actor.id})
    if not ids:
        return Actor(words)
    single = found[0] if len(found) == 1 else None
    return Actor(
        words,
        ";".join(ids),
        office=single.office if single else None,
        wikidata=single.wikidata if single else None,
        inferred=any(actor.inferred for actor in found),
    )


def _behind(token: Token, actors: Actors) -> tuple[Actor, ...]:
    """Return whom a source stands for: the noun's own actors, those of what it refers to, or whose it is."""
    if token.lower_ in ("who", "which", "that", "whom") and token.head.dep_ == "relcl":
        token = token.head.head
    found = actors.of(token)
    if any(actor.id for actor in found):
        return found
    return actors.owner(token) or found
