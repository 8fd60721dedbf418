"""Two people, one post: what each of them changed, field by field."""

from dataclasses import dataclass

from blog.admin import changes
from blog.admin.post_form import ManuscriptForm, readable, values
from blog.models import Post, SavePoint


@dataclass(frozen=True)
class Difference:
    """`theirs` is what stands saved in a field that both have changed.

    `by_them` and `by_me` are the paragraphs that each changed since the common base,
    empty where that is not known.
    """

    name: str
    label: str
    theirs: str
    by_them: list
    by_me: list


@dataclass(frozen=True)
class Conflict:
    """`data` is the form to go on with: mine, and theirs where I changed nothing.

    `base` is the save that both began from, as a form sends it.
    """

    data: dict
    differences: list[Difference]
    taken: list[str]
    base: str


def resolve(typed, theirs: Post) -> Conflict:
    """Compare the POST data `typed` with the manuscript as it stands."""
    base, saved = _base(typed, theirs), values(theirs.snapshot())
    data = typed.copy()
    data["base_version"] = str(theirs.lock_version)
    differences, taken = [], []
    form = ManuscriptForm()
    for name in saved:
        field = form.fields[name]
        mine = changes.plain(typed.getlist(name))
        stands = changes.plain(changes.sent(saved[name]))
        if name not in typed or mine == stands:
            continue
        begun = base and changes.plain(changes.sent(base[name]))
        if base and mine == begun:
            data.setlist(name, changes.sent(saved[name]))
            taken.append(field.label)
        elif not base or stands != begun:
            differences.append(
                Difference(
                    name,
                    field.label,
                    readable(field, saved[name]),
                    changes.paragraphs(field, begun, stands) if base else [],
                    changes.paragraphs(field, begun, mine) if base else [],
                )
            )
    return Conflict(data, differences, taken, typed.get("base_version", ""))


def unexplained(typed, post: Post) -> Conflict | None:
    """What a form that comes from a conflict would overwrite without saying why."""
    if "merge_base" not in typed or typed.get("overwrite_reason", "").strip():
        return None
    since = typed.copy()
    since["base_version"] = typed["merge_base"]
    found = resolve(since, post)
    return found if found.differences else None


def _base(typed, post):
    number = typed.get("base_version", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    savepoint = SavePoint.objects.filter(post=post, number=int(number)).first()
    return savepoint and values(savepoint.snapshot)
