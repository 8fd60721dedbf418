"""Series, features, pins, boxes, menus and counts, and who may keep them."""

import datetime

import django.db.models.deletion
import django.utils.timezone
from django.apps import apps as installed
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

import blog.models.furniture

FURNISHES = [
    f"{verb}_{model}"
    for verb in ("view", "add", "change", "delete")
    for model in ("calltoaction", "feature", "featurepost", "pin", "redirect")
] + [
    *("view_series", "add_series", "change_series"),
    *("view_missingpath", "delete_missingpath", "view_menuitem"),
]
ARRANGES = ["add_menuitem", "change_menuitem", "delete_menuitem"]
ADDED = {"編集": FURNISHES, "編集長": [*FURNISHES, *ARRANGES]}


def add_rights(apps, schema_editor):
    # Permissions come with post_migrate, which is later than we need them.
    create_permissions(
        installed.get_app_config("blog"),
        verbosity=0,
        using=schema_editor.connection.alias,
    )
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, rights in ADDED.items():
        # A house may have renamed or given up a group.
        for group in Group.objects.filter(name=name):
            group.permissions.add(
                *Permission.objects.filter(
                    content_type__app_label="blog", codename__in=rights
                )
            )


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0011_trust"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Feature",
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
                ("title", models.CharField(max_length=100, verbose_name="title")),
                (
                    "slug",
                    models.CharField(
                        blank=True,
                        help_text="Left empty, it is made from the title.",
                        max_length=100,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True,
                        help_text="One sentence under the title, and for search engines.",
                        max_length=400,
                        verbose_name="description",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True,
                        help_text="Markdown",
                        max_length=20000,
                        verbose_name="introduction",
                    ),
                ),
                ("html", models.TextField(blank=True, editable=False)),
                (
                    "is_public",
                    models.BooleanField(
                        default=False,
                        help_text="Shows once one of its posts is published.",
                        verbose_name="public",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="position"
                    ),
                ),
            ],
            options={
                "verbose_name": "feature",
                "verbose_name_plural": "features",
                "ordering": ["position", "title"],
            },
        ),
        migrations.CreateModel(
            name="MenuItem",
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
                    "place",
                    models.CharField(
                        choices=[
                            ("nav", "navigation"),
                            ("read", "footer: read"),
                            ("subscribe", "footer: subscribe"),
                            ("about", "footer: about us"),
                        ],
                        max_length=12,
                        verbose_name="place",
                    ),
                ),
                ("label", models.CharField(max_length=40, verbose_name="label")),
                (
                    "address",
                    models.CharField(
                        max_length=500,
                        validators=[blog.models.furniture.check_target],
                        verbose_name="leads to",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="position"
                    ),
                ),
            ],
            options={
                "verbose_name": "menu item",
                "verbose_name_plural": "menu items",
                "ordering": ["place", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MissingPath",
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
                    "path",
                    models.CharField(max_length=200, unique=True, verbose_name="path"),
                ),
                (
                    "count",
                    models.PositiveIntegerField(default=1, verbose_name="asked for"),
                ),
                (
                    "last_seen_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="last asked for"
                    ),
                ),
            ],
            options={
                "verbose_name": "missing page",
                "verbose_name_plural": "missing pages",
                "ordering": ["-count", "-last_seen_at"],
            },
        ),
        migrations.CreateModel(
            name="Series",
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
                    "name",
                    models.CharField(max_length=60, unique=True, verbose_name="name"),
                ),
                (
                    "slug",
                    models.CharField(
                        blank=True,
                        help_text="Left empty, it is made from the name.",
                        max_length=100,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True, max_length=400, verbose_name="description"
                    ),
                ),
                (
                    "planned",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Left empty, readers see how many are published.",
                        null=True,
                        verbose_name="planned number of posts",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="position"
                    ),
                ),
            ],
            options={
                "verbose_name": "series",
                "verbose_name_plural": "series",
                "ordering": ["position", "name"],
            },
        ),
        migrations.AddField(
            model_name="edition",
            name="series_number",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="post",
            name="series_number",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="number in the series"
            ),
        ),
        migrations.CreateModel(
            name="FeaturePost",
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
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="position"
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="Left empty, the excerpt stands there.",
                        max_length=300,
                        verbose_name="note",
                    ),
                ),
                (
                    "feature",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="blog.feature",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feature_entries",
                        to="blog.post",
                        verbose_name="post",
                    ),
                ),
            ],
            options={
                "verbose_name": "post of a feature",
                "verbose_name_plural": "posts of a feature",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.AddField(
            model_name="feature",
            name="posts",
            field=models.ManyToManyField(
                related_name="features", through="blog.FeaturePost", to="blog.post"
            ),
        ),
        migrations.CreateModel(
            name="OldSlug",
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
                ("kind", models.CharField(max_length=20)),
                ("slug", models.CharField(max_length=100)),
                ("object_id", models.PositiveBigIntegerField()),
            ],
            options={
                "verbose_name": "old slug",
                "verbose_name_plural": "old slugs",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "slug"), name="old_slug_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pin",
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
                    "starts_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="shows from"
                    ),
                ),
                (
                    "ends_at",
                    models.DateTimeField(
                        default=datetime.datetime(
                            9999, 1, 1, 0, 0, tzinfo=datetime.UTC
                        ),
                        verbose_name="shows until",
                    ),
                ),
                (
                    "slot",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "lead"),
                            (1, "first pin"),
                            (2, "second pin"),
                            (3, "third pin"),
                            (4, "fourth pin"),
                        ],
                        verbose_name="slot",
                    ),
                ),
                (
                    "pinned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pins",
                        to="blog.post",
                        verbose_name="post",
                    ),
                ),
            ],
            options={
                "verbose_name": "pin",
                "verbose_name_plural": "pins",
                "ordering": ["slot", "starts_at"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReadCount",
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
                ("hour", models.DateTimeField()),
                ("count", models.PositiveIntegerField(default=0)),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="read_counts",
                        to="blog.post",
                    ),
                ),
            ],
            options={
                "verbose_name": "reads of an hour",
                "verbose_name_plural": "reads by the hour",
            },
        ),
        migrations.CreateModel(
            name="RelatedPin",
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
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="related_pins",
                        to="blog.post",
                    ),
                ),
                (
                    "related",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="blog.post",
                    ),
                ),
            ],
            options={
                "verbose_name": "related post",
                "verbose_name_plural": "related posts",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.AddField(
            model_name="edition",
            name="series",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="editions",
                to="blog.series",
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="series",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="posts",
                to="blog.series",
                verbose_name="series",
            ),
        ),
        migrations.CreateModel(
            name="CallToAction",
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
                    "starts_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="shows from"
                    ),
                ),
                (
                    "ends_at",
                    models.DateTimeField(
                        default=datetime.datetime(
                            9999, 1, 1, 0, 0, tzinfo=datetime.UTC
                        ),
                        verbose_name="shows until",
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="title")),
                (
                    "text",
                    models.TextField(blank=True, max_length=400, verbose_name="text"),
                ),
                ("button", models.CharField(max_length=40, verbose_name="button")),
                (
                    "address",
                    models.CharField(
                        max_length=500,
                        validators=[blog.models.furniture.check_target],
                        verbose_name="leads to",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        help_text="Left empty, it stands wherever a category has none of its own.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls_to_action",
                        to="blog.category",
                        verbose_name="category",
                    ),
                ),
            ],
            options={
                "verbose_name": "call to action",
                "verbose_name_plural": "calls to action",
                "ordering": ["category", "-starts_at"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="calltoaction_has_length",
                        violation_error_message="It ends before it begins.",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="featurepost",
            constraint=models.UniqueConstraint(
                fields=("feature", "post"),
                name="feature_post_once",
                violation_error_message="This post is in the feature already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pin",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="pin_has_length",
                violation_error_message="It ends before it begins.",
            ),
        ),
        migrations.AddConstraint(
            model_name="readcount",
            constraint=models.UniqueConstraint(
                fields=("hour", "post"), name="read_count_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="relatedpin",
            constraint=models.UniqueConstraint(
                fields=("post", "related"), name="related_pin_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="relatedpin",
            constraint=models.CheckConstraint(
                condition=models.Q(("post", models.F("related")), _negated=True),
                name="related_pin_is_another",
            ),
        ),
        migrations.RunPython(add_rights, migrations.RunPython.noop),
    ]
