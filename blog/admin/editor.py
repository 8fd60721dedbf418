"""The page on which a post is written, approved and given its time."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from blog.admin import autosaves, buttons, conflict, panels, words, writing
from blog.admin.post_form import ManuscriptForm, values
from blog.admin.turn_form import TurnForm
from blog.images.validation import PictureRefused
from blog.models import Autosave, Passage, Post, PostTemplate
from blog.publishing import (
    assignment,
    drafts,
    history,
    permissions,
    presence,
    templates,
)
from blog.publishing import autosaves as kept
from blog.publishing.errors import Incomplete, NotAllowed, PublishingError, Stale
from blog.text import passages

NEW_PREVIEW = "admin:blog_post_preview_new"
NEW_AUTOSAVE = "admin:blog_post_autosave_new"
NEW_PICTURE = "admin:blog_post_picture_new"
STATUS = {NotAllowed: 403, Incomplete: 422}


def visible_post(user, object_id: str) -> Post:
    """Http404 alike for a post that is hidden from `user` and one that is not there."""
    posts = (
        permissions.readable_posts(user)
        .select_related("category", "owner", "saved_by", "cover")
        .with_publication(timezone.now())
    )
    if not (object_id.isascii() and object_id.isdecimal()):
        raise Http404
    try:
        return posts.get(pk=int(object_id))
    except (Post.DoesNotExist, OverflowError) as error:
        raise Http404 from error


def blank_post(user) -> Post:
    """The post of the page on which a new one is begun."""
    post = Post(owner=user, saved_by=user)
    post.windows_from_now = []
    return post


class Editor:
    """One request to the form of `post`. `base` is the version that the form is of."""

    def __init__(self, model_admin, request, post):
        self.model_admin = model_admin
        self.request = request
        self.user = request.user
        self.post = post
        self.now = timezone.now()
        self.base = post.lock_version
        self.tab = autosaves.tab_of(request.POST)

    def answer(self):
        if self.request.method == "POST":
            self.base = _number(self.request.POST.get("base_version", ""))
            if said := self.refused_picture():
                messages.error(self.request, said)
                typed = self.request.POST
                return self.page(self.manuscript(typed), self.plan(typed), status=422)
            return self.press(buttons.pressed(self.request.POST))
        if self.opened:
            self.base = self.opened.base_version
            said = _("What you had typed stands in the form. It is not saved yet.")
            messages.info(self.request, said)
        elif self.brought_back:
            said = _("An older text stands in the form. It is not saved yet.")
            messages.info(self.request, said)
        return self.page(self.manuscript(), self.plan())

    def refused_picture(self) -> str:
        """Why the picture that came with the form was not taken in, or ""."""
        if not self.may_edit:
            return ""
        try:
            writing.append_picture(self.request)
        except (NotAllowed, PictureRefused) as refusal:
            return str(refusal)
        return ""

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

    def press(self, button):
        """Save what was typed, then carry out the verb of the button."""
        manuscript = self.manuscript(self.request.POST)
        plan = self.plan(self.request.POST)
        refusal = buttons.refusal(button, self.user, self.post, self.now)
        if isinstance(refusal, NotAllowed) or (refusal and button.name == "save"):
            return self.refuse(refusal, manuscript, plan)
        if not plan.is_valid() or (self.may_edit and not self.is_valid(manuscript)):
            return self.page(manuscript, plan)
        if unexplained := self.unexplained():
            said = _("Say why, before you save over what the other person wrote.")
            messages.error(self.request, said)
            return self.page(manuscript, plan, status=422, conflict=unexplained)
        is_new = self.post.pk is None
        try:
            self.save(manuscript)
            self.hand_over(plan)
            self.carry_out(button, plan)
        except Stale as stale:
            return self.compare(stale, plan)
        except PublishingError as error:
            if self.post.pk is None or not is_new:
                return self.refuse(error, manuscript, plan)
            # It exists now: another POST to the page of new posts would make a second.
            messages.error(self.request, error.message)
        return HttpResponseRedirect(self.url)

    def is_valid(self, manuscript) -> bool:
        """What is not sent stays as it is; only a new post has to have a title."""
        if self.post.pk and "title" not in self.request.POST:
            manuscript.fields["title"].required = False
        return manuscript.is_valid()

    @property
    def may_edit(self) -> bool:
        if self.post.pk is None:
            return permissions.may(self.user, "create")
        return permissions.may(self.user, "edit", self.post, at=self.now)

    @property
    def url(self) -> str:
        return self._url_of("change") or reverse("admin:blog_post_add")

    def save(self, manuscript):
        if not (self.may_edit and (manuscript.is_sent or self.post.pk is None)):
            # Review verbs compare it: nobody approves a text other than the one shown.
            self.post.lock_version = self.base
            return
        fields = manuscript.typed(self.post)
        if self.brought_back:
            fields = self._from_older_text() | fields
        if reason := self.request.POST.get("overwrite_reason", "").strip():
            fields["note"] = reason
        done = [self.request.POST.get("autosave", "")]
        if self.post.pk is None:
            self._begin(fields)  # and the tab keeps its receipt
        else:
            self._save_over(self.base, fields)
            done.append(self.tab)
        kept.discard(self.user, *done)
        if self.post.lock_version != self.base:
            self.base = self.post.lock_version
            said = _("Saved (save %(number)s).") % {"number": self.base}
            messages.success(self.request, said)

    def _begin(self, fields):
        """A form that was sent twice begins one post, and saves what has changed."""
        self.post, is_new = kept.begin_once(
            self.user, self.tab, lambda: self._create(fields)
        )
        if not is_new:
            self._save_over(1, fields)

    def _save_over(self, base, fields):
        self.post = drafts.save(self.post, by=self.user, base_version=base, **fields)

    def unexplained(self):
        """What this form would overwrite without a word, where it comes of a conflict.

        None too when somebody has saved again: that is refused anyway.
        """
        if not self.may_edit or self.post.pk is None:
            return None
        if self.base != self.post.lock_version:
            return None
        return conflict.unexplained(self.request.POST, self.post)

    def hand_over(self, plan):
        if self.post.pk is None or (turn := plan.turn()) is None:
            return
        given = assignment.assign(self.post, by=self.user, **turn)
        messages.success(self.request, words.turn(given, self.now))

    def carry_out(self, button, plan):
        pressed = self.request.POST.get(f"_{button.name}", "")
        said = button.carry_out(
            self.post, by=self.user, plan={**plan.cleaned_data, "pressed": pressed}
        )
        if said:
            messages.success(self.request, said)

    def refuse(self, error, manuscript, plan):
        """The same form with everything that was typed, and why nothing came of it."""
        messages.error(self.request, error.message)
        for finding in getattr(error, "findings", ()):
            if finding.field in plan.fields:
                plan.add_error(finding.field, finding.message)
            elif self.may_edit and finding.field in manuscript.fields:
                manuscript.add_error(finding.field, finding.message)
        return self.page(manuscript, plan, status=STATUS.get(type(error), 409))

    def compare(self, stale, plan):
        """Nothing was written: my text in the form, what stands saved beside it."""
        messages.error(self.request, stale.message)
        if self.may_edit:
            typed = self.request.POST.copy()
            typed["tab"] = self.tab
            autosaves.keep_typed(typed, stale.post, by=self.user, now=self.now)
        self.post = visible_post(self.user, str(stale.post.pk))
        self.base = self.post.lock_version
        found = conflict.resolve(self.request.POST, self.post)
        manuscript = self.manuscript(found.data)
        return self.page(manuscript, plan, status=409, conflict=found)

    def manuscript(self, data=None):
        form = ManuscriptForm(data, initial=self._initial())
        # What was typed before the post was taken out of hand stays to be copied.
        if not self.may_edit and not form.is_sent:
            for field in form.fields.values():
                field.disabled = True
        return form

    def plan(self, data=None):
        may_approve = buttons.has_right(self.user, "approve", self.post, self.now)
        return TurnForm(data, post=self.post, now=self.now, may_approve=may_approve)

    def _create(self, fields):
        if self.template is None:
            return drafts.create(by=self.user, **fields)
        return templates.begin(self.template, by=self.user, **fields)

    def _from_older_text(self):
        is_edition = self.brought_back.is_edition
        said = _("From edition %(number)s") if is_edition else _("From save %(number)s")
        note = said % {"number": self.brought_back.row.number}
        return drafts.fields_of(self.brought_back.snapshot) | {"note": note}

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
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            **panels.context(self.post, self.user, self.now),
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
            "delete_url": self._delete_url(),
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
        presence.ping(self.post, by=self.user, tab=self.tab, now=self.now)
        return shown | {
            "presence_url": self._url_of("presence"),
            "others": autosaves.others(self.post, self.user, self.now),
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

    def _delete_url(self):
        may_delete = self.post.pk and self.model_admin.has_delete_permission(
            self.request, self.post
        )
        return self._url_of("delete") if may_delete else None


def _number(text: str) -> int:
    """A version that no manuscript has, for what is no number."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1
