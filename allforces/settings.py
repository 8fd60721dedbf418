"""All settings, from the environment or `.env`; README.md lists the variables."""

import os
import secrets
import tempfile
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from csp.constants import NONE, SELF

from allforces.environment import Environment, database, email

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment(Path(os.environ.get("ENV_FILE") or BASE_DIR / ".env"))

# The site and its data

DEBUG = env.flag("DEBUG")
PORT = env.number("PORT", 8000, least=1, most=65535)
SITE_URL = env.origin("SITE_URL", default=f"http://127.0.0.1:{PORT}")
SITE_NAME = env.text("SITE_NAME", "ALLFORCES")
SITE_TAGLINE = env.text("SITE_TAGLINE", "AIと投資を、根拠から読む。")
SITE_DESCRIPTION = env.text(
    "SITE_DESCRIPTION",
    "AIの技術と、それに資金を投じる側の判断を、出典と数字をたどれる形で伝えます。"
    "掲載内容は投資助言ではありません。",
)
SECURITY_CONTACT = env.words("SECURITY_CONTACT")
for _contact in SECURITY_CONTACT:
    if not _contact.startswith(("mailto:", "https://")):
        env.refuse("SECURITY_CONTACT", "must list mailto: or https:// addresses")
# As what search engines are told of a post (schema.org).
SITE_ARTICLE_TYPE = env.choice(
    "SITE_ARTICLE_TYPE",
    "NewsArticle",
    of=("NewsArticle", "BlogPosting", "TechArticle", "Article"),
)
PERMALINK = env.text("PERMALINK", "/{year}/{month}/{day}/{slug}/")
DATA_DIR = (BASE_DIR / env.text("DATA_DIR", "data")).resolve()
DATA_DIR.mkdir(mode=0o750, parents=True, exist_ok=True)

# HTTPS and no DEBUG: the public may come, so nothing is made up.
IS_HTTPS = SITE_URL.startswith("https://")
IS_PRODUCTION = IS_HTTPS and not DEBUG


def _kept_secret(file: Path) -> str:
    if not file.exists():
        draft, name = tempfile.mkstemp(dir=file.parent)  # readable by its owner only
        os.write(draft, secrets.token_urlsafe(50).encode())
        os.close(draft)
        os.replace(name, file)
    return file.read_text("ascii")


SECRET_KEY = env.text("SECRET_KEY")
if not SECRET_KEY:
    if IS_PRODUCTION:
        env.refuse("SECRET_KEY", "is required when SITE_URL is https and DEBUG is off")
    SECRET_KEY = _kept_secret(DATA_DIR / "secret_key")

ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or [
    urlsplit(SITE_URL).hostname,
    "localhost",
    "127.0.0.1",
]
TRUSTED_PROXIES = env.networks("TRUSTED_PROXIES")
WEB_CONCURRENCY = env.number("WEB_CONCURRENCY", os.cpu_count() or 1, least=1, most=64)

# What it is made of

INSTALLED_APPS = [
    "blog",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "taggit",
    "axes",
    "csp",
]
MIDDLEWARE = [
    "allforces.headers.Headers",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "blog.pagecache.middleware.PageCache",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "blog.reading.as_of.AsOf",
    "blog.admin.acting.Acting",
    "django.contrib.messages.middleware.MessageMiddleware",
    "blog.admin.lost_session.LostSession",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "allforces.urls"
WSGI_APPLICATION = "allforces.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "blog.reading.context_processors.site",
            ],
        },
    },
]
TAGGIT_CASE_INSENSITIVE = True
TAGGIT_TAGS_FROM_STRING = "blog.models.taxonomy.parse_tags"

# Where things are kept

DATABASES = {"default": database(env, "DATABASE_URL", DATA_DIR / "allforces.sqlite3")}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        # Some 15 kB a page: at most 30 MB in each process.
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    # Answers to what readers type (search): never at the cost of a page.
    "queries": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "queries",
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}
if REDIS_URL := env.text("REDIS_URL"):
    env.url("REDIS_URL", REDIS_URL, schemes=("redis", "rediss", "unix"))
    CACHES["default"] = {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "allforces",
        "OPTIONS": {
            # Redis away: pages are made, not served from it.
            "IGNORE_EXCEPTIONS": True,
            "SOCKET_CONNECT_TIMEOUT": 0.2,
            "SOCKET_TIMEOUT": 0.2,
        },
    }
    CACHES["queries"] = CACHES["default"] | {"KEY_PREFIX": "allforces-queries"}

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "allforces.static_storage.StaticStorage"},
}
PICTURE_SOURCES = [SELF]
S3_BUCKET = env.text("S3_BUCKET")
S3_ENDPOINT_URL = env.origin("S3_ENDPOINT_URL", default="https://s3.amazonaws.com")
S3_REGION = env.text("S3_REGION")
AWS_ACCESS_KEY_ID = env.text("AWS_ACCESS_KEY_ID")
AWS_SECRET_ACCESS_KEY = env.text("AWS_SECRET_ACCESS_KEY")
if S3_BUCKET:
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": S3_ENDPOINT_URL,
            "region_name": S3_REGION or None,
            "access_key": AWS_ACCESS_KEY_ID or None,
            "secret_key": AWS_SECRET_ACCESS_KEY or None,
            "file_overwrite": False,
            "querystring_auth": False,
        },
    }
    PICTURE_SOURCES.append(S3_ENDPOINT_URL)

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_PERMISSIONS = 0o644

globals().update(email(env, "EMAIL_URL"))

# Language and time

LANGUAGE_CODE = "ja"
# Of the desk the first; a post in one of these has its own words around it.
LANGUAGES = [("ja", "日本語"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("TIME_ZONE", "Asia/Tokyo")
try:
    ZoneInfo(TIME_ZONE)
except (KeyError, ValueError, OSError):
    env.refuse("TIME_ZONE", "must be a name such as Asia/Tokyo")

# Who may come in

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = "admin:login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
# By name and address together: one locked account locks nobody else out.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "allforces.login.locked"
AXES_CLIENT_IP_CALLABLE = "allforces.login.client_address"
AXES_USERNAME_CALLABLE = "allforces.login.account_name"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# What a browser may do with our pages

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": PICTURE_SOURCES,
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "frame-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],  # a page shown in our own frame says so at its view
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz/"]
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
# Subdomains and preload lists bind hosts that are not ours: the owner's own decision.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "blog.admin.lost_session.csrf_failed"

# What it says while it runs

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}
    },
    "filters": {"without_tokens": {"()": "allforces.logs.WithoutTokens"}},
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "line",
            "filters": ["without_tokens"],
        },
    },
    "root": {"handlers": ["stdout"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        "axes": {"level": "WARNING"},
        # Scanners ask for other hosts all day; the answer is 400 and no news.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # gunicorn drops the body of every HEAD, as Django expects, but warns.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}

env.refuse_unknown()
