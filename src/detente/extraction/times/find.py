"""Where time expressions stand: the longest pattern of the desk book that fits and makes sense."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.extraction.times.words import Word, read_words
from detente.extraction.parsing import ParsedArticle
from detente.reference.times import TimeBook

_OF_YEARS = frozenset({"date", "range", "month", "season", "quarter", "half", "year"})
_ATTRIBUTIVE = frozenset({"compound", "amod", "nummod", "nmod"})
_NAMES = frozenset({"PERSON", "WORK_OF_ART", "ORG"})
_NAMESAKES = frozenset({"month", "season", "weekday", "instant", "holiday"})  # April Smith, Black Friday Ltd


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A time expression as found: the rule of its pattern and its words, with all words of the sentence around it."""

    rule: str
    words: tuple[Word, ...]
    sentence: Sequence[Word]
    at: int

    def has(self, *names: str) -> bool:
        """Tell whether a word of one of the classes is among the words."""
        return any(word.name in names for word in self.words)

    def first(self, *names: str) -> Word | None:
        """Return the first word of one of the classes."""
        return next((word for word in self.words if word.name in names), None)

    def value(self, *names: str) -> str:
        """Return what the first word of one of the classes stands for, or an empty string."""
        word = self.first(*names)
        return word.value if word else ""

    def all(self, *names: str) -> list[Word]:
        """Return the words of the classes."""
        return [word for word in self.words if word.name in names]

    def is_attributive(self) -> bool:
        """Tell whether the noun that the article belongs to stands behind the expression ("the two-week crisis")."""
        last = self.words[-1].token
        return last.dep_ in _ATTRIBUTIVE and last.head.i > last.i

    def without_article(self) -> Found:
        """Return the expression without a leading article."""
        if self.words[0].name != "the" or len(self.words) < 2 or self.rule in ("compared", "relative", "span"):
            return self
        return Found(self.rule, self.words[1:], self.sentence, self.at + 1)

    def before(self, distance: int = 1) -> Word | None:
        """Return a word before the expression."""
        return self.sentence[self.at - distance] if self.at >= distance else None

    def after(self, distance: int = 1) -> Word | None:
        """Return a word after the expression."""
        place = self.at + len(self.words) + distance - 1
        return self.sentence[place] if place < len(self.sentence) else None


def find(parsed: ParsedArticle, book: TimeBook) -> Iterator[Found]:
    """Yield the time expressions of an article in order, none inside another."""
    lowers = [token.lower_ for token in parsed.doc]
    for sentence in parsed.sentences:
        inside = lowers[sentence.start : sentence.end]
        if _is_worth_reading(inside, book):
            yield from find_in_words(read_words(list(sentence), inside, book), book)


def find_in_words(words: Sequence[Word], book: TimeBook) -> Iterator[Found]:
    """Yield the time expressions of one sentence."""
    letters = "".join(word.letter for word in words)
    at = 0
    while start := book.start.search(letters, at):
        found = _longest(words, letters, start.start(), book)
        if found:
            yield found
        at = start.start() + (len(found.words) if found else 1)


def _longest(words: Sequence[Word], letters: str, at: int, book: TimeBook) -> Found | None:
    fits = [(match.end(), rule.name) for rule in book.rules if (match := rule.pattern.match(letters, at))]
    for end, name in sorted(fits, key=lambda fit: -fit[0]):
        found = Found(name, tuple(words[at:end]), words, at)
        if _makes_sense(found):
            return found.without_article() if found.is_attributive() else found
    return None


def _is_worth_reading(lowers: Sequence[str], book: TimeBook) -> bool:
    return not book.triggers.isdisjoint(lowers) or any("0" <= lower[0] <= "9" or "-" in lower[1:] for lower in lowers)


def _makes_sense(found: Found) -> bool:
    """Tell whether words that fit a pattern are a time expression here."""
    if found.rule in _OF_YEARS and any(unit.value != "Y" for unit in found.all("unit")):
        return False
    if len(found.words) == 1 and found.words[0].name in _NAMESAKES and found.words[0].token.ent_type_ in _NAMES:
        return False
    check = _CHECKS.get(found.rule)
    return check is None or check(found)


def _is_year(found: Found) -> bool:
    """Tell whether a bare number of four digits is a year and no count."""
    if len(found.words) > 1 or not found.has("year"):
        return True
    year, before, after = found.words[0], found.before(), found.after()
    following = after.token if after else None
    if (
        before
        and before.token.text in ("$", "£", "€", "#", "No.", "¥")
        or following is not None
        and following.text in ("%",)
    ):
        return False
    if (
        following is not None
        and following.tag_ in ("NNS",)
        and not (before and before.token.tag_ in ("DT", "PRP$", "POS"))
    ):
        return int(year.value) in range(1900, 2100) and int(year.value) % 100 != 0
    if before and before.name == "word" and before.token.pos_ == "PROPN" and year.token.dep_ != "npadvmod":
        return False  # "Expo 2000", "Orion 1980"
    if int(year.value) in range(1900, 2050):
        return True
    return before is not None and before.token.lower_ in (
        "in",
        "since",
        "of",
        "by",
        "from",
        "until",
        "between",
        "to",
        "and",
    )


def _is_date(found: Found) -> bool:
    day = found.first("small", "nth", "ordinal")
    if day is None:
        return True
    following = found.after()
    if found.words[-1] is day and day.name == "small" and following and following.name in ("magnitude", "ampm", "zone"):
        return False
    if found.words[0].name == "ordinal" and not found.has("of"):
        return False
    return day.number <= 31


def _is_range(found: Found) -> bool:
    numbers = found.all("small", "nth", "ordinal")
    if found.has("month"):
        after = found.after()
        return not (found.words[-1].name == "small" and after and after.token.pos_ == "NOUN" and found.has("and"))
    years = found.all("year")
    if len(years) == 2:
        return int(years[0].value) < int(years[1].value)
    return bool(numbers) and found.words[0].end == found.words[1].start and found.words[-1].number < 100


def _is_duration(found: Found) -> bool:
    """Tell whether a count of units is a stretch of time and no age and no rate."""
    after, next_after = found.after(), found.after(2)
    if after and (after.name == "old" or after.name == "dash" and next_after and next_after.name == "old"):
        return False
    first = found.words[0]
    if found.value("units") == "Q" and (found.has("dash") or (after and after.name == "of" and found.has("cardinal"))):
        return False  # three-quarters of something
    if len(found.words) == 1 and first.name == "units":
        return _is_bare_duration(found)
    if first.name == "a" and len(found.words) == 2:
        return _is_single_duration(found)
    return True


def _is_bare_duration(found: Found) -> bool:
    before, after = found.before(), found.after()
    if after and after.name in ("before", "after"):
        return True
    return before is not None and before.token.lower_ in (
        "for",
        "in",
        "within",
        "over",
        "the",
        "of",
        "after",
        "last",
        "through",
    )


def _is_single_duration(found: Found) -> bool:
    """Tell whether "a year" is a stretch: not so behind an amount ("3 billion a year")."""
    before = found.before()
    if before is None:
        return True
    return before.name not in NUMERIC and before.token.pos_ in ("ADP", "VERB", "AUX", "ADV", "SCONJ", "PUNCT", "PRON")


def _is_shifted(found: Found) -> bool:
    """Tell whether "two days after" ends there; followed by words it only measures ("two days after the attack")."""
    if found.words[-1].name not in ("before", "after"):
        return True
    after = found.after()
    return after is None or after.token.is_punct or after.token.tag_ in ("CC", "VBD")


def _is_relative(found: Found) -> bool:
    after = found.after()
    if [word.name for word in found.words] == ["the", "unit"]:
        return found.words[1].value in ("W", "M", "Y") and not (after and after.name == "dash")
    if len(found.words) == 2 and found.words[0].name == "unit":
        return found.words[0].value == "Y"
    return True


def _is_season(found: Found) -> bool:
    after = found.after()
    season = found.first("season")
    if season and season.token.lower_ == "fall" and after and after.token.lower_ in ("of", "in", "from", "by", "to"):
        return found.has("last", "this", "next", "past", "edge", "year")
    return True


def _is_clock(found: Found) -> bool:
    hour = found.first("small", "big", "year")
    if found.has("clock"):
        hours, _, minutes = found.value("clock").replace(".", ":").partition(":")
        dotted = "." in found.value("clock").rstrip("apm.")
        return int(hours) < 25 and int(minutes[:2]) < 60 and (not dotted or found.has("ampm", "zone"))
    if hour is not None and found.has("zone") and not found.has("ampm"):
        return len(hour.value) in (3, 4) and "." not in hour.value and int(hour.value) < 2400
    return hour is None or 0 < hour.number < 25


def _is_quarter(found: Found) -> bool:
    after = found.after()
    if found.words[-1].name == "quarter" and after and after.name == "dash" and not found.has("ordinal"):
        return False  # quarter-to-quarter
    ordinal = found.first("ordinal")
    return ordinal is None or ordinal.number <= 4


def _is_half(found: Found) -> bool:
    ordinal = found.first("ordinal")
    return ordinal is None or ordinal.number <= 2


def _is_decade(found: Found) -> bool:
    before = found.before()
    of_age = before is not None and before.token.tag_ == "PRP$"  # "in his 30s"
    return not found.has("decade") or (found.value("decade").endswith("0") and not of_age)


def _is_daypart(found: Found) -> bool:
    return not (len(found.words) == 2 and found.words[0].name == "the" and found.words[1].value == "NI")


NUMERIC = ("small", "big", "year", "cardinal", "magnitude", "fraction")
_CHECKS = {
    "year": _is_year,
    "date": _is_date,
    "range": _is_range,
    "duration": _is_duration,
    "shifted": _is_shifted,
    "relative": _is_relative,
    "season": _is_season,
    "clock": _is_clock,
    "quarter": _is_quarter,
    "half": _is_half,
    "decade": _is_decade,
    "daypart": _is_daypart,
}
