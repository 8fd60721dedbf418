from django.core.management.base import BaseCommand, CommandError

from blog.models import Audit
from blog.publishing import audit


class Command(BaseCommand):
    help = (
        "Reads the whole audit and names every row that was changed or removed; "
        "exit code 1 when there is one."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--holds",
            metavar="SHA256",
            help="a last hash that was printed earlier and must still be there",
        )

    def handle(self, *, holds, **options):
        found = [self._say(flaw) for flaw in audit.flaws()]
        if holds and not Audit.objects.filter(sha256=holds).exists():
            found.append(self.stderr.write(f"No row has the hash {holds}."))
        if found:
            raise CommandError(f"The audit was tampered with: {len(found)} places.")
        last = Audit.objects.order_by("-pk").first()
        self.stdout.write(f"{Audit.objects.count()} rows, none changed or removed.")
        if last:
            self.stdout.write(f"The last hash is {last.sha256}")

    def _say(self, flaw):
        what = "the row before it is gone" if flaw.is_gap else "it was changed"
        self.stderr.write(f"No. {flaw.row.pk}, {flaw.row}: {what}.")
