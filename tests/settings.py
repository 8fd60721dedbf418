"""The project's settings for a test run: a data folder of its own, no `.env`."""

import atexit
import os
import shutil
import tempfile

os.environ["ENV_FILE"] = os.devnull
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="allforces-test-")
atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)

# ruff: noqa: F405
from allforces.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir()
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    # A file: SQLite in memory locks otherwise than the real one.
    _database["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
    _database["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    )
if REDIS_URL:
    for name, options in CACHES.items():
        options["KEY_PREFIX"] = f"test-{os.getpid()}-{name}"
