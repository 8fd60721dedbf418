"""The five groups of the newsroom with their rights, as they first stood."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

OWN_DRAFTS = ["add_post", "view_post", "change_post"]
OWN_POSTS = [*OWN_DRAFTS, "submit_post"]
ALL_POSTS = [*OWN_POSTS, "view_any_post", "edit_any_post", "review_post"]
SCHEDULES = ["view_post", "view_any_post", "schedule_post"]
PICTURES = ["view_image", "add_image"]
LOOKS = ["view_category", "view_tag", "view_byline"]
KEEPS = [*LOOKS, "add_tag", "change_tag", "add_byline", "change_byline", "change_image"]
RULES = ["add_category", "change_category", "view_audit"]
LAST_WORD = ["take_down_post", "emergency_post", "import_post"]

GROUPS = {
    "寄稿者": [*OWN_DRAFTS, *LOOKS, *PICTURES],
    "記者": [*OWN_POSTS, *LOOKS, *PICTURES],
    "編集": [*ALL_POSTS, *KEEPS, *PICTURES],
    "公開担当": [*SCHEDULES, *LOOKS, "view_image"],
    "編集長": [*ALL_POSTS, *SCHEDULES, *KEEPS, *PICTURES, *RULES, *LAST_WORD],
}


def make_groups(apps, schema_editor):
    # Permissions come with post_migrate, which is later than we need them.
    create_permissions(
        installed.get_app_config("blog"),
        verbosity=0,
        using=schema_editor.connection.alias,
    )
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, rights in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(
            Permission.objects.filter(
                content_type__app_label="blog", codename__in=rights
            )
        )


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
