"""The groups' rights on the house dictionary and on what checks weigh."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

LOOKS = ["view_dictionaryentry"]
KEEPS = [
    "add_dictionaryentry",
    "change_dictionaryentry",
    "delete_dictionaryentry",
    "view_checklevel",
]
RULES = ["add_checklevel", "change_checklevel", "delete_checklevel"]

ADDED = {
    "寄稿者": LOOKS,
    "記者": LOOKS,
    "編集": [*LOOKS, *KEEPS],
    "公開担当": LOOKS,
    "編集長": [*LOOKS, *KEEPS, *RULES],
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
    dependencies = [("blog", "0003_desk")]

    operations = [migrations.RunPython(add_rights, migrations.RunPython.noop)]
