"""What the API answers when it cannot: problem details (RFC 9457), in two languages."""

import json
from http import HTTPStatus

from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

MEDIA_TYPE = "application/problem+json"
NOT_FOUND = _("There is nothing here. What there is says /api/v1/openapi.json.")
READ_ONLY = _("The API is read-only: use GET.")


class Problem(Exception):
    """`detail` is an English sentence for gettext, with a %(name)s for each word."""

    def __init__(self, status: HTTPStatus, detail: str, **words):
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.words = words

    def members(self) -> dict:
        return {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": gettext(self.detail) % self.words,
            "detail_en": self.detail % self.words,
        }

    def response(self) -> HttpResponse:
        return HttpResponse(
            json.dumps(self.members(), ensure_ascii=False),
            content_type=MEDIA_TYPE,
            status=self.status,
        )


class BadParameter(Problem):
    """A parameter of the query that makes no sense; it is named in the answer."""

    def __init__(self, parameter: str, detail: str, **words):
        super().__init__(HTTPStatus.BAD_REQUEST, detail, name=parameter, **words)
        self.parameter = parameter

    def members(self) -> dict:
        return super().members() | {"parameter": self.parameter}


def not_found() -> Problem:
    return Problem(HTTPStatus.NOT_FOUND, NOT_FOUND)
