"""Rows that are written once: refused here in Python, and by triggers below it."""

from django.db import models

# What the database refuses, by table. `Delete` is left open for save points alone:
# thinning old working saves is a right of the retention rules.
WRITTEN_ONCE = {
    "blog_edition": ("UPDATE", "DELETE"),
    "blog_editiontag": ("UPDATE", "DELETE"),
    "blog_editionbyline": ("UPDATE", "DELETE"),
    "blog_editioncompany": ("UPDATE", "DELETE"),
    "blog_editionlink": ("UPDATE", "DELETE"),
    "blog_passageversion": ("UPDATE", "DELETE"),
    "blog_steppass": ("UPDATE", "DELETE"),
    "blog_approval": ("UPDATE", "DELETE"),
    "blog_audit": ("UPDATE", "DELETE"),
    "blog_savepoint": ("UPDATE",),
}


class Immutable(Exception):
    """Somebody tried to change a row that is written once."""


class WrittenOnceQuerySet(models.QuerySet):
    def update(self, **fields):
        raise Immutable(f"{self.model.__name__} rows are written once")

    def bulk_update(self, objects, fields, batch_size=None):
        raise Immutable(f"{self.model.__name__} rows are written once")

    def delete(self):
        raise Immutable(f"{self.model.__name__} rows are kept")


class WrittenOnce(models.Model):
    """A row that is inserted and never changes."""

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise Immutable(f"{type(self).__name__} {self.pk} is written once")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Immutable(f"{type(self).__name__} {self.pk} is kept")


def guard(connection) -> None:
    """Put the triggers in place; safe to run again.

    Run after every migrate, since SQLite loses a table's triggers when a migration
    remakes the table.
    """
    statements = _SQL[connection.vendor]
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for statement in statements["once"]:
            cursor.execute(statement)
        for table, verbs in WRITTEN_ONCE.items():
            for verb in verbs if table in existing else ():
                cursor.execute(
                    statements["each"].format(table=table, verb=verb, low=verb.lower())
                )


_SQL = {
    "sqlite": {
        "once": [],
        "each": (
            "CREATE TRIGGER IF NOT EXISTS {table}_no_{low} BEFORE {verb} ON {table} "
            "BEGIN SELECT RAISE(ABORT, '{table} rows are written once'); END"
        ),
    },
    "postgresql": {
        "once": [
            "CREATE OR REPLACE FUNCTION blog_written_once() RETURNS trigger AS $$ "
            "BEGIN RAISE EXCEPTION '% rows are written once', TG_TABLE_NAME "
            "USING ERRCODE = 'integrity_constraint_violation'; END $$ LANGUAGE plpgsql"
        ],
        "each": (
            "CREATE OR REPLACE TRIGGER {table}_no_{low} BEFORE {verb} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION blog_written_once()"
        ),
    },
}
