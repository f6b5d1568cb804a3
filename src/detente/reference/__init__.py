"""The desk books: codebook, countries and codes, offices, actors, issues, past processes. Data, and what loads it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.reference.actors import ActorBook
    from detente.reference.codebook import Codebook
    from detente.reference.speech import SpeechBook
    from detente.reference.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Desk:
    """All desk books that the extraction looks things up in."""

    actors: ActorBook
    codebook: Codebook
    speech: SpeechBook
    vocabulary: Vocabulary


@lru_cache(maxsize=1)
def load_desk() -> Desk:
    """Load the desk books that come with the package.

    >>> "sign" in load_desk().codebook.verbs
    True
    """
    from detente.reference.actors import load_actor_book
    from detente.reference.codebook import load_codebook
    from detente.reference.speech import load_speech
    from detente.reference.vocabulary import load_vocabulary

    return Desk(load_actor_book(), load_codebook(), load_speech(), load_vocabulary())
