"""Whose request it is, for the record of what changes accounts and rights."""

from blog.publishing import accounts


class Acting:
    """Asks for the account only when there is something to put on record."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with accounts.acting(lambda: request.user):
            return self.get_response(request)
