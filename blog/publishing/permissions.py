"""The one permission function under every verb and every view."""

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import Beat, Category, Post
from blog.publishing.errors import NotAllowed, PublishingError, WrongState
from blog.publishing.workflow import WORKFLOW

# What nobody does to a text of one's own under the two-person rule.
BY_ANOTHER = frozenset({"approve", "pass_step", "pass_group_step"})
IN_TRASH = frozenset({"view", "recover"})


def check(user, name: str, post: Post | None = None, *, at=None) -> None:
    """Raise NotAllowed or WrongState unless `user` may do `name` to `post` at `at`."""
    transition = WORKFLOW[name]
    held = [grant for grant in transition.grants if _holds(user, grant, post)]
    if not held:
        raise NotAllowed(
            _("You do not have the right to do this: %(what)s.")
            % {"what": transition.label}
        )
    if post is None:
        return
    _check_state(transition, held, post, at or timezone.now())
    if post.trashed_at is not None and name not in IN_TRASH:
        raise WrongState(_("This post is in the trash. Take it out first."))
    if name in BY_ANOTHER:
        _check_second_person(user, post)


def may(user, name: str, post: Post | None = None, *, at=None) -> bool:
    try:
        check(user, name, post, at=at)
    except PublishingError:
        return False
    return True


def check_reason(name: str, reason: str) -> None:
    if WORKFLOW[name].needs_reason and not reason.strip():
        raise WrongState(
            _("Say why: %(what)s needs a reason.") % {"what": WORKFLOW[name].label}
        )


def visible_posts(user):
    """The manuscripts that `user` may see, but for those in the trash."""
    return readable_posts(user).filter(trashed_at=None)


def readable_posts(user):
    """Those, and what lies in the trash."""
    if sees_every_post(user):
        return Post.objects.all()
    if not user.has_perm("blog.view_post"):
        return Post.objects.none()
    mine = Q(owner=user)
    if user.has_perm("blog.view_any_post"):
        mine |= Q(category__in=_beats(user))
    return Post.objects.filter(mine)


def sees_every_post(user) -> bool:
    return user.has_perm("blog.view_any_post") and not _beats(user)


def check_category(user, category, *, post: Post) -> None:
    """Raise NotAllowed unless `user` may put `post` into `category` (or into none)."""
    beats = _beats(user)
    is_own = post.owner_id == user.pk
    if not beats or (category is None and is_own):
        return
    if category is None or category.pk not in beats:
        names = "、".join(sorted(name for name in beats.values()))
        raise NotAllowed(
            _("You work in %(categories)s. Choose one of these categories.")
            % {"categories": names}
        )


def categories(user, *, post: Post):
    """Those that `user` may put `post` into, and the one that it is in."""
    beats = _beats(user)
    if not beats:
        return Category.objects.all()
    return Category.objects.filter(pk__in={*beats, post.category_id} - {None})


def _beats(user) -> dict[int, str]:
    """The only categories that `user` works in, by number; none means all.

    They are asked for once, as Django does with the other rights of an account.
    """
    if user.is_superuser:
        return {}
    beats = Beat.objects.select_related("category")
    prefetch_related_objects([user], Prefetch("beats", beats))
    return {beat.category_id: beat.category.name for beat in user.beats.all()}


def _holds(user, grant, post):
    """A right on every post ends at the person's beats, one on own posts does not."""
    if not user.has_perm(f"blog.{grant.right}"):
        return False
    if post is None:
        return not grant.own
    if grant.own:
        return post.owner_id == user.pk
    beats = _beats(user)
    return not beats or post.category_id in beats


def _check_state(transition, grants, post, at):
    stage, state = post.stage, post.publication(at).state
    if not any(grant.fits(stage, state) for grant in grants):
        raise WrongState(
            _("Not possible now: %(what)s. The post is %(stage)s, %(publication)s.")
            % {
                "what": transition.label,
                "stage": post.get_stage_display(),
                "publication": state.label,
            }
        )


def _check_second_person(user, post):
    if post.category and post.category.two_person and post.saved_by_id == user.pk:
        raise NotAllowed(
            _(
                "In %(category)s somebody else has to approve: you changed the text "
                "last."
            )
            % {"category": post.category}
        )
