"""Comments beside the manuscript and on a page of their own."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.admin.turn_form import CommentForm
from blog.models import Comment, Post
from blog.publishing import comments, permissions
from blog.publishing.errors import NotAllowed, PublishingError, WrongState
from blog.text.anchors import Anchor, Source


@dataclass(frozen=True)
class Thread:
    """`anchor` is None where the words are not found, or where none were marked."""

    comment: Comment
    answers: list[Comment]
    anchor: Anchor | None
    may_settle: bool

    @property
    def is_settled(self) -> bool:
        return self.comment.resolved_at is not None

    @property
    def is_lost(self) -> bool:
        return bool(self.comment.quote) and self.anchor is None


def threads(post: Post, user) -> list[Thread]:
    """In the order of the text; what speaks of the whole comes last."""
    rows = list(post.comments.select_related("author", "resolved_by"))
    if not rows:
        return []
    source = Source(post.body)
    may_block = permissions.may(user, "block", post)
    found = [
        Thread(
            comment=row,
            answers=[answer for answer in rows if answer.parent_id == row.pk],
            anchor=source.find(row.quote, row.before, row.after),
            may_settle=may_block or not row.is_blocking or row.author_id == user.pk,
        )
        for row in rows
        if row.parent_id is None
    ]
    return sorted(found, key=lambda t: t.anchor.start if t.anchor else len(source.text))


# The buttons, of the post form and of the page of comments


def add(post, *, by, plan):
    comments.add(
        post,
        by=by,
        text=plan["comment"],
        quote=plan["quote"],
        before=plan["before"],
        after=plan["after"],
        is_blocking=plan["blocking"],
    )
    return _("Commented.")


def answer(post, *, by, plan):
    comment = _of(post, plan)
    comments.answer(comment, by=by, text=plan["answers"].get(plan["pressed"], ""))
    return _("Answered.")


def resolve(post, *, by, plan):
    comments.resolve(_of(post, plan), by=by)
    return _("The comment is settled.")


def reopen(post, *, by, plan):
    comments.reopen(_of(post, plan), by=by)
    return _("The comment is open again.")


VERBS = {
    "_comment": add,
    "_answer": answer,
    "_resolve": resolve,
    "_reopen": reopen,
}


def _of(post, plan):
    """The comment of this very post that the pressed button named."""
    pk = plan["pressed"]
    is_number = pk.isascii() and pk.isdecimal() and len(pk) < 19
    comment = post.comments.filter(pk=pk).first() if is_number else None
    if comment is None:
        raise WrongState(_("This post has no such comment."))
    return comment


def page(model_admin, request, post):
    """All comments of a post, settled ones too. It saves nothing of the text."""
    form = CommentForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            said = _carry_out(request, post, form)
            if "from_preview" in request.POST:
                return HttpResponseRedirect(_preview(post))
            messages.success(request, said)
            return HttpResponseRedirect(request.path)
        except PublishingError as error:
            messages.error(request, error.message)
            status = 403 if isinstance(error, NotAllowed) else 409
    found = threads(post, request.user)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Comments"),
        "post": post,
        "now": timezone.now(),
        "form": form,
        "threads": [t for t in found if not t.is_settled],
        "settled": [t for t in found if t.is_settled],
        "may_comment": permissions.may(request.user, "comment", post),
        "may_block": permissions.may(request.user, "block", post),
    }
    return TemplateResponse(
        request, "admin/blog/post/comments.html", context, status=status
    )


def _preview(post):
    return reverse("admin:blog_post_preview", args=[post.pk]) + "?sent#comment"


def _carry_out(request, post, form):
    name = next((name for name in VERBS if name in request.POST), "_comment")
    plan = form.cleaned_data | {
        "answers": form.answers(),
        "pressed": request.POST.get(name, ""),
    }
    return VERBS[name](post, by=request.user, plan=plan)
