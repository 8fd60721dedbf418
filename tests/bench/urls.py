"""The site, and beside it the least that Django can answer: the measure of the rest."""

from django.http import HttpResponse
from django.urls import include, path


def bare(request):
    return HttpResponse("ok")


urlpatterns = [path("bare/", bare), path("", include("allforces.urls"))]
