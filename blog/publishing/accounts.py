"""Who gets which rights, on record whichever door the change came through."""

from collections.abc import Callable, Iterable
from contextlib import contextmanager
from contextvars import ContextVar

from blog.publishing import audit

# What of an account opens doors. A change of password is told, its hash is not.
FLAGS = ("is_active", "is_staff", "is_superuser")

_at_work = ContextVar("at_work", default=lambda: None)


@contextmanager
def acting(who: Callable):
    """What changes inside is the doing of the account that `who()` answers with."""
    token = _at_work.set(who)
    try:
        yield
    finally:
        _at_work.reset(token)


def given(subject, rights: Iterable) -> None:
    """An account or a group has got groups, rights or beats."""
    _note_rights(subject, "rights given", rights)


def taken(subject, rights: Iterable) -> None:
    _note_rights(subject, "rights taken", rights)


def made(account) -> None:
    flags = [name for name in FLAGS if getattr(account, name)]
    audit.record(account, "account made", by=_doer(), flags=flags)


def changed(account, before: dict) -> None:
    """Note what opens other doors than it did; `before` has the FLAGS and password."""
    found = {
        name: [before[name], getattr(account, name)]
        for name in FLAGS
        if before[name] != getattr(account, name)
    }
    if before["password"] != account.password:
        found["password"] = "changed"  # noqa: S105
    if found:
        audit.record(account, "account changed", by=_doer(), **found)


def removed(subject) -> None:
    audit.record(subject, "removed", by=_doer())


def _note_rights(subject, verb, rights):
    names = sorted(getattr(right, "codename", None) or str(right) for right in rights)
    if names:
        audit.record(subject, verb, by=_doer(), rights=names)


def _doer():
    account = _at_work.get()()
    return account if account is not None and account.is_authenticated else None
