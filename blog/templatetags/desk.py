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
# What stands behind House rules and behind Site, each a step away from the others.
HOUSE_RULES = {
    "blog.DictionaryEntry": _("House dictionary"),
    "blog.CheckLevel": _("Levels of checks"),
    "blog.PostTemplate": _("Templates"),
    "blog.Passage": _("Passages"),
    "blog.SynonymGroup": _("Synonyms"),
    "blog.SearchMiss": _("Searched for in vain"),
    "blog.CrawlerRule": _("Crawlers"),
    "blog.AffiliateHost": _("Affiliate hosts"),
}
SITE = {
    "blog.Series": _("Series"),
    "blog.Feature": _("Features"),
    "blog.CallToAction": _("Calls to action"),
    "blog.MenuItem": _("Menus"),
    "blog.Redirect": _("Redirects"),
    "blog.MissingPath": _("Missing pages"),
}
# The lists behind each entry; the first of those that a person may see is its address.
NAVIGATION = [
    (_("Posts"), ["blog.Post"]),
    (_("Images"), ["blog.Image"]),
    (_("Categories"), ["blog.Category"]),
    (_("Tags"), ["blog.Tag"]),
    (_("Companies"), ["blog.Company"]),
    (_("Bylines"), ["blog.Byline"]),
    (_("House rules"), HOUSE_RULES),
    (_("Site"), SITE),
    (_("Audit"), ["blog.Audit"]),
    (_("Accounts"), ["auth.User"]),
]
FRONT = "admin:blog_post_front"


@register.inclusion_tag("admin/includes/desk_nav.html", takes_context=True)
def desk_nav(context):
    """Only what exists and this person may see: `available_apps` has chosen it."""
    request = context["request"]
    index = reverse("admin:index")
    entries = [_entry(_("Desk"), index, request.path == index)]
    urls = _urls(context)
    for label, lists in NAVIGATION:
        if seen := [urls[each] for each in lists if each in urls]:
            is_here = any(_is_here(request, url) for url in seen)
            entries.append(_entry(label, seen[0], is_here))
            if "blog.Post" in lists:
                entries += _queue(request) + _front(request)
    return {"entries": entries}


@register.inclusion_tag("admin/includes/house_rules.html", takes_context=True)
def house_rules(context, model):
    """The way between the lists of one kind, on each of them."""
    kind = next((each for each in (HOUSE_RULES, SITE) if model in each), {})
    urls = _urls(context)
    return {
        "title": _("Site") if kind is SITE else _("House rules"),
        "entries": [
            _entry(label, urls[other], other == model)
            for other, label in kind.items()
            if other in urls
        ],
    }


def _urls(context):
    """Where each model that this person may see has its list."""
    return {
        model["model"]._meta.label: model["admin_url"]
        for app in context["available_apps"]
        for model in app["models"]
    }


def _is_here(request, url) -> bool:
    others = (reverse(QUEUE), reverse(FRONT))
    return request.path.startswith(url) and request.path not in others


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


def _front(request):
    """Composing the front page, for those who may."""
    if not request.user.has_perm("blog.add_pin"):
        return []
    url = reverse(FRONT)
    return [_entry(_("Front page"), url, request.path == url)]


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
