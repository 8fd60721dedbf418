from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from blog.demo import people
from blog.publishing.roles import ROLES


class Command(BaseCommand):
    help = "Makes the demo accounts and prints the passwords of those that had none."

    def add_arguments(self, parser):
        parser.add_argument(
            "--reset", action="store_true", help="give every account a new password"
        )

    def handle(self, *, reset, **options):
        if settings.IS_PRODUCTION:
            raise CommandError("Demo accounts are not for a site in production.")
        given = people.give_passwords(to_all=reset)
        for person, password in given:
            role = ROLES[person.role].name if person.role else "superuser"
            name = f"{person.last_name} {person.first_name}"
            self.stdout.write(f"{person.username:8}{password:16}{role}  {name}")
        if not given:
            self.stdout.write("Every demo account has a password (--reset: new ones).")
