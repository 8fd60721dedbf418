"""Taking the demo magazine through the newsroom, by the same verbs as people do."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from blog.demo import magazine, people
from blog.demo.furnish import furnish
from blog.models import (
    AffiliateHost,
    Byline,
    Category,
    Company,
    CreditRole,
    Kind,
    Post,
    Series,
    SynonymGroup,
    Tag,
    Window,
)
from blog.publishing import drafts, pictures, review, timeline
from blog.publishing.changes import TOLD

ROLES = {"監修": CreditRole.SUPERVISOR, "写真": CreditRole.PHOTO}
CHANGES = {
    "更新": Window.Change.UPDATE,
    "軽微": Window.Change.MINOR,
    "追記": Window.Change.ADDITION,
    "訂正": Window.Change.CORRECTION,
    "お詫び": Window.Change.APOLOGY,
}
AS_WRITTEN = (
    *("title", "slug", "path", "excerpt", "language"),
    *("holdings", "ai_use", "sponsor"),
)
# How long before its publication a text was written and approved.
WRITING = timedelta(hours=20)
REVIEW = timedelta(hours=3)


@transaction.atomic
def load(*, now=None) -> int:
    """The number of posts and pages loaded into a newsroom without any."""
    return Loader(now or timezone.now()).run()


class Loader:
    def __init__(self, now):
        self.now = now
        self.accounts = people.ensure()
        self.by_byline = {
            person.byline: self.accounts[person.username]
            for person in people.PEOPLE
            if person.byline
        }

    def run(self):
        self.set_up_names()
        manuscripts = magazine.posts()
        for manuscript in manuscripts:
            self.post(manuscript, kind=Kind.POST)
        pages = magazine.pages()
        for manuscript in pages:
            self.post(manuscript, kind=Kind.PAGE)
        furnish(magazine.names(), by=self.accounts["kei"], now=self.now)
        return len(manuscripts) + len(pages)

    def set_up_names(self):
        names = magazine.names()
        for position, row in enumerate(names["categories"]):
            Category.objects.create(position=position, **row)
        for row in names["bylines"]:
            Byline.objects.create(user=self.by_byline.get(row["slug"]), **row)
        for row in names["tags"]:
            Tag.objects.create(**row)
        for row in names["companies"]:
            Company.objects.create(**row)
        for row in names["affiliate_hosts"]:
            AffiliateHost.objects.create(**row)
        for position, row in enumerate(names["series"]):
            Series.objects.create(position=position, **row)
        for row in names["synonyms"]:
            SynonymGroup.objects.create(**row)

    def post(self, manuscript, *, kind):
        front = manuscript.front
        begun = self.instant(front.get("at", "-10m")) - WRITING
        written = min(begun, self.now - WRITING)
        owner = self.owner(front)
        post = drafts.create(
            by=owner, now=written, kind=kind, **self.fields(manuscript)
        )
        STEPS[front["state"]](self, post, front, written)
        if manuscript.update:
            self.update(post, manuscript.update)
        if manuscript.changes:
            self.save(post, manuscript.changes, now=self.now - timedelta(minutes=40))

    def owner(self, front):
        first = front["authors"][0]
        slug = first["slug"] if isinstance(first, dict) else first
        return self.by_byline.get(slug, self.accounts["ren"])

    def fields(self, manuscript):
        front = manuscript.front
        fields = {name: front[name] for name in AS_WRITTEN if name in front}
        if "category" in front:
            fields["category"] = Category.objects.get(slug=front["category"])
        if "series" in front:
            fields["series"] = Series.objects.get(slug=front["series"])
            fields["series_number"] = int(front["series_number"])
        if "authors" in front:
            fields["credits"] = [self.credit(author) for author in front["authors"]]
        if "tags" in front:
            fields["tags"] = front["tags"]
        if "companies" in front:
            called = Company.objects.called(front["companies"])
            fields["companies"] = [called[code] for code in front["companies"]]
        if "cover" in front:
            fields["cover"] = self.cover(**front["cover"])
        if "sources" in front:
            fields["sources"] = [self.source(source) for source in front["sources"]]
        if "data_as_of" in front:
            fields["data_as_of"] = self.day(front["data_as_of"])
        if "translation_of" in front:
            fields["translation_of"] = Post.objects.get(slug=front["translation_of"])
        return fields | {"body": manuscript.body}

    def credit(self, author):
        if isinstance(author, str):
            author = {"slug": author}
        role = ROLES.get(author.get("role"), CreditRole.TEXT)
        return Byline.objects.get(slug=author["slug"]), role

    def cover(self, file, **words):
        path = magazine.FOLDER / file
        with path.open("rb") as picture:
            return pictures.take_in(
                picture, by=self.accounts["mio"], original_name=path.name, **words
            )

    def source(self, source):
        return source | {"accessed": self.day(source["accessed"]).isoformat()}

    def day(self, when):
        return timezone.localdate(self.instant(when))

    def instant(self, when):
        return magazine.instant(when, now=self.now)

    def submit(self, post, now):
        return review.submit(post, by=post.owner, now=now)

    def approve(self, post, now):
        """Approved by somebody who did not write it."""
        editor = self.accounts["mio"]
        by = self.accounts["kei"] if post.owner == editor else editor
        return review.approve(self.submit(post, now - REVIEW), by=by, now=now)

    def send_back(self, post, front, written):
        review.request_changes(
            self.submit(post, written),
            by=self.accounts["mio"],
            reason=front["reason"],
            now=written + REVIEW,
        )

    def schedule(self, post, front, written):
        edition = self.approve(post, written + 2 * REVIEW)
        timeline.schedule(
            edition, at=self.instant(front["at"]), by=self.accounts["sho"], now=self.now
        )

    def go_live(self, post, front, written):
        edition = self.approve(post, written + 2 * REVIEW)
        timeline.publish(
            edition, by=self.accounts["sho"], now=self.instant(front["at"])
        )

    def finish(self, post, front, written):
        self.go_live(post, front, written)
        ends_at = self.instant(front["ends_at"])
        timeline.end(post, by=self.accounts["sho"], now=ends_at)

    def save(self, post, manuscript, *, now):
        post.refresh_from_db()
        return drafts.save(
            post,
            by=post.owner,
            base_version=post.lock_version,
            note=manuscript.front.get("note", ""),
            now=now,
            **self.fields(manuscript),
        )

    def update(self, post, manuscript):
        at = self.instant(manuscript.front["at"])
        made = min(at, self.now) - timedelta(hours=1)
        edition = self.approve(self.save(post, manuscript, now=made - REVIEW), made)
        by = self.accounts["sho"]
        told = self.told(manuscript.front)
        if at > self.now:
            timeline.schedule(edition, at=at, by=by, now=self.now, **told)
        else:
            timeline.update(edition, by=by, now=at, **told)

    def told(self, front):
        """What readers are told of the update."""
        words = {name: front[name] for name in TOLD if name in front}
        return words | {"change": CHANGES[front.get("change", "更新")]}


STEPS = {
    "draft": lambda loader, post, front, written: None,
    "in_review": lambda loader, post, front, written: loader.submit(
        post, written + REVIEW
    ),
    "sent_back": Loader.send_back,
    "approved": lambda loader, post, front, written: loader.approve(
        post, written + 2 * REVIEW
    ),
    "scheduled": Loader.schedule,
    "live": Loader.go_live,
    "ended": Loader.finish,
}


def is_empty() -> bool:
    """Whether the newsroom has nothing yet, so that the demo does no harm."""
    return not Post.objects.exists() and not Category.objects.exists()
