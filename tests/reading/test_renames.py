"""A list that is renamed keeps its readers: the list, its pages and its feeds."""

from urllib.parse import unquote

import pytest
from django.core.exceptions import ValidationError

from blog.models import Feature, FeaturePost, OldSlug, Series, Tag
from tests.factories import (
    make_byline,
    make_category,
    make_live,
    make_post,
    make_series,
)

pytestmark = pytest.mark.django_db


def rename(row, slug):
    row.slug = slug
    row.full_clean()
    row.save()


@pytest.fixture
def rows():
    category, series = make_category("投資分析"), make_series(slug="notes")
    byline = make_byline(slug="aoi")
    edition = make_live(
        category=category, series=series, tags=["電力"], credits=[(byline, "text")]
    )
    feature = Feature.objects.create(title="特集", slug="power", is_public=True)
    FeaturePost.objects.create(feature=feature, post=edition.post)
    return {
        "category": category,
        "series": series,
        "tags": Tag.objects.get(),
        "authors": byline,
        "features": feature,
    }


@pytest.mark.parametrize("kind", ["category", "series", "tags", "authors"])
def test_the_old_list_and_its_feeds_lead_on_in_one_hop(client, rows, kind):
    old = f"/{kind}/{rows[kind].slug}/"
    rename(rows[kind], "once")
    rename(rows[kind], "now")

    for rest in ("", "feed.xml", "feed.atom", "feed.json"):
        for path in (old, f"/{kind}/once/"):
            response = client.get(path + rest)
            assert (response.status_code, response.headers["Location"]) == (
                301,
                f"/{kind}/now/{rest}",
            )
        assert client.get(f"/{kind}/now/{rest}").status_code == 200
    assert client.get(f"{old}page/2/").status_code == 404


def test_pages_of_a_long_list_lead_on_too(client):
    category = make_category("投資分析")
    for _each in range(21):
        make_live(category=category)
    rename(category, "now")

    response = client.get("/category/投資分析/page/2/")

    assert response.headers["Location"] == "/category/now/page/2/"


def test_a_feature_leads_on(client, rows):
    rename(rows["features"], "energy")

    assert client.get("/features/power/").headers["Location"] == "/features/energy/"


def test_a_name_that_only_hidden_posts_use_is_not_told(client):
    make_post(tags=["秘密"])
    rename(Tag.objects.get(), "himitsu")

    assert client.get("/tags/秘密/").status_code == 404


def test_a_new_row_cannot_take_an_old_slug(rows):
    rename(rows["series"], "now")

    with pytest.raises(ValidationError) as refusal:
        Series(name="別の連載", slug="notes").full_clean()

    assert "注記から読む" in str(refusal.value)


def test_a_row_may_take_its_own_slug_back(client, rows):
    rename(rows["series"], "now")
    rename(rows["series"], "notes")

    assert client.get("/series/notes/").status_code == 200
    assert client.get("/series/now/").headers["Location"] == "/series/notes/"
    assert OldSlug.objects.count() == 1


def test_a_tag_that_is_typed_leaves_an_old_slug_alone(rows):
    tag = rows["tags"]
    tag.name = "エネルギー"
    rename(tag, "energy")

    make_post(tags=["電力"])

    assert Tag.objects.get(name="電力").slug == "電力-2"


def test_a_slug_is_made_from_the_name_where_none_is_given():
    series = Series(name="決算書で 読む")
    series.full_clean()
    series.save()

    assert unquote(series.get_absolute_url()) == "/series/決算書で-読む/"
