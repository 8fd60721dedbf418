from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("blog", "0004_style_rights")]

    operations = [
        migrations.AlterField(
            model_name="post",
            name="trashed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(trashed_at__isnull=False),
                fields=["trashed_at"],
                name="post_trash",
            ),
        ),
        migrations.AddIndex(
            model_name="window",
            index=models.Index(
                condition=models.Q(emergency=True),
                fields=["post"],
                name="window_emergency",
            ),
        ),
    ]
