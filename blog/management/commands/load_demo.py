from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from blog.demo import load


class Command(BaseCommand):
    help = "Loads the demo magazine into an empty newsroom."

    def handle(self, **options):
        if settings.IS_PRODUCTION:
            raise CommandError("The demo magazine is not for a site in production.")
        if not load.is_empty():
            raise CommandError("There are posts or categories already; nothing done.")
        self.stdout.write(f"{load.load()} posts and pages loaded.")
