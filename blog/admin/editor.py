"""What is pressed on the page of a post: saving, and the verb of each button."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from blog.admin import autosaves, buttons, conflict, words, writing
from blog.admin.form_page import FormPage
from blog.admin.visible import visible_post
from blog.images.validation import PictureRefused
from blog.publishing import assignment, drafts, templates
from blog.publishing import autosaves as kept
from blog.publishing.errors import Incomplete, NotAllowed, PublishingError, Stale

STATUS = {NotAllowed: 403, Incomplete: 422}


class Editor(FormPage):
    """One request to the form, and the answer."""

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

    def _create(self, fields):
        if self.template is None:
            return drafts.create(by=self.user, **fields)
        return templates.begin(self.template, by=self.user, **fields)

    def _from_older_text(self):
        is_edition = self.brought_back.is_edition
        said = _("From edition %(number)s") if is_edition else _("From save %(number)s")
        note = said % {"number": self.brought_back.row.number}
        return drafts.fields_of(self.brought_back.snapshot) | {"note": note}


def _number(text: str) -> int:
    """A version that no manuscript has, for what is no number."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1
