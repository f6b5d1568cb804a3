"""Focus: which country a sentence is about, to which "the police" or "residents" belong where nothing is said."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain

from detente.extraction.actors.scene import Scene

DECAY = 0.7  # what a mention still weighs one sentence later
PLACE = 0.5  # what a mere place weighs
WHOLE = 4.0  # how much the share of a country in the whole article weighs beside mentions nearby


def find_focus(scene: Scene) -> dict[int, str]:
    """Return the country in focus of each sentence, by the mentions up to it and in the whole article."""
    mentions = _mentions(scene)
    total: dict[str, float] = defaultdict(float)
    for country, weight in chain.from_iterable(mentions.values()):
        total[country] += weight
    whole = {country: WHOLE * n / sum(total.values()) for country, n in total.items()}
    heat: dict[str, float] = defaultdict(float)
    focus: dict[int, str] = {}
    for sentence in range(scene.words.sent[-1] + 1) if whole else ():
        for country in heat:
            heat[country] *= DECAY
        for country, weight in mentions.get(sentence, ()):
            heat[country] += weight
        focus[sentence] = max(whole, key=lambda country: (whole[country] + heat[country], country))
    return focus


def _mentions(scene: Scene) -> dict[int, list[tuple[str, float]]]:
    """Return the countries that each sentence names by itself or through persons, without who issues the text."""
    found: dict[int, list[tuple[str, float]]] = defaultdict(list)
    for phrase in scene.phrases:
        for part in (*phrase.before, phrase):
            for identifier in part.ids or ():
                country = scene.country_of(identifier)
                if country and country != scene.issuer and (part is phrase or not phrase.ids):
                    found[scene.words.sent[part.head]].append((country, PLACE if part.place else 1.0))
    return found
