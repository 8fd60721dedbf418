"""The notes by which readers are told that a post has changed, and the log of them."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from blog.models import Edition, Window
from blog.reading import meta
from blog.reading.memory import remembered
from blog.reading.paging import PER_PAGE, page_of
from blog.reading.tally import tally_of


@dataclass(frozen=True)
class Entry:
    """A note (its Window), and the edition that readers see of the post now."""

    note: Window
    edition: Edition


def attach(editions, *, at) -> None:
    """Give each edition its `notes`, windows with a note, the latest first.

    One query, and none for editions that have not changed since their publication. What
    a roll back has taken out of print is not said of the older text.
    """
    changed = [each.post_id for each in editions if each.updated_at]
    notes = defaultdict(list)
    if changed:
        noted = Window.objects.noted(at).filter(post__in=changed)
        for note in noted.annotate(number=F("edition__number")).order_by("-updated_at"):
            notes[note.post_id].append(note)
    for edition in editions:
        mine = notes[edition.post_id]
        edition.notes = [note for note in mine if note.number <= edition.number]


@require_safe
def log(request, number=1):
    """Every note on what readers can see, the latest first."""
    address = reverse("corrections")
    noted = _of_live_posts(request.at)
    tally = remembered(
        request, f"tally:{address}", lambda: tally_of(noted, "updated_at")
    )
    shown = page_of(address, number, tally)
    explained = _(
        "What we have corrected, added or apologised for, the latest first. The post "
        "itself says it too, above its text."
    )
    return render(
        request,
        "blog/corrections.html",
        {
            "listing": shown,
            "entries": _entries(noted, (number - 1) * PER_PAGE, at=request.at),
            "explained": explained,
            "meta": meta.of_list(shown, title=_("Corrections"), description=explained),
        },
    )


def newest_at(at):
    """When the latest entry of the log was made; None for an empty one."""
    noted = _of_live_posts(at).order_by("-updated_at")
    return noted.values_list("updated_at", flat=True).first()


def _of_live_posts(at):
    live = Window.objects.live(at).filter(
        post=OuterRef("post"), edition__number__gte=OuterRef("edition__number")
    )
    return Window.objects.noted(at).filter(Exists(live))


def _entries(noted, start, *, at):
    notes = list(noted.order_by("-updated_at", "-pk")[start : start + PER_PAGE])
    posts = {note.post_id for note in notes}
    live = Edition.objects.live(at).filter(post__in=posts).for_lists()
    shown = {edition.post_id: edition for edition in live}
    return [Entry(note, shown[note.post_id]) for note in notes]
