"""What never reaches a log."""

import logging
import re

SHARED_PREVIEW = re.compile(r"(?<!\w)/preview/[^\s'\"]+")


class WithoutTokens(logging.Filter):
    """Takes the secret out of the addresses of shared previews (SEC-06)."""

    def filter(self, record):
        record.msg = _hidden(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(_hidden(each) for each in record.args)
        return True


def _hidden(said):
    if not isinstance(said, str):
        return said
    return SHARED_PREVIEW.sub("/preview/…/", said)
