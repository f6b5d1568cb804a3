"""Which language a text is in, by its script, its little words, and py3langid where they leave it open."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

SAMPLE = 4_000  # characters that are looked at
ENOUGH = 200  # letters below which nothing is certain
CERTAIN = 0.95  # of py3langid's probability
FEW_LITTLE = 0.08  # of the words; English has three times as many little words

_LETTERS = re.compile(r"[^\W\d_]+")
_LITTLE_WORDS = re.compile(
    r"\b(?:the|of|and|to|that|with|was|were|by|from|have|has|had|is|are|be|this|which|who|their|they|it|its|an|as|for|at"
    r"|on|not|but|said|will|would|after|before)\b"
)


def find_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, `None` where too little of it can be told.

    >>> find_language("The two delegations said that they would meet again before the end of the month.")
    'en'
    >>> find_language("Baku") is None
    True
    """
    sample = _middle(text).lower()
    words = _LETTERS.findall(sample)
    letters = sum(map(len, words))
    if not letters:
        return None
    latin = sum(len(word) for word in words if word.isascii()) / letters
    little = len(_LITTLE_WORDS.findall(sample)) / len(words)
    if latin > 0.8 and little >= 0.18 and len(words) >= 8:
        return "en"
    if letters < ENOUGH and latin > 0.5:
        return "en" if little > 0 and len(words) >= 4 else None
    code, probability = _identifier().classify(_middle(text))
    foreign = code != "en" and little < FEW_LITTLE  # close kin, such as Malay and Indonesian, share the probability
    return str(code) if probability >= CERTAIN or foreign else None


def _middle(text: str) -> str:
    """Return a sample from the middle, where it is least likely to be title or foot."""
    start = max(0, (len(text) - SAMPLE) // 2)
    return text[start : start + SAMPLE]


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
