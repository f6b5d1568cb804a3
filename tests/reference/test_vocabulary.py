"""The vocabulary: the language of phrases, and that the files that ship are sound."""

from __future__ import annotations

import pytest

from detente.article import Article
from detente.errors import DeskBookError
from detente.evidence import Direction, Issue, Milestone, SignKind
from detente.extraction.terms import find_terms
from detente.reference.vocabulary import compile_vocabulary, load_vocabulary

CLASSES = {"force": "troop soldier"}
PHRASES = [
    # a lemma stands for its forms
    ("withdraw", "They withdrew at dawn.", ["withdrew"]),
    # either of two words
    ("withdraw|leave", "They left at dawn.", ["left"]),
    # a class
    ("@force leave", "The troops left at dawn.", ["troops left"]),
    # a word that may be missing
    ("peace ?and treaty", "A peace treaty was signed.", ["peace treaty"]),
    # a short gap of up to three words
    (
        "release of * prisoner",
        "The release of all the remaining prisoners began.",
        ["release of all the remaining prisoners"],
    ),
    ("release of * prisoner", "The release of those who had long been held as prisoners began.", []),
    # a long one of up to eight
    ("only ** if", "They will only come back to the table if asked.", ["only come back to the table if"]),
    # no phrase runs over the end of a sentence
    ("peace treaty", "They want peace. Treaty talks failed.", []),
]


@pytest.mark.parametrize(("phrase", "text", "found"), PHRASES)
def test_a_phrase_is_found(parser, phrase, text, found):
    book = compile_vocabulary({"classes": CLASSES, "topic": [{"label": "x", "phrases": [phrase]}]})
    parsed = parser.parse(Article("test", text))
    assert [parsed.doc[hit.start : hit.end].text for hit in find_terms(parsed, book).of("topic")] == found


FAULTS = [
    ({"topic": [{"label": "x", "phrases": ["@nothing"]}]}, "no word class @nothing"),
    ({"topic": [{"label": "x", "phrases": ["* peace"]}]}, "begins with a gap"),
    ({"topic": [{"phrases": ["peace"]}]}, "without label"),
]


@pytest.mark.parametrize(("tables", "message"), FAULTS)
def test_a_fault_in_a_file_is_named(tables, message):
    with pytest.raises(DeskBookError, match=message):
        compile_vocabulary({"classes": CLASSES, **tables})


def test_an_unknown_class_is_an_error_and_not_empty():
    with pytest.raises(DeskBookError, match="no word class @typo"):
        load_vocabulary().words("typo")


def test_the_labels_that_ship_are_those_of_the_vocabulary():
    entries = load_vocabulary().entries
    assert {entry.label for entry in entries["issues"]} <= {issue.value for issue in Issue} - {"other"}
    stages = {entry.label for entry in entries["stages"]}
    assert {stage.value for stage in Milestone} - {"none"} <= stages
    for entry in entries["signs"]:
        Direction(entry.fields["direction"])
        assert entry.fields["kind"] == "voice" or SignKind(entry.fields["kind"])
