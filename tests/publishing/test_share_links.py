"""SEC-06: a secret link shows one thing of one post, for a time, and is counted."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from blog.models import Audit, Edition, ShareLink
from blog.models.sharing import token_digest
from blog.publishing import drafts, preview, shelf, timeline
from blog.publishing.errors import NotAllowed, WrongState
from blog.publishing.preview import LinkState
from tests import people
from tests.factories import (
    BODY,
    make_chief,
    make_edition,
    make_live,
    make_post,
    make_scheduled,
    revise,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def shared(post, **options):
    return preview.share(post, by=options.pop("by", None) or make_chief(), **options)


def shown(token, at):
    """The text that a guest sees at `at`; None for nobody's link."""
    found = preview.view(token, at=at)
    return found and found.edition.html


def audited(verb):
    return list(Audit.objects.filter(verb=verb).order_by("pk"))


def test_token_is_random_and_only_its_hash_is_kept():
    post = make_post()

    first, second = shared(post), shared(post)

    assert first != second
    assert len(first) * 6 >= 256
    hashes = set(ShareLink.objects.values_list("token_sha256", flat=True))
    assert hashes == {token_digest(first), token_digest(second)}
    kept = [str(row) for model in (ShareLink, Audit) for row in model.objects.values()]
    assert not any(first in row or second in row for row in kept)


def test_link_shows_the_manuscript_as_it_stands_when_it_is_opened():
    post = make_post(body="初めの本文。")
    token = shared(post)
    assert "初めの本文。" in shown(token, NOW)

    drafts.save(post, by=make_chief(), base_version=1, body="直した本文。")

    assert "直した本文。" in shown(token, NOW)


def test_link_to_a_save_stays_with_it():
    post = make_post(title="元の題", body="元の本文。", tags=["電力"])
    token = shared(post, version=1)

    drafts.save(
        post,
        by=make_chief(),
        base_version=1,
        title="別の題",
        body="直した本文。",
        tags=[],
    )

    edition = preview.view(token, at=NOW).edition
    assert (edition.title, edition.pk) == ("元の題", None)
    assert "元の本文。" in edition.html
    assert [tag["name"] for tag in edition.tag_list] == ["電力"]
    assert Edition.objects.count() == 0


def test_link_to_an_edition_stays_with_it():
    first = make_edition(body="第1版の本文。")
    token = shared(first.post, edition=first)

    revise(first.post, body="第2版の本文。")

    assert preview.view(token, at=NOW).edition == first


def test_preview_is_the_html_that_the_edition_will_have():
    post = make_post(body=BODY)
    token = shared(post)

    html = shown(token, NOW)

    assert html == make_edition(post).html


def test_link_ends_at_its_time():
    token = shared(make_post(), lifetime=HOUR)

    assert shown(token, NOW + HOUR - SECOND) is not None
    assert shown(token, NOW + HOUR) is None


@pytest.mark.parametrize("lifetime", [timedelta(0), -HOUR, timedelta(days=31)])
def test_no_link_lasts_longer_than_thirty_days(lifetime):
    with pytest.raises(WrongState):
        shared(make_post(), lifetime=lifetime)

    assert not ShareLink.objects.exists()


def test_revoked_link_is_like_one_that_never_was():
    post = make_post()
    token, other = shared(post, label="取材先"), shared(post)
    link = ShareLink.objects.for_token(token).get()

    preview.revoke(link, by=make_chief())

    assert shown(token, NOW) is None
    assert shown(other, NOW) is not None
    assert shown("x" * 43, NOW) is None
    [row] = audited("preview link revoked")
    assert (row.by, row.object_id, row.details["label"]) == (
        make_chief(),
        post.pk,
        "取材先",
    )
    with pytest.raises(WrongState):
        preview.revoke(link, by=make_chief())


def test_link_dies_with_a_take_down():
    live = make_live()
    coming = revise(live.post)
    tokens = [shared(live.post), shared(live.post, edition=coming)]

    timeline.take_down(live.post, by=make_chief(), reason="権利")

    assert [shown(token, NOW + SECOND) for token in tokens] == [None, None]
    assert not ShareLink.objects.open(NOW).exists()
    with pytest.raises(WrongState):
        shared(live.post)


def test_link_dies_when_what_was_only_planned_is_taken_down():
    edition = make_scheduled()
    token = shared(edition.post, edition=edition)

    timeline.take_down(edition.post, by=make_chief(), reason="権利")

    assert shown(token, NOW) is None


def test_link_dies_with_spiking_and_does_not_come_back():
    post = make_post()
    token = shared(post)

    spiked = shelf.spike(post, by=make_chief(), reason="二重取材")
    assert shown(token, NOW) is None
    shelf.resume(spiked, by=make_chief())

    assert shown(token, NOW) is None


def test_link_dies_in_the_trash_and_does_not_come_back():
    post = make_post()
    token = shared(post)

    trashed = shelf.trash(post, by=make_chief())
    assert shown(token, NOW) is None
    shelf.recover(trashed, by=make_chief())

    assert shown(token, NOW) is None


def test_link_ends_when_its_edition_goes_on_air_with_nothing_run():
    edition = make_scheduled(at=NOW + HOUR)
    token = shared(edition.post, edition=edition)

    assert shown(token, NOW + HOUR - SECOND) is not None
    assert shown(token, NOW + HOUR) is None


def test_link_to_the_later_edition_outlives_the_earlier():
    first = make_scheduled(at=NOW + HOUR)
    second = revise(first.post)
    timeline.schedule(second, at=NOW + 2 * HOUR, by=make_chief())
    flash, full = (shared(first.post, edition=edition) for edition in (first, second))

    assert shown(flash, NOW + HOUR) is None
    assert shown(full, NOW + HOUR) is not None
    assert shown(full, NOW + 2 * HOUR) is None


def test_links_to_manuscript_and_save_end_with_their_publication(clock):
    post = make_post()
    manuscript, save = shared(post), shared(post, version=1)
    clock.shift(SECOND / 2)

    timeline.publish(make_edition(post), by=make_chief())

    at = NOW + SECOND
    assert [shown(token, at) for token in (manuscript, save)] == [None, None]


def test_link_to_a_change_of_a_live_post_waits_for_the_change_alone():
    live = make_live()
    post = drafts.save(
        live.post, by=make_chief(), base_version=1, body=BODY + "\n続報。\n"
    )
    token = shared(post, version=2)
    assert "続報。" in shown(token, NOW)

    timeline.update(make_edition(post), by=make_chief())

    assert shown(token, NOW + SECOND) is None


def test_what_readers_see_already_needs_no_link():
    live = make_live()

    for shows in ({}, {"edition": live}, {"version": 1}):
        with pytest.raises(WrongState):
            shared(live.post, **shows)


def test_only_what_is_of_the_post_can_be_shared():
    post, other = make_post(), make_edition()

    with pytest.raises(WrongState):
        shared(post, edition=other)
    with pytest.raises(WrongState):
        shared(post, version=7)

    assert not ShareLink.objects.exists()


def test_views_are_counted_and_a_visit_is_audited_once():
    post = make_post()
    token = shared(post, label="監修者")

    for seconds in (0, 1, 59, 200):
        preview.view(token, at=NOW + timedelta(seconds=seconds))

    link = ShareLink.objects.get()
    assert (link.views, link.viewed_at) == (4, NOW + timedelta(seconds=200))
    rows = audited("shared preview viewed")
    assert [row.at for row in rows] == [NOW, NOW + timedelta(seconds=200)]
    assert {(row.by, row.object_id, row.details["label"]) for row in rows} == {
        (None, post.pk, "監修者")
    }


def test_what_is_refused_is_not_counted():
    token = shared(make_post(), lifetime=HOUR)

    preview.view(token, at=NOW + HOUR)

    assert ShareLink.objects.get().views == 0
    assert audited("shared preview viewed") == []


def test_writers_share_what_is_their_own_and_nobody_shares_by_reading():
    aoi, mio, nao = people.aoi(), people.mio(), people.nao()
    own, others, draft = make_post(by=aoi), make_post(), make_post(by=nao)

    assert shown(shared(own, by=aoi), NOW)
    for post, by in ((others, aoi), (others, mio), (draft, nao), (own, people.sora())):
        with pytest.raises(NotAllowed):
            shared(post, by=by)
    assert ShareLink.objects.count() == 1


def test_revoking_asks_for_the_right_to_share():
    post = make_post()
    shared(post)

    with pytest.raises(NotAllowed):
        preview.revoke(ShareLink.objects.get(), by=people.aoi())

    assert ShareLink.objects.get().revoked_at is None


@pytest.mark.parametrize("taken", ["account", "role"])
def test_link_is_worth_what_its_maker_may_do(taken):
    """SEC-24"""
    ren = people.ren()
    token = shared(make_post(), by=ren)
    assert shown(token, NOW)

    if taken == "account":
        ren.is_active = False
        ren.save()
    else:
        ren.groups.clear()

    assert shown(token, NOW) is None


def test_states_say_why_a_link_is_closed(django_assert_max_num_queries):
    live = make_live()
    second = revise(live.post)
    timeline.schedule(second, at=NOW + HOUR, by=make_chief())
    post = live.post
    third = revise(post)
    ren = people.ren()
    for options in (
        {"edition": third},
        {"edition": second},
        {"edition": third, "lifetime": HOUR},
        {"edition": third, "by": ren},
        {"edition": third},
    ):
        shared(post, **options)
    links = list(ShareLink.objects.select_related("made_by", "edition").order_by("pk"))
    preview.revoke(links[-1], by=make_chief())
    links[-1].refresh_from_db()
    ren.groups.clear()

    with django_assert_max_num_queries(8):
        states = preview.states(post, links, at=NOW + HOUR)

    assert [states[link] for link in links] == [
        LinkState.OPEN,
        LinkState.PUBLISHED,
        LinkState.EXPIRED,
        LinkState.WITHHELD,
        LinkState.REVOKED,
    ]
