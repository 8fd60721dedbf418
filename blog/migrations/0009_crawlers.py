"""Which crawlers may read the site: a row for each purpose, and the chief's right."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

import blog.models.crawler

CHIEF = "編集長"
PURPOSES = ["search", "answering", "training"]
RIGHTS = ["view_crawlerrule", "change_crawlerrule"]


def add_rows(apps, schema_editor):
    CrawlerRule = apps.get_model("blog", "CrawlerRule")
    for purpose in PURPOSES:
        CrawlerRule.objects.create(purpose=purpose)


def add_rights(apps, schema_editor):
    # Permissions come with post_migrate, which is later than we need them.
    create_permissions(
        installed.get_app_config("blog"),
        verbosity=0,
        using=schema_editor.connection.alias,
    )
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    # A house may have renamed or given up a group.
    for group in Group.objects.filter(name=CHIEF):
        group.permissions.add(
            *Permission.objects.filter(
                content_type__app_label="blog", codename__in=RIGHTS
            )
        )


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0008_search"),
    ]

    operations = [
        migrations.CreateModel(
            name="CrawlerRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("search", "search engines"),
                            ("answering", "AI answers"),
                            ("training", "AI training"),
                        ],
                        max_length=12,
                        unique=True,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "allowed",
                    models.BooleanField(default=True, verbose_name="may read the site"),
                ),
                (
                    "more_names",
                    models.TextField(
                        blank=True,
                        help_text="Names of further crawlers of this kind, one a line.",
                        max_length=2000,
                        validators=[blog.models.crawler.check_names],
                        verbose_name="further names",
                    ),
                ),
            ],
            options={
                "verbose_name": "crawler rule",
                "verbose_name_plural": "crawler rules",
                "ordering": ["pk"],
            },
        ),
        migrations.RunPython(add_rows, migrations.RunPython.noop),
        migrations.RunPython(add_rights, migrations.RunPython.noop),
    ]
