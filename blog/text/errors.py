"""Why a source is not rendered; the message is a sentence for the editor."""

from django.utils.translation import gettext


class SourceRefused(ValueError):
    pass


class SourceTooLong(SourceRefused):
    """More bytes, or more blocks, than are rendered in bounded time."""

    def __init__(self, message: str, *, size: int, limit: int):
        super().__init__(message % {"size": f"{size:,}", "limit": f"{limit:,}"})


class SourceTooDeep(SourceRefused):
    def __init__(self):
        super().__init__(gettext("The text nests its lists too deeply to be rendered."))
