"""Words of records: folded to one line, shortened for a line of a brief, reduced to what two reports share."""

from __future__ import annotations

import re
from functools import lru_cache

LONGEST = 2000  # characters of a quote that patterns look at

_LINK = re.compile(r"\[([^\[\]]{0,300})\]\([^()\s]{0,500}\)")
_TAG = re.compile(r"<[^<>]{0,500}>")
_MARKS = re.compile(r"\*{1,3}|\\(?=[#*_])")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_][\w’'-]*")
_EDGE = " \t\n,;:–—-"
_CLAUSE_END = re.compile(r"[,;:–—](?=\s)")
_DANGLING = re.compile(
    r"(\s+(a|an|the|to|of|in|on|at|by|for|with|and|or|but|that|which|who|from|as|its|their|his|her))+$", re.I
)


@lru_cache(maxsize=32768)
def plain(text: str) -> str:
    """Return words on one line, without the marks of Markdown or HTML.

    >>> plain("the two leaders\\n[signed](https://example.org/x) a **joint** declaration")
    'the two leaders signed a joint declaration'
    """
    text = _MARKS.sub("", _TAG.sub(" ", _LINK.sub(r"\1", text[:LONGEST])))
    return _SPACE.sub(" ", text).strip()


def shorten(text: str, limit: int = 120) -> str:
    """Return the text, cut at a clause or a word and marked with an ellipsis where it is longer than the limit.

    >>> shorten("talks resumed in Geneva, where both sides had met before the war", 40)
    'talks resumed in Geneva, where both …'
    """
    text = plain(text).strip(_EDGE)
    if len(text) <= limit:
        return text
    head = text[: limit - 2]
    clause = max((match.start() for match in _CLAUSE_END.finditer(head)), default=0)
    cut = clause if clause >= limit * 2 // 3 else max(head.rfind(" "), limit // 2)
    return f"{_DANGLING.sub('', text[:cut].rstrip(_EDGE))} …"


@lru_cache(maxsize=32768)
def folded(text: str) -> str:
    """Return what two mentions of the same words share: lower case, no punctuation.

    >>> folded("“The mutual release of prisoners,”") == folded("the mutual release of prisoners")
    True
    """
    return " ".join(_WORD.findall(plain(text).lower().replace("’", "'")))


@lru_cache(maxsize=32768)
def content_words(text: str, stop: frozenset[str]) -> frozenset[str]:
    """Return the words that tell one act from another, plurals and endings folded.

    >>> sorted(content_words("the mutual releases of prisoners", frozenset({"the", "of"})))
    ['mutual', 'prisoner', 'releas']
    """
    words = (word.strip("'").removesuffix("'s") for word in folded(text).split())
    return frozenset(_stem(word) for word in words if word and word not in stop)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
