"""Names in addresses."""

from django.urls.converters import StringConverter

from blog.text.japanese import nfc


class NormalSlug(StringConverter):
    """A slug in NFC. Other forms match nothing here and go to the view of posts,
    which sends them on in one hop."""

    # PostgreSQL refuses to look for a NUL.
    regex = r"[^/\0]+"

    def to_python(self, value):
        if value != nfc(value):
            raise ValueError("not in normal form")
        return value
