"""Judgements: added, never changed; the view folds them; they follow their record into a newer extraction."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_builders import NOON, NewLedger, dispatch, event_of, reports

from detente.errors import InvalidEvidence, LedgerError, UsageError
from detente.evidence import Evidence, Extraction, Poll
from detente.ledger import Action, Judgement, derive_events
from detente.ledger.judging import fold
from detente.ledger.judging.folding import in_force

DISPATCH = dispatch()
EVENT, POLL = DISPATCH.evidence[1], DISPATCH.of_kind(Poll)[0]


def say(action: Action, target: str, hour: int = 0, who: str = "Ana", **more: Any) -> Judgement:
    """Return a judgement; one that needs a reason or a patch gets one."""
    needed: dict[Action, dict[str, Any]] = {Action.REJECT: {"reason": "wrong"}, Action.EDIT: {"patch": {"share": 16.0}}}
    return Judgement(action, who, NOON + dt.timedelta(hours=hour), target, **(needed.get(action, {}) | more))


def poll_in(extractions: tuple[Extraction, ...]) -> Poll | None:
    """Return the poll of the view, if it is there."""
    found = [record for one in extractions for record in one.of_kind(Poll)]
    return found[0] if found else None


REJECT, EDIT, ACCEPT = say(Action.REJECT, POLL.id), say(Action.EDIT, POLL.id, 1), say(Action.ACCEPT, POLL.id, 2)

# (judgements in any order, the share that the view shows or nothing): the last word that was not undone counts.
LAST_WORD = [
    ([], 61.0),
    ([ACCEPT], 61.0),
    ([REJECT], None),
    ([EDIT], 16.0),
    ([REJECT, EDIT], 16.0),
    ([EDIT, ACCEPT], 61.0),
    ([REJECT, say(Action.UNDO, REJECT.id, 3)], 61.0),
    ([REJECT, EDIT, say(Action.UNDO, EDIT.id, 3)], None),
    ([REJECT, undo := say(Action.UNDO, REJECT.id, 3), say(Action.UNDO, undo.id, 4)], None),
    ([REJECT, say(Action.DEFER, POLL.id, 5)], 61.0),
]


@pytest.mark.parametrize(("said", "share"), LAST_WORD)
def test_the_last_word_counts(said: list[Judgement], share: float | None) -> None:
    for order in (said, said[::-1], said * 2):
        poll = poll_in(fold([DISPATCH], order).extractions)
        assert (poll.share if poll else None) == share


@given(st.permutations([REJECT, EDIT, ACCEPT, say(Action.UNDO, ACCEPT.id, 3, "Bo"), say(Action.REJECT, EVENT.id, 4)]))
def test_the_fold_does_not_depend_on_the_order_of_arrival(said: list[Judgement]) -> None:
    assert fold([DISPATCH], said) == fold([DISPATCH], sorted(said, key=lambda one: one.order))


def test_two_reviewers_may_disagree_and_it_shows() -> None:
    judged = fold([DISPATCH], [say(Action.ACCEPT, POLL.id, 0, "Ana"), say(Action.REJECT, POLL.id, 1, "Bo")])
    verdict = judged.verdicts[POLL.id]
    assert verdict.disputed and verdict.counts.reviewer == "Bo" and [one.reviewer for one in verdict.against] == ["Ana"]
    agreed = fold([DISPATCH], [say(Action.ACCEPT, POLL.id, 0, "Ana"), say(Action.ACCEPT, POLL.id, 1, "Bo")])
    assert not agreed.verdicts[POLL.id].disputed


def test_a_correction_may_move_the_anchor() -> None:
    start = DISPATCH.article.text.index("Some 61 %")
    patch = {"anchor": {"start": start, "end": start + 9}}
    poll = poll_in(fold([DISPATCH], [say(Action.EDIT, POLL.id, patch=patch)]).extractions)
    assert poll is not None and poll.anchor.exact == "Some 61 %" and poll.certainty == 1.0


Change = Callable[[Poll], Evidence]

# (what the newer extraction reads on the same words, judgement, share shown, whether listed as changed or orphan)
FOLLOWS: list[tuple[Change, Judgement, float | None, str]] = [
    (lambda poll: dataclasses.replace(poll, certainty=0.1), REJECT, None, ""),  # the same reading: it still holds
    (lambda poll: dataclasses.replace(poll, share=39.0), REJECT, 39.0, "changed"),  # another reading: say it again
    (lambda poll: dataclasses.replace(poll, share=39.0), ACCEPT, 39.0, "changed"),
    (lambda poll: dataclasses.replace(poll, share=39.0), EDIT, 16.0, ""),  # a correction holds on the same words
    (lambda poll: EVENT, REJECT, None, "orphans"),  # nothing of the kind is read there any more
]


@pytest.mark.parametrize(("change", "judgement", "share", "listed"), FOLLOWS)
def test_a_judgement_follows_its_record_into_a_newer_extraction(
    new_ledger: NewLedger, change: Change, judgement: Judgement, share: float | None, listed: str
) -> None:
    newer = dataclasses.replace(
        DISPATCH, evidence=tuple(change(one) if isinstance(one, Poll) else one for one in DISPATCH.evidence)
    )
    with new_ledger() as ledger:
        ledger.record(DISPATCH, now=NOON, extractor_version="1")
        ledger.judge(judgement, now=NOON)
        ledger.record(newer, now=NOON, extractor_version="2")
        judged = ledger.judged()
        poll = poll_in(judged.extractions)
        assert (poll.share if poll else None) == share
        assert judged.changed == ((judgement,) if listed == "changed" else ())
        assert judged.orphans == ((judgement,) if listed == "orphans" else ())
        assert ledger.extractions() == [dataclasses.replace(newer, evidence=tuple(dict.fromkeys(newer.evidence)))]
        assert ledger.check() == []


def test_what_was_judged_later_is_not_known_before(new_ledger: NewLedger) -> None:
    with new_ledger() as ledger:
        ledger.record(DISPATCH, now=NOON, extractor_version="1")
        ledger.judge(REJECT, now=NOON + dt.timedelta(days=1))
        assert poll_in(ledger.judged(known_at=NOON).extractions) == POLL
        assert poll_in(ledger.judged().extractions) is None
        assert ledger.judgements() == [REJECT] and ledger.judgements(known_at=NOON) == []


def test_a_judgement_of_an_article_that_the_view_leaves_out_is_no_orphan(new_ledger: NewLedger) -> None:
    with new_ledger() as ledger:
        ledger.record(DISPATCH, now=NOON, extractor_version="1")
        ledger.judge(REJECT, now=NOON)
        assert ledger.judged(as_of=dt.date(2020, 1, 1)).orphans == ()


def test_a_judgement_twice_is_one(new_ledger: NewLedger) -> None:
    with new_ledger() as ledger:
        ledger.record(DISPATCH, now=NOON, extractor_version="1")
        for _ in range(2):
            ledger.judge(REJECT, now=NOON)
        assert ledger.judgements() == [REJECT]


# (judgement, error, message): what is said of nothing, or makes no sense, is refused.
REFUSED: list[tuple[Judgement, type[Exception], str]] = [
    (say(Action.REJECT, POLL.id, reason=""), UsageError, "no reason given; say in a word what is wrong"),
    (say(Action.EDIT, POLL.id, patch={}), UsageError, "no patch given"),
    (say(Action.MERGE, EVENT.id), UsageError, "no targets given"),
    (say(Action.ACCEPT, POLL.id, who=""), UsageError, "no reviewer given"),
    (say(Action.ACCEPT, "poll-0000"), LedgerError, "no such record"),
    (say(Action.UNDO, "judgement-0000"), LedgerError, "no such judgement"),
    (say(Action.EDIT, POLL.id, patch={"colour": "red"}), InvalidEvidence, "a poll has no field colour"),
    (say(Action.EDIT, POLL.id, patch={"kind": "rumour"}), InvalidEvidence, "unknown kind"),
]


@pytest.mark.parametrize(("judgement", "error", "message"), REFUSED)
def test_a_judgement_that_makes_no_sense_is_refused(
    new_ledger: NewLedger, judgement: Judgement, error: type[Exception], message: str
) -> None:
    with new_ledger() as ledger:
        ledger.record(DISPATCH, now=NOON, extractor_version="1")
        with pytest.raises(error, match=message):
            ledger.judge(judgement, now=NOON)
        assert ledger.judgements() == []


TALKS = [
    ("Gazette", "met in Kazan", {"date": "2024-10-24", "published": "2024-10-24", "place": "Kazan"}),
    ("Courier", "saw each other in Kazan", {"date": "2024-10-24", "published": "2024-10-25", "place": "Kazan"}),
    ("Tribune", "talked in the Tatar capital", {"date": "2024-10-20", "published": "2024-10-26", "place": "Tatarstan"}),
]


def test_a_person_may_merge_and_split_events() -> None:
    found = reports(*TALKS)
    first, second, third = (one.evidence[0].id for one in found)
    kazan, tatar = derive_events(found)
    assert (len(kazan.reports), len(tatar.reports)) == (2, 1)
    merge = say(Action.MERGE, kazan.id, targets=(tatar.id,))
    merged = event_of(derive_events(found, fold(found, [merge]).links))
    assert len(merged.reports) == 3 and tatar.id in merged.aliases and merged.id == kazan.id
    split = say(Action.SPLIT, merged.id, 1, targets=(second,))
    apart = derive_events(found, fold(found, [merge, split]).links)
    assert [{report.id for report in event.reports} for event in apart] == [{first, third}, {second}]
    undo = say(Action.UNDO, merge.id, 2)
    assert derive_events(found, fold(found, [merge, undo]).links) == (kazan, tatar)


def test_a_merge_follows_a_corrected_report() -> None:
    found = reports(*TALKS)
    kazan, tatar = derive_events(found)
    merge = say(Action.MERGE, kazan.id, targets=(tatar.id,))
    edit = say(Action.EDIT, found[0].evidence[0].id, 1, patch={"place": "Kazan, Russia"})
    judged = fold(found, [merge, edit])
    event = event_of(derive_events(judged.extractions, judged.links))
    assert event.place == "Kazan, Russia"


@settings(max_examples=40)
@given(st.lists(st.sampled_from([REJECT, EDIT, ACCEPT]), max_size=4), st.randoms(use_true_random=False))
def test_an_undo_leaves_things_as_they_were(said: list[Judgement], chance: random.Random) -> None:
    extra = say(Action.REJECT, EVENT.id, chance.randrange(9))
    undo = say(Action.UNDO, extra.id, 10)
    assert fold([DISPATCH], [*said, extra, undo]).extractions == fold([DISPATCH], said).extractions
    assert in_force([*said, extra, undo]) == in_force(said)
