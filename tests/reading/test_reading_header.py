"""The lines above an article give its title, authors and outlet, and are no part of it."""

from __future__ import annotations

import pytest
from documents import PARAGRAPH, plain

from detente.article import Article
from detente.reading import read
from detente.reading.header import find_header


def _head_and_body(article: Article) -> tuple[list[str], str]:
    cut = [article.text[passage.start : passage.end] for passage in article.boilerplate]
    body = "".join(article.text[passage.start : passage.end] for passage in article.passages())
    return cut, body.strip()


def test_a_full_header() -> None:
    text = (
        "LRC - Lake Research Centre\n\n\nbridge talks resume\n\nBridge Talks Resume\n\nAuthor: Ida Holm\n\n"
        f"Image source: Ministry of Roads\n\nMarch 4, 2021\n\n{PARAGRAPH}"
    )
    article = read(plain(text))
    cut, body = _head_and_body(article)
    assert article.title == "Bridge Talks Resume"
    assert (article.outlet, article.authors) == ("Lake Research Centre", ("Ida Holm",))
    assert (article.published, article.published_basis) == ("2021-03-04", "text")
    assert cut == [
        "LRC - Lake Research Centre",
        "bridge talks resume",
        "Bridge Talks Resume",
        "Author: Ida Holm",
        "Image source: Ministry of Roads",
        "March 4, 2021",
    ]
    assert body == PARAGRAPH.strip()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        # one title in a paragraph of its own
        (f"Envoys return to the table\n\n{PARAGRAPH}", "Envoys return to the table"),
        # Markdown
        (f"# Envoys return\n\n{PARAGRAPH}", "Envoys return"),
        # a question or an exclamation is a title too
        (f"Will the envoys return?\n\n{PARAGRAPH}", "Will the envoys return?"),
        # no blank line, but a byline between
        (f"Envoys return to the table\nBy Ida Holm\n{PARAGRAPH}", "Envoys return to the table"),
        # a text that opens with a sentence has none
        (PARAGRAPH, None),
        # the first line of a wrapped paragraph is no title
        ("The envoys of the two countries, who had not met since the spring,\nreturned to the table on Monday.", None),
        ("Vice President Ida Holm met\nwith the envoys on Monday in the old town hall.", None),
        # nothing but a short line: nothing tells that it is a title
        ("Envoys return to the table", None),
        # a place or a rubric alone is none
        (f"Town Hall\n\n{PARAGRAPH}", None),
        # the salutation of a letter is none
        (f"Dear Madam Speaker:\n\n{PARAGRAPH}", None),
    ],
)
def test_the_title(text: str, title: str | None) -> None:
    assert read(plain(text)).title == title


def test_a_title_given_beside_the_text_is_recognised_in_it() -> None:
    article = read(plain(f"Envoys return\n{PARAGRAPH}", title="Envoys Return"))
    assert article.title == "Envoys Return"
    assert _head_and_body(article) == (["Envoys return"], PARAGRAPH.strip())


def test_a_second_line_of_a_title_stays_in_the_text() -> None:
    text = f"Envoys return\n\nNeither side expects much of the third round\n\n{PARAGRAPH}"
    assert "Neither side expects" in _head_and_body(read(plain(text, title="Envoys return")))[1]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ida Holm", ("Ida Holm",)),
        ("By Ida Holm and Per Åsen", ("Ida Holm", "Per Åsen")),
        ("Authors: Ida Holm, Per Åsen", ("Ida Holm", "Per Åsen")),
        ("Written by Ida van der Holm", ("Ida van der Holm",)),
        ("BY IDA HOLM", ("IDA HOLM",)),
        ("By staff reporters", ()),  # no name of a person
    ],
)
def test_the_authors(line: str, authors: tuple[str, ...]) -> None:
    assert find_header(f"Envoys return to talks\n\n{line}\n\n{PARAGRAPH}").authors == authors


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("Lake Research Centre (LRC)\n\n", "Lake Research Centre"),
        ("Source: The Lake Gazette\n\n", "The Lake Gazette"),
        ("Reuters\n\n", "Reuters"),
        ("GENEVA, March 4 (Reuters) - ", "Reuters"),
        ("GENEVA (AP) — ", "Associated Press"),
        ("ADEN, Yemen, March 4 (AFP) -- ", "Agence France-Presse"),
        # capitals that do not abbreviate the words are no outlet
        ("UN - Geneva talks resume\n\n", None),
        ("", None),
    ],
)
def test_the_outlet(head: str, outlet: str | None) -> None:
    assert find_header(head + PARAGRAPH).outlet == outlet


def test_what_stands_above_a_dateline_is_header() -> None:
    text = f"By the CNN Wire Staff Envoys at the lake on Monday. NEW: A new round is set Geneva (CNN) -- {PARAGRAPH}"
    article = read(plain(text))
    assert article.outlet == "CNN"
    assert _head_and_body(article)[1].startswith("Geneva (CNN) -- The two")
