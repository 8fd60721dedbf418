"""What follows a fact. Verbs say what happened; this page lists who cares."""

from django.contrib.auth.models import Group, User
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver

from blog.models import (
    AffiliateHost,
    Beat,
    Byline,
    CallToAction,
    Category,
    Company,
    CrawlerRule,
    Feature,
    FeaturePost,
    Generation,
    Image,
    MenuItem,
    OldSlug,
    Pin,
    Redirect,
    RelatedPin,
    Series,
    SynonymGroup,
    Tag,
)
from blog.publishing import accounts
from blog.search import index
from blog.signals import edition_frozen

# Printed beside editions on public pages: a change to one makes those pages new.
PRINTED = (
    *(AffiliateHost, Byline, CallToAction, Category, Company, CrawlerRule),
    *(Feature, FeaturePost),
    *(Image, MenuItem, OldSlug, Pin, Redirect, RelatedPin, Series, SynonymGroup, Tag),
)


@receiver([post_save, post_delete])
def printed_name_changed(sender, **kwargs):
    if sender in PRINTED:
        Generation.objects.advance()


@receiver(edition_frozen)
def edition_is_frozen(edition, **kwargs):
    index.store([edition])


# Who may do what is on record too. What is loaded (raw) brings its own record.
RIGHTS = {
    "post_add": accounts.given,
    "post_remove": accounts.taken,
    "pre_clear": accounts.taken,
}


@receiver(m2m_changed, sender=User.groups.through)
@receiver(m2m_changed, sender=User.user_permissions.through)
@receiver(m2m_changed, sender=Group.permissions.through)
def rights_changed(sender, instance, action, reverse, model, pk_set, **kwargs):
    note = RIGHTS.get(action)
    if note is None or getattr(instance, "is_loaded", False):
        return
    if pk_set is None:
        mine = {instance._meta.model_name: instance.pk}
        theirs = f"{model._meta.model_name}_id"
        pk_set = sender.objects.filter(**mine).values(theirs)
    others = model.objects.filter(pk__in=pk_set)
    if reverse:
        for other in others:
            note(other, [instance])
    else:
        note(instance, others)


@receiver(post_save, sender=Beat)
def beat_given(instance, created, raw, **kwargs):
    if created and not raw:
        accounts.given(instance.user, [instance.category])


@receiver(post_delete, sender=Beat)
def beat_taken(instance, **kwargs):
    accounts.taken(instance.user, [instance.category])


@receiver(pre_save, sender=User)
def account_changes(instance, raw, update_fields, **kwargs):
    # A login saves its time, and a stronger hash of the same password, by name.
    if not raw and update_fields is None:
        standing = User.objects.filter(pk=instance.pk)
        instance.before = standing.values(*accounts.FLAGS, "password").first()


@receiver(post_save, sender=User)
def account_changed(instance, created, raw, **kwargs):
    before = instance.__dict__.pop("before", None)
    if created and not raw:
        accounts.made(instance)
    elif before:
        accounts.changed(instance, before)


@receiver(post_save, sender=User)
@receiver(post_save, sender=Group)
def loaded(instance, raw, **kwargs):
    instance.is_loaded = raw


@receiver(post_delete, sender=User)
@receiver(post_delete, sender=Group)
def account_removed(instance, **kwargs):
    accounts.removed(instance)
