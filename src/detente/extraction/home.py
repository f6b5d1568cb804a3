"""Home: domestic actors in an article, and what they do for or against a settlement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from detente.evidence import Actor, Direction, EventReport
from detente.extraction.actors import Actors
from detente.extraction.mood import is_negated
from detente.extraction.parsing import ParsedArticle
from detente.extraction.spans import around, phrase_of, predicate_of, trimmed
from detente.extraction.terms import Hit, Terms
from detente.reference.vocabulary import Entry

TOPIC = "domestic"
TOWARD, AGAINST = Direction.TOWARD, Direction.AGAINST
LONG = 130  # characters from which a clause is cut down to what lies around the words of the finding
REACH = 9  # tokens behind a subject within which its verb must say for or against
_TELLING = frozenset(["VERB", "AUX", "NOUN", "PROPN", "ADJ"])
_NAMES = frozenset(["person", "group", "organ", "people"])
_SECTORS = frozenset(["CVL", "OPP", "REL", "LEG", "PTY", "MED", "LAB", "JUD", "REB", "UAF"])
# Codes of three letters that are no country's.
_BODIES = frozenset(["UNO", "EUR", "NAT", "OSC", "AFU", "SAD", "ECW", "LAS", "GCC", "CIS", "IMF", "IGO"])
_CUES = frozenset(["opposing", "supporting", "losing", "gaining"])
_OF = frozenset(["of", "from", "among", "within", "by", "in", "inside"])
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)(s?)\b")


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the reading of domestic matters needs to know of one article."""

    parsed: ParsedArticle
    terms: Terms
    actors: Actors
    events: tuple[EventReport, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """A domestic matter before it is a record."""

    span: Span
    actor: Actor | None
    direction: Direction
    weight: float
    sort: str = "deed"


def find_deeds(scene: Scene) -> Iterator[Finding]:
    """Yield what domestic actors do for or against: "the Church has broken with the government"."""
    for hit in (*(h for h in scene.terms.of(TOPIC) if h.entry.label == "who"), *_named(scene)):
        head = scene.terms.head(hit)
        if is_history(hit.start, scene) or _is_crowd(head, scene):
            continue
        cue = _cue(hit, head, scene)
        actor = _actor_of(hit, head, cue, scene)
        if actor is None:
            continue
        if cue is None:
            yield from _leanings(hit, head, actor)
            continue
        clause = around(scene.terms.head(cue))
        direction, weight = _direction(hit, cue, clause, scene)
        yield Finding(cut(clause, min(hit.start, cue.start), max(hit.end, cue.end) - 1), actor, direction, weight)


def _leanings(hit: Hit, head: Token, actor: Actor) -> Iterator[Finding]:
    """Yield that hardliners or moderates do something at all: what they want is known from their name."""
    leaning, verb = hit.entry.fields.get("leaning"), _verb_of(head)
    if leaning is None or hit.entry.fields["sector"] != "OPP" or verb is None or is_negated(verb):
        return
    if not any(child.dep_ == "nsubjpass" for child in verb.children):
        yield Finding(cut(around(verb), hit.start, verb.i), actor, Direction(leaning), 3)


def _named(scene: Scene) -> Iterator[Hit]:
    """Yield the mentions of domestic actors by name: parties, movements, leaders of the opposition."""
    for mention in scene.actors.mentions:
        sectors = {i.partition(":")[2] for actor in mention.actors for i in actor.ids}
        inferred = any(actor.inferred for actor in mention.actors) and mention.kind == "people"
        if mention.kind in _NAMES and not inferred and sectors and sectors <= _SECTORS:
            yield Hit(mention.start, mention.end, Entry(TOPIC, "who", fields={"sector": min(sectors)}))


def _is_crowd(head: Token, scene: Scene) -> bool:
    """Tell whether "people" are only some people: those of no named country."""
    mention = scene.actors.at(head)
    return head.lower_ == "people" and (mention is None or all(a.inferred or not a.id for a in mention.actors))


def _cue(hit: Hit, head: Token, scene: Scene) -> Hit | None:
    """Return the words that say what an actor does: its verb's, or a noun's that it completes or owns."""
    sentence = scene.terms.sentence_of(hit.start)
    cues = [
        h
        for h in scene.terms.within(TOPIC, sentence.start, sentence.end)
        if h.entry.label in _CUES and (h.end - h.start > 1 or scene.terms.head(h).pos_ in _TELLING)
    ]
    verb = _verb_of(head)
    if verb is not None:
        suffers = any(child.dep_ == "nsubjpass" for child in verb.children)
        found = [h for h in cues if hit.end <= h.start and _belongs(h, verb, scene)]
        found = [h for h in found if not suffers or h.entry.label in ("losing", "gaining")]
        if found:
            return min(found, key=lambda h: (h.start, -h.end))
    for cue in cues:
        if _completes(cue, hit, head, scene):
            return cue
    return None


def _verb_of(head: Token) -> Token | None:
    """Return the verb whose subject a noun is, also behind "several of", "members of" and in a list."""
    noun = head
    for _ in range(5):
        if noun.dep_ in ("nsubj", "nsubjpass"):
            return noun.head
        if noun.dep_ in ("pobj", "conj", "appos") and noun.head.i < noun.i:
            noun = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "among", "in") else noun.head
            continue
        if noun.dep_ in ("compound", "poss", "amod", "nmod") and noun.head.pos_ in ("NOUN", "PROPN"):
            noun = noun.head
            continue
        return None
    return None


def _belongs(cue: Hit, verb: Token, scene: Scene) -> bool:
    """Tell whether a cue stands in a verb's own words, shortly behind it."""
    if not verb.i - 2 <= cue.start <= verb.i + REACH:
        return False
    token = scene.terms.head(cue)
    for _ in range(6):
        if token == verb or (token.dep_ == "relcl" and token.head in verb.subtree):
            return token == verb
        if token.head == token or any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children if token != verb):
            return False
        token = token.head
    return False


def _completes(cue: Hit, hit: Hit, head: Token, scene: Scene) -> bool:
    """Tell whether an actor completes the noun of a cue ("pressure from hardliners"), owns or qualifies it."""
    noun = scene.terms.head(cue)
    if cue.entry.label == "gaining" and "leaning" not in hit.entry.fields:
        return False  # "the return of the displaced"
    if noun.head == head and cue.end <= hit.start and noun.dep_ == "amod":  # "a divided opposition"
        return cue.entry.label == "losing"
    if noun.pos_ != "NOUN":
        return False
    if head.head == noun and head.dep_ in ("poss", "compound", "amod") and hit.end <= cue.start:
        return True
    link = head.head
    return link.dep_ == "prep" and link.lower_ in _OF and (link.head == noun or cue.end - 1 == link.i)


def _direction(hit: Hit, cue: Hit, clause: Span, scene: Scene) -> tuple[Direction, float]:
    """Return whether a deed helps or hinders, and how much it tells."""
    leaning = hit.entry.fields.get("leaning")
    behind = {h.entry.label for h in scene.terms.within(TOPIC, cue.end, clause.end)}
    against = cue.entry.label in ("opposing", "losing")
    if leaning is not None:
        direction = Direction(leaning)
        swapped = TOWARD if direction == AGAINST else AGAINST
        return (swapped if cue.entry.label == "losing" else direction), 4.2
    verb = predicate_of(scene.terms.head(cue))
    if is_negated(verb) and cue.entry.label in ("supporting", "gaining"):
        against = not against
    elif is_negated(verb) and scene.terms.forms[cue.start] not in ("not", "never"):
        return AGAINST, 0
    direction = AGAINST if against else TOWARD
    if "flips" in behind:
        return (TOWARD if against else AGAINST), 3
    return direction, 3 + ("own" in behind)


def _actor_of(hit: Hit, head: Token, cue: Hit | None, scene: Scene) -> Actor | None:
    """Return a domestic actor with its id, `None` for a main party and for a body of several countries."""
    sector = str(hit.entry.fields.get("sector"))
    actor = known(head, sector, scene)
    if actor is None or actor.id is None:
        return None
    country, _, own = actor.id.partition(":")
    party = bool(own) and "leaning" not in hit.entry.fields and bool(actor.ids & set(scene.actors.parties[:2]))
    if len(country) != 3 or country in _BODIES or party:
        return None
    if cue is not None and cue.entry.label == "opposing" and own in ("ELI", "PTY") and sector in ("OPP", "PTY"):
        return Actor(actor.text, f"{country}:OPP", inferred=True)
    return actor


def is_history(index: int, scene: Scene) -> bool:
    """Tell whether a clause is dated to a year that was over well before publication."""
    published = scene.parsed.article.published
    clause = around(scene.parsed.doc[index])
    found = [int(match[1]) for match in _YEAR.finditer(clause.text)]
    return bool(found) and published is not None and max(found) < int(published[:4]) - 1


def known(head: Token, sector: str | None, scene: Scene) -> Actor | None:
    """Return whom a noun stands for: as resolved, else its sector of the country named nearest."""
    mention = scene.actors.at(head)
    for actor in mention.actors if mention is not None and not mention.is_place else ():
        if actor.id:
            return actor
    country = country_near(head, scene)
    if country is None:
        return None
    return Actor(phrase_of(head).text, f"{country}:{sector}" if sector else country, inferred=True)


def country_near(token: Token, scene: Scene) -> str | None:
    """Return the country named nearest to a token in its sentence, else the first main party's."""
    sentence = scene.terms.sentence_of(token.i)
    near: list[tuple[bool, int, str]] = []
    for mention in scene.actors.within(sentence.start_char, sentence.end_char):
        codes = [actor.id.split(":")[0] for actor in mention.actors if actor.id]
        far = abs(mention.start - token.i)
        near += [(mention.is_place, far, code) for code in codes if len(code) == 3 and code not in _BODIES]
    if near:
        return min(near)[2]
    return next((party.split(":")[0] for party in scene.actors.parties if party not in _BODIES), None)


def cut(clause: Span, first: int, last: int) -> Span:
    """Return a clause, or where it is long what of it lies around the words of the finding."""
    doc, start, end = clause.doc, min(clause.start, first), max(clause.end - 1, last)
    while end > last and doc[end].idx + len(doc[end]) - doc[start].idx > LONG:
        end -= 1
    while start < first and doc[end].idx + len(doc[end]) - doc[start].idx > LONG:
        start += 1
    return trimmed(doc[first], start, end)
