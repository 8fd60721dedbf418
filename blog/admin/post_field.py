"""A field that names a post: its number, its address or words of its title."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.models import Post
from blog.publishing import links

DATALIST = "posts-to-name"
NAMED = 5


class PostField(forms.CharField):
    """Its value is the Post, None when empty. `by` is the person who types."""

    by = None

    def __init__(self, **kwargs):
        defaults = {
            "label": _("post"),
            "max_length": 500,
            "required": False,
            "help_text": _("Number, address or words of the title"),
            "widget": forms.TextInput(
                attrs={"list": DATALIST, "autocomplete": "off", "size": 40}
            ),
        }
        super().__init__(**defaults | kwargs)

    def prepare_value(self, value):
        if isinstance(value, int):
            value = Post.objects.filter(pk=value).only("title").first()
        return written(value) if isinstance(value, Post) else value

    def clean(self, value):
        text = super().clean(value)
        return self._find(text) if text else None

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)

    def _find(self, text):
        found = links.named(text, by=self.by)
        if not found:
            raise ValidationError(
                gettext("No post that you may see is 「%(text)s」.") % {"text": text}
            )
        if len(found) > 1:
            offers = "、".join(f"「{written(post)}」" for post in found[:NAMED])
            raise ValidationError(
                gettext("Several posts fit; begin with the number: %(offers)s")
                % {"offers": offers}
            )
        return found[0]


def written(post: Post) -> str:
    """As the field reads it back."""
    return f"{post.pk} {post.title}"


def offers(by) -> list[str]:
    """The newest posts, for the list that a browser unfolds under the field."""
    return [written(post) for post in links.find("", by=by, most=40)]
