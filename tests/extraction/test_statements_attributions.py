"""Attributions: tables of (sentence, source, cue, content), with the reason above each row."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.article import Article
from detente.extraction.statements import find_attributions
from detente.reference.speech import load_speech


@pytest.fixture(scope="module")
def attributed(parser):
    def read(text: str) -> list[tuple[str | None, str, str]]:
        parsed = parser.parse(Article("test", text))
        return [
            (a.source and text[slice(*a.source)], text[slice(*a.cue)], text[a.content.start : a.content.end])
            for a in find_attributions(parsed, load_speech())
        ]

    return read


TABLE = [
    # a that-clause with its "that"; auxiliaries and adverbs belong to the cue
    ("The envoy has also said that talks would resume.", [("The envoy", "has also said", "that talks would resume")]),
    # the time between cue and clause belongs to neither
    ("The envoy said on Monday that talks would resume.", [("The envoy", "said", "that talks would resume")]),
    # a quotation before the cue, the verb turned round, marks and comma inside
    ("“We are close,” said Ana Berg.", [("Ana Berg", "said", "“We are close,”")]),
    # one that the cue interrupts runs to its end
    (
        "“We are close,” the envoy said, “but not there.”",
        [("the envoy", "said", "“We are close,” the envoy said, “but not there.”")],
    ),
    # further quotations in the next paragraphs go on with the speaker
    ("“We are close,” Berg said.\n\n“Very close.”", [("Berg", "said", "“We are close,” Berg said.\n\n“Very close.”")]),
    # but not where they have a cue of their own
    (
        "“We are close,” Berg said.\n\n“We are not,” Lund said.",
        [("Berg", "said", "“We are close,”"), ("Lund", "said", "“We are not,”")],
    ),
    # a colon joins the cue
    ('The minister said: "There is no deal."', [("The minister", "said:", '"There is no deal."')]),
    # quoted words in a clause do not make the clause a quotation
    (
        "The minister said the plan was “dead” for now.",
        [("The minister", "said", "the plan was “dead” for now")],
    ),
    # a sentence that the cue closes
    ("The plan is dead, the minister said.", [("the minister", "said", "The plan is dead")]),
    # what stands outside a sentence: according to
    ("According to the ministry, the road is open.", [("the ministry", "According to", "the road is open")]),
    ("The road is open, according to the ministry.", [("the ministry", "according to", "The road is open")]),
    # an infinitive; an object; a preposition that joins the cue; an object with what it is called
    ("Norway vowed to send monitors.", [("Norway", "vowed", "to send monitors")]),
    ("Norway condemned the raid.", [("Norway", "condemned", "the raid")]),
    ("Norway called for a truce.", [("Norway", "called for", "a truce")]),
    ("Norway accused Sweden of breaking the truce.", [("Norway", "accused", "Sweden of breaking the truce")]),
    ("The mayor called the fear “nonsensical”.", [("The mayor", "called", "the fear “nonsensical”")]),
    # the addressee is neither source nor content
    ("Berg told Reuters that the border was open.", [("Berg", "told", "that the border was open")]),
    # a noun with its possessor, and a light verb with a noun
    ("The rebels' demand for an amnesty was heard.", [("The rebels'", "demand for", "an amnesty")]),
    ("Norway voiced doubt about the plan.", [("Norway", "voiced doubt about", "the plan")]),
    # an adjective
    ("Sweden was sceptical of the offer.", [("Sweden", "was sceptical of", "the offer")]),
    # the passive: who did it is the source
    ("The plan was rejected by the rebels.", [("the rebels", "was rejected", "The plan")]),
    # an apposition belongs to the source with the comma that closes it; a relative clause of an inverted one does not
    ("Ana Berg, the mayor, said it was late.", [("Ana Berg, the mayor,", "said", "it was late")]),
    ("“It is late,” said Ana Berg, who was tired.", [("Ana Berg", "said", "“It is late,”")]),
    # two cues of one subject
    (
        "Berg said the road was open and accused Lund of lying.",
        [("Berg", "said", "the road was open"), ("Berg", "accused", "Lund of lying")],
    ),
    # a participle hangs on the sentence's subject
    (
        "Berg left the hall, saying that it was late.",
        [("Berg", "saying", "that it was late")],
    ),
    # the relative pronoun belongs to what is said of it
    ("He dropped the plan, which Lund called a sham.", [("Lund", "called", "which Lund called a sham")]),
    # an aside at the end is the writer's
    ("Berg said she would visit Oslo, which is in Norway.", [("Berg", "said", "she would visit Oslo")]),
    # scare quotes attribute nothing, an order to the reader neither
    ("The so-called “truce” lasted a day.", []),
    ("Tell them that it is late.", []),
    # nothing said inside of what is said
    ("Berg said that Lund wanted a truce.", [("Berg", "said", "that Lund wanted a truce")]),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_sentences_attribute(attributed, text, expected):
    assert attributed(text) == expected


NAMES = st.sampled_from(["Ana Berg", "the minister", "Norway", "two officials from the ministry"])
CUES = st.sampled_from(["said", "has said", "denied", "insisted", "told reporters", "was wondering"])
CLAUSES = st.sampled_from(["the road was open", "that “nobody” would leave", "it was late, which was true", ""])
PIECES = st.tuples(NAMES, CUES, CLAUSES, st.sampled_from([".", "!", '."', "\n\n", ", “we go.”", ": “Stop”"]))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=5))
def test_spans_lie_in_the_text_and_no_cue_stands_in_another_content(parser, pieces):
    text = " ".join(f"{name} {cue} {clause}{end}" for name, cue, clause, end in pieces)
    found = find_attributions(parser.parse(Article("test", text)), load_speech())
    for a in found:
        for start, end in (a.cue, (a.content.start, a.content.end), a.source or a.cue):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
        others = [b for b in found if b is not a and b.content.start <= a.cue[0] and a.cue[1] <= b.content.end]
        assert all(b.content.start <= b.cue[0] < b.content.end for b in others)


def test_boilerplate_attributes_nothing(parser):
    from detente.article import Passage

    text = "Berg said it was late. Lund said “read more here.”"
    article = Article("test", text, boilerplate=(Passage(23, len(text)),))
    found = find_attributions(parser.parse(article), load_speech())
    assert [text[slice(*a.source)] for a in found] == ["Berg"]
