"""Boxes at the end of texts become one call to action for each category."""

import pytest

from blog.importing.jekyll import read
from blog.importing.jekyll.calls import lift
from blog.importing.load import load
from blog.importing.records import Group, ImportedCall
from blog.models import CallToAction, Post
from tests.factories import make_chief
from tests.importing.sites import post, write

BOX = """\
---

## 相談を承っています

港の設備について、
現場でお手伝いします。

[問い合わせる](/contact/?from=article)
{: .consulting-cta-link}

---

## 関連する本
"""
CALL = ImportedCall(
    "相談を承っています",
    "港の設備について、 現場でお手伝いします。",
    "問い合わせる",
    "/contact/?from=article",
)


def test_a_box_is_lifted_with_its_heading_and_the_rule_above():
    assert lift(f"本文。\n\n{BOX}") == ("本文。\n\n\n---\n\n## 関連する本\n", [CALL])


@pytest.mark.parametrize(
    "source",
    [
        "## 見出し\n\n[問い合わせる](/contact/)\n",
        "```\n## 題\n\n文。\n\n[押す](/x/)\n{: .consulting-cta-link}\n```\n",
        "## 題\n\n[押す](javascript:x)\n{: .consulting-cta-link}\n",
    ],
)
def test_what_is_no_box_stays(source):
    assert lift(source) == (source, [])


@pytest.mark.django_db
def test_the_most_frequent_box_of_a_category_is_made_once(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    rare = BOX.replace("相談を", "見学を")
    files = {
        f"_posts/2025-03-0{day}-wind.md": post(f"記事{day}", body=box)
        for day, box in enumerate([BOX, rare, BOX], start=1)
    }
    root = write(tmp_path / "site", files)

    left = read(root)
    for _run in range(2):
        site = read(root, lift_calls=True)
        load(site, by=make_chief())

    call = CallToAction.objects.get()
    assert (call.title, call.category.name) == ("相談を承っています", "港")
    assert (call.button, call.address) == (CALL.button, CALL.address)
    noted = [each.detail for each in site.problems if each.group is Group.CALL]
    assert noted.count("「見学を承っています」 → /contact/?from=article") == 1
    assert not Post.objects.filter(body__contains="問い合わせる").exists()
    assert all("問い合わせる" in each.body for each in left.posts)
    assert [each.group for each in left.problems].count(Group.CALL_LEFT) == 3
