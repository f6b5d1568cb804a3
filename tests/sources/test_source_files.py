"""What the user names becomes documents; what cannot be got stands in its place with the reason."""

from __future__ import annotations

import datetime as dt
import gzip
import io
from pathlib import Path

import pytest

from detente.errors import SourceError
from detente.sources import Document, Quarantined, fetch

TODAY = dt.date(2024, 5, 2)


def _failure(path: Path | str, **options: int) -> str:
    (got,) = fetch([path], **options)  # type: ignore[arg-type]
    assert isinstance(got, Quarantined)
    return str(got)


def test_a_file_is_one_document(tmp_path: Path) -> None:
    path = tmp_path / "talks.txt"
    path.write_text("Talks resumed.", "utf-8")
    (document,) = fetch([path], today=TODAY)
    assert document == Document("talks", b"Talks resumed.", "text/plain", str(path), fetched=TODAY)


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.html", b"Talks", "text/html"),
        ("a.HTM", b"Talks", "text/html"),
        ("a.md", b"# Talks", "text/plain"),
        ("a.pdf", b"%PDF-1.4", "application/pdf"),
        # the name tells nothing: the first bytes do
        ("a.page", b"\xef\xbb\xbf <!DOCTYPE html><p>Talks", "text/html"),
        ("a.scan", b"%PDF-1.4", "application/pdf"),
        ("README", b"Talks", "text/plain"),
    ],
)
def test_the_media_type_is_that_of_the_name_or_of_the_bytes(
    tmp_path: Path, name: str, data: bytes, media_type: str
) -> None:
    (tmp_path / name).write_bytes(data)
    (document,) = fetch([tmp_path / name])
    assert isinstance(document, Document)
    assert document.media_type == media_type


def test_a_gzipped_page_is_expanded(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(b"<html>Talks"))
    (document,) = fetch([tmp_path / "a.html.gz"])
    assert isinstance(document, Document)
    assert (document.id, document.data, document.media_type) == ("a", b"<html>Talks", "text/html")


def test_a_folder_is_searched_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "deep/c.md", "deep/.hidden/d.txt", ".e.txt", "table.csv"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Talks", "utf-8")
    assert [got.id for got in fetch([tmp_path]) if isinstance(got, Document)] == ["a", "b", "deep/c"]


def test_standard_input_is_a_document() -> None:
    for stream in (io.BytesIO(b"Talks"), io.StringIO("Talks")):
        (document,) = fetch(["-"], stream)
        assert isinstance(document, Document)
        assert (document.id, document.data) == ("stdin", b"Talks")


@pytest.mark.parametrize("address", ["https://example.org/a.html", "http://example.org", "ftp://example.org/x"])
def test_an_address_is_refused_before_anything_is_read(tmp_path: Path, address: str) -> None:
    with pytest.raises(SourceError, match="network sources are not supported yet"):
        fetch([tmp_path, address])


def test_failures_stand_in_their_place_and_the_run_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Talks", "utf-8")
    got = list(fetch([tmp_path / "none.txt", tmp_path / "a.txt"]))
    assert [type(one) for one in got] == [Quarantined, Document]
    assert str(got[0]) == f"{tmp_path / 'none.txt'}: no such file or folder; check the path and its permissions"


def test_a_folder_without_documents_says_so(tmp_path: Path) -> None:
    assert "holds no file that can be read" in _failure(tmp_path)


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b"])
def test_what_cannot_be_a_path_is_named_as_such(name: str) -> None:
    assert "not a file name" in _failure(name)


def test_a_device_is_not_read() -> None:
    assert "neither a file nor a folder" in _failure("/dev/zero")


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)  # a hole: it takes no room, and reading it would take time
    assert "200,000,000 bytes, over the bound of 50,000,000 bytes" in _failure(path)


def test_a_gzip_that_expands_beyond_the_bound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.txt.gz"
    path.write_bytes(gzip.compress(b"0" * 3_000_000))
    assert "more than 1,000,000 bytes" in _failure(path, max_bytes=1_000_000)


def test_a_truncated_gzip_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cut.html.gz"
    path.write_bytes(gzip.compress(b"<html>" + bytes(range(256)) * 50)[:-40])
    assert "truncated or damaged" in _failure(path)
