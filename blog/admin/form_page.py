"""The page on which a post is written, with all that it shows."""

from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from blog.admin import autosaves, buttons, panels
from blog.admin.post_form import ManuscriptForm, values
from blog.admin.turn_form import TurnForm
from blog.admin.visible import with_parts
from blog.models import Autosave, Passage, PostTemplate
from blog.publishing import autosaves as kept
from blog.publishing import history, permissions, presence, templates
from blog.text import passages

NEW_PREVIEW = "admin:blog_post_preview_new"
NEW_AUTOSAVE = "admin:blog_post_autosave_new"
NEW_PICTURE = "admin:blog_post_picture_new"


class FormPage:
    """The form of `post`, asked for once. `base` is the version that it is of."""

    def __init__(self, model_admin, request, post):
        self.model_admin = model_admin
        self.request = request
        self.user = request.user
        self.post = with_parts(post)
        self.now = timezone.now()
        self.base = post.lock_version
        self.tab = autosaves.tab_of(request.POST)

    @cached_property
    def brought_back(self) -> history.Version | None:
        """The older save or edition that stands in the form instead of the manuscript.

        It is named by GET; the form hands it on to POST, for the fields it lacks.
        """
        sent = self.request.POST or self.request.GET
        if self.post.pk is None or not self.may_edit:
            return None
        return history.version(self.post, sent.get("restore", ""))

    @cached_property
    def opened(self) -> Autosave | None:
        """What was typed earlier and stands in the form, not saved yet."""
        tab = self.request.GET.get("autosave", "")
        row = kept.find(self.user, tab) if tab and self.may_edit else None
        return row if row and row.post_id == self.post.pk else None

    @cached_property
    def template(self) -> PostTemplate | None:
        """What a new post begins with; named by GET, and handed on to POST."""
        number = (self.request.POST or self.request.GET).get("template", "")
        if self.post.pk or not (number.isascii() and number.isdecimal()):
            return None
        rows = PostTemplate.objects.select_related("category")
        return rows.filter(pk=number[:9]).first()

    @property
    def may_edit(self) -> bool:
        if self.post.pk is None:
            return permissions.may(self.user, "create")
        return permissions.may(self.user, "edit", self.post, at=self.now)

    @property
    def url(self) -> str:
        return self._url_of("change") or reverse("admin:blog_post_add")

    def manuscript(self, data=None):
        categories = permissions.categories(self.user, post=self.post)
        form = ManuscriptForm(data, initial=self._initial(), categories=categories)
        # What was typed before the post was taken out of hand stays to be copied.
        if not self.may_edit and not form.is_sent:
            for field in form.fields.values():
                field.disabled = True
        return form

    def plan(self, data=None):
        may_approve = buttons.has_right(self.user, "approve", self.post, self.now)
        return TurnForm(data, post=self.post, now=self.now, may_approve=may_approve)

    def _initial(self):
        if self.opened:
            return self._stands() | autosaves.initial(self.opened)
        return self._stands()

    def _stands(self):
        if self.brought_back:
            return values(self.brought_back.snapshot)
        if self.post.pk is not None:
            return values(self.post.snapshot())
        mine = self.user.bylines.values_list("pk", flat=True)
        begun = {"authors": list(mine), "in_sitemap": "yes", "noindex": "no"}
        if self.template:
            fields = templates.fields_of(self.template)
            begun |= fields | {"tags": "、".join(fields["tags"])}
        return begun

    def page(self, manuscript, plan, *, status=200, conflict=None):
        with_parts(self.post)  # a press may have brought a new one
        if self.may_edit:
            manuscript.offer_companies()
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            **panels.context(self.post, self.user, self.now, plan.data or None),
            "title": self.post.title or _("New post"),
            "media": self.model_admin.media,
            "manuscript": manuscript,
            "plan": plan,
            "base_version": self.base,
            "brought_back": self.brought_back,
            **self._stock(),
            "may_edit": self.may_edit,
            "url": self.url,
            "preview_url": self._url_of("preview") or reverse(NEW_PREVIEW),
            "picture_url": self._url_of("picture") or reverse(NEW_PICTURE),
            "conflict": conflict,
            **self._kept(),
        }
        return TemplateResponse(
            self.request, "admin/blog/post/change_form.html", context, status=status
        )

    def _kept(self):
        """What was typed and not saved, and who else may be typing."""
        if not self.may_edit:
            return {}
        shown = {
            "tab": self.tab,
            "opened": self.opened,
            "autosave_url": self._url_of("autosave") or reverse(NEW_AUTOSAVE),
            "offers": autosaves.offers(
                self.post,
                self.user,
                self._stands(),
                self.now,
                without=(self.tab, self.opened and self.opened.tab),
            ),
        }
        if self.post.pk is None:
            return shown
        # Without a script, opening the form is the one sign of being there.
        others = presence.ping(self.post, by=self.user, tab=self.tab, now=self.now)
        return shown | {
            "presence_url": self._url_of("presence"),
            "others": autosaves.others(others, self.now),
        }

    def _stock(self):
        """What the house keeps ready: passages, and templates for a new post."""
        names = Passage.objects.values_list("name", flat=True)
        of_categories = PostTemplate.objects.select_related("category")
        return {
            "passages": [(name, passages.reference(name)) for name in names],
            "template": self.template,
            "templates": [] if self.post.pk else of_categories.defer("body"),
        }

    def _url_of(self, page):
        if self.post.pk is None:
            return None
        return reverse(f"admin:blog_post_{page}", args=[self.post.pk])
