"""What is no part of the article proper is marked, and the article proper is not."""

from __future__ import annotations

import pytest
from documents import PARAGRAPH, plain
from hypothesis import given
from hypothesis import strategies as st

from detente.reading import read
from detente.reading.boilerplate import find_boilerplate, merged

BODY = "\n\n".join([PARAGRAPH] * 4)


def _cut(text: str) -> list[tuple[str, str]]:
    return [(text[p.start : p.end], p.reason) for p in merged(find_boilerplate(text))]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Share | Tweet | Email", "share bar"),
        ("Facebook Twitter WhatsApp", "share bar"),
        ("Follow us on Telegram for more", "share bar"),
        ("Sign up for our weekly newsletter and never miss a story", "newsletter"),
        ("© 2023 The Lake Gazette", "copyright"),
        ("The Lake Gazette. All rights reserved.", "copyright"),
        ("Photo: Ministry of Roads", "credit of a picture"),
        ("Image source, Getty Images", "credit of a picture"),
        ("The envoys shake hands on Monday (Photo by Ida Holm)", "credit of a picture"),
        ("The envoys at the lake. Ida Holm/Reuters", "credit of a picture"),
        ("Read more: Who wants what at the lake", "link to another page"),
        ("Read more", "link to another page"),
        ("Advertisement", "advertisement"),
        ("Ida Holm in Oslo contributed to this report.", "note of the newsroom"),
        ("(Reporting by Ida Holm; Editing by Per Åsen)", "note of the newsroom"),
        ("Correction: an earlier version misspelt a name.", "note of the newsroom"),
        ("\\###", "mark of the end"),
        ("###", "mark of the end"),
        ("* * *", "mark of the end"),
        ("ENDS", "mark of the end"),
    ],
)
def test_a_line_of_boilerplate(line: str, reason: str) -> None:
    assert _cut(f"{BODY}\n\n{line}\n\n{PARAGRAPH}") == [(line, reason)]


@pytest.mark.parametrize(
    "line",
    [
        "Read the statement as a whole, and it promises nothing, the envoy said.",
        "He said that both sides share the view that the bridge must open.",
        "They reached an agreement that reporters were not shown.",
        "(c) the Parties shall withdraw their forces from the bridge.",
        "1. The Parties shall withdraw their forces.",
        "By Monday the bridge was open again.",
        "Comments by the minister angered the opposition.",
        "Related talks on prisoners go on in Oslo.",
        "Image matters to the minister, who reads every poll.",
    ],
)
def test_a_line_of_the_article_stays(line: str) -> None:
    assert _cut(f"{BODY}\n\n{line}\n\n{PARAGRAPH}") == []


def test_all_after_a_heading_of_links_is_cut_late_in_the_article() -> None:
    rest = "Related Articles\n\nOil: Who Gains\n\nA pipeline crosses the lake, and three states claim the toll."
    assert _cut(f"{BODY}\n\n{rest}") == [(rest, "related links")]


def test_early_in_the_article_only_the_links_are_cut() -> None:
    links = "Related\n\nOil: who gains\n\nWho claims the lake?"
    assert _cut(f"{PARAGRAPH}\n\n{links}\n\n{BODY}\n\n{BODY}") == [(links, "related links")]


@pytest.mark.parametrize(
    ("foot", "reason"),
    [
        ("Views expressed in the comments are not ours.\nLet them talk.\nNo talks!", "foot of the page"),
        ("All posts are pre-moderated and must obey the rules.", "foot of the page"),
        (
            "4th May 2021-16:16 They will never agree.\n3rd May 2021-9:01 Wait and see.",
            "readers' comments",
        ),
    ],
)
def test_the_foot_of_a_page(foot: str, reason: str) -> None:
    assert _cut(f"{BODY}\n{foot}") == [(foot, reason)]


def test_a_note_on_the_author_is_cut_at_the_end_alone() -> None:
    note = "Ida Holm is a senior fellow at the Lake Research Centre."
    assert _cut(f"{BODY}\n\n{note}") == [(note, "about the author")]
    assert _cut(f"{note}\n\n{BODY}") == []


def test_markup_left_in_a_text_is_cut_but_not_a_table() -> None:
    figure = '<figure>\n<img\nsrc="x.jpg" alt="talks"/>\n<figcaption>The lake</figcaption></figure>'
    assert [cut for cut, _ in _cut(f"{BODY}\n{figure}\n{BODY}")] == [figure]
    table = "<figure><table><tr><td>The envoys agreed to meet in May.</td></tr></table></figure>"
    assert all("agreed" not in cut for cut, _ in _cut(f"{BODY}\n{table}"))


def test_the_text_is_not_altered() -> None:
    text = f"Envoys return\r\n\r\n{PARAGRAPH}\t\r\n\r\nRead more\r\n"
    assert read(plain(text)).text == text


@given(st.text(alphabet="Share |\n.Aa—#©<>/figure0:()", max_size=200))
def test_passages_lie_in_the_text_in_order_and_apart(text: str) -> None:
    at = 0
    for passage in merged(find_boilerplate(text)):
        assert at <= passage.start < passage.end <= len(text)
        at = passage.end
