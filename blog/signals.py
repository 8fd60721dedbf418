"""Facts that others may follow; who follows them stands in receivers.py."""

from django.dispatch import Signal

manuscript_saved = Signal()  # post
timeline_changed = Signal()  # post
edition_frozen = Signal()  # edition
