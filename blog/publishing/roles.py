"""The five groups. A migration makes them; a superuser gives them to people."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """`name` is the group's name in the database."""

    name: str
    rights: frozenset


OWN_DRAFTS = frozenset({"add_post", "view_post", "change_post"})
OWN_POSTS = OWN_DRAFTS | {"submit_post"}
ALL_POSTS = OWN_POSTS | {"view_any_post", "edit_any_post", "review_post"}
SCHEDULES = frozenset({"view_post", "view_any_post", "schedule_post"})

# Beside the rights on posts: what else each role needs to do its work.
PICTURES = frozenset({"view_image", "add_image"})
LOOKS = frozenset(
    {
        "view_category",
        "view_tag",
        "view_byline",
        "view_company",
        "view_dictionaryentry",
        "view_posttemplate",
        "view_passage",
    }
)
KEEPS = LOOKS | {
    "add_tag",
    "change_tag",
    "add_byline",
    "change_byline",
    "add_company",
    "change_company",
    "change_image",
    "add_dictionaryentry",
    "change_dictionaryentry",
    "delete_dictionaryentry",
    "view_checklevel",
    "add_posttemplate",
    "change_posttemplate",
    "delete_posttemplate",
    "add_passage",
    "change_passage",
    "view_synonymgroup",
    "add_synonymgroup",
    "change_synonymgroup",
    "delete_synonymgroup",
    "view_searchmiss",
    "delete_searchmiss",
    "view_affiliatehost",
    "add_affiliatehost",
    "change_affiliatehost",
    "delete_affiliatehost",
}
# What stands around the posts, and what readers ask for in vain.
FURNISHES = frozenset(
    f"{verb}_{model}"
    for verb in ("view", "add", "change", "delete")
    for model in ("calltoaction", "feature", "featurepost", "pin", "redirect")
) | {
    *("view_series", "add_series", "change_series"),
    *("view_missingpath", "delete_missingpath", "view_menuitem"),
}
ARRANGES = frozenset({"add_menuitem", "change_menuitem", "delete_menuitem"})
RULES = frozenset(
    {
        "add_category",
        "change_category",
        "view_audit",
        "add_checklevel",
        "change_checklevel",
        "delete_checklevel",
        "view_crawlerrule",
        "change_crawlerrule",
    }
)

ROLES = {
    "contributor": Role("寄稿者", OWN_DRAFTS | LOOKS | PICTURES),
    "writer": Role("記者", OWN_POSTS | LOOKS | PICTURES),
    "editor": Role("編集", ALL_POSTS | KEEPS | FURNISHES | PICTURES),
    "publisher": Role("公開担当", SCHEDULES | LOOKS | {"view_image"}),
    "chief": Role(
        "編集長",
        ALL_POSTS
        | SCHEDULES
        | KEEPS
        | FURNISHES
        | ARRANGES
        | PICTURES
        | RULES
        | {"take_down_post", "emergency_post", "import_post"},
    ),
}
