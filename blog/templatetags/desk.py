"""What the desk's frame and its first page show."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.admin import marks, words
from blog.admin.dashboard import Desk
from blog.publishing.people import name_of

register = template.Library()

register.filter("person", name_of)
register.filter("since", words.since)
register.filter("when", words.when)
register.simple_tag(marks.stage, name="stage")
register.simple_tag(marks.category, name="category_mark")
register.simple_tag(marks.due, name="due")
register.simple_tag(words.step, name="step")

QUEUE = "admin:blog_post_queue"
NAVIGATION = {
    "blog.Post": _("Posts"),
    "blog.Image": _("Images"),
    "blog.Category": _("Categories"),
    "blog.Tag": _("Tags"),
    "blog.Byline": _("Bylines"),
    "house rules": _("House rules"),
    "blog.Audit": _("Audit"),
    "auth.User": _("Accounts"),
}
# The lists behind House rules, each a step away from the others.
HOUSE_RULES = {
    "blog.DictionaryEntry": _("House dictionary"),
    "blog.CheckLevel": _("Levels of checks"),
    "blog.PostTemplate": _("Templates"),
    "blog.Passage": _("Passages"),
}


@register.inclusion_tag("admin/includes/desk_nav.html", takes_context=True)
def desk_nav(context):
    """Only what exists and this person may see: `available_apps` has chosen it."""
    request = context["request"]
    index = reverse("admin:index")
    entries = [_entry(_("Desk"), index, request.path == index)]
    urls = _urls(context)
    for model, label in NAVIGATION.items():
        lists = HOUSE_RULES if model == "house rules" else [model]
        if seen := [urls[each] for each in lists if each in urls]:
            is_here = any(_is_here(request, url) for url in seen)
            entries.append(_entry(label, seen[0], is_here))
            if model == "blog.Post":
                entries += _queue(request)
    return {"entries": entries}


@register.inclusion_tag("admin/includes/house_rules.html", takes_context=True)
def house_rules(context, model):
    """The way between the lists of house rules, on each of them."""
    if model not in HOUSE_RULES:
        return {"entries": []}
    urls = _urls(context)
    return {
        "entries": [
            _entry(label, urls[other], other == model)
            for other, label in HOUSE_RULES.items()
            if other in urls
        ]
    }


def _urls(context):
    """Where each model that this person may see has its list."""
    return {
        model["model"]._meta.label: model["admin_url"]
        for app in context["available_apps"]
        for model in app["models"]
    }


def _is_here(request, url) -> bool:
    return request.path.startswith(url) and request.path != reverse(QUEUE)


def _entry(label, url, current, count=0):
    return {"label": label, "url": url, "current": current, "count": count}


def _queue(request):
    """The posts that wait to be approved, for those who see more than their own."""
    desk = Desk.of(request)
    if not desk.sees_queue:
        return []
    url = reverse(QUEUE)
    # The first page lists them anyway.
    first_page = request.path == reverse("admin:index")
    count = len(desk.waiting) if first_page else desk.waiting_count
    return [_entry(_("To approve"), url, request.path == url, count)]


@register.simple_tag(takes_context=True)
def todays_desk(context) -> Desk:
    return Desk.of(context["request"])


@register.simple_tag
def next_verb(turns, post) -> str:
    """What the person of these turns does next with one of them."""
    return turns.verb(post)


@register.filter
def waiting_for(at, now):
    """A pair: the number, and its unit."""
    return words.waiting(at, now)


@register.simple_tag
def desk_roles(user) -> str:
    """The person's groups as printed beside the name, "" for none."""
    return "・".join(group.name for group in user.groups.all())


@register.simple_tag
def publication(post, now):
    return marks.publication(post, now, named=True)
