"""Times and publication as an editor would say them, in the site's zone (JST)."""

from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

from blog.models import Publication, PublicationState
from blog.publishing.people import name_of


def when(at, now) -> str:
    """The instant a plan happens: きょう15:30, あす7:00, 25日 12:00, 1月5日 9:00."""
    local = timezone.localtime(at)
    days = (local.date() - timezone.localdate(now)).days
    if days == 0:
        return _("today %(time)s") % {"time": date_format(local, "G:i")}
    if days == 1:
        return _("tomorrow %(time)s") % {"time": date_format(local, "G:i")}
    return _day(local, now) + date_format(local, " G:i")


def since(at, now) -> str:
    """The instant something happened, as short as its distance allows."""
    local = timezone.localtime(at)
    today = timezone.localdate(now)
    if local.date() == today:
        return date_format(local, "G:i")
    if (local.year, local.month) == (today.year, today.month):
        return _day(local, now) + date_format(local, " G:i")
    return _day(local, now)


def _day(local, now) -> str:
    today = timezone.localdate(now)
    if local.year != today.year:
        return date_format(local, _("F j, Y"))
    if local.month != today.month:
        return date_format(local, _("F j"))
    return date_format(local, _("jS"))


def span(row) -> str:
    """From when until when something shows: 2026-11-24 9:00 – …"""
    start = date_format(timezone.localtime(row.starts_at), "Y-m-d G:i")
    if row.is_open_ended:
        return f"{start} –"
    end = date_format(timezone.localtime(row.ends_at), "Y-m-d G:i")
    return f"{start} – {end}"


def waiting(at, now) -> tuple[int, str]:
    """How long something has waited since `at`: a number and its unit."""
    minutes = max(int((now - at).total_seconds() // 60), 0)
    if minutes < 60:
        return minutes, _("min")
    if minutes < 48 * 60:
        return minutes // 60, _("hours")
    return minutes // (24 * 60), _("days")


def edition_name(edition) -> str:
    return _("edition %(number)s") % {"number": edition.number}


def step(window, now) -> str:
    """What a coming window does: きょう15:30に第3版, 25日 12:00に終了."""
    what = edition_name(window.edition) if window.edition else _("the end")
    return _("%(what)s, %(when)s") % {"what": what, "when": when(window.starts_at, now)}


def publication(state: Publication, now) -> str:
    """What readers see and what is planned next."""
    match state.state:
        case PublicationState.LIVE:
            return edition_name(state.edition)
        case PublicationState.END_SCHEDULED:
            return _("until %(when)s") % {"when": when(state.next.starts_at, now)}
        case PublicationState.SCHEDULED | PublicationState.UPDATE_SCHEDULED:
            return "、".join(step(window, now) for window in state.upcoming[:2])
        case other:
            return str(other.label)


def turn(post, now) -> str:
    """Whose turn it is, and until when."""
    said = _("nobody in particular")
    if post.assignee:
        said = name_of(post.assignee)
    said = _("Turn of %(name)s.") % {"name": said}
    if post.due_at:
        said += _("Due %(when)s (JST).") % {"when": when(post.due_at, now)}
    return said


def sheets(characters: int) -> str:
    """In manuscript sheets of 20 lines of 20 characters: 原稿用紙11枚と4行."""
    full, rest = divmod(characters, 400)
    lines = -(-rest // 20)
    if not full:
        return _("%(lines)s lines of a manuscript sheet") % {"lines": lines}
    return _("%(sheets)s manuscript sheets and %(lines)s lines") % {
        "sheets": full,
        "lines": lines,
    }
