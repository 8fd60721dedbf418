"""The reviewers' queue: what was handed in, how long it waits, and for whom."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.admin import words
from blog.models import Audit, Comment, Edition, Post, Stage, Step
from blog.publishing import permissions, steps
from blog.publishing.errors import PublishingError
from blog.publishing.people import name_of
from blog.text import diff, figures

SHOWN = 50
# Holding a text against the live edition takes its time.
COMPARED = 20


@dataclass(frozen=True)
class Waiting:
    """`step` is the one before approval, None when that is next; `refusal` says why
    this person may not do it, "" when they may."""

    post: Post
    step: Step | None
    said: list[str]
    refusal: str


def submitted(user):
    """What `user` may see of what was handed in, the longest wait first."""
    handed_in = Audit.objects.filter(
        kind="post", object_id=OuterRef("pk"), verb="submitted"
    )
    posts = permissions.visible_posts(user).filter(stage=Stage.IN_REVIEW)
    return (
        posts.annotate(
            submitted_at=Subquery(handed_in.order_by("-at").values("at")[:1])
        )
        .order_by("submitted_at", "pk")
        .select_related("category", "owner")
        .defer("body")
    )


def page(model_admin, request):
    now = timezone.now()
    found = rows(request.user, now)
    waiting = submitted(request.user).count() if len(found) == SHOWN else len(found)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("To approve"),
        "now": now,
        "count": waiting,
        "more": waiting - len(found),
        "ready": [row for row in found if not row.refusal],
        "others": [row for row in found if row.refusal],
    }
    return TemplateResponse(request, "admin/blog/post/queue.html", context)


def rows(user, now) -> list[Waiting]:
    """The same number of queries, however many wait."""
    prefetch_related_objects([user], "groups")
    posts = list(
        submitted(user)
        .with_publication(now)
        .select_related("saved_by", "assignee")
        .annotate(
            open_comments=_open_comments(),
            in_the_way=_open_comments(is_blocking=True),
        )[:SHOWN]
    )
    standings = steps.standings(posts)
    differences = _differences(posts, now)
    return [
        _row(user, post, steps.first_open(standings[post.pk]), differences, now)
        for post in posts
    ]


def _open_comments(**sort):
    comments = Comment.objects.open().filter(post=OuterRef("pk"), **sort)
    counted = comments.order_by().values("post").annotate(count=Count("pk"))
    return Coalesce(Subquery(counted.values("count")), 0)


def _row(user, post, step, differences, now):
    return Waiting(
        post=post,
        step=step,
        said=list(filter(None, [_from(post, now), differences[post.pk], _talk(post)])),
        refusal=_refusal(user, post, step, now),
    )


def _from(post, now):
    if post.saved_by_id == post.owner_id:
        return _("from %(name)s") % {"name": name_of(post.owner)}
    return _("from %(name)s, changed by %(other)s %(when)s") % {
        "name": name_of(post.owner),
        "other": name_of(post.saved_by),
        "when": words.since(post.saved_at, now),
    }


def _talk(post):
    if not post.open_comments:
        return ""
    return ngettext(
        "%(count)s open comment", "%(count)s open comments", post.open_comments
    ) % {"count": post.open_comments}


def _refusal(user, post, step, now):
    try:
        if step:
            steps.check_may_pass(user, step, post, at=now)
        else:
            permissions.check(user, "approve", post, at=now)
    except PublishingError as error:
        return error.message
    if post.in_the_way and not step:
        return _("A comment stands in the way of approval.")
    return ""


def _differences(posts, now) -> dict[int, str]:
    """What readers would see change, for each post."""
    live = {post.pk: post.publication(now).edition for post in posts}
    compared = [pk for pk, edition in live.items() if edition][:COMPARED]
    bodies = dict(Post.objects.filter(pk__in=compared).values_list("pk", "body"))
    printed = dict(
        Edition.objects.filter(pk__in=[live[pk].pk for pk in compared]).values_list(
            "post_id", "body"
        )
    )
    return {
        post.pk: _difference(
            live[post.pk], printed.get(post.pk), bodies.get(post.pk), post
        )
        for post in posts
    }


def _difference(edition, printed, body, post):
    if edition is None:
        return _("for the first time")
    name = words.edition_name(edition)
    if printed is None:
        return _("in place of %(edition)s") % {"edition": name}
    paragraphs = diff.compare(printed, body)
    names = {tag["name"] for tag in edition.tag_list}
    names |= {byline["name"] for byline in edition.bylines}
    said = _("against %(edition)s on air: %(figures)s figures, %(places)s paragraphs")
    return said % {
        "edition": name,
        "figures": len(figures.changes(paragraphs, names)),
        "places": sum(paragraph.is_changed for paragraph in paragraphs),
    }
