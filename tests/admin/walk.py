"""Every address of the desk, every role and every state of a post, for the walk."""

import hashlib
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from blog.models import Autosave, Beat, Post, PostTemplate
from blog.publishing import passages, review, shelf, timeline
from blog.publishing.checks import house
from blog.publishing.roles import ROLES
from tests.factories import (
    make_byline,
    make_category,
    make_chief,
    make_edition,
    make_live,
    make_post,
    make_scheduled,
)
from tests.people import make_person

ELSEWHERE = "editor elsewhere"
PEOPLE = [*ROLES, ELSEWHERE, "nobody", "superuser", "anonymous"]
# What asking alone may move: sessions, and who has a post open.
MOVES = {"django_session", "blog_presence"}


def addresses() -> dict[str, str]:
    """The names of the desk's patterns and their routes, {} for what is to be named."""
    found = {}
    for route, pattern in _patterns(get_resolver().url_patterns, ""):
        if route.startswith("admin/"):
            name = pattern.name or f"{route} without a name"
            assert name not in found, name
            found[name] = route
    return found


def _patterns(patterns, before):
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _patterns(pattern.url_patterns, route)
        else:
            yield route, pattern


@dataclass(frozen=True)
class State:
    """A post as the walk finds it; `stage` and `publication` are the table's words."""

    name: str
    post: Post
    own: bool
    stage: str
    publication: str
    is_trashed: bool


class Desk:
    """One post in every state, one row of every other kind, everybody logged in."""

    def __init__(self):
        self.category = make_category("業界分析")
        self.clients = {name: _client(name) for name in PEOPLE}
        self.rows = _rows()
        self._others = {name: make() for name, make in OTHERS.items()}
        self._own = {
            name: _given(make_post(title="自分の原稿"), name)
            for name in PEOPLE
            if name != "anonymous"
        }

    def states(self, person) -> list[State]:
        own = [("own draft", self._own[person])] if person in self._own else []
        return [
            _state(name, post, is_own)
            for is_own, posts in ((True, own), (False, self._others.items()))
            for name, post in posts
        ]

    def ask(self, person, url, data=None):
        """GET, or POST with `data`. What a POST has changed is taken back."""
        client = self.clients[person]
        if data is None:
            return client.get(url)
        with transaction.atomic():
            response = client.post(url, data)
            transaction.set_rollback(True)
        return response

    def fingerprint(self) -> dict[str, str]:
        """A hash of the rows of every table but those that may move."""
        return {
            model._meta.db_table: _hash(model)
            for model in apps.get_models(include_auto_created=True)
            if model._meta.managed and model._meta.db_table not in MOVES
        }


def _hash(model):
    rows = model._base_manager.order_by("pk").values_list()
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()


def _client(name):
    client = Client()
    if name == "anonymous":
        return client
    if name == "superuser":
        client.force_login(make_chief())
        return client
    role = "editor" if name == ELSEWHERE else name if name in ROLES else None
    person = make_person(_username(name), role)
    if name == ELSEWHERE:
        Beat.objects.create(user=person, category=make_category("投資分析"))
    client.force_login(person)
    return client


def _username(name):
    return "chief" if name == "superuser" else f"a-{name.replace(' ', '-')}"


def _given(post, name):
    owner = User.objects.get(username=_username(name))
    Post.objects.filter(pk=post.pk).update(owner=owner)
    return Post.objects.get(pk=post.pk)


def _taken_down():
    post = make_live().post
    timeline.take_down(post, by=make_chief(), reason="権利の問題")
    return post


def _ended():
    post = make_live().post
    timeline.end(post, by=make_chief())
    return post


OTHERS = {
    "other's draft": make_post,
    "in review": lambda: review.submit(make_post(), by=make_chief()),
    "approved": lambda: make_edition().post,
    "scheduled": lambda: make_scheduled().post,
    "live": lambda: make_live().post,
    "ended": _ended,
    "taken down": _taken_down,
    "trashed": lambda: shelf.trash(make_post(), by=make_chief()),
}


def _state(name, post, own):
    post = Post.objects.get(pk=post.pk)
    state = post.publication(timezone.now()).state
    return State(name, post, own, post.stage, str(state), post.trashed_at is not None)


def _rows():
    """The number of one row of each kind that has pages on the desk."""
    chief, model = make_chief(), apps.get_model
    byline = make_byline()
    tagged = make_post(tags=["風車"])
    house.keep(entry := model("blog.DictionaryEntry")(pattern="汚名挽回"), by=chief)
    level = model("blog.CheckLevel")(rule="misused_word", level="hint")
    house.keep(level, by=chief)
    house.keep(group := model("blog.SynonymGroup")(words="汚名、悪名"), by=chief)
    passages.keep(passage := model("blog.Passage")(name="免責", body="文。"), by=chief)
    host = model("blog.AffiliateHost")(host="shop.example")
    house.keep(host, by=chief)
    image = model("blog.Image").objects.create(
        file="a.png", sha256="0" * 64, width=1, height=1, uploaded_by=chief
    )
    Autosave.objects.create(
        user=chief, tab="others-tab", base_version=0, fields={}, saved_at=timezone.now()
    )
    rows = {
        "blog_byline": byline,
        "blog_tag": tagged.tags.get(),
        "blog_dictionaryentry": entry,
        "blog_checklevel": level,
        "blog_passage": passage,
        "blog_synonymgroup": group,
        "blog_searchmiss": model("blog.SearchMiss").objects.create(
            words="言葉", count=1, last_on=timezone.localdate()
        ),
        "blog_crawlerrule": model("blog.CrawlerRule").objects.first(),
        "blog_affiliatehost": host,
        "blog_image": image,
        "blog_category": tagged.category,
        "blog_posttemplate": PostTemplate.objects.create(
            name="定型", body="本文。", category=tagged.category
        ),
        "blog_series": model("blog.Series").objects.create(name="連載"),
        "blog_company": model("blog.Company").objects.create(name="会社", code="1001"),
        "blog_feature": model("blog.Feature").objects.create(title="特集"),
        "blog_calltoaction": model("blog.CallToAction").objects.create(title="箱"),
        "blog_menuitem": model("blog.MenuItem").objects.create(label="会社"),
        "blog_redirect": model("blog.Redirect").objects.create(path="/old/"),
        "blog_missingpath": model("blog.MissingPath").objects.create(path="/lost/"),
        "blog_audit": model("blog.Audit").objects.first(),
        "auth_user": make_person("somebody"),
        "auth_group": model("auth.Group").objects.first(),
    }
    return {kind: row.pk for kind, row in rows.items()}
