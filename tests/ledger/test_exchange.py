"""Each format is read back by a parser that is not ours and gives the same facts."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import duckdb
import icalendar
import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from ledger_builders import NOON, NewLedger, archives, article, dispatch, meeting
from pyld import jsonld

from detente.errors import UsageError
from detente.evidence import Actor, EventReport, EventType, Extraction, Status, evidence_from_dict
from detente.ledger import Action, Judgement, derive_events, open_ledger
from detente.ledger.exchange import OF_EVENTS, WRITERS, writer
from detente.ledger.exchange.gold import unique_quote
from detente.ledger.exchange.plover import polecat_columns

SOURCE = article(
    'Talks in Muscat, said to be "frank"; a second round follows.\nRiyadh hosted; the rebels walked out.',
    id="muscat.html",
    title="Talks, and a walk-out",
    authors=("Salma al-Harthy", "Jo Doe"),
    url="https://gazette.example/muscat",
    language="en",
    published="2023-12-27/2024-01-31",
    published_basis="text",
    published_reasons=("after the new year",),
)
HOUTHIS = Actor("the rebels", "YEM:REB", office="delegation", wikidata="Q100")
WALK_OUT = EventReport(
    anchor=meeting(SOURCE, "the rebels walked out").anchor,
    type=EventType.REJECT,
    mode="meet",
    actors=(HOUTHIS,),
    recipients=(Actor("Riyadh", "SAU"),),
    date="2024-01",
    place="Muscat",
)
PLANNED = meeting(
    SOURCE,
    "a second round follows",
    actors=(HOUTHIS, Actor("Riyadh", "SAU")),
    date="2024-02-10/2024-02-12",
    status=Status.PLANNED,
    place="Muscat; or Sana'a, Yemen",
)
FOUND = [dispatch(language="en", url="https://gazette.example/snow"), Extraction(SOURCE, evidence=(WALK_OUT, PLANNED))]
EVENTS = derive_events(FOUND)


def written(format: str) -> str:
    """Return what a writer writes of the two articles, as a file would hold it."""
    return "\n".join(writer(format)(FOUND, EVENTS)) + "\n"


def test_lines_give_every_record_back() -> None:
    rows = [json.loads(line) for line in written("jsonl").splitlines()]
    back = [evidence_from_dict({name: value for name, value in row.items() if name != "source"}) for row in rows]
    assert back == [record for one in FOUND for record in one.evidence]
    assert rows[-1]["source"]["title"] == "Talks, and a walk-out"


def test_the_table_is_read_by_duckdb_and_its_codebook_names_every_column(tmp_path: Path) -> None:
    path, book = tmp_path / "evidence.csv", tmp_path / "codebook.csv"
    path.write_text(written("csv"), encoding="utf-8", newline="")
    book.write_text(written("codebook"), encoding="utf-8", newline="")
    table = duckdb.read_csv(str(path), header=True, all_varchar=True)
    assert table.columns == [row[0] for row in duckdb.read_csv(str(book), header=True).fetchall()]
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]
    assert [row["exact"] for row in rows] == [record.anchor.exact for one in FOUND for record in one.evidence]
    (walk,) = [row for row in rows if row["id"] == WALK_OUT.id]
    assert (walk["type"], walk["actors"], walk["recipients"], walk["date_last"]) == (
        "REJECT",
        "YEM:REB",
        "SAU",
        "2024-01-31",
    )


def test_plover_json_has_the_fields_that_plover_requires() -> None:
    rows = {row["event_text"]: row for row in map(json.loads, written("plover").splitlines())}
    walk = rows["the rebels walked out"]
    assert all(walk[name] for name in ("id", "date", "actor", "event"))
    assert (walk["event"], walk["quad_code"], walk["event_scale"]) == (["REJECT"], "verbal conflict", -2.0)
    assert (walk["date"], walk["enddate"]) == ("2024-01-01", "2024-01-31")
    assert walk["actor"] == [
        {"code": "YEM", "sector": "REB", "entity_text": "the rebels", "identifier_id": "Q100", "office": "delegation"}
    ]
    assert walk["recipient"][0]["sector"] == "GOV"
    talks = rows["sat down with"]
    assert [actor["code"] for actor in talks["actor"]] == ["ARM", "AZE"] and talks["recipient"] == []


def test_polecat_rows_have_forty_columns_and_duckdb_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "events.tsv"
    path.write_text(written("polecat"), encoding="utf-8")
    table = duckdb.read_csv(str(path), sep="\t", header=True, quotechar="", all_varchar=True)
    assert len(table.columns) == 40 and tuple(table.columns) == polecat_columns()
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]
    assert len(rows) == len(EVENTS)
    (walk,) = [row for row in rows if row["Event Type"] == "REJECT"]
    assert (walk["Event Date"], walk["Quad Code"], walk["Intensity"]) == ("2024-01-01", "VERBAL CONFLICT", "-2.0")
    assert (walk["Actor Country"], walk["Primary Actor Sector"], walk["Recipient Country"]) == (
        "Yemen",
        "REB",
        "Saudi Arabia",
    )


# The terms of the Web Annotation vocabulary that a page uses, with the addresses that the W3C gives them.
TERMS: dict[str, Any] = {"id": "@id", "type": "@type", "@vocab": "http://www.w3.org/ns/oa#"} | {
    "body": {"@id": "http://www.w3.org/ns/oa#hasBody"},
    "target": {"@id": "http://www.w3.org/ns/oa#hasTarget"},
    "selector": {"@id": "http://www.w3.org/ns/oa#hasSelector"},
    "source": {"@id": "http://www.w3.org/ns/oa#hasSource", "@type": "@id"},
    "items": {"@id": "https://www.w3.org/ns/activitystreams#items", "@container": "@list"},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
}


def test_annotations_expand_as_json_ld_and_point_into_the_text() -> None:
    page = json.loads(written("annotations"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld" and page["type"] == "AnnotationPage"
    (expanded,) = jsonld.expand(page | {"@context": TERMS})
    items = expanded["https://www.w3.org/ns/activitystreams#items"][0]["@list"]
    texts = {one.article.url: one.article.text for one in FOUND}
    for item in items:
        (target,) = item["http://www.w3.org/ns/oa#hasTarget"]
        text = texts[target["http://www.w3.org/ns/oa#hasSource"][0]["@id"]]
        place, quote = target["http://www.w3.org/ns/oa#hasSelector"]
        start, end, exact, prefix = (
            selector[f"http://www.w3.org/ns/oa#{name}"][0]["@value"]
            for selector, name in ((place, "start"), (place, "end"), (quote, "exact"), (quote, "prefix"))
        )
        assert text[start:end] == exact and text[:start].endswith(prefix)
    assert len(items) == sum(len(one.evidence) for one in FOUND)


def test_csl_json_is_read_by_citeproc() -> None:
    rows = json.loads(written("csl"))
    read = CiteProcJSON(rows)
    reference = read[SOURCE.key]
    assert str(reference["title"]) == "Talks, and a walk-out" and str(reference["container_title"]) == "Gazette"
    assert [part["date-parts"] for part in (rows[1]["issued"],)] == [[[2023, 12, 27], [2024, 1, 31]]]
    assert len(reference["author"]) == 2


def test_ris_is_read_by_rispy() -> None:
    first, second = rispy.loads(written("ris"))
    assert (first["type_of_reference"], first["id"], first["date"]) == ("NEWS", FOUND[0].article.key, "2024/01/11")
    assert (second["title"], second["authors"]) == ("Talks, and a walk-out", ["Salma al-Harthy", "Jo Doe"])
    assert second["year"] == "2024" and "2023-12-27/2024-01-31" in second["notes"][0]


def test_the_calendar_is_read_by_icalendar() -> None:
    calendar = icalendar.Calendar.from_ical(written("ics"))
    entries = {str(entry["UID"]): entry for entry in calendar.walk("VEVENT")}
    planned = entries[f"{PLANNED.id}@detente"]
    assert (planned["DTSTART"].dt, planned["DTEND"].dt) == (dt.date(2024, 2, 10), dt.date(2024, 2, 13))
    assert str(planned["LOCATION"]) == "Muscat; or Sana'a, Yemen"
    titles = {str(entry["SUMMARY"]) for entry in entries.values()}
    assert titles == {"elections", "due: release", "CONSULT: the rebels, Riyadh"}
    assert all(len(line.encode()) <= 75 for line in written("ics").splitlines())


def test_the_timeline_holds_what_happened() -> None:
    slides = json.loads(written("timelinejs"))["events"]
    assert [slide["start_date"] for slide in slides] == [
        {"year": 2024, "month": 1, "day": 1},
        {"year": 2024, "month": 1, "day": 9},
    ]
    assert slides[0]["end_date"]["day"] == 31 and "end_date" not in slides[1]


def test_gold_has_the_shape_of_the_guide() -> None:
    first, second = (json.loads(line) for line in written("gold").splitlines())
    assert first["milestone"] == "talks" and first["parties"] == ["ARM", "AZE"]
    assert second["events"][0] == {
        "quote": "the rebels walked out",
        "type": "REJECT",
        "mode": "meet",
        "actors": [{"text": "the rebels", "id": "YEM:REB"}],
        "recipients": [{"text": "Riyadh", "id": "SAU"}],
        "date": "2024-01",
        "status": "occurred",
        "place": "Muscat",
        "mediators": [],
        "format": None,
    }
    for row in (first, second):
        for records in (value for name, value in row.items() if name not in ("parties", "boilerplate")):
            for record in records if isinstance(records, list) else ():
                assert row["text"].count(record["quote"]) == 1


def test_one_who_speaks_for_two_stands_twice_in_a_list_of_the_gold() -> None:
    source = article("Both sides agreed on maps.")
    both = meeting(source, "agreed", actors=(Actor("Both sides", "ARM;AZE"),))
    (row,) = (json.loads(line) for line in writer("gold")([Extraction(source, evidence=(both,))], ()))
    assert row["events"][0]["actors"] == [{"text": "Both sides", "id": "ARM"}, {"text": "Both sides", "id": "AZE"}]


def test_a_quote_is_lengthened_until_it_occurs_once() -> None:
    source = article("They met in May. They met in June. They met.")
    start = source.text.index("met in June")
    anchor = meeting(source, "met").anchor
    moved = type(anchor)(source.key, start, start + 3, "met")
    quote = unique_quote(source, moved)
    assert source.text.count(quote) == 1 and "met" in quote and source.text.index(quote) <= start


@settings(max_examples=40, deadline=None)
@given(archives(max_size=3))
def test_every_writer_takes_any_ledger(found: list[Extraction]) -> None:
    events = derive_events(found)
    texts = {format: list(write(found, events)) for format, write in WRITERS.items()}
    for format in ("annotations", "csl", "timelinejs"):
        json.loads("\n".join(texts[format]))
    for format in ("jsonl", "plover", "gold"):
        assert all(json.loads(line) for line in texts[format])
    assert all(line.count("\t") == 39 for line in texts["polecat"])
    calendar = icalendar.Calendar.from_ical("\n".join(texts["ics"]) + "\n")
    assert len(calendar.walk("VEVENT")) == sum(line.startswith("BEGIN:VEVENT") for line in texts["ics"])


def test_the_ledger_writes_each_format_and_the_judged_view_of_it(new_ledger: NewLedger) -> None:
    with new_ledger() as ledger:
        ledger.record_all(FOUND, now=NOON, extractor_version="1")
        for format in WRITERS:
            machine = list(ledger.export(format))
            assert machine == list(writer(format)(ledger.extractions(), derive_events(ledger.extractions())))
        ledger.judge(Judgement(Action.REJECT, "Ana", NOON, WALK_OUT.id, reason="no walk-out"), now=NOON)
        assert len(list(ledger.export("jsonl", judged=True))) == len(list(ledger.export("jsonl"))) - 1
        assert len(list(ledger.export("polecat", judged=True))) == len(list(ledger.export("polecat"))) - 1


def test_an_unknown_format_names_those_that_there_are() -> None:
    with open_ledger(":memory:") as ledger, pytest.raises(UsageError, match="use one of jsonl, csv"):
        ledger.export("xml")
    assert set(WRITERS) >= OF_EVENTS
