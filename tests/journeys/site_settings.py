"""The real settings for a server that a test starts, without collected static files."""

# ruff: noqa: F405
from allforces.settings import *  # noqa: F403

STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
