"""Who acts and on whom: the arguments of a predicate, found over the parse."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

SUBJECTS = ("nsubj", "csubj")
RECIPIENT_PREPOSITIONS = (
    *("against", "with", "to", "on", "upon", "at", "from", "toward", "towards"),
    *("for", "over", "of", "into", "in", "about"),
)
SETTINGS = ("GPE", "LOC", "FAC", "DATE", "TIME")
STATES = frozenset(["commit", "concern"])
RELATIVE = ("WDT", "WP", "WP$")


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive, also as a bare participle behind a noun ("talks *hosted* by Qatar")."""
    if verb.lemma_ in STATES and not any(child.dep_ == "agent" for child in verb.children):
        return False  # "is committed to" says what its subject does
    if any(child.dep_ in ("nsubjpass", "auxpass", "agent") for child in verb.children):
        return True
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "advcl", "relcl")
        and not any(c.dep_ == "aux" for c in verb.children)
    )


def subjects(verb: Token, depth: int = 0) -> Iterator[Token]:
    """Yield the head nouns of who does what the verb says, also where the subject is shared or understood."""
    if depth > 6:
        return
    if is_passive(verb):
        yield from _agents(verb)
        return
    own = [child for child in verb.children if child.dep_ in (*SUBJECTS, "nsubjpass")]
    if own:
        for subject in own:
            yield verb.head if subject.tag_ in RELATIVE and verb.dep_ == "relcl" else subject
        return
    head = verb.head
    if verb.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "PRON"):
        # "a plan to attack": the plan's owner acts; "rebels attacking the town": the rebels do
        yield from (_owners(head, depth) if _infinitive(verb) else [head])
    elif verb.dep_ in ("xcomp", "ccomp", "advcl", "conj", "pcomp", "dep") and head != verb:
        yield from _inherited(verb, head, depth)


def patients(verb: Token) -> Iterator[Token]:
    """Yield the head nouns of whom or what the verb is done to: direct objects, or the subject of a passive."""
    if is_passive(verb):
        own = [child for child in verb.children if child.dep_ in ("nsubjpass", "nsubj")]
        if own:
            for subject in own:
                yield verb.head if subject.tag_ in RELATIVE and verb.dep_ == "relcl" else subject
        elif verb.dep_ == "acl":
            yield verb.head
        elif verb.dep_ == "conj":
            yield from patients(verb.head)
        return
    for child in verb.children:
        if child.dep_ in ("dative", "iobj") and child.pos_ != "ADP":
            yield child
    objects = [child for child in verb.children if child.dep_ in ("dobj", "oprd")]
    if (
        not objects
        and verb.dep_ == "relcl"
        and not any(c.dep_ in SUBJECTS and c.tag_ in RELATIVE for c in verb.children)
    ):
        yield verb.head
    yield from objects
    for child in verb.children:  # "urged Russia to withdraw": the parser makes Russia the subject of the complement
        if child.dep_ in ("ccomp", "xcomp") and not objects:
            yield from (c for c in child.children if c.dep_ in SUBJECTS and _infinitive(child))


def behind_prepositions(word: Token, prepositions: tuple[str, ...] = RECIPIENT_PREPOSITIONS) -> Iterator[Token]:
    """Yield the nouns behind a word's prepositions, in the order of the given list."""
    found: list[tuple[int, Token]] = []
    for child in word.children:
        if child.dep_ in ("prep", "dative", "agent") and child.lower_ in prepositions:
            rank = prepositions.index(child.lower_)
            found += [(rank, inner) for inner in child.children if inner.dep_ == "pobj"]
            for inner in child.children:  # "out of", "up to"
                if inner.dep_ in ("prep", "pcomp"):
                    found += [(rank, deep) for deep in inner.children if deep.dep_ in ("pobj", "dobj")]
    yield from (token for _, token in sorted(found, key=lambda pair: (pair[0], pair[1].i)))


def behind_astray(verb: Token, prepositions: tuple[str, ...]) -> Iterator[Token]:
    """Yield the nouns behind prepositions that the parser hung on a place or time: "met in Oslo, Norway *with* X"."""
    for token in verb.subtree:
        if token.dep_ == "prep" and token.lower_ in prepositions and token.head.ent_type_ in SETTINGS:
            yield from (inner for inner in token.children if inner.dep_ == "pobj")


def participants_of_noun(noun: Token) -> tuple[list[Token], list[Token]]:
    """Return who acts and who receives in a nominal event: "Israel's attack on Lebanon", "talks between A and B"."""
    actors = [child for child in noun.children if child.dep_ == "poss"]
    actors += behind_prepositions(noun, ("by", "between", "among", "with"))
    recipients = list(behind_prepositions(noun, ("against", "on", "to", "for", "from", "at", "toward", "towards")))
    of = list(behind_prepositions(noun, ("of",)))
    modifiers = [child for child in noun.children if child.dep_ in ("amod", "compound", "nmod")]
    return actors + (modifiers if not actors else []), recipients + of


def is_purpose(verb: Token) -> bool:
    """Tell whether a verb only says what something is for: an infinitive beside a verb or behind a noun."""
    return verb.dep_ in ("advcl", "acl", "relcl") and _infinitive(verb)


def reporters(verb: Token) -> Iterator[Token]:
    """Yield who is reported to say what a verb says: the subject of the verb of speech above it."""
    clause = verb
    for _ in range(6):
        if clause.dep_ == "ccomp" and clause.head.pos_ == "VERB":
            yield from subjects(clause.head)
            return
        for child in clause.children:
            if child.dep_ == "parataxis" and child.pos_ == "VERB":
                yield from subjects(child)
                return
        if clause.head == clause:
            return
        clause = clause.head


def depth(token: Token) -> int:
    """Count the clauses above a predicate; a clause that is reported ("said that") counts as its reporter."""
    depth = 0
    for _ in range(30):
        if token.head == token:
            break
        if token.dep_ not in ("ccomp", "conj", "prep", "pobj", "dobj", "xcomp", "compound", "nsubj"):
            depth += 1
        token = token.head
    return depth


def _agents(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            yield from (inner for inner in child.children if inner.dep_ == "pobj")


def _inherited(verb: Token, head: Token, depth: int) -> Iterator[Token]:
    if verb.dep_ == "pcomp" and head.pos_ == "ADP":
        head = head.head
    if head.pos_ in ("NOUN", "PROPN"):
        yield from _owners(head, depth)
        return
    if verb.dep_ == "xcomp":  # object control: "urged Russia to withdraw"
        objects = [c for c in head.children if c.dep_ in ("dobj", "dative")]
        if objects and head.lemma_ not in ("promise", "vow", "use", "make"):
            yield from objects
            return
    if is_passive(head) and verb.dep_ in ("xcomp", "advcl", "conj"):
        yield from (patients(head) if verb.dep_ != "conj" or not is_passive(verb) else ())
        return
    yield from subjects(head, depth + 1)


def _owners(noun: Token, depth: int) -> Iterator[Token]:
    """Yield who holds a plan, offer or effort: its possessor, or the subject of the verb that it completes."""
    owners = [child for child in noun.children if child.dep_ == "poss"]
    owners += behind_prepositions(noun, ("by", "of", "from"))
    if owners:
        yield from owners
    elif noun.dep_ in ("dobj", "pobj", "attr"):
        verb = noun.head.head if noun.head.pos_ == "ADP" else noun.head
        if verb.pos_ in ("VERB", "AUX"):
            yield from subjects(verb, depth + 1)


def _infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
