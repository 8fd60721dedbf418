import re
import tomllib

import pytest
from django.conf import settings

NAMES = ("requirements", "requirements-production", "requirements-dev")
PIN = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[a-z0-9,]+\])?==([^\s;]+)", re.MULTILINE)


def pins(file_name: str) -> dict[str, str]:
    text = (settings.BASE_DIR / file_name).read_text("utf-8")
    return {re.sub("[_.-]+", "-", name).lower(): at for name, at in PIN.findall(text)}


@pytest.mark.parametrize("name", NAMES)
def test_lock_holds_what_the_list_asks_for(name):
    asked = pins(f"{name}.txt")

    locked = pins(f"{name}.lock")

    assert {package: locked.get(package) for package in asked} == asked


@pytest.mark.parametrize("name", NAMES[1:])
def test_larger_lock_holds_the_smaller_one(name):
    assert pins("requirements.lock").items() <= pins(f"{name}.lock").items()


@pytest.mark.parametrize("name", NAMES)
def test_every_locked_package_has_hashes(name):
    text = (settings.BASE_DIR / f"{name}.lock").read_text("utf-8")

    entries = [part for part in re.split(r"\n(?=\S)", text) if "==" in part]

    assert [part for part in entries if "--hash=sha256:" not in part] == []


def test_every_asked_package_is_exact_and_explained():
    lines = (settings.BASE_DIR / "requirements.txt").read_text("utf-8").splitlines()

    assert [
        line for line in lines if line and line[0] != "#" and "  # " not in line
    ] == []


def test_python_version_is_the_one_of_the_lock():
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text("utf-8"))

    assert project["project"]["requires-python"] == ">=3.11"
