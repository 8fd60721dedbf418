"""Whom to tell of a flaw (RFC 9116)."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.reading.addresses import absolute

# Less than a year is what the RFC recommends.
HOLDS_DAYS = 180


@require_safe
def security_txt(request):
    if not settings.SECURITY_CONTACT:
        raise Http404
    # To the day, or an unchanged file would be another at every second.
    day = timezone.localdate(request.at) + timedelta(days=HOLDS_DAYS)
    expires = timezone.make_aware(datetime.combine(day, time())).astimezone(UTC)
    lines = [
        *(f"Contact: {contact}" for contact in settings.SECURITY_CONTACT),
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Canonical: {absolute(reverse('security_txt'))}",
        "Preferred-Languages: ja, en",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
