"""Pages, PDF files and texts in whatever encoding become articles."""

from __future__ import annotations

import pytest
from documents import PARAGRAPH, page, pdf, plain

from detente.reading import read

PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Envoys return to talks | The Lake Gazette</title>
<meta property="og:site_name" content="The Lake Gazette"><meta name="author" content="Ida Holm">
<meta property="article:published_time" content="2021-03-04T08:00:00Z">
<link rel="canonical" href="https://gazette.example/envoys"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Envoys return to talks</h1><p>{PARAGRAPH}</p>
<p>Naïve hopes — “or not” — were heard.</p><p>Read more: Who wants what</p></article>
<footer>© The Lake Gazette</footer></body></html>"""


def test_a_page() -> None:
    article = read(page(PAGE))
    assert article.title == "Envoys return to talks"
    assert (article.outlet, article.authors) == ("The Lake Gazette", ("Ida Holm",))
    assert (article.published, article.published_basis, article.language) == ("2021-03-04", "metadata", "en")
    assert article.url == "https://gazette.example/envoys"
    assert article.text.count(PARAGRAPH.strip()) == 1
    assert "Sport" not in article.text
    proper = "".join(article.text[p.start : p.end] for p in article.passages())
    assert "Read more" not in proper
    assert "Naïve hopes — “or not” — were heard." in proper


@pytest.mark.parametrize(
    ("declared", "real"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "utf-8"),  # declared wrong: valid UTF-8 is UTF-8
        ("utf-8", "cp1252"),  # declared wrong: it is not valid UTF-8
        ("windows-1252", "cp1252"),
        ("klingon", "cp1252"),  # declared in vain
        ("hex", "cp1252"),
    ],
)
def test_the_charset_of_a_page(declared: str, real: str) -> None:
    html = PAGE.replace("<head>", f'<head><meta charset="{declared}">').encode(real)
    assert "Naïve hopes — “or not” — were heard." in read(page(html)).text


TEXT = f"Naïve hopes were heard at the lake. {PARAGRAPH}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_the_encoding_of_a_text(encoding: str) -> None:
    article = read(plain(TEXT.encode(encoding)))
    assert article.text == TEXT
    assert bool(article.warnings and "windows-1252" in article.warnings[0]) == (encoding == "cp1252")


def test_a_few_bad_bytes_do_not_change_the_encoding() -> None:
    article = read(plain(("é" * 40 + TEXT).encode() + b" \xff end."))
    assert article.text.startswith("é" * 40 + "Naïve")
    assert article.warnings[0] == "1 bytes do not fit utf-8 and were replaced"


def test_a_pdf_with_a_text_layer() -> None:
    lines = (
        "Envoys return to talks\n\nThe two delegations met in the old town hall of Geneva.\nThey said that it was good."
    )
    article = read(pdf(lines, "The third round of the talks is to be held in Oslo.", info="/Author (Ida Holm)"))
    assert article.authors == ("Ida Holm",)
    assert "The two delegations met in the old town hall of Geneva." in article.text
    assert article.text.endswith("\n\nThe third round of the talks is to be held in Oslo.")
