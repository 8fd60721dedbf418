"""The first users' magazine, when it is at hand: 60 posts and what Jekyll made of them.

Its folder is named by ALLFORCES_CORPUS, else lies beside the repository.
"""

import json
import os
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from blog.text import front_matter

_BESIDE = Path(__file__).resolve().parents[3] / "shared" / "corpus"
MAGAZINE = Path(os.environ.get("ALLFORCES_CORPUS", _BESIDE)) / "magazine"
_INCLUDE = re.compile(r"{%.*?%}")

needs_corpus = pytest.mark.skipif(
    not (MAGAZINE / "expected.json").exists(), reason="the corpus is not here"
)


class CorpusPost(NamedTuple):
    name: str
    fields: dict
    body: str
    expected: dict


def posts() -> list[CorpusPost]:
    expected = json.loads((MAGAZINE / "expected.json").read_text())["posts"]
    return [_read(name, values) for name, values in expected.items()]


def _read(name, expected):
    parts = front_matter.split((MAGAZINE / name).read_text())
    return CorpusPost(
        name=name.removeprefix("_posts/").removesuffix(".md"),
        fields=parts.data,
        body=_INCLUDE.sub("", parts.body),  # the importer's business
        expected=expected,
    )
