"""The signs of the desk: stage is a box, publication a line, a category its rule."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from blog.admin import words
from blog.admin.turns import is_late
from blog.publishing.people import name_of


def stage(post) -> str:
    if post.trashed_at is not None:
        return _stage("trashed", _("in the trash"))
    if post.is_sent_back:
        return _stage("sent_back", _("sent back"))
    return _stage(post.stage, post.get_stage_display())


def _stage(name, label):
    return format_html('<span class="stage" data-stage="{}">{}</span>', name, label)


def publication(post, now, *, named=False) -> str:
    """With `named`, the state is said before its time: 予約 きょう15:30に第3版."""
    current = post.publication(now)
    said = words.publication(current, now)
    if named and said != current.state.label:
        said = f"{current.state.label} {said}"
    sign = format_html(
        '<span class="publication" data-publication="{}">{}</span>', current.state, said
    )
    if post.has_unpublished_changes(now):
        return format_html(
            '{} <span class="changed">{}</span>', sign, _("unpublished changes")
        )
    return sign


def due(post, now) -> str:
    """ "" for a post without a date; what is late is told by colour and by word."""
    if post.due_at is None:
        return ""
    when = words.when(post.due_at, now)
    if is_late(post, now):
        said = _("overdue since %(when)s") % {"when": when}
        return format_html('<span class="due-late">{}</span>', said)
    said = _("due %(when)s") % {"when": when}
    return format_html('<span class="due">{}</span>', said)


def people(post, now) -> str:
    """Who writes it; under that, whose turn it is and until when."""
    turn = []
    if post.assignee_id not in (None, post.owner_id):
        turn.append((_("turn of %(name)s") % {"name": name_of(post.assignee)},))
    if post.due_at:
        turn.append((due(post, now),))
    under = format_html_join(" ", "{}", turn)
    small = format_html('<small class="whose">{}</small>', under) if turn else ""
    return format_html("{} {}", name_of(post.owner), small)


def category(category) -> str:
    """ "" for a manuscript without a category."""
    if category is None:
        return ""
    return format_html(
        '<span class="kei-mark" data-hue="{}" data-kei="{}">'
        '<span class="kei-swatch"></span> <span class="kei-name">{}</span></span>',
        category.hue,
        category.rule,
        category.name,
    )


def time(at, said) -> str:
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), said)
