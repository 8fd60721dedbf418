"""Letting a finding pass in one post, for a reason that stays on record."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import Post, Suppression
from blog.publishing import audit, permissions
from blog.publishing.checks.examination import examine
from blog.publishing.checks.required import REQUIREMENTS
from blog.publishing.errors import Finding, WrongState
from blog.publishing.locking import lock

_REQUIRED = {requirement.name: requirement for requirement in REQUIREMENTS}


def transition(rule: str) -> str | None:
    """What somebody must be able to do to let `rule` pass; None: nobody can."""
    if not rule:
        return None
    if rule not in _REQUIRED:
        return "let_pass"
    return "overrule" if _REQUIRED[rule].may_pass else None


@transaction.atomic
def suppress(
    post: Post, rule: str, quote: str, *, by, reason: str, now=None
) -> Suppression:
    """Let what the check `rule` finds at `quote` pass in this post from now on."""
    now = now or timezone.now()
    current = lock(post.pk)
    name = transition(rule)
    if name is None:
        raise WrongState(_("This cannot be let pass; it has to be mended."))
    permissions.check(by, name, current, at=now)
    permissions.check_reason(name, reason)
    finding = _standing(current, rule, quote)
    suppression = Suppression.objects.create(
        post=current,
        rule=rule,
        quote=finding.quote,
        reason=reason.strip()[:300],
        made_by=by,
        made_at=now,
    )
    _note(suppression, "let pass", by=by, at=now, reason=reason)
    return suppression


@transaction.atomic
def unsuppress(suppression: Suppression, *, by, now=None) -> None:
    """Let the finding count again."""
    now = now or timezone.now()
    current = lock(suppression.post_id)
    permissions.check(by, transition(suppression.rule), current, at=now)
    _note(suppression, "no longer let pass", by=by, at=now)
    suppression.delete()


def _standing(post, rule, quote) -> Finding:
    for finding in examine(post).findings:
        if (finding.rule, finding.quote) == (rule, quote):
            return finding
    raise WrongState(_("This is not found in the saved text, or has been let pass."))


def _note(suppression, verb, *, by, at, reason=""):
    audit.record(
        suppression.post,
        verb,
        by=by,
        at=at,
        reason=reason,
        rule=suppression.rule,
        quote=suppression.quote,
    )
