"""What an import did, or would do: text for the terminal, JSON for a file."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.importing.load import Loaded, Result
from blog.importing.records import GROUP_TITLES, Group, ImportedSite
from blog.models import Kind

LINES_PER_GROUP = 20


@dataclass(frozen=True)
class Report:
    site: ImportedSite
    loaded: list[Loaded]
    source: str
    is_dry_run: bool
    seconds: float

    @property
    def refused(self) -> bool:
        """True when something of the source was not taken over as it is."""
        failed = any(one.result is Result.FAILED for one in self.loaded)
        return failed or bool(self._by_group[Group.REFUSED])

    @property
    def _by_group(self) -> dict[Group, list]:
        groups = defaultdict(list)
        for problem in dict.fromkeys(self.site.problems):
            groups[problem.group].append(problem)
        return groups

    def _counts(self, kind) -> dict[str, int]:
        counted = Counter(one.result for one in self.loaded if one.source.kind == kind)
        return {result.value: counted[result] for result in Result}

    def as_json(self) -> dict:
        groups = self._by_group
        return {
            "source": self.source,
            "dry_run": self.is_dry_run,
            "seconds": round(self.seconds, 1),
            "counts": {kind.value: self._counts(kind) for kind in Kind},
            "posts": [_as_json(one) for one in self.loaded],
            "redirects": [
                {"path": path, "target": one.source.path}
                for one in self.loaded
                for path in one.source.former_paths
            ],
            "groups": [
                {
                    "group": group.value,
                    "title": str(title),
                    "count": len(groups[group]),
                    "entries": [
                        {"source": problem.source_path, "detail": problem.detail}
                        for problem in groups[group]
                    ],
                }
                for group, title in GROUP_TITLES.items()
            ],
        }

    def lines(self) -> Iterator[str]:
        yield _("Dry run: nothing was written.") if self.is_dry_run else _("Imported.")
        for kind in Kind:
            yield f"{kind.label}: " + _(
                "%(created)s created, %(updated)s updated, %(unchanged)s unchanged, "
                "%(skipped)s skipped, %(failed)s failed"
            ) % self._counts(kind)
        groups = self._by_group
        for group, title in GROUP_TITLES.items():
            yield ""
            yield _("%(title)s: %(count)s") % {
                "title": title,
                "count": len(groups[group]),
            }
            yield from _shown(groups[group])
        yield ""
        yield _("Took %(seconds)s s.") % {"seconds": f"{self.seconds:.1f}"}


def _shown(problems) -> Iterator[str]:
    for problem in problems[:LINES_PER_GROUP]:
        yield f"  {problem.source_path}: {problem.detail}"
    more = len(problems) - LINES_PER_GROUP
    if more > 0:
        yield "  " + _("and %(count)s more; --report FILE lists them all") % {
            "count": more
        }


def _as_json(one: Loaded) -> dict:
    source = one.source
    return {
        "source": source.source_path,
        "kind": source.kind,
        "result": one.result.value,
        "title": source.title,
        "url": f"{settings.SITE_URL}{source.path}" if source.path else "",
        "admin": one.post_id and _admin_address(one.post_id),
        "published_at": source.published_at and source.published_at.isoformat(),
    }


def _admin_address(post_id: int) -> str:
    return settings.SITE_URL + reverse("admin:blog_post_change", args=[post_id])
