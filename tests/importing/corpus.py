"""The owner's magazine and other systems' exports: data beside the repository."""

import os
from pathlib import Path

import pytest
from django.conf import settings

BESIDE = settings.BASE_DIR.parent / "shared" / "corpus"


def corpus(name: str) -> Path:
    """The folder `name` of the corpus; skips the test where there is none."""
    folder = Path(os.environ.get("ALLFORCES_CORPUS") or BESIDE) / name
    if not folder.is_dir():
        pytest.skip(f"no corpus at {folder}")
    return folder
