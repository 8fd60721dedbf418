"""System checks that keep the house rules where Python cannot."""

from django.contrib import admin
from django.core import checks


@checks.register(checks.Tags.admin)
def no_editing_in_lists(app_configs, **kwargs):
    """`list_editable` writes past every verb, version and permission."""
    return [
        checks.Error(
            f"{model_admin} uses list_editable.",
            hint="Let a list action call the verb in blog.publishing.",
            obj=model_admin,
            id="blog.E001",
        )
        for model_admin in admin.site._registry.values()
        if model_admin.list_editable
    ]
