"""Events in the short words of a brief. What no template fits is told in its own words, shortened."""

from __future__ import annotations

from detente.evidence import Actor, Event, EventReport, EventType, Status
from detente.negotiation.view import View
from detente.negotiation.wording import plain, shorten
from detente.reference.negotiation import load_words, matches

LONG = 220  # characters in which a contact that fell through is told
_JOINT = "joint statement"
_TOOK_PLACE = (Status.OCCURRED, Status.ONGOING)
_CONTACT = (EventType.CONSULT, EventType.AGREE)
_TELLING = {
    "meeting": ("{level} meet", "the sides meet"),
    "talks": ("talks of {level}", "talks"),
    "phone call": ("phone call of {level}", "phone call"),
    "summit": ("summit", "summit"),
    "visit": ("visit of {level}", "visit"),
    "border talks": ("border talks", "border talks"),
}


def contact_words(view: View, event: Event) -> tuple[str, str | None]:
    """Return what a contact was and the highest level of those who met, such as ("leaders meet", "leaders").

    A contact that did not take place, or of which the words do not tell the kind, is told in its own words.
    """
    report = first_report(view, event)
    words = plain(report.anchor.exact)
    level = level_of(event, words)
    kind = next((kind for kind, patterns in load_words().meetings.items() if matches(patterns, words)), None)
    if event.type is EventType.AGREE and event.status in _TOOK_PLACE and _JOINT in words.lower():
        return _JOINT, level
    if event.status in (Status.CALLED_OFF, Status.DENIED) or event.type not in _CONTACT or kind is None:
        return shorten(words, LONG), level
    with_level, without = _TELLING[kind]
    return (with_level.format(level=level) if level else without), level


def level_of(event: Event, words: str) -> str | None:
    """Return the highest level of office among those who met, read from their offices, else from the words."""
    offices = " ; ".join(f"{actor.office or ''} {actor.text}" for actor in event.actors)
    for text in (offices, words):
        for level, patterns in load_words().levels.items():
            if matches(patterns, text):
                return level
    return None


def event_words(view: View, event: Event) -> str:
    """Return an event in short words where a template fits, else in its own words."""
    return template_words(view, event) or view.words(first_report(view, event))


def template_words(view: View, event: Event) -> str | None:
    """Return a contact or a joint statement that took place in short words, `None` for all else."""
    if event.status is not Status.OCCURRED or event.type not in _CONTACT:
        return None
    told, _ = contact_words(view, event)
    if told == _JOINT:
        return told
    own = shorten(first_report(view, event).anchor.exact, LONG)
    if event.type is not EventType.CONSULT or told == own:
        return None
    return f"{told}, {place}" if (place := place_words(event)) else told


def place_words(event: Event) -> str | None:
    """Return the place of an event without the country behind the city."""
    return plain(event.place).split(",")[0] if event.place else None


def first_report(view: View, event: Event) -> EventReport:
    """Return the report that appeared first, which speaks for its event."""
    return min(event.reports, key=view.place)


def occasion_of(event: Event) -> str | None:
    """Return the occasion that the reports of an event name."""
    return min((report.occasion for report in event.reports if report.occasion), default=None)


def speaker_words(actor: Actor | None) -> str | None:
    """Return how a speaker is called."""
    return plain(actor.text) if actor else None
