from django.core.management.base import BaseCommand

from blog.search import index


class Command(BaseCommand):
    help = (
        "Indexes for search the editions that are not indexed yet. Stopped in between, "
        "it goes on from there; readers find meanwhile what is indexed."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--all", action="store_true", help="throw the index away and make it anew"
        )

    def handle(self, **options):
        if options["all"]:
            index.erase_all()
        self.stdout.write(f"{index.catch_up()} editions indexed.")
