from django.core.management.base import BaseCommand
from django.utils import timezone

from blog.publishing import retention


class Command(BaseCommand):
    help = (
        "Thins working saves: all of the last 90 days stay, then one a day, and after "
        "a year one a week. What an edition was made from always stays."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would go, remove nothing"
        )

    def handle(self, *, dry_run, verbosity, **options):
        now = timezone.now()
        thin = retention.surplus if dry_run else retention.thin
        posts = saves = 0
        for post in retention.posts_with_old_saves(now).iterator():
            if numbers := thin(post, now=now):
                posts, saves = posts + 1, saves + len(numbers)
                if dry_run or verbosity > 1:
                    self.stdout.write(f"{post.pk} {post}: {len(numbers)}")
        verb = "would go" if dry_run else "are gone"
        self.stdout.write(f"{saves} saves of {posts} posts {verb}.")
