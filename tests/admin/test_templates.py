"""A new post may begin from a template of its category."""

import pytest
from bs4 import BeautifulSoup

from blog.models import Audit, Post, PostTemplate
from blog.publishing import comments, review
from blog.publishing.errors import Incomplete
from tests.admin.forms import ADD, change_url, fields
from tests.factories import make_byline, make_category, make_chief, make_post
from tests.people import kei

pytestmark = pytest.mark.django_db
URL = "/admin/blog/posttemplate/"


@pytest.fixture
def template():
    return PostTemplate.objects.create(
        name="決算速報",
        category=make_category("投資分析"),
        title="〈社名〉の決算",
        body="## 売上\n\n## 利益\n",
        tags="決算、速報",
        checklist="単位を原本と照らした\n\n開示を読んだ\n",
    )


def test_new_post_offers_the_templates(client, sign_in, template):
    sign_in("aoi")

    soup = BeautifulSoup(client.get(ADD).content, "html.parser")

    links = [(a["href"], a.text.strip()) for a in soup.select(".templates a")]
    assert links == [(f"?template={template.pk}", "投資分析 決算速報")]


def test_template_fills_the_form_and_writes_nothing(client, sign_in, template):
    sign_in("aoi")

    sent = fields(client.get(f"{ADD}?template={template.pk}"))

    assert sent["title"] == ["〈社名〉の決算"]
    assert sent["body"] == ["## 売上\n\n## 利益\n"]
    assert sent["tags"] == ["決算、速報"]
    assert sent["category"] == [str(template.category_id)]
    assert Post.objects.count() == 0


@pytest.mark.parametrize("number", ["0", "x", "９", "9" * 40, ""])
def test_template_that_is_not_there_changes_nothing(client, sign_in, template, number):
    sign_in("aoi")

    sent = fields(client.get(f"{ADD}?template={number}"))

    assert (sent["title"], "template" in sent) == ([""], False)


def test_each_point_of_the_checklist_stands_in_the_way(client, sign_in, template):
    aoi = sign_in("aoi")
    byline = make_byline()
    sent = fields(client.get(f"{ADD}?template={template.pk}")) | {
        "title": "東雲の決算",
        "slug": "shinonome",
        "body": "## 売上\n\n増えた。\n",
        "authors": [byline.pk],
        "_submit": "1",
    }

    client.post(ADD, sent)

    post = Post.objects.get()
    points = list(post.comments.open().order_by("pk"))
    assert [(p.text, p.is_blocking, p.author) for p in points] == [
        ("単位を原本と照らした", True, aoi),
        ("開示を読んだ", True, aoi),
    ]
    assert [tag.name for tag in post.tags.all()] == ["決算", "速報"]
    assert post.stage == "in_review"
    with pytest.raises(Incomplete):
        review.approve(post, by=make_chief())
    for point in points:
        comments.resolve(point, by=aoi)
    assert "open_comment" not in {
        finding.rule for finding in _blocking(post, by=make_chief())
    }


def _blocking(post, *, by):
    try:
        review.approve(Post.objects.get(pk=post.pk), by=by)
    except Incomplete as refusal:
        return refusal.findings
    return []


def test_template_is_for_new_posts_alone(client, sign_in, template):
    post = make_post(by=sign_in("aoi"))

    sent = fields(client.get(f"{change_url(post)}?template={template.pk}"))

    assert sent["title"] == [post.title]
    assert "template" not in sent


def test_editors_keep_templates_on_record(client, sign_in, template):
    sign_in("ren")
    typed = {"name": "月次", "category": template.category_id, "body": "## 今月\n"}

    client.post(f"{URL}add/", typed)
    made = PostTemplate.objects.get(name="月次")
    client.post(f"{URL}{made.pk}/change/", typed | {"body": "## 先月\n"})
    client.post(f"{URL}{made.pk}/delete/", {"post": "yes"})

    verbs = Audit.objects.filter(verb__startswith="template").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        "template made",
        "template changed",
        "template removed",
    ]
    assert list(PostTemplate.objects.all()) == [template]


def test_writers_do_not_change_templates(client, sign_in, template):
    sign_in("aoi")

    assert client.get(f"{URL}{template.pk}/change/").status_code == 200
    assert client.post(f"{URL}{template.pk}/delete/").status_code == 403
    assert client.get(f"{URL}add/").status_code == 403
    client.force_login(kei())
    assert client.get(f"{URL}add/").status_code == 200
