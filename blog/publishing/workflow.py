"""Who may do what, to whose post, in which state: the one table."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from blog.models import PublicationState, Stage
from blog.models.publication import ON_AIR

ANY_STAGE = frozenset(Stage)
ASIDE = frozenset({Stage.HELD, Stage.SPIKED})
WORKED_ON = ANY_STAGE - ASIDE
ANY_PUBLICATION = frozenset(PublicationState)
UP = ANY_PUBLICATION - {PublicationState.TAKEN_DOWN}
DOWN = frozenset({PublicationState.TAKEN_DOWN})
OFF_AIR = ANY_PUBLICATION - ON_AIR
PLANNED = frozenset(
    {
        PublicationState.SCHEDULED,
        PublicationState.UPDATE_SCHEDULED,
        PublicationState.END_SCHEDULED,
    }
)
ONCE_PUBLIC = UP - {PublicationState.UNPUBLISHED}


@dataclass(frozen=True)
class Grant:
    """`right` lets its holder act on every post, or on own posts, in these states."""

    right: str
    own: bool = False
    stages: frozenset = ANY_STAGE
    publications: frozenset = ANY_PUBLICATION

    def fits(self, stage, publication) -> bool:
        return stage in self.stages and publication in self.publications


@dataclass(frozen=True)
class Transition:
    label: str
    grants: tuple[Grant, ...]
    needs_reason: bool = False


DRAFT = frozenset({Stage.DRAFT})
IN_REVIEW = frozenset({Stage.IN_REVIEW})
SPIKED = frozenset({Stage.SPIKED})
NEVER_PUBLIC = frozenset({PublicationState.UNPUBLISHED})

WORKFLOW = {
    "create": Transition(_("create"), (Grant("add_post"),)),
    "view": Transition(
        _("view"), (Grant("view_any_post"), Grant("view_post", own=True))
    ),
    "edit": Transition(
        _("edit"),
        (
            Grant("edit_any_post", stages=WORKED_ON),
            Grant("submit_post", own=True, stages=WORKED_ON),
            Grant(
                "change_post",
                own=True,
                stages=DRAFT,
                publications=NEVER_PUBLIC,
            ),
        ),
    ),
    "submit": Transition(
        _("submit"),
        (
            Grant("edit_any_post", stages=DRAFT),
            Grant("submit_post", own=True, stages=DRAFT),
        ),
    ),
    "request_changes": Transition(
        _("request changes"),
        (Grant("review_post", stages=WORKED_ON - DRAFT),),
        needs_reason=True,
    ),
    "pass_step": Transition(
        _("pass a step"), (Grant("review_post", stages=IN_REVIEW),)
    ),
    "pass_group_step": Transition(
        _("pass a step of one's group"), (Grant("view_any_post", stages=IN_REVIEW),)
    ),
    "skip_step": Transition(
        _("skip a step"),
        (Grant("emergency_post", stages=IN_REVIEW),),
        needs_reason=True,
    ),
    "approve": Transition(_("approve"), (Grant("review_post", stages=IN_REVIEW),)),
    "schedule": Transition(
        _("schedule"),
        (
            Grant("schedule_post", stages=WORKED_ON, publications=UP),
            Grant("take_down_post", stages=WORKED_ON, publications=DOWN),
        ),
    ),
    "cancel": Transition(
        _("cancel the window"),
        (
            Grant("schedule_post", publications=PLANNED),
            Grant("take_down_post", publications=DOWN),
        ),
    ),
    "move": Transition(
        _("change the time of the window"),
        (
            Grant("schedule_post", publications=PLANNED),
            Grant("take_down_post", publications=DOWN),
        ),
    ),
    "publish": Transition(
        _("publish"),
        (
            Grant("schedule_post", stages=WORKED_ON, publications=OFF_AIR - DOWN),
            Grant("take_down_post", stages=WORKED_ON, publications=DOWN),
        ),
    ),
    "update": Transition(
        _("update"), (Grant("schedule_post", stages=WORKED_ON, publications=ON_AIR),)
    ),
    "roll_back": Transition(
        _("roll back"), (Grant("schedule_post", publications=ON_AIR),)
    ),
    "end": Transition(
        _("end"), (Grant("schedule_post", publications=ON_AIR | PLANNED),)
    ),
    "take_down": Transition(
        _("take down"),
        (Grant("take_down_post", publications=ONCE_PUBLIC),),
        needs_reason=True,
    ),
    "emergency": Transition(
        _("publish in an emergency"),
        (
            Grant(
                "emergency_post",
                stages=WORKED_ON - {Stage.APPROVED},
                publications=UP,
            ),
        ),
        needs_reason=True,
    ),
    "approve_afterwards": Transition(_("approve afterwards"), (Grant("review_post"),)),
    "hold": Transition(
        _("hold"),
        (
            Grant("edit_any_post", stages=WORKED_ON),
            Grant("submit_post", own=True, stages=WORKED_ON),
        ),
    ),
    "spike": Transition(
        _("spike"),
        (Grant("edit_any_post", stages=ANY_STAGE - SPIKED, publications=OFF_AIR),),
        needs_reason=True,
    ),
    "resume": Transition(
        _("resume"),
        (
            Grant("edit_any_post", stages=ASIDE),
            Grant("submit_post", own=True, stages=frozenset({Stage.HELD})),
        ),
    ),
    "trash": Transition(
        _("move to the trash"),
        (
            Grant("edit_any_post", publications=NEVER_PUBLIC),
            Grant("submit_post", own=True, publications=NEVER_PUBLIC),
            Grant("change_post", own=True, stages=DRAFT, publications=NEVER_PUBLIC),
        ),
    ),
    "recover": Transition(
        _("take out of the trash"),
        (Grant("edit_any_post"), Grant("change_post", own=True)),
    ),
    "assign": Transition(
        _("assign"), (Grant("edit_any_post"), Grant("submit_post", own=True))
    ),
    "comment": Transition(
        _("comment"), (Grant("view_any_post"), Grant("view_post", own=True))
    ),
    "block": Transition(_("let a comment stand in the way"), (Grant("review_post"),)),
    "let_pass": Transition(
        _("let a finding pass"),
        (
            Grant("edit_any_post", stages=WORKED_ON),
            Grant("submit_post", own=True, stages=WORKED_ON),
        ),
        needs_reason=True,
    ),
    "overrule": Transition(
        _("do without a required part"),
        (Grant("review_post", stages=WORKED_ON),),
        needs_reason=True,
    ),
    "share": Transition(
        _("share a preview"),
        (
            Grant("edit_any_post", stages=ANY_STAGE - SPIKED, publications=UP),
            Grant("submit_post", own=True, stages=ANY_STAGE - SPIKED, publications=UP),
        ),
    ),
    "view_as_of": Transition(
        _("see the site as of another time"), (Grant("view_any_post"),)
    ),
    "pin": Transition(
        _("pin on the front page"),
        (Grant("add_pin", publications=ON_AIR | {PublicationState.SCHEDULED}),),
    ),
    "unpin": Transition(_("take off the front page"), (Grant("delete_pin"),)),
    "relate": Transition(_("choose related posts"), (Grant("edit_any_post"),)),
    "bring_in": Transition(_("import"), (Grant("import_post"),)),
}
