"""How much speaks for two reports telling of one event: arithmetic over traits and the weights of the desk book."""

from __future__ import annotations

from detente.evidence import EventType, Milestone, Status
from detente.ledger.identity.traits import FOREVER, Traits
from detente.reference.identity import IdentityWeights

NEVER = float("-inf")  # they contradict each other
TOO_LITTLE = -100.0  # nothing contradicts, but an undated report needs more in common
_JOINT = frozenset((EventType.AGREE, EventType.CONSULT, EventType.COOPERATE, EventType.SUPPORT, EventType.CONCEDE))
# Rungs of one ladder: a text is initialled or signed, not both at once. A ceasefire may be signed.
_ONE_WAY = (Milestone.TEXT_AGREED, Milestone.INITIALLED, Milestone.SIGNED, Milestone.IN_FORCE)
_DONE = (Status.OCCURRED, Status.ONGOING)


def match(a: Traits, b: Traits, weights: IdentityWeights) -> float:
    """Return the score of a pair; `NEVER` where they cannot be one event. The same in either order."""
    dated = _date(a, b, weights)
    if dated == NEVER:
        return NEVER
    kind, who = _type(a, b, weights), _actors(a, b, weights)
    if kind == NEVER or who == NEVER:
        return NEVER
    said = _content(a, b, weights)
    if a.span is None or b.span is None:
        if not _strong(a, b, weights):
            return TOO_LITTLE
        dated += 1.0  # what was asked of the words stands in for the date
    return dated + kind + who + said + _persons(a, b, weights) + _place(a, b, weights) + _manner(a, b, weights)


def _type(a: Traits, b: Traits, weights: IdentityWeights) -> float:
    one, other = a.report, b.report
    stated = weights.statuses.get((one.status, other.status), NEVER)
    if one.type == other.type:
        return weights.prior[one.type] + stated
    announced = {one.type, other.type} == {EventType.AGREE, EventType.CONSULT} and Status.PLANNED in (
        one.status if one.type is EventType.AGREE else other.status,
    )
    if announced:  # an announced meeting is coded AGREE, the meeting itself CONSULT
        return weights.prior[EventType.CONSULT] + stated
    prior = min(weights.prior[one.type], weights.prior[other.type])
    return prior + weights.types.get((one.type, other.type), NEVER) + stated


def _date(a: Traits, b: Traits, weights: IdentityWeights) -> float:
    if a.span is None or b.span is None:
        return _undated(a, b, weights)
    if a.span[0] <= b.span[1] and b.span[0] <= a.span[1]:
        wider = max(a.width, b.width)
        if wider == 1:
            return float(weights.date["same_day"])
        return next(float(value) for days, value in weights.date["overlap"] if wider <= days)
    apart = max(a.span[0] - b.span[1], b.span[0] - a.span[1])
    off_by = weights.date["off_by"]
    if max(a.width, b.width) > 2 or apart > len(off_by):
        return NEVER
    return float(off_by[apart - 1])


def _undated(a: Traits, b: Traits, weights: IdentityWeights) -> float:
    """A report without a date tells of something before its publication, and mostly not long before."""
    total = float(weights.date["missing"])
    for silent, other in ((a, b), (b, a)):
        if silent.span is not None or silent.published == FOREVER:
            continue
        told = silent.published.toordinal()
        first, last = other.span or (other.published.toordinal(),) * 2
        if other.span and first > told and silent.report.status in _DONE:
            return NEVER
        total += float(weights.date["stale"]) if told - last > weights.date["fresh_days"] else 0.0
    return total


def _actors(a: Traits, b: Traits, weights: IdentityWeights) -> float:
    if not _same_way(a, b):
        return NEVER
    mine, theirs = a.doers | a.receivers, b.doers | b.receivers
    if not mine or not theirs:
        return float(weights.actors["unknown"])
    mine, theirs = mine - (b.brokers - theirs), theirs - (a.brokers - mine)  # one may name a mediator as a party
    if mine == theirs:
        return float(weights.actors["same"])
    if a.countries == b.countries:
        return float(weights.actors["same_doers" if a.doers & b.doers else "same_countries"])
    common, of = len(mine & theirs), len(mine | theirs)
    if common and (mine <= theirs or theirs <= mine):
        return float(weights.actors["contained"])
    return float(weights.actors["overlap"]) if 2 * common >= of else NEVER


def _persons(a: Traits, b: Traits, weights: IdentityWeights) -> float:
    both = [(a.persons[id], b.persons[id]) for id in a.persons.keys() & b.persons.keys()]
    if any(not mine & theirs for mine, theirs in both):
        return float(weights.actors["other_persons"])
    return float(weights.actors["same_persons"]) if both else 0.0


def _same_way(a: Traits, b: Traits) -> bool:
    """Tell whether two directed acts run the same way; joint acts have no direction."""
    if a.report.type in _JOINT and b.report.type in _JOINT:
        return True
    against = a.doers & b.receivers - b.doers or b.doers & a.receivers - a.doers
    return bool(a.doers & b.doers) or not against


def _place(a: Traits, b: Traits, weights: IdentityWeights) -> float:
    if not a.place or not b.place:
        return 0.0
    return float(weights.place[_places(a, b)])


def _places(a: Traits, b: Traits) -> str:
    if a.place & b.place:
        return "same"
    whole = (a.within and a.within[1]) or (b.within and b.within[1])  # one names only the country
    if whole and (a.within is None or b.within is None or a.within[0] == b.within[0]):
        return "maybe"
    abroad = a.within and b.within and a.within[0] != b.within[0]
    return "differs" if abroad else "unlike"


def _manner(a: Traits, b: Traits, weights: IdentityWeights) -> float:
    total = 0.0
    one, other = a.report, b.report
    if one.mode and other.mode:
        if one.mode == other.mode:
            total += weights.mode["same"]
        else:
            total += weights.mode["phone_or_not" if "phone" in (one.mode, other.mode) else "differs"]
    if one.milestone in _ONE_WAY and other.milestone in _ONE_WAY:
        total += weights.milestone["same" if one.milestone == other.milestone else "differs"]
    return total


def _content(a: Traits, b: Traits, weights: IdentityWeights) -> float:
    said = weights.content
    total = float(said["similarity"]) * likeness(a, b)
    if not a.words & b.words and min(len(a.words), len(b.words)) >= 3:
        total += said["different"]
    if a.ordinal and b.ordinal and a.ordinal[1] == b.ordinal[1] and a.ordinal[0] != b.ordinal[0]:
        total += said["ordinal_differs"]
    if a.key == b.key:
        twice = a.report.type == b.report.type and _nested(a, b)
        total += said["nested" if twice else "same_article"]
    elif a.quote == b.quote and len(a.words) >= 3:
        total += said["same_words"]
    return total


def likeness(a: Traits, b: Traits) -> float:
    """Return the share of common words, 0-1: Dice's coefficient, damped for passages of one or two words."""
    if not a.words or not b.words:
        return 0.0
    common, shorter = len(a.words & b.words), min(len(a.words), len(b.words))
    dice = 2 * common / (len(a.words) + len(b.words))
    return dice * min(1.0, shorter / 4)


def _strong(a: Traits, b: Traits, weights: IdentityWeights) -> bool:
    if a.report.type == b.report.type and a.place & b.place and a.doers | a.receivers == b.doers | b.receivers:
        days = [one.span[1] if one.span else one.published.toordinal() for one in (a, b)]
        if abs(days[0] - days[1]) <= weights.content["fresh_place_days"]:
            return True
    common = len(a.words & b.words | (a.place & b.place))
    shorter = max(1, min(len(a.words), len(b.words)))
    return bool(common >= weights.content["strong_common"] and common >= weights.content["strong_share"] * shorter)


def _nested(a: Traits, b: Traits) -> bool:
    x, y = a.report.anchor, b.report.anchor
    return x.start <= y.start < y.end <= x.end or y.start <= x.start < x.end <= y.end
