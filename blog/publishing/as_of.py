"""The site as of another instant, for one person of the desk and for a while.

The instant travels in a cookie, sealed with the session's key: it is worth nothing in
another session, after logging out, or once its time is over.
"""

from datetime import UTC, datetime, timedelta

from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.publishing import permissions
from blog.publishing.errors import NotAllowed, WrongState

COOKIE = "as_of"
LASTS = timedelta(hours=2)
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
FURTHEST = timedelta(days=366 * 20)


def may_look(user) -> bool:
    """Who sees every post anyway: all of them would show."""
    return (
        user.is_staff
        and permissions.may(user, "view_as_of")
        and not user.beats.exists()
    )


def seal(at: datetime, *, by, session_key: str, now=None) -> str:
    """The cookie by which `by` sees the site as of `at` (whole seconds)."""
    if not may_look(by):
        raise NotAllowed(
            _("The site as of another time is for those who see all of it.")
        )
    if not EARLIEST <= at <= (now or timezone.now()) + FURTHEST:
        raise WrongState(_("Choose a time between 1990 and twenty years from now."))
    return signing.dumps(int(at.timestamp()), salt=_salt(session_key))


def unseal(sealed: str, *, user, session_key: str | None) -> datetime | None:
    """The instant in a cookie; None for one that is forged, over or another's."""
    if not session_key:
        return None
    try:
        seconds = signing.loads(sealed, salt=_salt(session_key), max_age=LASTS)
    except signing.BadSignature:
        return None
    return datetime.fromtimestamp(seconds, UTC) if may_look(user) else None


def _salt(session_key):
    return f"blog.as_of:{session_key}"
