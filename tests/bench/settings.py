"""The real settings over a scratch database, without collected static files."""

# ruff: noqa: F405
from allforces.settings import *  # noqa: F403

STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
ROOT_URLCONF = "tests.bench.urls"
LOGGING["loggers"]["django"]["level"] = "ERROR"
