"""What the desk's frame and its first page show."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.admin import marks, words

register = template.Library()

register.filter("person", words.person)
register.filter("since", words.since)
register.filter("when", words.when)
register.simple_tag(marks.stage, name="stage")
register.simple_tag(marks.category, name="category_mark")

NAVIGATION = {
    "blog.Post": _("Posts"),
    "blog.Image": _("Images"),
    "blog.Category": _("Categories"),
    "blog.Tag": _("Tags"),
    "blog.Byline": _("Bylines"),
    "blog.Audit": _("Audit"),
    "auth.User": _("Accounts"),
}


@register.inclusion_tag("admin/includes/desk_nav.html", takes_context=True)
def desk_nav(context):
    """Only what exists and this person may see: `available_apps` has chosen it."""
    here = context["request"].path
    index = reverse("admin:index")
    entries = [{"label": _("Desk"), "url": index, "current": here == index}]
    urls = {
        model["model"]._meta.label: model["admin_url"]
        for app in context["available_apps"]
        for model in app["models"]
    }
    for model, label in NAVIGATION.items():
        if url := urls.get(model):
            current = here.startswith(url)
            entries.append({"label": label, "url": url, "current": current})
    return {"entries": entries}


@register.simple_tag
def desk_roles(user) -> str:
    """The person's groups as printed beside the name, "" for none."""
    return "・".join(group.name for group in user.groups.all())


@register.simple_tag
def publication(post, now):
    return marks.publication(post, now, named=True)
