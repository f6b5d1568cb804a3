"""Rows of JSON Lines: good rows pass, bad rows are named by file and line, and no file is read whole."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.sources import Document, Quarantined, expanding, fetch
from detente.sources.rows import document_of_row


def _rows(path: Path, *lines: str | bytes) -> list[Document | Quarantined]:
    data = b"\n".join(line.encode() if isinstance(line, str) else line for line in lines)
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return list(fetch([path]))


@pytest.mark.parametrize("name", ["news.jsonl", "news.jsonl.gz"])
def test_a_row_is_a_document_with_what_it_says_of_itself(tmp_path: Path, name: str) -> None:
    row = {"id": 7, "text": "Talks\r\nresumed. ", "published": "2024-01-11", "title": "T", "outlet": "O", "url": "u"}
    (document,) = _rows(tmp_path / name, json.dumps(row))
    assert isinstance(document, Document)
    assert document.data.decode() == row["text"]
    assert (document.id, document.published, document.title, document.outlet, document.url) == (
        ("7", "2024-01-11", "T", "O", "u")
    )
    assert document.where == f"{tmp_path / name}:1"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "a", "text": ', "malformed JSON"),
        ('["text"]', "not a JSON object"),
        ('{"id": "a"}', 'no "text"'),
        ('{"id": "a", "text": 5}', 'no "text"'),
        ('{"id": "a", "text": null}', 'no "text"'),
        (b'{"id": "\xff", "text": "x"}', "malformed JSON"),
        ("[" * 100_000, "malformed JSON: nested too deep"),
        ('{"text": "x", "n": ' + "9" * 5000 + "}", "malformed JSON"),  # a number longer than Python converts
    ],
)
def test_a_malformed_row_is_named_by_its_line_and_the_run_goes_on(tmp_path: Path, line: str, reason: str) -> None:
    good = '{"id": "a", "text": "Talks"}'
    got = _rows(tmp_path / "news.jsonl", good, "", line, good)
    assert [type(one) for one in got] == [Document, Quarantined, Document]
    assert str(got[1]).startswith(f"{tmp_path / 'news.jsonl'}:3: ")
    assert reason in str(got[1])


def test_a_row_without_an_id_has_its_place_for_one(tmp_path: Path) -> None:
    (document,) = _rows(tmp_path / "news.jsonl", '{"text": "Talks"}')
    assert isinstance(document, Document)
    assert document.id == f"{tmp_path / 'news.jsonl'}:1"


def test_half_a_surrogate_pair_does_not_stop_the_row() -> None:
    assert document_of_row('{"text": "a\\ud800b"}', "x:1").data.decode("utf-8", "surrogatepass") == "a\ud800b"


def test_a_truncated_gzip_gives_the_good_rows_and_one_failure(tmp_path: Path) -> None:
    noise = random.Random(1)
    lines = [json.dumps({"id": str(i), "text": noise.randbytes(60).hex()}) for i in range(2000)]
    whole = gzip.compress("\n".join(lines).encode())
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(whole[: len(whole) // 2])
    got = list(fetch([path]))
    failures = [one for one in got if isinstance(one, Quarantined)]
    assert len(got) > 500
    assert failures == got[-1:]
    assert "truncated or damaged" in str(failures[0])


def test_rows_come_as_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "Talks"}\n' * 50_000, "utf-8")
    rows: Iterator[Document | Quarantined] = fetch([path])
    next(rows)
    path.write_text("", "utf-8")  # what has not been read by now is gone
    assert sum(1 for _ in rows) < 49_999


def test_a_row_beyond_the_bound_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "' + "x" * 3000 + '"}\n{"text": "Talks"}', "utf-8")
    long, short = fetch([path], max_bytes=1000)
    assert "a row of more than 1,000 bytes" in str(long)
    assert isinstance(short, Document)


@pytest.mark.parametrize("bomb", [b"\n" * 5_000_000, b"x" * 5_000_000])
def test_a_gzip_bomb_of_rows_ends_the_file(tmp_path: Path, bomb: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expanding, "FREE", 1_000_000)
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "Talks"}\n' + bomb))
    got = list(fetch([path], max_bytes=100_000))
    assert isinstance(got[0], Document)
    assert "gzip bomb" in str(got[-1])
