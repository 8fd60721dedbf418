"""Refusals. Each message is a sentence that an editor can act on."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from blog.publishing.people import name_of


class PublishingError(Exception):
    """A verb refused, and nothing was written."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message


class NotAllowed(PublishingError):
    """The person lacks the right, whatever the post's state."""


class WrongState(PublishingError):
    """The person has the right, but not while the post stands as it does."""


class AddressTaken(PublishingError):
    """The public path belongs to another post, a redirect or the site itself."""


@dataclass(frozen=True)
class Finding:
    """Something about a manuscript that an editor should know; `field` is the form's.

    `level` is a models.Level. `rule` and `quote` are what a finding is let pass by, ""
    where it cannot be. `place` are the words at `offset` where they are not the quote.
    The rest as in text.proof.Finding.
    """

    field: str
    message: str
    level: str = "block"
    rule: str = ""
    quote: str = ""
    offset: int | None = None
    line: int | None = None
    suggestion: str | None = None
    count: int = 1
    place: str = ""


class Incomplete(PublishingError):
    """The manuscript lacks what this step asks for; `findings` says what."""

    def __init__(self, findings):
        self.findings = tuple(findings)
        super().__init__(
            _("Still missing: %(list)s")
            % {"list": " ".join(finding.message for finding in self.findings)}
        )


class Stale(PublishingError):
    """Somebody saved in between; `post` is the manuscript as it stands now."""

    def __init__(self, post):
        self.post = post
        super().__init__(
            _(
                "%(name)s has saved this post since you opened it. Nothing of yours "
                "was written; compare the two and save again."
            )
            % {"name": name_of(post.saved_by)}
        )
