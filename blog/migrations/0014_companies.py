"""Companies that posts name, and who may keep them."""

import django.db.models.deletion
from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

import blog.models.company

LOOKS = ["view_company"]
KEEPS = [*LOOKS, "add_company", "change_company"]
ADDED = {
    **dict.fromkeys(["寄稿者", "記者", "公開担当"], LOOKS),
    **dict.fromkeys(["編集", "編集長"], KEEPS),
}


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
        ("blog", "0013_last_modified"),
    ]

    operations = [
        migrations.CreateModel(
            name="Company",
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
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "code",
                    models.CharField(
                        help_text="As in NVDA or 7203; it stands in the address.",
                        max_length=12,
                        unique=True,
                        validators=[blog.models.company.check_code],
                        verbose_name="securities code",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        editable=False, max_length=100, unique=True, verbose_name="slug"
                    ),
                ),
                (
                    "exchange",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="exchange"
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True, max_length=400, verbose_name="description"
                    ),
                ),
                (
                    "aliases",
                    models.CharField(
                        blank=True,
                        help_text="Separated by 、. The desk finds the company in a text by them.",
                        max_length=300,
                        verbose_name="other names",
                    ),
                ),
            ],
            options={
                "verbose_name": "company",
                "verbose_name_plural": "companies",
                "ordering": ["code"],
            },
        ),
        migrations.AddField(
            model_name="edition",
            name="company_list",
            field=models.JSONField(default=list),
        ),
        migrations.CreateModel(
            name="Mention",
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
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentions",
                        to="blog.company",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to="blog.post",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="post",
            name="companies",
            field=models.ManyToManyField(
                related_name="posts",
                through="blog.Mention",
                to="blog.company",
                verbose_name="companies",
            ),
        ),
        migrations.CreateModel(
            name="EditionCompany",
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
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edition_links",
                        to="blog.company",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="company_links",
                        to="blog.edition",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("company", "edition"), name="edition_company_once"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.UniqueConstraint(
                fields=("post", "company"), name="mention_once"
            ),
        ),
        migrations.RunPython(add_rights, migrations.RunPython.noop),
    ]
