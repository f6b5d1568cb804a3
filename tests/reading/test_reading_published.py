"""When an article appeared: given goes before metadata, metadata before the text; what cannot be is not believed."""

from __future__ import annotations

import pytest
from documents import PARAGRAPH, page, pdf, plain

from detente.errors import DetenteError, UsageError
from detente.reading import read

STAMPED = f"Envoys return to talks\n\nJuly 23, 2008\n\n{PARAGRAPH}"


def test_the_order_of_what_is_believed() -> None:
    address = "https://example.org/2009/05/04/envoys"
    for given, user, url, expected in (
        ("2010-01-02", "2011-01-02", address, ("2011-01-02", "given")),
        ("2010-01-02", None, address, ("2010-01-02", "given")),
        (None, None, address, ("2009-05-04", "metadata")),
        (None, None, None, ("2008-07-23", "text")),
    ):
        article = read(plain(STAMPED, published=given, url=url), published=user)
        assert (article.published, article.published_basis) == expected
        assert article.published_reasons
    assert read(plain(PARAGRAPH)).published_basis == "unknown"


@pytest.mark.parametrize("given", ["2010-01-02T08:00:00Z", "2 January 2010", "January 2, 2010", " 2010-01-02 "])
def test_a_given_date_in_another_form_is_understood(given: str) -> None:
    assert read(plain(PARAGRAPH, published=given)).published == "2010-01-02"


def test_an_interval_may_be_given() -> None:
    assert read(plain(PARAGRAPH), published="2010-01/2010-03").published == "2010-01/2010-03"


def test_a_date_of_the_user_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="write 2024-01-11"):
        read(plain(PARAGRAPH), published="tomorrow")


def test_a_date_of_a_row_that_is_none_is_warned_of() -> None:
    article = read(plain(STAMPED, published="tomorrow"))
    assert article.published == "2008-07-23"
    assert "the date given, 'tomorrow', is not understood" in article.warnings


@pytest.mark.parametrize(
    ("date", "reason"), [("2031-01-01", "after the day of fetching"), ("1024-05-05", "newspapers")]
)
def test_an_impossible_date_is_kept_where_given_and_dropped_where_not(date: str, reason: str) -> None:
    given = read(plain(STAMPED, published=date))
    assert (given.published, given.published_basis) == (date, "given")
    assert any(reason in warning for warning in given.warnings)
    info = f"/CreationDate (D:{date.replace('-', '')}120000Z)"
    metadata = read(pdf(PARAGRAPH.replace(". ", ".\n"), info=info))
    assert (metadata.published, metadata.published_basis) == (None, "unknown")
    assert any(reason in warning for warning in metadata.warnings)


def test_a_stamp_in_a_pdf_goes_before_the_day_the_file_was_made() -> None:
    info = "/CreationDate (D:20090105120000Z)"
    body = PARAGRAPH.replace(". ", ".\n")
    made = read(pdf(body, info=info))
    assert (made.published, made.published_basis) == ("2009-01-05", "metadata")
    stamped = read(pdf(f"July 23, 2008\n{body}", info=info))
    assert (stamped.published, stamped.published_basis) == ("2008-07-23", "text")


def test_a_future_date_of_a_page_is_not_believed() -> None:
    meta = '<meta property="article:published_time" content="2031-01-01T00:00:00Z">'
    article = read(page(f"<html><head><title>Envoys</title>{meta}</head><body><p>{PARAGRAPH * 4}</p></body></html>"))
    assert article.published is None


def test_the_message_of_an_error_names_document_fault_and_remedy() -> None:
    with pytest.raises(DetenteError) as caught:
        read(plain(""))
    where, what, do = caught.value.where, caught.value.what, caught.value.do
    assert str(caught.value) == f"{where}: {what}; {do}"
    assert where == "a.txt"
