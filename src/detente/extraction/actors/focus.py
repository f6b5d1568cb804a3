"""Focus: which country a sentence is about, to which "the police" or "residents" belong where nothing is said."""

from __future__ import annotations

from collections import Counter, defaultdict

from detente.extraction.actors.scene import Scene

DECAY = 0.7  # what a mention still weighs one sentence later
WHOLE = 4.0  # how much the share of a country in the whole article weighs beside mentions nearby


def find_focus(scene: Scene) -> dict[int, str]:
    """Return the country in focus of each sentence, by the mentions up to it and in the whole article."""
    mentions = _mentions(scene)
    total = Counter(country for countries in mentions.values() for country in countries)
    if not total:
        return {}
    whole = {country: WHOLE * n / total.total() for country, n in total.items()}
    heat: dict[str, float] = defaultdict(float)
    focus: dict[int, str] = {}
    for sentence in range(scene.words.sent[-1] + 1):
        for country in heat:
            heat[country] *= DECAY
        for country in mentions.get(sentence, ()):
            heat[country] += 1
        focus[sentence] = max(whole, key=lambda country: (whole[country] + heat[country], country))
    return focus


def _mentions(scene: Scene) -> dict[int, list[str]]:
    """Return the countries that each sentence names by itself or through persons, without who issues the text."""
    found: dict[int, list[str]] = defaultdict(list)
    for phrase in scene.phrases:
        for part in (*phrase.before, phrase):
            for identifier in part.ids or ():
                country = scene.country_of(identifier)
                if country and country != scene.issuer and (part is phrase or not phrase.ids):
                    found[scene.words.sent[part.head]].append(country)
    return found
