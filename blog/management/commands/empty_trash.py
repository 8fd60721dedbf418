from django.core.management.base import BaseCommand

from blog.publishing import shelf


class Command(BaseCommand):
    help = "Throws away what has lain in the trash for 30 days; for cron, once a day."

    def handle(self, **options):
        titles = list(shelf.empty())
        for title in titles:
            self.stdout.write(title)
        self.stdout.write(f"{len(titles)} thrown away.")
