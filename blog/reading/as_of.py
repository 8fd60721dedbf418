"""Answers readers' pages as of another instant, to those of the desk who chose one."""

from django.utils.cache import patch_cache_control

from blog.publishing import as_of


class AsOf:
    """Moves `request.at`; stands below the page cache, the session and the account.

    A request with a cookie is never answered from the page cache, and an answer that
    says `no-store` never goes into it: nobody else sees what this one shows.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.as_of = None
        response = self.get_response(request)
        if request.as_of is not None:
            patch_cache_control(response, private=True, no_store=True)
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def process_view(self, request, view, args, kwargs):
        sealed = request.COOKIES.get(as_of.COOKIE)
        if not (sealed and request.is_shared):
            return
        chosen = as_of.unseal(
            sealed, user=request.user, session_key=request.session.session_key
        )
        if chosen is not None:
            request.as_of = request.at = chosen
