import ast
import re
from pathlib import Path

from django.conf import settings

HOUSE = settings.BASE_DIR / "blog"
MANUSCRIPT = {"Post", "SavePoint", "Autosave"}
READERS_TEMPLATES = ("blog", "components", "feeds")


def floors() -> dict[str, int]:
    """Room to floor, from the table in docs/architecture.md."""
    text = (settings.BASE_DIR / "docs/architecture.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d) [^|]*\|[^|]*\|([^|]*)\|$", text, re.MULTILINE)
    return {
        room: int(floor)
        for floor, rooms in rows
        for room in re.findall(r"`(\w+)`", rooms)
    }


def room_of(file: Path) -> str:
    return file.relative_to(HOUSE).parts[0].removesuffix(".py")


def imports(file: Path) -> list[str]:
    """Every name that `file` imports, dotted: `blog.models.Post`."""
    names = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = file.parts[: -node.level] if node.level else ()
            parts = [*base[len(settings.BASE_DIR.parts) :], node.module or ""]
            names += [".".join(filter(None, [*parts, a.name])) for a in node.names]
    return names


def modules() -> list[Path]:
    return [file for file in sorted(HOUSE.rglob("*.py")) if file.parent != HOUSE] + [
        file for file in sorted(HOUSE.glob("*.py")) if file.name != "__init__.py"
    ]


def test_every_room_has_its_floor():
    assert {room_of(file) for file in modules()} - floors().keys() == set()


def test_imports_point_down():
    floor = floors()

    upward = [
        f"{file.relative_to(settings.BASE_DIR)} imports {name}"
        for file in modules()
        for name in imports(file)
        if name.startswith("allforces.")
        or (
            name.startswith("blog.")
            and floor[name.split(".")[1]] > floor[room_of(file)]
        )
    ]

    assert upward == []


def test_readers_code_never_reads_a_manuscript():
    rooms = [*HOUSE.glob("reading/**/*.py"), *HOUSE.glob("templatetags/*.py")]
    found = [
        f"{file.name} imports {name}"
        for file in rooms
        if file.name != "desk.py"
        for name in imports(file)
        if name.startswith("blog.") and name.split(".")[-1] in MANUSCRIPT
    ]
    for folder in READERS_TEMPLATES:
        for file in (settings.BASE_DIR / "templates" / folder).rglob("*"):
            if file.is_file():
                found += re.findall(r"\w+\.post\.\w+", file.read_text("utf-8"))

    assert found == []
