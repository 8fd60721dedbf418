"""The list of posts, and the way to the pages of each."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import PermissionDenied
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.admin import (
    as_of,
    comments,
    evidence,
    front,
    history,
    marks,
    preview,
    queue,
    related,
    sharing,
    words,
)
from blog.admin.autosaves import Autosaving
from blog.admin.buttons import BUTTONS
from blog.admin.editor import Editor
from blog.admin.filters import (
    CategoryFilter,
    DueFilter,
    OwnerFilter,
    PublicationFilter,
    StageFilter,
    TurnFilter,
    in_trash,
)
from blog.admin.form_fields import instant_field
from blog.admin.plan_form import PlanForm
from blog.admin.visible import blank_post, visible_post
from blog.admin.writing import Writing
from blog.models import Post
from blog.publishing import permissions
from blog.publishing.errors import PublishingError
from blog.publishing.workflow import WORKFLOW

# Each row is a transaction of its own; a request must end.
MOST_AT_ONCE = 100
SEARCH_WORDS = 5
SEARCH_CHARACTERS = 100


class PostActionForm(ActionForm):
    """The action, and what some actions need."""

    publish_at = instant_field(gettext_lazy("publish at"))
    reason = forms.CharField(
        label=gettext_lazy("reason"), max_length=1000, required=False
    )


def list_action(name):
    """The button's verb for every chosen row, with one sentence of result each."""
    button = BUTTONS[name]

    @admin.action(description=button.label)
    def run(model_admin, request, posts):
        plan = PlanForm(request.POST, post=Post(), now=timezone.now())
        if posts.count() > MOST_AT_ONCE or not plan.is_valid():
            said = _("At most %(count)s posts at once, with a proper date and time.")
            messages.error(request, said % {"count": MOST_AT_ONCE})
            return
        for post in posts.order_by("pk"):
            try:
                said = button.carry_out(post, by=request.user, plan=plan.cleaned_data)
                messages.success(request, f"「{post}」 {said}")
            except PublishingError as error:
                messages.error(request, f"「{post}」 {error.message}")

    run.__name__ = name
    return run


@admin.register(Post)
class PostAdmin(Autosaving, Writing, admin.ModelAdmin):
    list_display = ["title", "category_mark", "stage_mark", "state", "writer", "saved"]
    list_filter = [
        StageFilter,
        PublicationFilter,
        TurnFilter,
        DueFilter,
        CategoryFilter,
        OwnerFilter,
        "saved_at",
    ]
    list_select_related = ["category", "owner", "assignee"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["title", "slug", "body", "bylines__name"]
    search_help_text = gettext_lazy("Title, text, byline")
    action_form = PostActionForm
    actions = [
        list_action(name)
        for name in (
            "submit",
            "request_changes",
            "approve",
            "publish",
            "schedule",
            "end",
            "take_down",
            "hold",
            "spike",
            "resume",
            "trash",
            "recover",
        )
    ]

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("as-of/", wrap(self.as_of_view), name="blog_post_as_of"),
            path("front/", wrap(self.front_view), name="blog_post_front"),
            path("queue/", wrap(self.queue_view), name="blog_post_queue"),
            path(
                "social-card/",
                wrap(self.social_card_view),
                name="blog_post_social_card",
            ),
            path("preview/", wrap(self.preview_view), name="blog_post_preview_new"),
            path(
                "<path:object_id>/preview/",
                wrap(self.preview_view),
                name="blog_post_preview",
            ),
            path(
                "<path:object_id>/preview/save/<int:number>/",
                wrap(self.preview_save_view),
                name="blog_post_preview_save",
            ),
            path(
                "<path:object_id>/preview/edition/<int:number>/",
                wrap(self.preview_edition_view),
                name="blog_post_preview_edition",
            ),
            path("<path:object_id>/bar/", wrap(self.bar_view), name="blog_post_bar"),
            path(
                "<path:object_id>/comments/",
                wrap(self.comments_view),
                name="blog_post_comments",
            ),
            path(
                "<path:object_id>/related/",
                wrap(self.related_view),
                name="blog_post_related",
            ),
            path(
                "<path:object_id>/share/",
                wrap(self.share_view),
                name="blog_post_share",
            ),
            path(
                "<path:object_id>/history/<int:number>/",
                wrap(self.save_view),
                name="blog_post_save",
            ),
            path(
                "<path:object_id>/evidence/",
                wrap(self.evidence_view),
                name="blog_post_evidence",
            ),
        ]
        return own + super().get_urls()

    def get_queryset(self, request):
        if in_trash(request):
            posts = permissions.readable_posts(request.user).in_trash()
        else:
            posts = permissions.visible_posts(request.user)
        return posts.order_by(*self.get_ordering(request)).with_publication(
            timezone.now()
        )

    def get_ordering(self, request):
        return ["-saved_at", "-pk"]

    def get_search_results(self, request, queryset, search_term):
        words = search_term[:SEARCH_CHARACTERS].split()[:SEARCH_WORDS]
        return super().get_search_results(request, queryset, " ".join(words))

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return {
            name: action
            for name, action in actions.items()
            if (name == "recover") == in_trash(request)
            and _may_somewhere(request.user, BUTTONS[name].transition)
        }

    # Rights on one post are the verbs' business; these say what there is to see.

    def has_view_permission(self, request, obj=None):
        if obj is None:
            return _may_somewhere(request.user, "view")
        return permissions.may(request.user, "view", obj)

    def has_add_permission(self, request):
        return permissions.may(request.user, "create")

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return _may_somewhere(request.user, "edit")
        return permissions.may(request.user, "edit", obj)

    def has_delete_permission(self, request, obj=None):
        """A post goes to the trash, which is emptied after 30 days and on record."""
        return False

    def as_of_view(self, request):
        return as_of.page(self, request)

    # The pages of one post

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return Editor(self, request, self._post(request, object_id)).answer()

    def preview_view(self, request, object_id=None):
        return preview.page(request, self._post(request, object_id), timezone.now())

    def bar_view(self, request, object_id):
        post = visible_post(request.user, object_id)
        return preview.bar(request, post, timezone.now())

    def preview_save_view(self, request, object_id, number):
        post = visible_post(request.user, object_id)
        return preview.save_page(request, post, number, timezone.now())

    def preview_edition_view(self, request, object_id, number):
        post = visible_post(request.user, object_id)
        return preview.edition_page(request, post, number, timezone.now())

    def queue_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return queue.page(self, request)

    def social_card_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return preview.social_card(request)

    def front_view(self, request):
        return front.page(self, request)

    def related_view(self, request, object_id):
        post = visible_post(request.user, object_id)
        return related.page(self, request, post)

    def comments_view(self, request, object_id):
        post = visible_post(request.user, object_id)
        return comments.page(self, request, post)

    def share_view(self, request, object_id):
        post = visible_post(request.user, object_id)
        return sharing.page(self, request, post)

    def _post(self, request, object_id):
        if object_id is not None:
            return visible_post(request.user, object_id)
        if not self.has_add_permission(request):
            raise PermissionDenied
        return blank_post(request.user)

    def history_view(self, request, object_id, extra_context=None):
        post = visible_post(request.user, object_id)
        return history.page(self, request, post)

    def save_view(self, request, object_id, number):
        post = visible_post(request.user, object_id)
        return history.page(self, request, post, number)

    def evidence_view(self, request, object_id):
        post = visible_post(request.user, object_id)
        return evidence.page(self, request, post)

    # The columns

    @admin.display(description=gettext_lazy("category"), ordering="category__position")
    def category_mark(self, post):
        return marks.category(post.category)

    @admin.display(description=gettext_lazy("stage"), ordering="stage")
    def stage_mark(self, post):
        return marks.stage(post)

    @admin.display(description=gettext_lazy("publication (JST)"))
    def state(self, post):
        return marks.publication(post, timezone.now())

    @admin.display(description=gettext_lazy("writer"), ordering="owner__username")
    def writer(self, post):
        return marks.people(post, timezone.now())

    @admin.display(description=gettext_lazy("saved (JST)"), ordering="saved_at")
    def saved(self, post):
        return marks.time(post.saved_at, words.since(post.saved_at, timezone.now()))


def _may_somewhere(user, name) -> bool:
    """Whether the person holds a right by which `name` is possible at some post."""
    grants = WORKFLOW[name].grants
    return any(user.has_perm(f"blog.{grant.right}") for grant in grants)
