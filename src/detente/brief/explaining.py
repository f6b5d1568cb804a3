"""Why a line says what it says: the words, the article, the chain of attribution, the reports of an event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from detente.errors import UsageError
from detente.evidence import Event, Evidence, Extraction, Statement


def explain(what: str, extractions: Sequence[Extraction], events: Sequence[Event]) -> list[dict[str, Any]]:
    """Return what a record or an event rests on, by its id or the beginning of it; an event lists all its reports.

    Raises `UsageError` where nothing or more than one thing has such an id.
    """
    wanted = _records(what, extractions, events)
    found = [_explained(record, one) for one in extractions for record in one.evidence if record.id in wanted]
    if not found:
        raise UsageError(what, "no record or event with this id", "take one from `detente timeline --json`")
    return found


def _records(what: str, extractions: Sequence[Extraction], events: Sequence[Event]) -> set[str]:
    matching = [event for event in events if event.id.startswith(what) or what in event.aliases]
    if len(matching) == 1:
        return {report.id for report in matching[0].reports}
    ids = {record.id for one in extractions for record in one.evidence if record.id.startswith(what)}
    if len(ids) + len(matching) > 1:
        some = ", ".join(sorted(ids | {event.id for event in matching})[:3])
        raise UsageError(what, f"more than one id begins so: {some} …", "write more of it")
    return ids


def _explained(record: Evidence, extraction: Extraction) -> dict[str, Any]:
    article, anchor = extraction.article, record.anchor
    plain = {k: v for k, v in record.to_dict().items() if k not in ("anchor", "source_anchor", "cue_anchor")}
    return {
        "id": record.id,
        "record": {k: v for k, v in plain.items() if v not in (None, [], "")},
        "quote": anchor.exact,
        "before": anchor.prefix,
        "after": anchor.suffix,
        "offsets": [anchor.start, anchor.end],
        "chain": list(_chain(record, extraction)),
        "article": {"id": article.id, "title": article.title, "url": article.url, "published": article.published},
    }


def _chain(record: Evidence, extraction: Extraction) -> Iterator[str]:
    """Yield through whom the words came, from the speaker to the article at hand."""
    if isinstance(record, Statement):
        if record.speaker:
            yield record.speaker.text
        yield from record.via
    yield extraction.article.outlet or extraction.article.id


def render_explanation(found: Iterable[dict[str, Any]]) -> str:
    """Return an explanation in words."""
    return "\n\n".join("\n".join(_lines(one)) for one in found)


def _lines(one: dict[str, Any]) -> Iterator[str]:
    yield one["id"]
    before, quote, after = (" ".join(one[name].split()) for name in ("before", "quote", "after"))
    yield f"  … {before} “{quote}” {after} …"
    article = one["article"]
    where = article["title"] or article["id"]
    yield f"  {' → '.join(one['chain'])}: {where}, published {article['published'] or 'unknown'}"
    fields = ((k, v) for k, v in one["record"].items() if k != "kind")
    yield f"  {one['record']['kind']}: " + "; ".join(f"{name} {_short(value)}" for name, value in fields)


def _short(value: Any) -> str:
    if isinstance(value, dict):
        return f"{value.get('text')} ({value.get('id') or '?'})" if "text" in value else str(value)
    if isinstance(value, list):
        return ", ".join(map(_short, value))
    return str(value)
