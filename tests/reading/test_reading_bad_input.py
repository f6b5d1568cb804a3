"""Each bad input gets a clear message or a warning, soon, and never a crash. The inputs are made here."""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from documents import FETCHED, PARAGRAPH, page, pdf, plain
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.article import Article
from detente.errors import DetenteError, UnreadableDocument
from detente.reading import MAX_CHARACTERS, read
from detente.sources import Document

ARMENIAN = "Երկու պատվիրակությունները հանդիպեցին Ժնևում և քննարկեցին գերիների փոխանակումը։ " * 5
SPANISH = "Las dos delegaciones se reunieron en Ginebra para hablar del intercambio de prisioneros. " * 5


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < seconds


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: plain(b""), "the document is empty"),
        (lambda: plain(b" \n\t\r\n "), "the document is empty"),
        (lambda: plain(random.Random(1).randbytes(5000)), "binary data, not text"),
        (lambda: plain(b"PK\3\4" + b"\0\1\2\3" * 999), "binary data, not text"),
        (lambda: plain("\x01\x02\x03\x04 talks" * 99), "binary data, not text"),
        (lambda: plain("x" * (MAX_CHARACTERS + 1)), "more than 1,000,000 characters"),
        (lambda: plain("talks " * 900_000), "more than 1,000,000 characters of text (5,400,000)"),  # one line of 5 MB
        (lambda: plain(ARMENIAN), "written in 'hy', not in English"),
        (lambda: plain(SPANISH), "written in 'es', not in English"),
        (lambda: page(b"<html><body></body></html>"), "no article found on the page"),
        (lambda: page(random.Random(1).randbytes(5000)), "binary data, not text"),
        (lambda: page("<html><body>" + "<div>" * 100_000 + PARAGRAPH), "nested more than 256 deep"),
        (lambda: page(f"<p {' '.join(f'a{i}=1' for i in range(50_000))}>{PARAGRAPH}"), "1,000 attributes"),
        (lambda: page("<b>" * 300_000), "too large to read"),
        (lambda: pdf("talks\n" * 30_000), "more than 20,000 pieces of text"),
        (lambda: pdf("", ""), "no text layer, a scan; run OCR first"),
        (lambda: Document("a", b"%PDF-1.7\ngarbage", "application/pdf", "a.pdf"), "the PDF is damaged"),
        (lambda: Document("a", random.Random(1).randbytes(999), "application/pdf", "a.pdf"), "the PDF is damaged"),
    ],
)
def test_what_cannot_be_read_says_why(make: Callable[[], Document], message: str) -> None:
    document = make()
    with _within(5), pytest.raises(UnreadableDocument) as caught:
        read(document)
    assert message in str(caught.value)
    assert caught.value.where == document.where
    assert caught.value.do


@pytest.mark.parametrize(
    ("odd", "warning"),
    [
        ("\u202e", "turn the direction of reading (U+202E, first at 3)"),
        ("\u200b", "have no width (U+200B, first at 3)"),
        ("\x1b", "control a terminal (U+001B, first at 3)"),
    ],
)
def test_odd_characters_are_kept_and_warned_of(odd: str, warning: str) -> None:
    text = PARAGRAPH[:3] + odd + PARAGRAPH[3:]
    article = read(plain(text))
    assert article.text == text
    assert any(warning in one for one in article.warnings)


@pytest.mark.parametrize("bad", ["\0", "\ud800"])
def test_what_no_database_holds_is_replaced_one_for_one(bad: str) -> None:
    article = read(plain(f"{PARAGRAPH}{bad}{PARAGRAPH}"))
    assert article.text == f"{PARAGRAPH}\ufffd{PARAGRAPH}"
    assert any("replaced by U+FFFD" in warning for warning in article.warnings)


def test_right_to_left_words_in_an_english_text_are_kept() -> None:
    text = f"The word السلام means peace. {PARAGRAPH}"
    assert read(plain(text)).text == text


def test_the_rest_of_a_page_nested_too_deep_is_not_lost_in_silence() -> None:
    html = f"<html><body><article><p>{PARAGRAPH * 3}</p></article>" + "<div>" * 400 + f"<p>{PARAGRAPH}"
    assert "nested too deep" in read(page(html)).warnings[0]


HOSTILE = {
    "quotation marks": '"' * 50_000 + PARAGRAPH + "“" * 50_000,
    "one long line": PARAGRAPH * 5_000,
    "blanks": " " * 400_000 + PARAGRAPH + " " * 400_000,
    "blank lines": "\n" * 400_000 + PARAGRAPH,
    "months": "May " * 200_000,
    "years": "in 2015 " * 100_000,
    "numbers": "1 2 3 4 " * 100_000,
    "brackets": "(" * 400_000 + PARAGRAPH,
    "open figures": "<figure" * 100_000 + PARAGRAPH,
    "open tags": "<a " * 200_000 + PARAGRAPH,
    "capitals": "A" * 400_000 + " " + PARAGRAPH,
    "short lines": "Share\n" * 100_000 + PARAGRAPH,
    "words that look like names": "Aa Bb " * 100_000 + PARAGRAPH,
    "separators": "x | " * 90 + "\n" + PARAGRAPH,
    "stops": ". " * 400_000 + PARAGRAPH,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_read_soon(name: str) -> None:
    with _within(8):
        try:
            read(plain(HOSTILE[name]))
        except DetenteError as error:
            assert "not in English" in str(error)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["text/plain", "text/html", "application/pdf"]))
def test_any_bytes_give_an_article_or_an_error_of_ours(data: bytes, media_type: str) -> None:
    try:
        article = read(Document("a", data, media_type, "a", fetched=FETCHED))
    except DetenteError as error:
        assert error.where == "a"
    else:
        assert isinstance(article, Article)


TAGS = [
    "<div>",
    "</div>",
    "<p>",
    "<table><tr><td>",
    "<a href=x>",
    "<script>",
    "<!--",
    "-->",
    "<![CDATA[",
    "&#0;",
    "<svg>",
]
TAGS += ["<meta name=date content=2024-99-99>", "<time datetime=0001-01-01>", "<meta charset=utf-7>", "<title>", "\x00"]
TAGS += [
    '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":[1],"author":{"name":[[]]}}</script>'
]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*TAGS, PARAGRAPH]), max_size=40))
def test_any_markup_gives_an_article_or_an_error_of_ours(parts: list[str]) -> None:
    with contextlib.suppress(DetenteError):
        read(page("<html><body>" + "".join(parts)))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 900), st.binary(max_size=8)), min_size=1, max_size=10))
def test_any_damage_to_a_pdf_gives_an_article_or_an_error_of_ours(damage: list[tuple[int, bytes]]) -> None:
    document = pdf("The talks resumed in Geneva on Monday.")
    data = bytearray(document.data)
    for at, new in damage:
        data[at : at + len(new)] = new
    with contextlib.suppress(DetenteError):
        read(Document("a", bytes(data), "application/pdf", "a", fetched=FETCHED))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_of_a_row_is_kept_save_what_cannot_be_stored(text: str) -> None:
    try:
        article = read(plain(text))
    except DetenteError:
        return
    assert len(article.text) == len(text)
    assert all(a == b or b == "\ufffd" for a, b in zip(text, article.text, strict=True))
    assert "".join(article.text[p.start : p.end] for p in article.passages()) != "" or article.boilerplate
