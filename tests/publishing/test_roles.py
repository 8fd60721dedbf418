"""SEC-20, SEC-23: the written table role × action × state, row by row."""

import itertools
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import Group

from blog.models import (
    FOREVER,
    Audit,
    Post,
    PublicationState,
    Slot,
    Stage,
    Step,
    Window,
)
from blog.publishing import (
    assignment,
    checks,
    comments,
    drafts,
    permissions,
    pins,
    preview,
    related,
    review,
    shelf,
    steps,
    timeline,
)
from blog.publishing.errors import NotAllowed
from blog.publishing.roles import ROLES
from blog.publishing.workflow import WORKFLOW
from tests.factories import (
    BODY,
    make_category,
    make_chief,
    make_edition,
    make_live,
    make_post,
    revise,
)
from tests.people import make_person

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
S = PublicationState


def window(start, end, *, edition=1, ending=""):
    return Window(starts_at=start, ends_at=end, edition_id=edition, ending=ending)


def off_air(start, end, ending=Window.Ending.ENDED):
    return window(start, end, edition=None, ending=ending)


PAST, LATER = NOW - HOUR, NOW + HOUR
WINDOWS = {
    S.UNPUBLISHED: [],
    S.SCHEDULED: [window(LATER, FOREVER)],
    S.LIVE: [window(PAST, FOREVER)],
    S.UPDATE_SCHEDULED: [window(PAST, LATER), window(LATER, FOREVER, edition=2)],
    S.END_SCHEDULED: [window(PAST, LATER), off_air(LATER, FOREVER)],
    S.ENDED: [off_air(PAST, FOREVER)],
    S.TAKEN_DOWN: [off_air(PAST, FOREVER, Window.Ending.TAKEN_DOWN)],
}


def written_table():
    """Every allowed (role, action, own, stage, publication) of docs/roles.md."""
    text = (settings.BASE_DIR / "docs/roles.md").read_text("utf-8")
    rows = re.findall(r"^\| (\w+) \| ([\w ]+) \| (\S+) \| (.+) \| (.+) \|$", text, re.M)
    rows = [row for row in rows if row[0] != "action"]
    assert {row[0] for row in rows} == set(WORKFLOW)
    allowed = set()
    for action, who, whose, stages, publications in rows:
        allowed.update(
            itertools.product(
                who.split(),
                [action],
                [True] if whose == "own" else [True, False],
                Stage.values if stages == "any" else stages.split(),
                S.values if publications == "any" else publications.split(),
            )
        )
    return allowed


def post_in(stage, publication, *, owner):
    post = Post(stage=stage, owner=owner, saved_by=owner)
    post.windows_from_now = WINDOWS[publication]
    assert post.publication(NOW).state == publication
    return post


def test_rights_are_those_of_the_written_table():
    people = {role: make_person(role, role) for role in ROLES}
    sora = make_person("sora")
    other = make_person("other")

    allowed = set()
    everybody = [*people.items(), ("nobody", sora)]
    for (role, person), own, stage, publication in itertools.product(
        everybody, [True, False], Stage.values, S.values
    ):
        post = post_in(stage, publication, owner=person if own else other)
        allowed.update(
            (role, action, own, stage, publication)
            for action in WORKFLOW
            if permissions.may(person, action, post, at=NOW)
        )

    assert allowed == written_table()


def test_groups_in_the_database_hold_the_rights_of_the_code():
    groups = {
        group.name: set(group.permissions.values_list("codename", flat=True))
        for group in Group.objects.prefetch_related("permissions")
    }

    assert groups == {role.name: set(role.rights) for role in ROLES.values()}


def live_with_second():
    edition = make_live()
    return edition, revise(edition.post)


def waiting():
    edition = make_edition()
    at = datetime.now(UTC) + HOUR
    return timeline.schedule(edition, at=at, by=make_chief())


def handed_in():
    return review.submit(make_post(), by=make_chief())


def at_step(*, passed_by=None, may_skip=False):
    """Handed in, with one step before approval; `passed_by` alone is in its group."""
    post = handed_in()
    group = passed_by and Group.objects.create(name="法務")
    if group:
        passed_by.groups.add(group)
    Step.objects.create(
        category=post.category, name="法務", group=group, may_skip=may_skip
    )
    return post


def blocked():
    return comments.add(make_post(), by=make_chief(), text="単位は", is_blocking=True)


# Each verb on a post that is in the right state for it: only the right is missing.
VERBS = {
    "create": lambda by: drafts.create(by=by, title="題"),
    "edit": lambda by: drafts.save(make_post(), by=by, base_version=1, title="別の題"),
    "submit": lambda by: review.submit(make_post(), by=by),
    "request_changes": lambda by: review.request_changes(
        handed_in(), by=by, reason="出典を足してください。"
    ),
    "pass_step": lambda by: steps.pass_step(at_step(), by=by),
    "pass_group_step": lambda by: steps.pass_step(at_step(passed_by=by), by=by),
    "skip_step": lambda by: steps.skip_step(
        at_step(may_skip=True), by=by, reason="休日のため"
    ),
    "approve": lambda by: review.approve(handed_in(), by=by),
    "approve_afterwards": lambda by: review.approve_afterwards(
        timeline.emergency(make_post(), by=make_chief(), reason="速報").edition, by=by
    ),
    "schedule": lambda by: timeline.schedule(
        make_edition(), at=datetime.now(UTC) + HOUR, by=by
    ),
    "cancel": lambda by: timeline.cancel(waiting(), by=by),
    "move": lambda by: timeline.move(waiting(), at=datetime.now(UTC) + 2 * HOUR, by=by),
    "publish": lambda by: timeline.publish(make_edition(), by=by),
    "update": lambda by: timeline.update(live_with_second()[1], by=by),
    "roll_back": lambda by: timeline.roll_back(rolled_forward(), by=by),
    "end": lambda by: timeline.end(make_live().post, by=by),
    "take_down": lambda by: timeline.take_down(make_live().post, by=by, reason="権利"),
    "hold": lambda by: shelf.hold(make_post(), by=by),
    "spike": lambda by: shelf.spike(make_post(), by=by, reason="二重取材"),
    "resume": lambda by: shelf.resume(shelf.hold(make_post(), by=make_chief()), by=by),
    "trash": lambda by: shelf.trash(make_post(), by=by),
    "recover": lambda by: shelf.recover(
        shelf.trash(make_post(), by=make_chief()), by=by
    ),
    "assign": lambda by: assignment.assign(make_post(), by=by, assignee=make_chief()),
    "comment": lambda by: comments.add(make_post(), by=by, text="単位は"),
    "block": lambda by: comments.resolve(blocked(), by=by),
    "let_pass": lambda by: checks.suppress(
        make_post(body=BODY + "\n汚名挽回を期す。\n"),
        "misused_word",
        "汚名挽回",
        by=by,
        reason="談話",
    ),
    "overrule": lambda by: checks.suppress(
        make_post(category=make_category("投資分析", needs_sources=True)),
        "no_sources",
        "",
        by=by,
        reason="自社の調査",
    ),
    "share": lambda by: preview.share(make_post(), by=by),
    "pin": lambda by: pins.pin(make_live().post, Slot.LEAD, by=by),
    "unpin": lambda by: pins.unpin(
        pins.pin(make_live().post, Slot.LEAD, by=make_chief()), by=by
    ),
    "relate": lambda by: related.relate(make_post(), [make_post()], by=by),
    "emergency": lambda by: timeline.emergency(make_post(), by=by, reason="速報"),
}


def rolled_forward():
    first, second = live_with_second()
    timeline.update(second, by=make_chief())
    return first


def may_for_others(role, action):
    return any(
        row[0] == role and row[1] == action and not row[2] for row in written_table()
    )


@pytest.mark.parametrize("action", VERBS)
@pytest.mark.parametrize("role", [*ROLES, None])
def test_verbs_ask_for_the_right_themselves(role, action):
    person = make_person("person", role)

    if may_for_others(role, action):
        VERBS[action](person)
        assert Audit.objects.filter(by=person).exists()
    else:
        with pytest.raises(NotAllowed):
            VERBS[action](person)
        assert not Audit.objects.filter(by=person).exists()
        assert not Window.objects.filter(made_by=person).exists()


def test_every_action_but_reading_and_importing_has_its_verb_here():
    assert set(VERBS) == set(WORKFLOW) - {
        "view",
        "view_as_of",
        "bring_in",
    }


def test_account_that_is_switched_off_may_nothing():
    person = make_person("person", "chief")
    person.is_active = False
    person.save()

    with pytest.raises(NotAllowed):
        timeline.publish(make_edition(), by=person)


def test_second_person_approves_where_the_category_asks_for_it():
    chief = make_chief()
    post = handed_in()
    post.category.two_person = True
    post.category.save()

    with pytest.raises(NotAllowed):
        review.approve(post, by=chief)

    edition = review.approve(post, by=make_person("ren", "editor"))
    assert edition.is_approved
