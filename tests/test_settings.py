import os
import sqlite3
import stat
import subprocess
import sys
from ipaddress import ip_network
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import RequestFactory

from allforces.environment import Environment, database, email
from allforces.login import account_name, client_address

SECRET = "k" * 20 + "0123456789abcdefghijklmnopqrstuvwxyz"


def manage(data_dir: Path, *arguments: str, **variables: str):
    base = {"PATH": os.environ["PATH"], "DATA_DIR": str(data_dir)}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=base | {"ENV_FILE": os.devnull} | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def environment(tmp_path, text="", **variables):
    file = tmp_path / ".env"
    file.write_text(text, "utf-8")
    return Environment(file, variables)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "ture"),
        ("PORT", "80a"),
        ("PORT", "70000"),
        ("WEB_CONCURRENCY", "0"),
        ("SITE_URL", "example.jp"),
        ("SITE_URL", "https://example.jp/blog/"),
        ("SITE_URL", "https://example.jp:port"),
        ("DATABASE_URL", "postgre://host/name"),
        ("DATABASE_URL", "postgres://host"),
        ("DATABASE_URL", "postgres://host/name?sslmod=require"),
        ("DATABASE_URL", "sqlite://name"),
        ("REDIS_URL", "127.0.0.1:6379"),
        ("EMAIL_URL", "mail.example.jp"),
        ("S3_ENDPOINT_URL", "s3.example.jp"),
        ("TRUSTED_PROXIES", "127.0.0.1,nginx"),
        ("TIME_ZONE", "Asia/Tokio"),
        ("SECURITY_CONTACT", "security@example.jp"),
    ],
)
def test_nonsense_stops_the_start_and_is_named(tmp_path, name, value):
    result = manage(tmp_path, "check", **{name: value})

    assert result.returncode == 1
    last_line = result.stderr.splitlines()[-1]
    assert last_line.startswith(f"django.core.exceptions.ImproperlyConfigured: {name} ")
    assert last_line.endswith(".")


def test_misspelt_name_in_the_file_is_named(tmp_path):
    env = environment(tmp_path, "SITE_URL=http://a.jp\nSITE_ULR=http://b.jp\n")
    env.text("SITE_URL")

    with pytest.raises(ImproperlyConfigured, match=r"^SITE_ULR in \.env is no setting"):
        env.refuse_unknown()


def test_line_without_a_value_is_named_by_its_number(tmp_path):
    with pytest.raises(ImproperlyConfigured, match=r"^\.env, line 2: write NAME=value"):
        environment(tmp_path, "# comment\nDEBUG on\n")


def test_own_variables_win_over_the_file(tmp_path):
    file = "A=file\nexport B='file # 1'\nC=\n"

    env = environment(tmp_path, file, A="own")

    assert [env.text(name, "default") for name in "ABC"] == [
        "own",
        "file # 1",
        "default",
    ]


def test_postgresql_from_a_url(tmp_path):
    url = "postgresql://me:p%40ss@db.example.jp:5433/news?sslmode=require"

    found = database(environment(tmp_path, DATABASE_URL=url), "DATABASE_URL", tmp_path)

    assert found == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "news",
        "USER": "me",
        "PASSWORD": "p@ss",
        "HOST": "db.example.jp",
        "PORT": "5433",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 3, "sslmode": "require"},
    }


def test_mail_server_from_a_url(tmp_path):
    url = "smtp+tls://desk:p%2Fw@mail.example.jp/?from=desk@example.jp"

    found = email(environment(tmp_path, EMAIL_URL=url), "EMAIL_URL")

    assert found == {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "mail.example.jp",
        "EMAIL_PORT": 587,
        "EMAIL_HOST_USER": "desk",
        "EMAIL_HOST_PASSWORD": "p/w",
        "EMAIL_USE_TLS": True,
        "EMAIL_USE_SSL": False,
        "EMAIL_TIMEOUT": 10,
        "DEFAULT_FROM_EMAIL": "desk@example.jp",
    }


def test_secret_is_made_once_and_kept_for_its_owner(tmp_path):
    ask = ("shell", "--no-imports", "-c")
    ask += ("from django.conf import settings; print(settings.SECRET_KEY)",)

    first, second = manage(tmp_path, *ask), manage(tmp_path, *ask)

    assert len(first.stdout.strip()) >= 50
    assert first.stdout == second.stdout
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_secret_is_required_in_production(tmp_path):
    result = manage(tmp_path, "check", SITE_URL="https://example.jp")

    assert "SECRET_KEY is required" in result.stderr.splitlines()[-1]
    assert not (tmp_path / "secret_key").exists()


def test_production_settings_pass_the_deployment_check(tmp_path):
    """PRA-03."""
    result = manage(
        tmp_path,
        *("check", "--deploy", "--fail-level", "WARNING"),
        SITE_URL="https://example.jp",
        SECRET_KEY=SECRET,
    )

    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own settings")
def test_sqlite_is_durable_and_lets_one_write_at_a_time(tmp_path):
    """REL-13. Looked at from outside, in a database that the project made."""
    ask = """
from django.db import connection, transaction
with connection.cursor() as cursor:
    for pragma in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
        print(*cursor.execute("PRAGMA " + pragma).fetchone())
import sqlite3
with transaction.atomic():
    try:
        sqlite3.connect(connection.settings_dict["NAME"], timeout=0).execute(
            "BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        print(error)
"""

    result = manage(tmp_path, "shell", "--no-imports", "-c", ask)

    assert result.stdout.split("\n")[:-1] == [
        "wal",
        "2",  # FULL
        "1",
        "20000",
        "database is locked",
    ]
    with sqlite3.connect(tmp_path / "allforces.sqlite3") as outside:
        assert outside.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("10.0.0.2", "", "10.0.0.2"),
        ("10.0.0.2", "1.1.1.1, 198.51.100.7", "198.51.100.7"),
        ("10.0.0.2", "1.1.1.1, 198.51.100.7, 10.0.0.3", "198.51.100.7"),
        ("10.0.0.2", "198.51.100.7, nonsense", "10.0.0.2"),
    ],
)
def test_address_is_believed_from_trusted_proxies_only(
    settings, peer, forwarded, address
):
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/8")]
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}

    request = RequestFactory().get("/", REMOTE_ADDR=peer, **headers)

    assert client_address(request) == address


def test_one_account_has_one_count_however_it_is_typed():
    request = RequestFactory().post("/")

    names = {
        account_name(request, {"username": name}) for name in ("aoi", "Aoi", "Ａoi")
    }

    assert names == {"aoi"}


@pytest.mark.django_db
def test_guessing_locks_the_pair_of_name_and_address(client, django_user_model):
    """SEC-26."""
    for name in ("aoi", "ren"):
        django_user_model.objects.create_user(
            name, password="a right one", is_staff=True
        )

    def log_in(name, password, address):
        form = {"username": name, "password": password}
        return client.post("/admin/login/", form, REMOTE_ADDR=address).status_code

    guesses = [log_in("aoi", "wrong", "192.0.2.1") for _ in range(6)]

    assert guesses == [200, 200, 200, 200, 429, 429]
    assert log_in("aoi", "a right one", "192.0.2.1") == 429
    assert log_in("ren", "a right one", "192.0.2.1") == 302
    assert log_in("aoi", "a right one", "192.0.2.2") == 302


def test_every_answer_carries_the_strict_policy(client):
    """SEC-13."""
    response = client.get("/admin/login/nowhere")

    policy = dict(
        part.split(" ", 1) for part in response["Content-Security-Policy"].split("; ")
    )
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "frame-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_unknown_host_is_refused(client):
    """SEC-08. Without a query: no database is needed to say no."""
    response = client.get("/", HTTP_HOST="elsewhere.example")

    assert response.status_code == 400
    assert "elsewhere.example" not in response.content.decode()
