"""What a login page carries along for somebody whose session was lost."""

from django import template

from blog.admin import lost_session

register = template.Library()


@register.simple_tag(takes_context=True)
def carried(context) -> list[tuple[str, str]]:
    return lost_session.carried(context["request"])
