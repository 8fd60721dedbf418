"""Static files: hashed names, compressed, and one stylesheet instead of its imports."""

import posixpath
import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(
    r'@import\s+url\("(?P<path>[^":]+)"\)(?:\s+layer\((?P<layer>[\w-]+)\))?;'
)
RELATIVE_URL = re.compile(r"""url\(\s*["']?(?!data:|/|#|https?:)""")
# A string, a comment, or what may be squeezed: what is matched first stays together.
TOKEN = re.compile(
    r"""(?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(?P<comment>/\*.*?\*/)"""
    r"""|\s*(?P<mark>[{};,])\s*|(?P<colon>:)\s+|(?P<space>\s+)""",
    re.DOTALL,
)


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Readers load one CSS file; the sources stay one file per component."""

    support_js_module_import_aggregation = True

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            paths = paths | {
                name: (self, name) for name in self._fold_stylesheets(paths)
            }
        yield from super().post_process(paths, dry_run, **options)

    def _fold_stylesheets(self, paths):
        """Names of the stylesheets that were written anew."""

        def read(name):
            storage, path = paths[name]
            with storage.open(path) as file:
                return file.read().decode()

        for name in [name for name in paths if name.endswith(".css")]:
            css = read(name)
            if IMPORT.search(css):
                self.delete(name)
                self._save(name, ContentFile(squeeze(fold(name, read)).encode()))
                yield name


def fold(name: str, read) -> str:
    """The stylesheet `name` with every import in its place, as a `@layer` block.

    `read(name)` gives a stylesheet's text. ValueError for a relative `url()` in a file
    of another folder: it would point elsewhere after the move.
    """
    folder = posixpath.dirname(name)

    def imported(match):
        target = posixpath.normpath(posixpath.join(folder, match["path"]))
        css = fold(target, read)
        if posixpath.dirname(target) != folder and RELATIVE_URL.search(css):
            raise ValueError(f"{target}: a relative url() cannot be folded into {name}")
        return f"@layer {match['layer']} {{{css}}}" if match["layer"] else css

    return IMPORT.sub(imported, read(name))


def squeeze(css: str) -> str:
    """The same rules without comments and needless white space."""

    def squeezed(match):
        if match["string"]:
            return match["string"]
        if match["comment"]:
            return " "
        return match["mark"] or match["colon"] or " "

    # Twice: white space that a comment stood between meets only after the first pass.
    once = TOKEN.sub(squeezed, css)
    return TOKEN.sub(squeezed, once).replace(";}", "}").strip()
