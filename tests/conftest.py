import gc
import ipaddress
import socket

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import TransactionTestCase

# What is imported stays: no need to look through it for garbage again and again.
gc.freeze()
gc.set_threshold(50_000, 20, 20)

LONGEST = ("test_serve.py", "test_rights_walk.py")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The longest files begin, so that no process waits for them at the end.

    Last come those that empty the database, and with it what migrations have put there.
    """
    items.sort(key=_turn)


def _turn(item):
    if any(mark.kwargs.get("transaction") for mark in item.iter_markers("django_db")):
        return 2
    return 0 if item.path.name in LONGEST else 1


@pytest.fixture(autouse=True)
def _fresh_cache():
    # Redis is shared by the test processes, so only our own keys may go.
    for cache in caches.all():
        if hasattr(cache, "delete_pattern"):
            cache.delete_pattern("*")
        else:
            cache.clear()


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    connect = socket.socket.connect

    def connect_here(self, address):
        if self.family != socket.AF_UNIX and not _is_loopback(address[0]):
            raise OSError(f"A test reached for the network: {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_here)


def _is_loopback(host: str) -> bool:
    return host == "localhost" or ipaddress.ip_address(host).is_loopback


@pytest.fixture(scope="session", autouse=True)
def _flush_past_triggers():
    """SQLite empties tables row by row; the triggers come back with post_migrate."""
    teardown = TransactionTestCase._fixture_teardown

    def without_triggers(self):
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
                for (name,) in cursor.fetchall():
                    cursor.execute(f'DROP TRIGGER "{name}"')
        teardown(self)

    TransactionTestCase._fixture_teardown = without_triggers
    yield
    TransactionTestCase._fixture_teardown = teardown
