"""Row 52: the chief says at the desk which crawlers may read the site."""

import pytest

from blog.models import Audit, CrawlerRule
from blog.publishing import crawlers
from blog.publishing.errors import NotAllowed
from tests import people

pytestmark = pytest.mark.django_db

RULES = "/admin/blog/crawlerrule/"


def address(purpose):
    return f"{RULES}{CrawlerRule.objects.get(purpose=purpose).pk}/change/"


def test_the_chief_sends_away_what_trains_models(client, sign_in):
    chief = sign_in("kei")

    response = client.post(address("training"), {"more_names": "NewBot"}, follow=True)

    assert response.status_code == 200
    rules = CrawlerRule.objects.values_list("purpose", "allowed", "more_names")
    assert list(rules) == [
        ("search", True, ""),
        ("answering", True, ""),
        ("training", False, "NewBot"),
    ]
    record = Audit.objects.get(kind="crawlerrule")
    assert (record.verb, record.by) == ("crawlers changed", chief)
    assert record.details["was"]["allowed"] is True
    assert record.details["became"]["allowed"] is False


@pytest.mark.parametrize("names", ["Bot\nDisallow: /", "ボット", "a b<c>", "x " * 51])
def test_what_is_no_name_is_refused_and_kept_in_the_field(client, sign_in, names):
    sign_in("kei")

    response = client.post(address("search"), {"allowed": "on", "more_names": names})

    form = response.context["adminform"].form
    assert list(form.errors) == ["more_names"]
    assert form["more_names"].value() == names
    assert CrawlerRule.objects.get(purpose="search").more_names == ""


def test_an_editor_may_not(client, sign_in):
    sign_in("ren")

    assert client.post(address("training"), {}).status_code == 403
    with pytest.raises(NotAllowed):
        crawlers.keep(CrawlerRule.objects.first(), by=people.mio())
