"""Records to rows and back. What a row holds gives back the record without loss."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from detente.article import Article, Passage
from detente.dates import days, is_edtf
from detente.errors import LedgerError, UnreadableDocument
from detente.evidence import Actor, Anchor, Evidence, Extraction, Milestone, evidence_from_dict

Row = dict[str, Any]

# Fields of a record that have a column of their own and so are left out of `content`.
OWN_COLUMNS = ("kind", "anchor", "certainty", "voice", "relevant", "extractor")
ROLES = ("actors", "recipients", "mediators", "affirmed_by", "by", "to", "speaker", "actor")
_TYPE_FIELDS = ("type", "issue", "sign_kind")
_DOERS = ("actors", "speaker", "affirmed_by", "by", "actor")
_DONE_TO = ("recipients", "to")
_DATE_FIELDS = ("date", "edtf")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def stamp(now: dt.datetime) -> str:
    """Return a clock time as the ledger writes it: UTC, of fixed width, so that text sorts as time does.

    >>> stamp(dt.datetime(2024, 1, 11, 9, tzinfo=dt.timezone(dt.timedelta(hours=4))))
    '2024-01-11T05:00:00.000000Z'
    """
    if now.tzinfo is None:
        raise LedgerError("ledger", "a clock time without a time zone", "pass datetime.now(timezone.utc)")
    return now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def to_json(value: Any) -> str:
    """Return JSON in the one form that the ledger writes."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def day_bounds(edtf: str | None) -> tuple[str | None, str | None]:
    """Return the first and last day of a date as ISO text, nothing for one that is no date."""
    if edtf is None or not is_edtf(edtf):
        return None, None
    span = days(edtf)
    return span.first.isoformat(), span.last.isoformat()


def article_row(article: Article, recorded_at: str) -> Row:
    """Return what the key of an article is made of."""
    first, last = day_bounds(article.published)
    return {
        "key": article.key,
        "outlet": article.outlet,
        "published": article.published,
        "published_first": first,
        "published_last": last,
        "text": article.text,
        "text_sha256": article.text_sha256,
        "recorded_at": recorded_at,
    }


def reading_row(article: Article, recorded_at: str) -> Row:
    """Return the rest of an article."""
    return {
        "article": article.key,
        "digest": reading_digest(article),
        "id": article.id,
        "title": article.title,
        "authors": to_json(list(article.authors)),
        "published_basis": article.published_basis,
        "published_reasons": to_json(list(article.published_reasons)),
        "language": article.language,
        "url": article.url,
        "boilerplate": to_json([[cut.start, cut.end, cut.reason] for cut in article.boilerplate]),
        "warnings": to_json(list(article.warnings)),
        "recorded_at": recorded_at,
    }


def reading_digest(article: Article) -> str:
    """Return the hash of all that is known of an article, its name included."""
    known = {"id": article.id} | {name: value for name, value in article.to_dict().items() if name != "text"}
    return hashlib.sha256(to_json(known).encode()).hexdigest()[:16]


def article_from_row(row: Mapping[Any, Any]) -> Article:
    """Return the article of a row that joins `articles` and `readings`."""
    return Article(
        id=row["id"],
        text=row["text"],
        title=row["title"],
        outlet=row["outlet"],
        authors=tuple(json.loads(row["authors"])),
        published=row["published"],
        published_basis=row["published_basis"],
        published_reasons=tuple(json.loads(row["published_reasons"])),
        language=row["language"],
        url=row["url"],
        boilerplate=tuple(Passage(*cut) for cut in json.loads(row["boilerplate"])),
        warnings=tuple(json.loads(row["article_warnings"])),
    )


def extraction_row(extraction: Extraction, version: str, model: str | None, n: int, recorded_at: str) -> Row:
    """Return one run of an extractor, without the keys that the database gives."""
    return {
        "article": extraction.article.key,
        "version": version,
        "model": model,
        "parties": ",".join(extraction.parties),
        "milestone": extraction.milestone.value,
        "warnings": to_json(list(extraction.warnings)),
        "n_evidence": n,
        "recorded_at": recorded_at,
        "superseded_at": None,
    }


def extraction_from_row(row: Mapping[Any, Any], evidence: Sequence[Evidence]) -> Extraction:
    """Return an extraction from its row and its records."""
    return Extraction(
        article=article_from_row(row),
        parties=tuple(row["parties"].split(",")) if row["parties"] else (),
        milestone=Milestone(row["milestone"]),
        evidence=tuple(evidence),
        warnings=tuple(json.loads(row["extraction_warnings"])),
    )


def evidence_row(id: str, plain: Row, extraction: int, position: int) -> Row:
    """Return a record, given as plain data, as a row of `evidence`."""
    anchor = plain["anchor"]
    return {
        "extraction": extraction,
        "position": position,
        "id": id,
        "kind": plain["kind"],
        "article": anchor["article"],
        "start_char": anchor["start"],
        "end_char": anchor["end"],
        "exact": anchor["exact"],
        "prefix": anchor["prefix"],
        "suffix": anchor["suffix"],
        "certainty": plain["certainty"],
        "voice": plain["voice"],
        "relevant": int(plain["relevant"]),
        "extractor": plain["extractor"],
        "content": to_json({name: value for name, value in plain.items() if name not in OWN_COLUMNS}),
    } | derived_columns(plain)


def derived_columns(plain: Mapping[str, Any]) -> Row:
    """Return the columns that serve reading by SQL, from a record as plain data."""
    date = _first(plain, _DATE_FIELDS)
    first, last = day_bounds(date)
    return {
        "date": date,
        "date_first": first,
        "date_last": last,
        "type": _first(plain, _TYPE_FIELDS),
        "mode": plain.get("mode"),
        "status": _first(plain, ("status", "state")),
        "direction": _first(plain, ("direction", "stance")),
        "actors": _names(plain, _DOERS),
        "recipients": _names(plain, _DONE_TO),
        "place": plain.get("place"),
        "what": _first(plain, ("what", "about", "position", "cue", "value")),
        "due": plain.get("due"),
    }


def evidence_from_row(row: Mapping[Any, Any]) -> Evidence:
    """Return the record of a row of `evidence`.

    Raises `InvalidEvidence` where the row holds no record of the vocabulary.
    """
    anchor = (row["article"], row["start_char"], row["end_char"], row["exact"], row["prefix"], row["suffix"])
    names = ("article", "start", "end", "exact", "prefix", "suffix")
    return evidence_from_dict(
        json.loads(row["content"])
        | {
            "id": row["id"],
            "kind": row["kind"],
            "anchor": dict(zip(names, anchor, strict=True)),
            "certainty": row["certainty"],
            "voice": row["voice"],
            "relevant": bool(row["relevant"]),
            "extractor": row["extractor"],
        }
    )


def participant_rows(record: Evidence, extraction: int, position: int) -> Iterator[Row]:
    """Yield a row for each id of each actor of a record."""
    for role, place, actor in participants_of(record):
        codes: list[str | None] = [*sorted(actor.ids)] or [None]
        for code in codes:
            yield {
                "extraction": extraction,
                "position": position,
                "role": role,
                "place_in_role": place,
                "actor": code,
                "country": code.partition(":")[0] if code else None,
                "text": actor.text,
            }


def participants_of(record: Evidence) -> Iterator[tuple[str, int, Actor]]:
    """Yield every actor of a record with its role and its place among those of the role."""
    for role in ROLES:
        value = getattr(record, role, None)
        for place, actor in enumerate(value if isinstance(value, tuple) else (value,)):
            if isinstance(actor, Actor):
                yield role, place, actor


def anchors_of(record: Evidence) -> Iterator[Anchor]:
    """Yield every anchor of a record, its own first."""
    yield record.anchor
    for name in ("source_anchor", "cue_anchor"):
        anchor = getattr(record, name, None)
        if isinstance(anchor, Anchor):
            yield anchor


def refuse_unstorable(where: str, rows: Iterable[Row]) -> None:
    """Raise `UnreadableDocument` where a text holds what no database keeps: a NUL or half of a surrogate pair."""
    for row in rows:
        for column, value in row.items():
            if isinstance(value, str) and (found := _UNSTORABLE.search(value)):
                what = f"its {column} holds a character that cannot be stored ({found[0]!a})"
                raise UnreadableDocument(where, what, "convert the document to clean UTF-8 first")


def _first(plain: Mapping[str, Any], names: Sequence[str]) -> Any:
    return next((plain[name] for name in names if plain.get(name) is not None), None)


def _names(plain: Mapping[str, Any], roles: Sequence[str]) -> str | None:
    found: list[str] = []
    for role in roles:
        value = plain.get(role) or []
        for actor in value if isinstance(value, list) else [value]:
            found.append(actor["id"] or actor["text"])
    return "; ".join(dict.fromkeys(found)) or None
