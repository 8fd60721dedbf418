"""Which crawlers may read the site: robots.txt follows."""

from django.db import transaction
from django.forms.models import model_to_dict
from django.utils.translation import gettext as _

from blog.models import CrawlerRule
from blog.publishing import audit
from blog.publishing.errors import NotAllowed


@transaction.atomic
def keep(rule: CrawlerRule, *, by) -> None:
    """Save a rule, with what it was before on record."""
    if not by.has_perm("blog.change_crawlerrule"):
        raise NotAllowed(_("You do not have the right to change what crawlers may do."))
    before = CrawlerRule.objects.get(pk=rule.pk)
    rule.save()
    audit.record(
        rule,
        "crawlers changed",
        by=by,
        was=model_to_dict(before),
        became=model_to_dict(rule),
    )
