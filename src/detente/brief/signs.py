"""Signs for and against, and what counts for nothing: talk, and the writer's own judgement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from detente.brief.document import Line, Month, Section
from detente.brief.references import Numbering
from detente.brief.saying import clean, say_count, say_date
from detente.brief.standing import showing
from detente.dates import days
from detente.negotiation.state import ProcessState, SignLine
from detente.reference.negotiation import load_labels

COSTLY_FIRST = ("deed", "violence", "commitment", "condition", "domestic", "third_party", "talk")
_COSTLY = frozenset({"deed", "violence", "commitment", "condition"})
_MONTHS = 24  # in the picture


def write_signs(state: ProcessState, numbers: Numbering, most: int) -> tuple[Section, Section]:
    """Return the sections for and against, each by date; where there are too many, the costlier and later ones."""
    counted = [sign for sign in state.signs if sign.voice != "author"]
    sections = []
    for key, direction in (("for", "toward"), ("against", "against")):
        all_of_it = [sign for sign in counted if sign.direction == direction]
        shown = _chosen(all_of_it, most)
        lines = tuple(_line(sign, numbers) for sign in shown)
        aside = showing(len(shown), len(all_of_it)) or str(len(all_of_it))
        sections.append(Section(key, f"Signs {key}", lines, aside))
    return sections[0], sections[1]


def write_nothing(state: ProcessState, numbers: Numbering, most: int = 4) -> Section:
    """Return the section on what is shown and counts for nothing."""
    author = [sign for sign in state.signs if sign.voice == "author"]
    talk = [sign for sign in state.signs if sign.voice != "author" and sign.kind == "talk"]
    lines = [
        Line(f"“{clean(sign.text)}”", numbers.cite(sign.evidence), "the writer’s own judgement")
        for sign in author[:most]
    ]
    if talk:
        evidence = [one for sign in talk for one in sign.evidence[:1]]
        text = f"{say_count(len(talk), 'sign')} marked talk: statements, meetings and optimism have shown no effect"
        lines.append(Line(text, numbers.cite(evidence), "talk", more=numbers.left_out(evidence)))
    return Section("nothing", "Counts for nothing", tuple(lines), showing(min(most, len(author)), len(author)))


def count_months(state: ProcessState) -> tuple[tuple[Month, ...], int]:
    """Return the signs of each month up to the as-of date, and how many have no month."""
    toward: Counter[int] = Counter()
    against: Counter[int] = Counter()
    undated = 0
    for sign in state.signs:
        if sign.voice == "author":
            continue
        month = _month(sign.date)
        if month is None:
            undated += 1
        elif sign.direction == "toward":
            toward[month] += 1
        else:
            against[month] += 1
    known = sorted(set(toward) | set(against))
    if not known:
        return (), undated
    first = max(known[0], known[-1] - _MONTHS + 1)
    early = sum(toward[month] + against[month] for month in known if month < first)
    months = tuple(Month(_named(month), toward[month], against[month]) for month in range(first, known[-1] + 1))
    return months, undated + early


def _chosen(signs: Sequence[SignLine], most: int) -> list[SignLine]:
    ranked = sorted(range(len(signs)), key=lambda i: (_rank(signs[i]), -i))  # they stand by date: the newest first
    return [signs[i] for i in sorted(ranked[:most])]


def _rank(sign: SignLine) -> tuple[int, int]:
    """Return the place of a sign among those to be shown: costly and dated, dated, costly, the rest."""
    costly = sign.kind in _COSTLY
    if costly:
        return (0 if sign.date else 2), 0
    dated = bool(sign.date) and sign.kind != "third_party"
    return (1 if dated else 3 if sign.date else 4), COSTLY_FIRST.index(sign.kind)


def _line(sign: SignLine, numbers: Numbering) -> Line:
    note = load_labels().sign_kinds.get(sign.kind, sign.kind)
    if sign.reports > 1:
        note += f", {sign.reports} reports ({sign.independent} independent)"
    label = say_date(sign.date)
    return Line(clean(sign.text), numbers.cite(sign.evidence), label, note, numbers.left_out(sign.evidence))


def _month(edtf: str | None) -> int | None:
    """Return the month that holds all of a date, counted from year 0; `None` where several do."""
    if edtf is None:
        return None
    first, last = days(edtf)
    return first.year * 12 + first.month - 1 if (first.year, first.month) == (last.year, last.month) else None


def _named(month: int) -> str:
    return say_date(f"{month // 12:04d}-{month % 12 + 1:02d}")
