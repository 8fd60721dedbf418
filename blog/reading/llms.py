"""llms.txt: what the magazine is and has, for programs that read it for people."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from blog.models import Category
from blog.reading.addresses import absolute, markdown_of
from blog.reading.listings import live_windows
from blog.reading.memory import categories, pages, remembered
from blog.reading.paging import newest
from blog.reading.sitemaps import found
from blog.reading.tally import totals
from blog.text.to_markdown import escaped

NEWEST = 50


@require_safe
def llms(request):
    """What search engines should not find is not named here either."""
    windows = live_windows(request)
    by_category = remembered(request, "totals", lambda: totals(windows))
    parts = [
        f"# {escaped(settings.SITE_NAME)}",
        f"> {escaped(settings.SITE_DESCRIPTION)}",
        _about(sum(by_category.values())),
        _section(
            _("Categories"),
            [_category(each, by_category) for each in categories(request)],
        ),
        _section(
            _("Newest"), [_post(each) for each in newest(found(windows), 0, NEWEST)]
        ),
        _section(
            _("About us"),
            [_page(each) for each in pages(request) if not each.noindex],
        ),
        _section("Optional", _more()),
    ]
    text = "\n\n".join(filter(None, parts))
    return HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8")


def _about(total):
    return ngettext(
        "%(total)s post is on air. With index.md after the address of a post you get"
        " it as Markdown.",
        "%(total)s posts are on air. With index.md after the address of a post you get"
        " it as Markdown.",
        total,
    ) % {"total": total}


def _section(title, lines):
    return "\n".join([f"## {title}\n", *lines]) if lines else ""


def _line(name, address, note=""):
    return f"- [{escaped(name)}]({address})" + (f": {escaped(note)}" if note else "")


def _category(category: Category, by_category):
    posts = by_category.get(category.pk, 0)
    counted = ngettext("%(posts)s post", "%(posts)s posts", posts) % {"posts": posts}
    note = "".join(
        filter(None, [" ".join(category.description.split()), f"（{counted}）"])
    )
    return _line(category.name, absolute(category.get_absolute_url()), note)


def _post(edition):
    day = timezone.localdate(edition.published_at)
    note = f"{day:%Y-%m-%d} {edition.excerpt or edition.description}".strip()
    return _line(edition.title, absolute(markdown_of(edition)), note)


def _page(edition):
    return _line(edition.title, absolute(markdown_of(edition)))


def _more():
    return [
        _line("API", absolute(reverse("api_description")), "OpenAPI 3.1"),
        _line("RSS", absolute(reverse("site_feed.xml"))),
        _line(_("Sitemap"), absolute(reverse("sitemap"))),
        _line(_("Archive by month"), absolute(reverse("archive"))),
    ]
