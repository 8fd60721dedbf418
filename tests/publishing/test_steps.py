"""A category's steps: each is passed on the very text that is then approved."""

import pytest
from django.contrib.auth.models import Group

from blog.models import Audit, Stage, Step, StepPass
from blog.publishing import drafts, express, review, steps
from blog.publishing.errors import NotAllowed, Stale, WrongState
from tests.factories import make_category, make_post
from tests.people import aoi, kei, make_person, mio, ren

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return aoi()


@pytest.fixture
def post(writer):
    """Handed in, in a category that asks for 編集 and 校閲."""
    category = make_category("投資分析")
    for place, name in enumerate(["編集", "校閲"]):
        Step.objects.create(category=category, name=name, position=place)
    return review.submit(make_post(by=writer, category=category), by=writer)


def named(step):
    return step and step.name


def test_steps_are_passed_in_their_order_and_then_the_text_is_approved(post):
    editor = ren()
    waited_for = []

    while step := steps.waiting(post):
        waited_for.append(step.name)
        steps.pass_step(post, by=editor, step=step)
    edition = review.approve(post, by=editor)

    assert waited_for == ["編集", "校閲"]
    assert edition.is_approved
    rows = Audit.objects.filter(verb="step passed").order_by("pk")
    assert [(row.by, row.details["step"]) for row in rows] == [
        (editor, "編集"),
        (editor, "校閲"),
    ]


def test_approval_is_refused_while_a_step_is_open(post):
    editor = ren()
    steps.pass_step(post, by=editor)

    with pytest.raises(WrongState, match="校閲"):
        review.approve(post, by=editor)

    assert not post.editions.exists()


def test_a_changed_text_opens_the_steps_again(post, writer):
    editor = ren()
    steps.pass_all(post, by=editor)

    post = drafts.save(post, by=writer, base_version=1, body="差し替えた稿。\n")

    assert named(steps.waiting(post)) == "編集"
    with pytest.raises(WrongState):
        review.approve(post, by=editor)


def test_the_same_text_handed_in_again_has_its_passes_still(post, writer):
    editor = ren()
    steps.pass_step(post, by=editor)
    sent_back = review.request_changes(post, by=editor, reason="出典は")

    again = review.submit(sent_back, by=writer)

    assert named(steps.waiting(again)) == "校閲"


def test_nobody_passes_a_text_that_was_not_the_one_read(post, writer):
    drafts.save(post, by=writer, base_version=1, body="差し替えた稿。\n")

    with pytest.raises(Stale):
        steps.pass_step(post, by=ren())

    assert not StepPass.objects.exists()


def test_two_who_pass_the_same_step_do_not_pass_the_next(post):
    first = steps.waiting(post)
    steps.pass_step(post, by=ren(), step=first)

    with pytest.raises(WrongState):
        steps.pass_step(post, by=kei(), step=first)

    assert named(steps.waiting(post)) == "校閲"


def test_nothing_is_passed_before_it_was_handed_in(writer):
    category = make_category("投資分析")
    Step.objects.create(category=category, name="校閲")
    draft = make_post(by=writer, category=category)

    with pytest.raises(WrongState):
        steps.pass_step(draft, by=ren())


@pytest.fixture
def legal(post):
    """The last step is for the group 法務 and may be skipped; what comes before is."""
    group = Group.objects.create(name="法務")
    step = Step.objects.create(
        category=post.category, name="法務", group=group, may_skip=True, position=9
    )
    editor = ren()
    steps.pass_step(post, by=editor)
    steps.pass_step(post, by=editor)
    return step


def test_a_step_of_a_group_is_passed_by_its_members(post, legal):
    editor, lawyer = make_person("editor", "editor"), mio()
    lawyer.groups.add(legal.group)

    with pytest.raises(NotAllowed, match="法務"):
        steps.pass_step(post, by=editor)
    steps.pass_step(post, by=lawyer)

    assert steps.waiting(post) is None


def test_skipping_needs_the_right_and_a_reason(post, legal):
    chief = kei()

    with pytest.raises(NotAllowed):
        steps.skip_step(post, by=make_person("editor", "editor"), reason="休日")
    with pytest.raises(WrongState):
        steps.skip_step(post, by=chief, reason=" ")
    skipped = steps.skip_step(post, by=chief, reason="休日のため電話で確認")

    assert (skipped.is_skip, skipped.reason) == (True, "休日のため電話で確認")
    assert steps.waiting(post) is None
    assert Audit.objects.get(verb="step skipped").reason == "休日のため電話で確認"


def test_a_step_that_may_not_be_skipped_is_not(post):
    with pytest.raises(WrongState, match="編集"):
        steps.skip_step(post, by=kei(), reason="急ぎ")

    assert not StepPass.objects.exists()


def test_two_person_rule_holds_for_steps(post):
    editor = ren()
    post.category.two_person = True
    post.category.save()
    post = drafts.save(post, by=editor, base_version=1, title="編集が直した題")

    with pytest.raises(NotAllowed):
        steps.pass_step(post, by=editor)


def test_one_button_takes_the_steps_along_and_records_them():
    chief = kei()
    category = make_category("投資分析")
    Step.objects.create(category=category, name="校閲")

    express.publish(make_post(by=chief, category=category), by=chief)

    verbs = Audit.objects.filter(kind="post").order_by("pk")
    assert [row.verb for row in verbs] == [
        "created",
        "submitted",
        "step passed",
        "approved",
        "published",
    ]


def test_one_button_does_not_take_the_step_of_a_group_along():
    chief = kei()
    category = make_category("投資分析")
    group = Group.objects.create(name="法務")
    Step.objects.create(category=category, name="法務", group=group)
    post = make_post(by=chief, category=category)

    with pytest.raises(NotAllowed, match="法務"):
        express.publish(post, by=chief)

    post.refresh_from_db()
    assert post.stage == Stage.DRAFT


def test_standings_of_many_posts_are_two_queries(post, django_assert_num_queries):
    other = make_post()
    steps.pass_step(post, by=ren())

    with django_assert_num_queries(2):
        found = steps.standings([post, other])

    assert [(s.step.name, s.passed is not None) for s in found[post.pk]] == [
        ("編集", True),
        ("校閲", False),
    ]
    assert found[other.pk] == []
