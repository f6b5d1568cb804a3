"""Words that repeat somebody else's: "echoing X's statements of last October" is a statement of X as well."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from detente.evidence import Actor, Stance, Statement
from detente.extraction.statements.attribution import Attribution


@dataclass(frozen=True, slots=True, eq=False)
class Echo:
    """A statement that is echoed: the noun that names it, whose it is, and the attribution that says so."""

    noun: Token
    owner: Token
    attribution: Attribution


def find_echo(a: Attribution, echoing: frozenset[str], echoed: frozenset[str]) -> Echo | None:
    """Return what an attribution echoes, where it says whose words those are."""
    if a.word.lemma not in echoing:
        return None
    for token in a.head.sent:
        if a.content.start <= token.idx < a.content.end and token.lemma_.lower() in echoed:
            owner = next((child for child in token.lefts if child.dep_ == "poss"), None)
            if owner is not None:
                return Echo(token, owner, a)
    return None


def turned(statement: Statement, owner: Actor, date: str | None, beside: Sequence[Statement]) -> Statement:
    """Return the echo as a statement of the one who is echoed, with the stance of those who echo it."""
    stances = [other.stance for other in beside if other.stance is not Stance.NEUTRAL]
    return dataclasses.replace(
        statement,
        speaker=owner,
        date=date,
        direct=False,
        relevant=True,
        stance=stances[0] if stances else statement.stance,
    )


def echoing(statement: Statement, words: str) -> Statement:
    """Return a statement with the words that it echoes."""
    return dataclasses.replace(statement, echoes=words)
