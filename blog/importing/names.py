"""Categories and bylines by name: those that exist, else new ones."""

import re

from blog.importing.records import ImportedCategory
from blog.models import Byline, Category
from blog.publishing import audit
from blog.text.slugs import unicode_slug

# The marks of the design, by name; other categories get the next that is free.
MARKS = {
    "投資分析": ("komochi", "ai"),
    "業界分析": ("soubashira", "fuji"),
    "技術解説": ("leader", "aotake"),
    "最新動向": ("ura", "kaki"),
    "実装事例": ("mishin", "matsuba"),
    "研究論文": ("misuji", "nibi"),
}
TEAM = re.compile(
    r"(編集部|取材班|チーム|システム|事務局|委員会|研究所|会社|社)$|Team$"
)


def categories(wanted: list[ImportedCategory], *, by) -> None:
    """All that are missing; those with a mark of their own come first and get it."""
    by_name = {one.name: one for one in wanted}
    for name in [*(name for name in MARKS if name in by_name), *by_name]:
        category(by_name[name], by=by)


def category(wanted: ImportedCategory, *, by) -> Category:
    """By name. A slug that is another category's gives way to the name itself."""
    found = Category.objects.filter(name=wanted.name).first()
    if found:
        return found
    rule, hue = _mark(wanted.name)
    made = Category.objects.create(
        name=wanted.name,
        slug=_free_slug(Category, wanted.slug, unicode_slug(wanted.name, fold=False)),
        description=wanted.description,
        rule=rule,
        hue=hue,
        position=Category.objects.count(),
    )
    audit.record(made, "brought in", by=by)
    return made


def _mark(name: str) -> tuple[str, str]:
    rule, hue = MARKS.get(name, ("", ""))
    if rule and not Category.objects.filter(rule=rule, hue=hue).exists():
        return rule, hue
    return Category.objects.next_mark()


def byline(name: str, *, by) -> Byline:
    """By name; a new one has no account."""
    found = Byline.objects.filter(name=name).first()
    if found:
        return found
    kind = Byline.Kind.TEAM if TEAM.search(name) else Byline.Kind.PERSON
    slug = _free_slug(Byline, unicode_slug(name))
    made = Byline.objects.create(name=name, slug=slug, kind=kind)
    audit.record(made, "brought in", by=by)
    return made


def _free_slug(model, *candidates: str) -> str:
    taken = set(model.objects.values_list("slug", flat=True))
    for slug in candidates:
        if slug and slug not in taken:
            return slug
    number = 2
    while f"{candidates[-1]}-{number}" in taken:
        number += 1
    return f"{candidates[-1]}-{number}"
