"""The verbs in any order at any time, held against a model in plain Python."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from blog.models import FOREVER, Edition, Window
from blog.publishing import drafts, review, timeline
from blog.publishing.errors import PublishingError
from tests.factories import BODY, make_chief, make_post

NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
OFF_AIR, TAKEN_DOWN = Window.Ending.ENDED, Window.Ending.TAKEN_DOWN

delays = st.integers(min_value=-3, max_value=12)
picks = st.integers(min_value=0, max_value=20)


class Model:
    """What stands on the timeline: start → edition number, OFF_AIR or TAKEN_DOWN."""

    def __init__(self):
        self.standing = {}
        self.stage = "draft"
        self.editions = 0
        self.approved = set()

    def at(self, instant):
        begun = [start for start in self.standing if start <= instant]
        return self.standing[max(begun)] if begun else None

    def live(self, instant):
        value = self.at(instant)
        return value if isinstance(value, int) else None

    def upcoming(self, now):
        return sorted(start for start in self.standing if start > now)

    def state(self, now):
        value = self.at(now)
        if isinstance(value, int):
            return "on air"
        if value == TAKEN_DOWN:
            return "taken down"
        if self.upcoming(now):
            return "scheduled"
        return "unpublished" if value is None else "ended"

    def put(self, start, value, now):
        self.standing[start] = value
        self.tidy(now)

    def drop(self, start, now):
        del self.standing[start]
        self.tidy(now)

    def tidy(self, now):
        """Ends that come after nothing go."""
        before = None
        for start in sorted(self.standing):
            value = self.standing[start]
            idle = not isinstance(value, int) and not isinstance(before, int)
            if idle and start > now:
                del self.standing[start]
                continue
            before = value

    def free_second(self, now):
        while now in self.standing:
            now += SECOND
        return now

    def use_up(self, number, now):
        for start in self.upcoming(now):
            if self.standing[start] != number:
                break
            del self.standing[start]


class Timeline(RuleBasedStateMachine):
    @initialize()
    def begin(self):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now = NOON
        self.chief = make_chief()
        self.post = make_post(by=self.chief)
        self.model = Model()
        self.bytes = {}

    def teardown(self):
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def attempt(self, verb, *args, expected, **kwargs):
        """Call a verb; it must succeed exactly when the model says so."""
        refusal = None
        try:
            with transaction.atomic():
                verb(*args, by=self.chief, now=self.now, **kwargs)
        except PublishingError as error:
            refusal = error
        assert (refusal is None) == expected, f"{verb.__name__}: {refusal}"
        return expected

    def edition(self, pick):
        """One of the editions there are, or None."""
        if not self.model.editions:
            return None
        number = pick % self.model.editions + 1
        return Edition.objects.get(post=self.post, number=number)

    @rule(seconds=st.integers(min_value=0, max_value=8))
    def time_passes(self, seconds):
        self.now += seconds * SECOND

    @rule(pick=picks)
    def save(self, pick):
        self.post.refresh_from_db()
        body = f"{BODY}\n{pick}番目の風車。\n"
        changed = body != self.post.body
        self.post = drafts.save(
            self.post,
            by=self.chief,
            base_version=self.post.lock_version,
            body=body,
            now=self.now,
        )
        if changed and self.model.stage == "approved":
            self.model.stage = "draft"

    @rule()
    def submit(self):
        done = self.attempt(
            review.submit, self.post, expected=self.model.stage == "draft"
        )
        if done:
            self.model.stage = "in_review"

    @rule()
    def send_back(self):
        done = self.attempt(
            review.request_changes,
            self.post,
            reason="数字を確かめてください。",
            expected=self.model.stage != "draft",
        )
        if done:
            self.model.stage = "draft"

    @rule()
    def approve(self):
        done = self.attempt(
            review.approve, self.post, expected=self.model.stage == "in_review"
        )
        if done:
            self.model.stage = "approved"
            self.model.editions += 1
            self.model.approved.add(self.model.editions)

    @rule(pick=picks, delay=delays)
    def schedule(self, pick, delay):
        if edition := self.edition(pick):
            at = self.now + delay * SECOND
            expected = (
                edition.number in self.model.approved
                and delay > 0
                and at not in self.model.standing
            )
            done = self.attempt(timeline.schedule, edition, at=at, expected=expected)
            if done:
                self.model.put(at, edition.number, self.now)

    @rule(pick=picks)
    def publish(self, pick):
        if edition := self.edition(pick):
            expected = (
                edition.number in self.model.approved
                and self.model.state(self.now) != "on air"
            )
            self.put_on_air(timeline.publish, edition, expected)

    @rule(pick=picks)
    def update(self, pick):
        if edition := self.edition(pick):
            live = self.model.live(self.now)
            expected = (
                live is not None
                and edition.number > live
                and edition.number in self.model.approved
            )
            self.put_on_air(timeline.update, edition, expected)

    @rule(pick=picks)
    def roll_back(self, pick):
        if edition := self.edition(pick):
            live = self.model.live(self.now)
            aired = {
                value
                for start, value in self.model.standing.items()
                if start <= self.now
            }
            expected = (
                live is not None and edition.number < live and edition.number in aired
            )
            self.put_on_air(timeline.roll_back, edition, expected)

    def put_on_air(self, verb, edition, expected):
        if self.attempt(verb, edition, expected=expected):
            self.model.use_up(edition.number, self.now)
            start = self.model.free_second(self.now)
            self.model.put(start, edition.number, self.now)

    @rule()
    def emergency(self):
        expected = (
            self.model.stage != "approved"
            and self.model.state(self.now) != "taken down"
        )
        self.post.refresh_from_db()
        done = self.attempt(
            timeline.emergency, self.post, reason="地震速報", expected=expected
        )
        if done:
            self.model.editions += 1
            start = self.model.free_second(self.now)
            self.model.put(start, self.model.editions, self.now)

    @rule(delay=st.none() | delays)
    def end(self, delay):
        now, model = self.now, self.model
        at = model.free_second(now) if delay is None else now + delay * SECOND
        expected = (
            model.state(now) in ("on air", "scheduled")
            and (delay is None or delay > 0)
            and model.live(at) is not None
            and at not in model.standing
        )
        when = None if delay is None else at
        done = self.attempt(timeline.end, self.post, at=when, expected=expected)
        if done:
            model.put(at, OFF_AIR, now)

    @rule(pick=picks)
    def cancel(self, pick):
        windows = list(Window.objects.filter(post=self.post))
        if windows:
            window = windows[pick % len(windows)]
            expected = window.cancelled_at is None and window.starts_at > self.now
            if self.attempt(timeline.cancel, window, expected=expected):
                self.model.drop(window.starts_at, self.now)

    @rule(chance=st.integers(min_value=0, max_value=3))
    def take_down(self, chance):
        if chance:
            return
        expected = self.model.state(self.now) in ("on air", "scheduled", "ended")
        if not self.attempt(
            timeline.take_down, self.post, reason="権利", expected=expected
        ):
            return
        for start in self.model.upcoming(self.now):
            del self.model.standing[start]
        if self.model.standing:
            start = self.model.free_second(self.now)
            self.model.put(start, TAKEN_DOWN, self.now)

    @invariant()
    def windows_are_those_of_the_model_without_a_gap(self):
        if not hasattr(self, "model"):
            return
        windows = list(self.post.windows.standing().select_related("edition"))
        assert {
            window.starts_at: window.edition.number if window.edition else window.ending
            for window in windows
        } == self.model.standing
        starts = [window.starts_at for window in windows]
        assert [window.ends_at for window in windows] == [*starts[1:], FOREVER][
            : len(starts)
        ]

    @invariant()
    def live_equals_the_model_at_every_instant(self):
        if not hasattr(self, "model"):
            return
        edges = set(self.model.standing) | {self.now}
        for edge in edges:
            for instant in (edge - SECOND, edge - SECOND / 1000, edge, edge + SECOND):
                live = list(
                    Edition.objects.live(instant)
                    .filter(post=self.post)
                    .values_list("number", flat=True)
                )
                wanted = self.model.live(instant)
                assert live == ([] if wanted is None else [wanted])

    @invariant()
    def only_emergencies_go_unapproved(self):
        if not hasattr(self, "model"):
            return
        unapproved = Edition.objects.filter(
            post=self.post, windows__isnull=False, approvals__isnull=True
        )
        assert all(
            edition.windows.order_by("pk").first().emergency for edition in unapproved
        )

    @invariant()
    def bytes_of_an_edition_never_change(self):
        if not hasattr(self, "model"):
            return
        for row in Edition.objects.filter(post=self.post).values():
            assert self.bytes.setdefault(row["id"], row) == row


@pytest.mark.django_db
def test_verbs_agree_with_the_model():
    run_state_machine_as_test(
        Timeline,
        settings=settings(
            max_examples=40,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
