"""Finding which pattern of the codebook fits a word in its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from detente.evidence import EventType
from detente.reference.codebook import ANY, Codebook, Pattern, Slot

OBJECTS = ("dobj", "nsubjpass", "attr", "oprd")
SUBJECTS = ("nsubj", "csubj")
PREPOSITIONS = ("prep", "agent", "dative")
COMPLEMENTS = ("xcomp", "ccomp")
CLAUSES = ("xcomp", "ccomp", "advcl")
TURNING = ("up", "over", "on", "in", "off")  # particles that make another verb of a verb
BESIDE = ("after", "before", "since", "while", "by", "upon", "without", "despite")  # a second act, not a complement
MODIFIERS = ("compound", "amod", "nmod")


class Matcher:
    """Codes the words of one parse; remembers what it coded."""

    def __init__(self, book: Codebook) -> None:
        self.book = book
        self.quantity = book.classes["quantity"]
        self._memo: dict[int, Pattern | None] = {}

    def code(self, token: Token) -> Pattern | None:
        """Return the most specific pattern that fits a verb or noun, or `None`."""
        if token.i not in self._memo:
            self._memo[token.i] = None  # a clause that holds itself, in a broken parse, ends here
            fitting = [p for p in self._candidates(token) if self._fits(p, token)]
            self._memo[token.i] = max(fitting, key=lambda p: self._fit(p, token), default=None)
        return self._memo[token.i]

    def _fit(self, pattern: Pattern, token: Token) -> tuple[int, bool, int]:
        """Rank a pattern that fits: by what it asks for, then whether the object's head itself is of its class."""
        words = pattern.object.words if pattern.object else ANY
        by_head = words is not ANY and any(_named(head, words) for head in self.objects(token))
        return pattern.specificity, by_head, -pattern.order

    def heads(self, token: Token) -> Iterator[Token]:
        """Yield a noun and what it counts or holds: in "a series of talks", series and talks."""
        yield token
        if token.lemma_.lower() in self.quantity:
            for prep in token.children:
                if prep.dep_ == "prep" and prep.lower_ == "of":
                    for inner in prep.children:
                        if inner.dep_ == "pobj":
                            yield from self.heads(inner)

    def objects(self, token: Token) -> Iterator[Token]:
        """Yield the head nouns that a verb acts on, or that an event noun is made of."""
        if token.pos_ in ("NOUN", "PROPN"):
            yield from (child for child in token.children if child.dep_ in MODIFIERS)
            for prep in token.children:
                if prep.dep_ == "prep" and prep.lower_ == "of":
                    for inner in prep.children:
                        if inner.dep_ == "pobj":
                            yield from self.heads(inner)
            return
        for child in token.children:
            if child.dep_ in OBJECTS:
                yield from self.heads(child)
                yield from (other for other in child.conjuncts if other.i > child.i)
        if token.dep_ == "acl" and token.tag_ == "VBN":
            yield token.head

    def complements(self, token: Token) -> Iterator[Token]:
        """Yield the predicates of the clauses that complete a verb ("agreed to *meet*", "urged it to *withdraw*")."""
        for child in token.children:
            if child.dep_ in COMPLEMENTS:
                yield child
            elif child.dep_ in OBJECTS or child.dep_ == "acomp":
                yield from (c for c in child.children if c.dep_ in ("acl", "xcomp") and _is_infinitive(c))
            elif child.dep_ == "advcl" and _is_infinitive(child) and not any(c.dep_ == "mark" for c in child.children):
                yield child
            elif child.dep_ == "prep" and child.lower_ not in BESIDE:
                yield from (c for c in child.children if c.dep_ == "pcomp")

    def _candidates(self, token: Token) -> tuple[Pattern, ...]:
        if token.pos_ in ("VERB", "AUX"):
            return self.book.verbs.get(token.lemma_.lower(), ())
        if token.pos_ in ("NOUN", "PROPN"):
            return self.book.nouns.get(token.lemma_.lower(), ()) or self.book.nouns.get(whole_word(token), ())
        return ()

    def _fits(self, pattern: Pattern, token: Token) -> bool:
        if not pattern.particle and any(c.dep_ == "prt" and c.lower_ in TURNING for c in token.children):
            return False  # "took up posts" is not "took posts"
        checks: tuple[tuple[object, Callable[[], bool]], ...] = (
            (
                pattern.particle,
                lambda: any(
                    c.lower_ == pattern.particle for c in token.children if c.dep_ in ("prt", "advmod", "prep")
                ),
            ),
            (pattern.beside, lambda: any(c.lemma_.lower() == pattern.beside for c in token.children)),
            (pattern.object, lambda: self._has_object(pattern.object, token)),
            (pattern.prep, lambda: self._has_prep(pattern.prep, token)),
            (pattern.subject, lambda: self._has_subject(pattern.subject, token)),
            (pattern.complement, lambda: self._has_complement(pattern.complement, token)),
        )
        return all(check() for asked, check in checks if asked)

    def _has_object(self, slot: Slot | None, token: Token) -> bool:
        if slot is None or slot.words is ANY:
            return any(True for _ in self.objects(token))
        for head in self.objects(token):
            if _named(head, slot.words) or any(_named(m, slot.words) for m in head.children if m.dep_ in MODIFIERS):
                return True
        return False

    def _has_prep(self, slot: Slot | None, token: Token) -> bool:
        assert slot is not None
        preps = [c for c in token.children if c.dep_ in PREPOSITIONS]
        preps += [
            c
            for child in token.children
            if child.dep_ in ("dobj", "prt", "prep")
            for c in child.children
            if c.dep_ == "prep"
        ]
        preps += [  # "called for the vote *to be put off*": the parser makes the preposition mark a clause
            c for child in token.children if child.dep_ in CLAUSES for c in child.children if c.dep_ == "mark"
        ]
        for prep in preps:
            if prep.lower_ != slot.prep:
                continue
            if slot.words is ANY:
                return True
            for inner in prep.children:
                if inner.dep_ == "pobj" and any(
                    _named(w, slot.words) for head in self.heads(inner) for w in (head, *head.conjuncts, *head.children)
                ):
                    return True
        return False

    def _has_subject(self, words: frozenset[str], token: Token) -> bool:
        return any(_named(h, words) for c in token.children if c.dep_ in SUBJECTS for h in self.heads(c))

    def _has_complement(self, types: frozenset[str], token: Token) -> bool:
        inner = list(self.complements(token))
        if types == ANY:
            return bool(inner)
        if "+" in types:
            return any(child.dep_ in SUBJECTS for c in inner for child in c.children)
        return any(self.deep_type(c) in types or c.lemma_.lower() in types for c in inner)

    def deep_type(self, token: Token) -> EventType | None:
        """Return the type of a complement, looking through verbs without one ("to begin *withdrawing*")."""
        for _ in range(4):
            pattern = self.code(token)
            if pattern is not None and pattern.type is not None:
                return pattern.type
            following = next(self.complements(token), None)
            if following is None:
                nouns = (
                    self.code(head) for child in token.children if child.dep_ == "dobj" for head in self.heads(child)
                )
                return next((p.type for p in nouns if p), None)
            token = following
        return None


def _named(token: Token, words: frozenset[str]) -> bool:
    if token.lemma_.lower() in words or token.lower_ in words:
        return True
    if token.ent_type_ and f"ent:{token.ent_type_}" in words:
        return True
    return whole_word(token) in words


def whole_word(token: Token) -> str:
    """Return a word that the tokenizer split at its hyphen in one piece: "ceasefire" for the end of "cease-fire"."""
    if token.i >= 2 and token.nbor(-1).text == "-":
        return token.nbor(-2).lower_ + token.lemma_.lower()
    return ""


def _is_infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
