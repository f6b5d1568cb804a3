"""Corefer: nouns without an owner, pronouns, and phrases that stand for the parties."""

from __future__ import annotations

from detente.extraction.actors.phrases import Phrase
from detente.extraction.actors.resolve import combine, sector_of
from detente.extraction.actors.scene import Scene


def corefer_phrases(scene: Scene) -> None:
    """Resolve what the phrase itself leaves open by the context."""
    scene.main = next((c for c, _ in scene.countries.most_common() if c != scene.outlet), scene.outlet)
    for phrase in scene.phrases:
        if phrase.ids is None and phrase.kind == "noun":
            _alone(scene, phrase)


def _alone(scene: Scene, phrase: Phrase) -> None:
    alone = phrase.entry.alone
    if alone in ("main", "holder") and scene.main:
        phrase.ids = (combine(scene, scene.main, sector_of(phrase)),)
        phrase.inferred = True
