"""Times, names and JSON-LD as the reading site prints them."""

import json
from datetime import date, datetime, time

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language_info, pgettext, pgettext_lazy

from blog.models import Window
from blog.reading import meta
from blog.reading.addresses import href

register = template.Library()

# A post's path as it stands in an href; when its text last changed.
register.filter("link", href)
register.filter("changed_at", meta.changed_at)

# Django's date letters. "short" names the year when it is not this one, "latest" the
# day when it is not today.
MOMENTS = {
    "full": pgettext_lazy("date format", "F j, Y G:i"),
    "today": pgettext_lazy("date format", "l, F j, Y"),
    "dated": pgettext_lazy("date format", "F j, Y"),
    "short": pgettext_lazy("date format", "F j"),
    "short_clock": pgettext_lazy("date format", "F j G:i"),
    "clock": "G:i",
    "date_number": "j",
}
# What lists say in the editor's red instead of "updated".
FLAGS = {
    Window.Change.CORRECTION: pgettext_lazy("flag", "Corrected"),
    Window.Change.APOLOGY: pgettext_lazy("flag", "Apology"),
    Window.Change.ADDITION: pgettext_lazy("flag", "Added to"),
}
# JSON stands in a <script>: nothing in it may end the element (SEC-12).
SCRIPT_SAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def moment(context, value, style):
    """A <time> in the site's zone, with its offset; "" for None."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    # A page as of another instant has that day for today.
    today = timezone.localdate(context.get("as_of"))
    if style == "latest":
        style = "clock" if local.date() == today else "short"
    if style in ("short", "short_clock") and local.year != today.year:
        style = "dated"
    return format_html(
        '<time datetime="{}">{}</time>',
        local.isoformat(timespec="seconds"),
        date_format(local, str(MOMENTS[style])),
    )


@register.simple_tag(takes_context=True)
def day(context, text):
    """A day that the desk keeps as YYYY-MM-DD; other words as they were typed."""
    try:
        midnight = datetime.combine(date.fromisoformat(text), time())
    except ValueError:
        return text
    return moment(context, timezone.make_aware(midnight), "dated")


@register.filter
def flag(edition):
    """That it has changed, in one word; by which kind of change, when that is known."""
    if edition.updated_at and edition.updated_by in FLAGS:
        return FLAGS[edition.updated_by]
    return pgettext("flag", "Updated")


@register.filter
def own_name(language):
    """A language in its own words."""
    try:
        return get_language_info(language)["name_local"]
    except KeyError:
        return language


@register.simple_tag
def day_address(value):
    """The list of the posts of that day (JST)."""
    day = timezone.localdate(value)
    return reverse("archive_day", args=[day.year, day.month, day.day])


@register.filter
def month_name(first):
    return date_format(first, pgettext("date format", "F Y"))


@register.filter
def month_alone(first):
    return date_format(first, pgettext("date format", "F"))


@register.filter
def year_name(first):
    return date_format(first, pgettext("date format", "Y"))


@register.filter
def weekday_name(value):
    return date_format(timezone.localtime(value), pgettext("date format", "l"))


@register.filter
def grouped(number):
    """4480 → 4,480."""
    return f"{number:,}"


@register.filter
def writers(bylines):
    """The names of those who wrote, as one string."""
    names = [each["name"] for each in bylines if each["role"] == "text"]
    return pgettext("between names", ", ").join(names)


@register.simple_tag
def language_of(edition):
    """A `lang` attribute for what is not in the site's language."""
    if edition.language == settings.LANGUAGE_CODE:
        return ""
    return format_html(' lang="{}"', edition.language)


@register.filter
def json_ld(data):
    """A data block: browsers do not run it, so the CSP lets it stand."""
    text = json.dumps(data, ensure_ascii=False).translate(SCRIPT_SAFE)
    # What JSON leaves of < > & has just been escaped.
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # noqa: S308
    )
