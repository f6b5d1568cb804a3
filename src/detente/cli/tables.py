"""Records as tables for a terminal. Plain text that a pipe can read; nothing is cut without saying so."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from detente.evaluation import Report
    from detente.evidence import Extraction
    from detente.forecast import Forecast
    from detente.negotiation.state import ProcessState
    from detente.negotiation.timeline import Happening

SECTIONS = (
    *("ladder", "tracks", "principles", "commitments", "issues", "conditions", "domestic", "polls", "calendar"),
    *("alternatives", "third_parties", "setbacks", "signs"),
)
UNTOLD = ("evidence", "positions", "quote")


def extraction_table(extraction: Extraction, kind: str | None = None) -> str:
    """Return the records of one article, in the order of its text."""
    article = extraction.article
    parties = ", ".join(extraction.parties) or "unknown"
    head = f"{article.title or article.id} · published {article.published or 'unknown'} ({article.published_basis})"
    records = [r for r in extraction.evidence if r.kind != "time" and r.relevant and kind in (None, r.kind)]
    records.sort(key=lambda record: (record.anchor.start, record.anchor.end, record.kind))
    rows = [(record.kind, _coded(record.to_dict()), " ".join(record.anchor.exact.split())) for record in records]
    note = "".join(f"\n! {warning}" for warning in (*article.warnings, *extraction.warnings))
    said = f"{head}\nparties {parties} · milestone {extraction.milestone.value} · {len(rows)} records{note}"
    return f"{said}\n{_table(('kind', 'coded', 'words'), rows)}"


def timeline_table(lines: Iterable[Happening]) -> str:
    """Return a timeline, one line an event."""
    rows = [
        (h.date or "no date", h.type, ", ".join(h.actors), h.status, f"{h.reports}/{h.independent}", h.text)
        for h in lines
    ]
    return _table(("date", "type", "who", "status", "reports/outlets", "words"), rows)


def state_tables(state: ProcessState) -> str:
    """Return the state of a process, a table for each of its lists."""
    plain = state.to_dict()
    reached = plain["milestone"]
    parts = [
        f"{' – '.join(state.parties)} as of {state.as_of}: {reached['stage']} since {reached['since'] or 'unknown'}"
    ]
    for name in SECTIONS:
        rows = plain.get(name) or []
        if not rows:
            continue
        columns = [c for c in rows[0] if c not in UNTOLD and any(row.get(c) not in (None, [], "") for row in rows)]
        body = [tuple(_cell(row.get(column)) for column in columns) for row in rows]
        parts.append(f"{name.replace('_', ' ').upper()} ({len(rows)})\n{_table(columns, body)}")
    return "\n\n".join(parts)


def outlook_table(state: ProcessState, forecasts: Sequence[Forecast]) -> str:
    """Return forecasts with base rate, range and reference class; never a probability without them."""
    rows = [
        (
            f"{f.milestone.value} by {f.by}",
            f"{f.probability:.0%}" if f.usable else "no usable forecast",
            f"{f.low:.0%}–{f.high:.0%}",
            f"{f.base_rate:.0%}",
            f.words,
        )
        for f in forecasts
    ]
    table = _table(("question", "probability", "80 % range", "base rate", "in words"), rows)
    classes = dict.fromkeys(
        f"{f.reference_class.description} (n {f.reference_class.n}, events {f.reference_class.events})"
        for f in forecasts
    )
    notes = dict.fromkeys(f.note for f in forecasts if f.note)
    said = [f"as of {state.as_of}, milestone now: {state.milestone.stage.value}", table]
    said += [f"reference class: {text}" for text in classes] + [f"note: {text}" for text in notes]
    return "\n".join([*said, "names of the reference processes: detente why outlook"])


def report_table(report: Report) -> str:
    """Return the figures of an evaluation."""
    rows = [
        (kind, str(s.gold), str(s.predicted), f"{s.record_f1:.3f}", f"{s.found_f1:.3f}", _agreement(s.agreement))
        for kind, s in report.kinds.items()
    ]
    table = _table(("kind", "annotated", "found", "record-F1", "found-F1", "fields that agree"), rows)
    tail = f"parties {report.parties:.3f} · milestone {report.milestone:.3f} · in boilerplate {report.in_boilerplate}"
    return f"{table}\n{tail} · {report.articles} articles"


def _agreement(values: Any) -> str:
    return " ".join(f"{name} {value:.2f}" for name, value in values.items())


def _coded(plain: dict[str, Any]) -> str:
    """Return what a record says in few words."""
    names = (
        *(
            "type",
            "mode",
            "status",
            "speaker",
            "stance",
            "actors",
            "recipients",
            "mediators",
            "affirmed_by",
            "by",
            "to",
        ),
        *("what", "issue", "state", "share", "population", "about", "actor", "direction", "sign_kind", "date", "due"),
    )
    return " · ".join(_cell(plain[name]) for name in names if plain.get(name) not in (None, [], ""))


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("id") or value.get("text") or "")
    if isinstance(value, list):
        return ", ".join(_cell(item) for item in value)
    return "" if value is None else str(value)


def _table(columns: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as wide as the terminal, or 120 characters where there is none."""
    table = Table(*columns, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*(cell.replace("[", "\\[") for cell in row))
    out = StringIO()
    Console(file=out, width=shutil.get_terminal_size((120, 40)).columns, color_system=None).print(table)
    return out.getvalue().rstrip("\n")
