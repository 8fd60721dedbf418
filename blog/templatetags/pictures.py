"""Pictures of the library, with their size, so that nothing jumps while they load."""

from django import template
from django.utils.html import format_html

register = template.Library()


@register.simple_tag
def picture(image, css_class="", *, eager=False):
    """An <img>; all but the first picture of a page load when they come near."""
    return format_html(
        '<img{} src="{}" alt="{}" width="{}" height="{}"{}>',
        format_html(' class="{}"', css_class) if css_class else "",
        image.url,
        image.alt,
        str(image.width),
        str(image.height),
        format_html(' fetchpriority="high"')
        if eager
        else format_html(' loading="lazy"'),
    )
