"""What follows a fact. Verbs say what happened; this page lists who cares."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from blog.models import Byline, Category, Generation, Image, Redirect, Tag

# Printed beside editions on public pages: a change to one makes those pages new.
PRINTED = (Byline, Category, Image, Redirect, Tag)


@receiver([post_save, post_delete])
def printed_name_changed(sender, **kwargs):
    if sender in PRINTED:
        Generation.objects.advance()
