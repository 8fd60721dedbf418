"""How the desk shows what was done and what has changed."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.text.diff import Mark

register = template.Library()

# What was recorded, in the desk's language.
register.filter("verb", gettext)

MARKED = {Mark.REMOVED: ("del", _("taken out:")), Mark.ADDED: ("ins", _("put in:"))}


@register.filter
def marked(pieces) -> str:
    """A text with what was taken out and put in, for the eye and for the ear."""
    return format_html_join("", "{}", ((_shown(piece),) for piece in pieces))


def _shown(piece):
    if piece.mark == Mark.SAME:
        return piece.text
    element, word = MARKED[piece.mark]
    return format_html(
        '<{0}><span class="visually-hidden">{1}</span>{2}</{0}>',
        element,
        word,
        piece.text,
    )
