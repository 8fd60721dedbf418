"""Values from the environment and from a `.env` file, loud on nonsense.

Every reader takes the name of a variable. When the value makes no sense it raises
ImproperlyConfigured with a sentence that names it. An empty value counts as none.
"""

import ipaddress
import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

FLAGS = {"1": True, "true": True, "yes": True, "on": True}
FLAGS |= {"0": False, "false": False, "no": False, "off": False}
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


class Environment:
    """The process's own variables win over those of `env_file`."""

    def __init__(self, env_file: Path, variables: dict[str, str] | None = None):
        self._file = env_file
        self._from_file = _read_env_file(env_file)
        own = dict(os.environ if variables is None else variables)
        self._values = self._from_file | own
        self._known: set[str] = set()

    def text(self, name: str, default: str = "") -> str:
        self._known.add(name)
        return self._values.get(name, "").strip() or default

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.text(name).lower()
        if value and value not in FLAGS:
            self.refuse(name, "must be one of " + ", ".join(FLAGS))
        return FLAGS.get(value, default)

    def number(self, name: str, default: int, *, least: int, most: int) -> int:
        value = self.text(name, str(default))
        if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
            self.refuse(name, f"must be a whole number from {least} to {most}")
        return int(value)

    def choice(self, name: str, default: str, *, of: tuple[str, ...]) -> str:
        value = self.text(name, default)
        if value not in of:
            self.refuse(name, "must be one of " + ", ".join(of))
        return value

    def words(self, name: str) -> list[str]:
        """The parts of a comma-separated value."""
        return [word.strip() for word in self.text(name).split(",") if word.strip()]

    def networks(self, name: str) -> list:
        try:
            return [ipaddress.ip_network(word) for word in self.words(name)]
        except ValueError as error:
            self.refuse(name, f"must list addresses or networks ({error})")

    def origin(self, name: str, default: str = "") -> str:
        """A scheme, a host and perhaps a port: `https://example.jp`, no path."""
        value = self.text(name, default).removesuffix("/")
        if value:
            url = self.url(name, value, schemes=("http", "https"))
            if not url.hostname or url.path or url.query or url.username is not None:
                self.refuse(name, "must be a scheme and a host: https://example.jp")
        return value

    def url(self, name: str, value: str, *, schemes: tuple[str, ...]):
        """`value` split into its parts, which must not carry a fragment."""
        try:
            url = urlsplit(value)
            url.port  # raises on nonsense  # noqa: B018
        except ValueError as error:
            self.refuse(name, f"is not an address ({error})")
        if url.scheme not in schemes:
            expected = " or ".join(f"{scheme}://" for scheme in schemes)
            self.refuse(name, f"must begin with {expected}")
        if url.fragment:
            self.refuse(name, "must not contain #; write it as %23")
        return url

    def refuse(self, name: str, why: str):
        raise ImproperlyConfigured(f"{name} {why}.")

    def refuse_unknown(self) -> None:
        """A misspelt name in the file would be silently without effect: refuse it."""
        unknown = sorted(self._from_file.keys() - self._known)
        if unknown:
            self.refuse(unknown[0], f"in {self._file.name} is no setting of ours")


def _read_env_file(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    values = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.removeprefix("export ").partition("=")
        name, value = name.strip(), value.strip()
        if not equals or not name.isidentifier():
            raise ImproperlyConfigured(f"{path.name}, line {number}: write NAME=value.")
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        values[name] = value
    return values


def database(env: Environment, name: str, default_file: Path) -> dict:
    """Django's settings for the database that a URL names: SQLite or PostgreSQL."""
    value = env.text(name)
    if not value:
        return sqlite(default_file)
    url = env.url(name, value, schemes=("sqlite", "postgres", "postgresql"))
    if url.scheme == "sqlite":
        if url.netloc or len(url.path) < 2 or url.query:
            env.refuse(name, "must be sqlite:///relative or sqlite:////absolute")
        return sqlite(Path(unquote(url.path[1:])))
    if len(url.path) < 2:
        env.refuse(name, "must name a database: postgres://user:password@host/database")
    options = dict(parse_qsl(url.query, keep_blank_values=True))
    unknown = sorted(options.keys() - {"sslmode", "sslrootcert", "host"})
    if unknown:
        env.refuse(name, f"has an unknown option: {unknown[0]}")
    host = options.pop("host", "") or unquote(url.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path[1:]),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": host,
        "PORT": str(url.port or ""),
        # No pool: it holds 4 places and waits 30 s, then fails.
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 3, **options},
    }


def sqlite(file: Path) -> dict:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        # Opening the file anew costs a request more than all it asks: 3 ms.
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            # select_for_update does nothing on SQLite: whoever begins, writes alone.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: a save that was answered survives the loss of power as well.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def email(env: Environment, name: str) -> dict:
    """Django's EMAIL_… settings; without a value mail is printed on the terminal."""
    value = env.text(name)
    if not value:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    url = env.url(name, value, schemes=tuple(MAIL_PORTS))
    options = dict(parse_qsl(url.query))
    if not url.hostname or url.path.strip("/") or options.keys() - {"from"}:
        env.refuse(name, "must be smtp+tls://user:password@host:587/?from=desk@host")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": url.hostname,
        "EMAIL_PORT": url.port or MAIL_PORTS[url.scheme],
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_TLS": url.scheme == "smtp+tls",
        "EMAIL_USE_SSL": url.scheme == "smtps",
        "EMAIL_TIMEOUT": 10,
        "DEFAULT_FROM_EMAIL": options.get("from", f"noreply@{url.hostname}"),
    }
