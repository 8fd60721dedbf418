"""The one permission function under every verb and every view."""

from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import Post
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
    if user.has_perm("blog.view_any_post"):
        return Post.objects.all()
    if user.has_perm("blog.view_post"):
        return Post.objects.owned_by(user)
    return Post.objects.none()


def _holds(user, grant, post):
    if not user.has_perm(f"blog.{grant.right}"):
        return False
    return not grant.own or (post is not None and post.owner_id == user.pk)


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
