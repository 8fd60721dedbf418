from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    name = "blog"
    verbose_name = _("Newsroom")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from blog import checks, receivers  # noqa: F401  # models must be loaded

        post_migrate.connect(_guard_records, sender=self)
        post_migrate.connect(_index_editions, sender=self)


def _guard_records(*, using, **kwargs):
    from django.db import connections

    from blog.models.immutable import guard

    guard(connections[using])


def _index_editions(*, using, **kwargs):
    """What was frozen before there was a search, or by a release with other tokens."""
    from django.db import connections

    from blog.models import SearchDocument
    from blog.search import index

    if SearchDocument._meta.db_table in connections[using].introspection.table_names():
        index.catch_up()
