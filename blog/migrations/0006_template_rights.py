"""The groups' rights on templates and passages."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

LOOKS = ["view_posttemplate", "view_passage"]
KEEPS = [
    "add_posttemplate",
    "change_posttemplate",
    "delete_posttemplate",
    "add_passage",
    "change_passage",
]

ADDED = {
    "寄稿者": LOOKS,
    "記者": LOOKS,
    "編集": [*LOOKS, *KEEPS],
    "公開担当": LOOKS,
    "編集長": [*LOOKS, *KEEPS],
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
    dependencies = [("blog", "0005_trash_and_emergency")]

    operations = [migrations.RunPython(add_rights, migrations.RunPython.noop)]
