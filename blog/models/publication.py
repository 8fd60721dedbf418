"""Where a post stands before its readers, read off its windows and never stored."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models.window import Window


class PublicationState(models.TextChoices):
    UNPUBLISHED = "unpublished", _("unpublished")
    SCHEDULED = "scheduled", _("scheduled")
    LIVE = "live", _("live")
    UPDATE_SCHEDULED = "update_scheduled", _("live, update scheduled")
    END_SCHEDULED = "end_scheduled", _("live, end scheduled")
    ENDED = "ended", _("ended")
    TAKEN_DOWN = "taken_down", _("taken down")


ON_AIR = frozenset(
    {
        PublicationState.LIVE,
        PublicationState.UPDATE_SCHEDULED,
        PublicationState.END_SCHEDULED,
    }
)


@dataclass(frozen=True)
class Publication:
    """The window that holds now (None before the first) and those still to come."""

    current: Window | None
    upcoming: tuple[Window, ...]

    @classmethod
    def of(cls, windows, at) -> "Publication":
        """From the standing windows of one post, in any order."""
        ordered = sorted(windows, key=lambda window: window.starts_at)
        return cls(
            current=next((w for w in ordered if w.starts_at <= at < w.ends_at), None),
            upcoming=tuple(w for w in ordered if w.starts_at > at),
        )

    @property
    def state(self) -> PublicationState:
        if self.current is None:
            return self._before_first()
        if self.current.edition_id:
            return self._on_air()
        if self.current.ending == Window.Ending.TAKEN_DOWN:
            return PublicationState.TAKEN_DOWN
        return PublicationState.SCHEDULED if self.upcoming else PublicationState.ENDED

    def _before_first(self):
        if self.upcoming:
            return PublicationState.SCHEDULED
        return PublicationState.UNPUBLISHED

    def _on_air(self):
        if not self.upcoming:
            return PublicationState.LIVE
        if self.upcoming[0].edition_id:
            return PublicationState.UPDATE_SCHEDULED
        return PublicationState.END_SCHEDULED

    @property
    def is_on_air(self) -> bool:
        return self.state in ON_AIR

    @property
    def edition(self):
        """The edition that readers see now, or None."""
        return self.current.edition if self.current else None

    @property
    def next(self) -> Window | None:
        return self.upcoming[0] if self.upcoming else None
