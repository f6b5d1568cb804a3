"""Quotations: which stretches stand between marks, also where marks are lost, repeated or set free by a tokenizer."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.extraction.statements.lines import find_quoted_lines, find_speaker_lines
from detente.extraction.statements.quotations import find_quotations

# text, quotations
TABLE = [
    # straight and curly marks
    ('"We agree," she said.', ['"We agree,"']),
    ("“We agree,” she said. “Nothing else.”", ["“We agree,”", "“Nothing else.”"]),
    # two apostrophes for a mark
    ("''We agree,'' she said.", ["''We agree,''"]),
    # a tokenizer set the marks free
    ('The plan is " dead, "he said. "We leave. "\nTalks go on.', ['" dead, "', '"We leave. "']),
    # the mark of the next quotation is left at the end of the line before
    ('They met. "\nPeace is near, "the envoy said.\n"It is."', ['"\nPeace is near, "', '"It is."']),
    # each paragraph of one quotation opens anew, only the last closes
    ("“First.\n\n“Second.”", ["“First.", "“Second.”"]),
    # a mark that never closes ends with its paragraph
    ("“First and then.\n\nThe next day came.", ["“First and then."]),
    # apostrophes are no marks
    ("The ministers' plan isn't Georgia's.", []),
    # British single marks, with an apostrophe inside
    ("The ‘dead man’s deal’ failed.", ["‘dead man’s deal’"]),
    # marks whose encoding was broken on the way
    ("â€œWe agree,â€\ufffd she said.", ["â€œWe agree,â€\ufffd"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_quotations_are_paired(text, expected):
    assert [text[q.start : q.end] for q in find_quotations(text).spans] == expected


@given(st.text(alphabet="ab \"“”\n.,:'", max_size=200))
def test_quotations_are_in_order_and_apart_whatever_the_text(text):
    spans = find_quotations(text).spans
    assert all(0 <= q.start < q.end <= len(text) for q in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@given(st.text(alphabet='ab "“”.', max_size=80), st.integers(0, 79))
def test_at_and_between_agree(text, offset):
    quotations = find_quotations(text)
    found = quotations.at(offset)
    assert (found is not None) == any(q.start <= offset < q.end for q in quotations.spans)
    if found is not None:
        assert found in quotations.between(offset, offset + 1)


def test_fifty_thousand_marks_take_a_moment():
    began = time.process_time()
    find_quotations('" a' * 50_000)
    assert time.process_time() - began < 5


# text, (speaker, words) of lines that name their speaker
LINES = [
    # a headline
    ("Minister: No deal today.\n\nThe talks went on.", [("Minister", "No deal today")]),
    # a label is no speaker, nor is the opening of a sentence
    ("The Latest: Talks resume in Doha\n", []),
    ("What they want: peace and quiet for all\n", []),
    # turns of a conversation, to the next speaker
    (
        "Hall\n\nMODERATOR: What do you want?\n\nTHE ENVOY: Peace.  And quiet.\n\nBoth of them.\n",
        [("MODERATOR", "What do you want?"), ("THE ENVOY", "Peace.  And quiet.\n\nBoth of them.")],
    ),
    # one line in capitals is no conversation
    ("Hall\n\nNOTE: This is a draft of the text.\n", []),
]


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_lines_name_their_speakers(text, expected):
    found = find_speaker_lines(text, frozenset({"the latest"}))
    assert [(text[slice(*line.speaker)], text[slice(*line.words)]) for line in found] == expected


# text, speakers of quoted lines
QUOTED = [
    ('Foreign Minister Ana Berg: "We agree."\n', ["Foreign Minister Ana Berg"]),
    ('- **President Lund:** "We agree."\n', ["President Lund"]),
    ('"It is late." - Ana Lund, mayor of Oslo\n', ["Ana Lund, mayor of Oslo"]),
    # no name before the colon
    ('On the talks: "We agree."\n', []),
    ('She then said: "We agree."\n', []),
]


@pytest.mark.parametrize(("text", "expected"), QUOTED)
def test_quoted_lines_name_their_speakers(text, expected):
    assert [text[slice(*line.speaker)] for line in find_quoted_lines(find_quotations(text))] == expected
