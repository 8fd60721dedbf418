"""Pictures of the library, with their size, so that nothing jumps while they load."""

from django import template
from django.utils.html import format_html, format_html_join

register = template.Library()

# How wide a picture stands, for the browser's choice among its renditions.
COLUMN = "(min-width: 48rem) 42.75rem, calc(100vw - 2.5rem)"
SIZES = {
    "lead__picture": "(min-width: 60rem) 52rem, calc(100vw - 2.5rem)",
    "post-card__picture": "(min-width: 48rem) 24rem, calc(100vw - 2.5rem)",
    "crop": "12rem",
    "thumbnail": "24rem",
}
# css/components/focus.css has a rule for each step of so many percent.
FOCUS_STEP = 5
MIDDLE = 50


@register.simple_tag
def picture(image, css_class="", *, eager=False):
    """A <picture>; all but the first of a page load when they come near."""
    sizes = SIZES.get(css_class.partition(" ")[0], COLUMN)
    return format_html(
        "<picture>{}{}</picture>",
        format_html_join(
            "",
            '<source type="{}" srcset="{}" sizes="{}">',
            [(type, srcset, sizes) for type, srcset in image.sources()],
        ),
        format_html(
            '<img{} src="{}" alt="{}" width="{}" height="{}"{}{}>',
            format_html(' class="{}"', css_class) if css_class else "",
            image.url,
            image.words,
            str(image.width),
            str(image.height),
            _focus(image),
            _loading(eager),
        ),
    )


def _loading(eager):
    name, value = ("fetchpriority", "high") if eager else ("loading", "lazy")
    return format_html(' {}="{}"', name, value)


def _focus(image):
    """Which part a crop keeps in sight; nothing for the middle, where crops are cut."""
    steps = [
        (axis, round(percent / FOCUS_STEP) * FOCUS_STEP)
        for axis, percent in (("x", image.focus_x), ("y", image.focus_y))
    ]
    off_middle = [(axis, str(at)) for axis, at in steps if at != MIDDLE]
    return format_html_join("", ' data-focus-{}="{}"', off_middle)
