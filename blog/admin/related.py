"""Choosing what is to be read after a post."""

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.admin.post_field import PostField, offers
from blog.models import Post
from blog.publishing import permissions, related
from blog.publishing.errors import NotAllowed, PublishingError
from blog.reading.related import RELATED


class RelatedForm(forms.Form):
    first = PostField(label=gettext_lazy("first"))
    second = PostField(label=gettext_lazy("second"))
    third = PostField(label=gettext_lazy("third"))

    def __init__(self, *args, post: Post, by, **kwargs):
        pinned = post.related_pins.values_list("related", flat=True)[:RELATED]
        initial = dict(zip(self.base_fields, pinned, strict=False))
        super().__init__(*args, label_suffix="", initial=initial, **kwargs)
        self.post = post
        for field in self.fields.values():
            field.by = by

    def clean(self):
        cleaned = super().clean()
        chosen = [each for each in cleaned.values() if each]
        if self.post in chosen:
            raise forms.ValidationError(_("A post is not read after itself."))
        if len(set(chosen)) < len(chosen):
            raise forms.ValidationError(_("One post stands there twice."))
        return cleaned

    @property
    def chosen(self) -> list[Post]:
        return [each for each in self.cleaned_data.values() if each]


def page(model_admin, request, post: Post):
    """GET shows the choice; POST makes it."""
    status = 200
    form = RelatedForm(request.POST or None, post=post, by=request.user)
    try:
        if request.method == "POST":
            permissions.check(request.user, "relate", post)
            if not request.POST or form.is_valid():
                chosen = form.chosen if request.POST else []
                related.relate(post, chosen, by=request.user)
                messages.success(request, _("The related posts are chosen."))
                return HttpResponseRedirect(request.path)
    except PublishingError as error:
        messages.error(request, error.message)
        status = 403 if isinstance(error, NotAllowed) else 409
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Related posts"),
        "post": post,
        "form": form,
        "may_relate": permissions.may(request.user, "relate", post),
        "offers": offers(request.user),
    }
    template = "admin/blog/post/related.html"
    return TemplateResponse(request, template, context, status=status)
