"""Take over a Jekyll site: a folder or a ZIP archive."""

import json
import sys
import time
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from blog.importing import jekyll
from blog.importing.load import load
from blog.importing.report import Report
from blog.importing.source import UnreadableSource
from blog.publishing.errors import NotAllowed

NOTHING_DONE = 2
SECONDS_BETWEEN_LINES = 2


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="a folder or a .zip file")
        parser.add_argument(
            "--dry-run", action="store_true", help="report, but write nothing"
        )
        parser.add_argument(
            "--report", type=Path, metavar="FILE.json", help="write all of it there"
        )
        parser.add_argument(
            "--lift-calls",
            action="store_true",
            help="take consulting boxes out of the texts; each category gets one",
        )
        parser.add_argument(
            "--user",
            help="the account that imports; else a superuser or chief is taken",
        )

    def handle(self, *, path, dry_run, report, lift_calls, user, **options):
        started = time.monotonic()
        try:
            by = _person(user)
            site = jekyll.read(path, lift_calls=lift_calls)
            _check_not_empty(site)
            loaded = load(site, by=by, dry_run=dry_run, progress=self._progress())
        except (UnreadableSource, NotAllowed, OSError) as error:
            raise CommandError(str(error), returncode=NOTHING_DONE) from error
        outcome = Report(site, loaded, str(path), dry_run, time.monotonic() - started)
        for line in outcome.lines():
            self.stdout.write(line)
        if report:
            text = json.dumps(outcome.as_json(), ensure_ascii=False, indent=2)
            report.write_text(text + "\n", encoding="utf-8")
        if outcome.refused:
            sys.exit(1)

    def _progress(self):
        written_at = time.monotonic()

        def progress(done, total):
            nonlocal written_at
            if time.monotonic() - written_at >= SECONDS_BETWEEN_LINES:
                written_at = time.monotonic()
                self.stderr.write(f"{done} / {total}")

        return progress


def _person(username):
    """The account named, else the first active one that may import."""
    people = get_user_model().objects.filter(is_active=True)
    if username:
        person = people.filter(username=username).first()
    else:
        eldest = people.order_by("-is_superuser", "pk").iterator()
        person = next((one for one in eldest if one.has_perm("blog.import_post")), None)
    if person is None:
        raise CommandError(
            _("There is no account that may import. Name one with --user."),
            returncode=NOTHING_DONE,
        )
    return person


def _check_not_empty(site):
    if not site.posts:
        raise UnreadableSource(_("There is no post or page of Jekyll in it."))
