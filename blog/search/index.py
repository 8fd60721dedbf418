"""Keeping a document of every edition, in the transaction that freezes it."""

from django.db import connection, transaction

from blog.models import Edition, SearchDocument
from blog.search import postgres, sqlite
from blog.search.document import COLUMNS, document
from blog.text.search.tokens import TOKENS

BACKENDS = {"sqlite": sqlite, "postgresql": postgres}
BATCH = 50


def backend():
    """The functions store, erase and match of the database in use."""
    return BACKENDS[connection.vendor]


@transaction.atomic
def store(editions) -> None:
    documents = SearchDocument.objects.bulk_create(map(document, editions))
    backend().store(documents)


@transaction.atomic
def erase_all() -> None:
    backend().erase_all()
    SearchDocument.objects.all().delete()


def among(editions):
    """Any number of ids of editions as one parameter, for `__in`."""
    return backend().among(editions)


def missing():
    """The editions without a document, oldest first."""
    return Edition.objects.filter(search_document=None).order_by("pk").only(*COLUMNS)


def catch_up() -> int:
    """Index what is not indexed yet and return how many that were.

    Batch by batch: stopped in between, it goes on from there. Tokens of another
    release are thrown away first.
    """
    if SearchDocument.objects.exclude(version=TOKENS).exists():
        erase_all()
    total = 0
    while editions := list(missing()[:BATCH]):
        store(editions)
        total += len(editions)
    return total
