"""Two people, one post: what each of them changed, field by field."""

from dataclasses import dataclass

from blog.admin.post_form import ManuscriptForm, readable, values
from blog.models import Post, SavePoint


@dataclass(frozen=True)
class Difference:
    """`theirs` is what stands saved in a field that both have changed."""

    name: str
    label: str
    theirs: str


@dataclass(frozen=True)
class Conflict:
    """`data` is the form to go on with: mine, and theirs where I changed nothing."""

    data: dict
    differences: list[Difference]
    taken: list[str]


def resolve(typed, theirs: Post) -> Conflict:
    """Compare the POST data `typed` with the manuscript as it stands."""
    base, saved = _base(typed, theirs), values(theirs.snapshot())
    data = typed.copy()
    data["base_version"] = str(theirs.lock_version)
    differences, taken = [], []
    form = ManuscriptForm()
    for name in saved:
        label = form.fields[name].label
        mine = _said(typed.getlist(name))
        stands = _said(_listed(saved[name]))
        if name not in typed or mine == stands:
            continue
        if base and mine == _said(_listed(base[name])):
            data.setlist(name, _listed(saved[name]))
            taken.append(label)
        elif not base or stands != _said(_listed(base[name])):
            said = readable(form.fields[name], saved[name])
            differences.append(Difference(name, label, said))
    return Conflict(data, differences, taken)


def _base(typed, post):
    number = typed.get("base_version", "")
    if not (number.isascii() and number.isdecimal()):
        return None
    savepoint = SavePoint.objects.filter(post=post, number=int(number)).first()
    return savepoint and values(savepoint.snapshot)


def _listed(value):
    if isinstance(value, list):
        return [str(one) for one in value]
    return ["" if value is None else str(value)]


def _said(listed):
    """Without what a browser adds: line ends, spaces around, the empty marker."""
    return sorted(one.replace("\r\n", "\n").strip() for one in listed if one.strip())
