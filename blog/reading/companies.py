"""Companies that posts name: their index, and the posts of one."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from blog.models import Company
from blog.reading import meta, structured
from blog.reading.listings import facets, in_use, live_windows, unless_empty
from blog.reading.memory import remembered
from blog.reading.paging import listing


@require_safe
def index(request):
    shown = remembered(
        request, "companies", lambda: in_use(Company, "edition_links__edition", request)
    )
    context = {
        "companies": shown,
        "meta": meta.of_index(reverse("companies"), _("Companies")),
    }
    return render(request, "blog/companies.html", context)


@require_safe
def company(request, slug, number=1):
    found = get_object_or_404(Company, slug=slug)
    windows = live_windows(request).naming(found)
    address = found.get_absolute_url()
    shown = unless_empty(listing(request, windows, address=address, number=number))
    about = meta.of_list(
        shown,
        title=str(found),
        description=found.description,
        trail=[(_("Companies"), reverse("companies"))],
        own_feeds=True,
    )
    about.structured.append(structured.company(found))
    return render(
        request,
        "blog/company.html",
        {
            "company": found,
            "listing": shown,
            "feed": f"{address}feed.xml",
            "facets": facets(shown.editions),
            "meta": about,
        },
    )
