"""The addresses under /api/v1/. Nobody signs in: it says what is public, no more."""

import json
from functools import wraps
from http import HTTPStatus

from django.http import HttpResponse

from blog.api import openapi, queries
from blog.api.pagination import Page
from blog.api.parameters import PAGING, POSTS, read_query
from blog.api.problems import READ_ONLY, Problem, not_found
from blog.api.serializers import AUTHOR, CATEGORY, POST, TAG, WHOLE_POST, serialize
from blog.models import Edition, Kind
from blog.pagecache.middleware import READING, reads_query
from blog.reading import corrections, notices, post_links
from blog.reading.paging import editions_of, newest_ids


def answers(parameters):
    """A view of the API: it is given its query, read, and returns what to print.

    Any site's script may read the answer. That gives nothing away: it is public, and
    with `*` no browser sends cookies along.
    """

    def decorate(view):
        @reads_query
        @wraps(view)
        def answer(request, **kwargs):
            try:
                if request.method not in READING:
                    raise Problem(HTTPStatus.METHOD_NOT_ALLOWED, READ_ONLY)
                query = read_query(request.GET, parameters)
                response = _json(view(request, query, **kwargs))
            except Problem as problem:
                response = problem.response()
            if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
                response.headers["Allow"] = ", ".join(READING)
            response.headers["Access-Control-Allow-Origin"] = "*"
            return response

        return answer

    return decorate


def _json(document):
    return HttpResponse(
        json.dumps(document, ensure_ascii=False), content_type="application/json"
    )


@answers(POSTS)
def posts(request, query):
    """Three queries, however many posts: their number, the ids, the editions."""
    windows = queries.posts(query, at=request.at)
    page = Page(request.path, query, given=request.GET, count=windows.count())
    found = editions_of(newest_ids(windows, page.slice.start, page.size))
    return page.of(POST, found)


@answers([])
def post(request, query, number):
    live = Edition.objects.live(request.at).filter(post=number, kind=Kind.POST)
    edition = live.defer("body").first()
    if edition is None:
        raise not_found()
    post_links.resolve([edition], at=request.at)
    notices.mark_paid_links([edition])
    corrections.attach([edition], at=request.at)
    return serialize(WHOLE_POST, edition)


@answers(PAGING)
def categories(request, query):
    return _whole_list(request, query, CATEGORY, queries.categories(request))


@answers(PAGING)
def tags(request, query):
    return _whole_list(request, query, TAG, queries.tags(request))


@answers(PAGING)
def authors(request, query):
    return _whole_list(request, query, AUTHOR, queries.authors(request))


def _whole_list(request, query, fields, things):
    page = Page(request.path, query, given=request.GET, count=len(things))
    return page.of(fields, things[page.slice])


@answers([])
def description(request, query):
    return openapi.document()


@answers([])
def nothing(request, query, rest):
    raise not_found()
