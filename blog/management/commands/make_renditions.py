from django.core.management.base import BaseCommand

from blog.images.validation import PictureRefused
from blog.models import Image
from blog.publishing import pictures


class Command(BaseCommand):
    help = (
        "Makes the smaller sizes of pictures that came in without. Stopped half-way it"
        " goes on where it was; what is damaged is named and left as it is."
    )

    def handle(self, **options):
        waiting = Image.objects.filter(renditions=[]).order_by("pk")
        total = waiting.count()
        made = 0
        for image in waiting.iterator(chunk_size=50):
            try:
                pictures.make_renditions(image)
                made += 1
            except (PictureRefused, OSError) as error:
                self.stderr.write(f"{image.file.name}: {error}")
        self.stdout.write(f"{made} of {total} pictures.")
