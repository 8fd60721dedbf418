"""REL-14: several people at one post at the same moment, each on a connection."""

import threading
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.db import connection, transaction

from blog.models import FOREVER, Audit, Post, SavePoint
from blog.publishing import audit, drafts, timeline
from blog.publishing.errors import PublishingError
from tests.factories import make_category, make_chief, make_edition, make_post, revise

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def at_once(*tasks):
    """Run tasks together; what each returned, or the refusal that it met."""
    gate = threading.Barrier(len(tasks))
    results = [None] * len(tasks)

    def run(place, task):
        gate.wait()
        try:
            results[place] = task()
        except PublishingError as error:
            results[place] = error
        finally:
            connection.close()

    threads = [
        threading.Thread(target=run, args=(place, task))
        for place, task in enumerate(tasks)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def test_exactly_one_of_several_saves_wins():
    chief = make_chief()
    post = make_post(by=chief)

    def save(number):
        return lambda: drafts.save(
            Post.objects.get(pk=post.pk),
            by=chief,
            base_version=1,
            body=f"{number}人目の稿。\n",
        )

    results = at_once(*[save(number) for number in range(4)])

    winners = [result for result in results if isinstance(result, Post)]
    assert len(winners) == 1
    assert Post.objects.get(pk=post.pk).body == winners[0].body
    assert SavePoint.objects.filter(post=post).count() == 2


def test_windows_made_at_once_leave_one_unbroken_line():
    chief = make_chief()
    first = make_edition(by=chief)
    second = revise(first.post, by=chief)
    start = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)

    def schedule(edition, minutes):
        at = start + timedelta(minutes=minutes)
        return lambda: timeline.schedule(edition, at=at, by=chief)

    at_once(
        schedule(first, 0),
        schedule(second, 10),
        schedule(first, 20),
        schedule(second, 5),
    )

    windows = list(first.post.windows.standing())
    starts = [window.starts_at for window in windows]
    assert starts == [start + timedelta(minutes=m) for m in (0, 5, 10, 20)]
    assert [window.ends_at for window in windows] == [*starts[1:], FOREVER]


def test_only_one_of_two_publications_happens():
    chief = make_chief()
    edition = make_edition(by=chief)

    def publish():
        return timeline.publish(edition, by=chief)

    results = at_once(publish, publish)

    assert sum(isinstance(result, PublishingError) for result in results) == 1
    assert edition.post.windows.standing().count() == 1


def test_several_writers_make_one_chain_of_the_audit():
    chief, category = make_chief(), make_category()
    before = Audit.objects.count()

    def write(name):
        for number in range(10):
            with transaction.atomic():
                audit.record(category, "saved", by=chief, writer=name, n=number)

    at_once(*(partial(write, name) for name in range(4)))

    assert Audit.objects.count() == before + 40
    assert list(audit.flaws()) == []
