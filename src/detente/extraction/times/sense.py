"""Whether words that fit a pattern are a time expression here: no count, no age, no rate, no name."""

from __future__ import annotations

from collections.abc import Callable

from detente.extraction.times.found import Found

_TOLD_IN_YEARS = frozenset({"date", "range", "month", "season", "quarter", "half", "year", "nthweek"})
_NAMES = frozenset({"PERSON", "WORK_OF_ART", "ORG"})
_NAMESAKES = frozenset({"month", "season", "weekday", "instant", "holiday"})  # April Smith, Black Friday Ltd
_NUMERIC = frozenset({"small", "big", "year", "cardinal", "magnitude", "fraction"})
_MONEY = frozenset({"$", "£", "€", "¥", "#", "No.", "US$"})
_OF_YEARS = frozenset({"in", "since", "of", "by", "from", "until", "between", "to", "and", "before", "after"})
_OF_STRETCHES = frozenset({"for", "in", "within", "over", "the", "of", "after", "last", "through"})
_OF_ONE = frozenset({"ADP", "VERB", "AUX", "ADV", "SCONJ", "PUNCT", "PRON"})
_OF_DECLINE = frozenset({"of", "in", "from", "by", "to"})


def makes_sense(found: Found) -> bool:
    """Tell whether words that fit a pattern are a time expression here."""
    if found.rule in _TOLD_IN_YEARS and not _is_told_in_years(found):
        return False
    if len(found.words) == 1 and found.words[0].name in _NAMESAKES and found.words[0].token.ent_type_ in _NAMES:
        return False
    check = _CHECKS.get(found.rule)
    return check is None or check(found)


def _is_told_in_years(found: Found) -> bool:
    """Tell whether units beside a month or quarter are years ("June last year"), for a day or week also months."""
    units = {unit.value for unit in found.all("unit")}
    if found.rule == "date" and not found.has("month"):
        return units <= {"M"}
    return units <= ({"Y", "W"} if found.rule == "nthweek" else {"Y", "M"} if found.rule == "half" else {"Y"})


def _is_year(found: Found) -> bool:
    """Tell whether a bare number of four digits is a year and no count."""
    if len(found.words) > 1 or not found.has("year"):
        return True
    year, before, after = found.words[0], found.before(), found.after()
    number, following = int(year.value), after.token if after else None
    if (before and before.token.text in _MONEY) or (following is not None and following.text == "%"):
        return False
    determined = before is not None and before.token.tag_ in ("DT", "PRP$", "POS")
    if following is not None and following.tag_ == "NNS" and not determined:
        return 1900 <= number < 2100 and number % 100 != 0  # "2000 people"
    if before and before.name == "word" and before.token.pos_ == "PROPN" and year.token.dep_ != "npadvmod":
        return False  # "Expo 2000"
    return 1900 <= number < 2050 or (before is not None and before.token.lower_ in _OF_YEARS)


def _is_date(found: Found) -> bool:
    day = found.first("small", "nth", "ordinal")
    if day is None or (found.has("weekday") and not found.has("month")):
        return True
    following = found.after()
    if found.words[-1] is day and day.name == "small" and following and following.name in ("magnitude", "ampm", "zone"):
        return False
    if found.words[0].name == "ordinal" and not found.has("of"):
        return False
    return day.number <= 31


def _is_range(found: Found) -> bool:
    """Tell whether two numbers span a time: no listing of days before a noun, years that ascend and touch."""
    if found.has("month"):
        after = found.after()
        return not (found.words[-1].name == "small" and after and after.token.pos_ == "NOUN" and found.has("and"))
    first, last = found.words[0], found.words[-1]
    if first.end != found.words[1].start or last.number >= 2200:
        return False
    return last.number > first.number if last.name == "year" else last.number < 100


def _is_duration(found: Found) -> bool:
    """Tell whether a count of units is a stretch of time and no age, rate or share."""
    after, next_after = found.after(), found.after(2)
    if after and (after.name == "old" or (after.name == "dash" and next_after and next_after.name == "old")):
        return False
    if found.value("units") == "Q" and (found.has("dash") or (after and after.name == "of" and found.has("cardinal"))):
        return False  # three-quarters of something
    if found.is_made_of("units"):
        return _is_bare_stretch(found)
    return found.words[0].name != "a" or len(found.words) != 2 or _is_single_stretch(found)


def _is_bare_stretch(found: Found) -> bool:
    before, after = found.before(), found.after()
    if after and after.name in ("before", "after"):
        return True
    return before is not None and before.token.lower_ in _OF_STRETCHES


def _is_single_stretch(found: Found) -> bool:
    """Tell whether "a year" is a stretch: not so behind an amount ("3 billion a year")."""
    before = found.before()
    return before is None or (before.name not in _NUMERIC and before.token.pos_ in _OF_ONE)


def _is_shifted(found: Found) -> bool:
    """Tell whether "two days after" ends there; followed by words it only measures ("two days after the attack")."""
    if found.words[-1].name not in ("before", "after"):
        return True
    after = found.after()
    return after is None or after.token.is_punct or after.token.tag_ in ("CC", "VBD")


def _is_relative(found: Found) -> bool:
    after = found.after()
    if found.is_made_of("the", "unit"):
        return found.words[1].value in ("W", "M", "Y") and not (after and after.name == "dash")
    if found.words[0].name == "unit":  # year-end
        return found.words[0].value == "Y"
    return True


def _is_season(found: Found) -> bool:
    after, season = found.after(), found.first("season")
    if season and season.token.lower_ == "fall" and after and after.token.lower_ in _OF_DECLINE:
        return found.has("last", "this", "next", "past", "edge", "year")
    return True


def _is_clock(found: Found) -> bool:
    written = found.value("clock")
    if written:
        hours, _, minutes = written.replace(".", ":").partition(":")
        dotted = "." in written.rstrip("apm.")
        return int(hours) < 25 and int(minutes[:2]) < 60 and (not dotted or found.has("ampm", "zone"))
    hour = found.first("small", "big", "year", "cardinal")
    if hour is not None and found.has("zone") and not found.has("ampm"):
        return len(hour.value) in (3, 4) and "." not in hour.value and int(hour.value) < 2400
    return hour is None or 0 < hour.number < 25


def _is_quarter(found: Found) -> bool:
    after, ordinal = found.after(), found.first("ordinal")
    if found.words[-1].name == "quarter" and after and after.name == "dash" and ordinal is None:
        return False  # quarter-to-quarter
    return ordinal is None or ordinal.number <= 4


def _is_half(found: Found) -> bool:
    ordinal = found.first("ordinal")
    return ordinal is None or ordinal.number <= 2


def _is_decade(found: Found) -> bool:
    before, year = found.before(), found.first("year")
    if year is not None:
        return found.words[-1].token.lower_ in ("'s", "’s") and year.value.endswith("0")
    of_age = before is not None and before.token.tag_ == "PRP$"  # "in his 30s"
    return not found.has("decade") or (found.value("decade").endswith("0") and not of_age)


def _is_nth_week(found: Found) -> bool:
    units = [word.value for word in found.words if word.name in ("unit", "weekend")]
    return bool(units) and units[0] in ("W", "WE")


def _is_daypart(found: Found) -> bool:
    return not (found.is_made_of("the", "daypart") and found.words[1].value == "NI")


_CHECKS: dict[str, Callable[[Found], bool]] = {
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
    "nthweek": _is_nth_week,
}
