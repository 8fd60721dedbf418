"""What `./bin/serve` does once the packages are there: set up, say where, serve."""

import hashlib
import os
import socket
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection

SHIPPED_STATIC = ("static", "allforces/static_storage.py", "requirements.lock")


def main() -> None:
    sys.stdout.reconfigure(line_buffering=True)
    try:
        django.setup()
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    check_port_is_free()
    collect_static()
    is_first = prepare_database()
    say_where(is_first)
    serve()


def check_port_is_free() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", settings.PORT))
        except OSError as error:
            sys.exit(
                f"Port {settings.PORT} of 127.0.0.1 is not free ({error.strerror}).\n"
                "Choose another one like this: PORT=8001 ./bin/serve"
            )


def collect_static() -> None:
    """Only when a file changed: compressing takes a while."""
    stamp = settings.STATIC_ROOT / "stamp"
    digest = _digest(settings.BASE_DIR, SHIPPED_STATIC)
    if stamp.exists() and stamp.read_text() == digest:
        return
    print("Collecting and compressing the static files …")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest)


def _digest(base: Path, names: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for name in names:
        for file in [base / name, *sorted((base / name).rglob("*"))]:
            if file.is_file():
                digest.update(str(file.relative_to(base)).encode() + b"\0")
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def prepare_database() -> bool:
    """Tables up to date; in a new database the demo as well. True for a new one."""
    # There from before the first table until the demo stands: a first start that was
    # interrupted goes on at the next.
    mark = settings.DATA_DIR / "first-start"
    if not connection.introspection.table_names():
        mark.touch()
    call_command("migrate", interactive=False, verbosity=0)
    if not mark.exists():
        return False
    if not settings.IS_PRODUCTION:
        load_demo()
    mark.unlink()
    return True


def load_demo() -> None:
    from blog.demo.load import is_empty  # models must be loaded

    if is_empty():
        print("Loading the demo magazine …")
        call_command("load_demo")
    call_command("create_demo_accounts")


def say_where(is_first: bool) -> None:
    print(f"\n  {settings.SITE_NAME}  http://127.0.0.1:{settings.PORT}/")
    print(f"  The desk   http://127.0.0.1:{settings.PORT}/admin/")
    print(f"  Its data   {settings.DATA_DIR}")
    if not is_first and not settings.IS_PRODUCTION:
        print(
            "  Passwords were shown at the first start. To make new ones:\n"
            "  .venv/bin/python manage.py create_demo_accounts --reset"
        )
    print("\n  Ctrl-C stops it.\n")


def serve() -> None:
    connection.close()
    gunicorn = ["-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"]
    os.execv(sys.executable, [sys.executable, *gunicorn, "allforces.wsgi"])  # noqa: S606


if __name__ == "__main__":
    main()
