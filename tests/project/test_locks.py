"""Keeps the lock files what they promise: exact, hashed, complete and without addresses."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
APP, DEV = "requirements.lock", "requirements-dev.lock"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EACH_LOCK = pytest.mark.parametrize("name", [APP, DEV])


def entries(name: str) -> Iterator[tuple[Requirement, list[str]]]:
    """Each locked package with its hashes."""
    whole = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    for line in filter(None, whole.splitlines()):
        requirement, *hashes = line.split("--hash=")
        yield Requirement(requirement), [found.strip() for found in hashes]


def versions(name: str) -> dict[str, set[Version]]:
    found: dict[str, set[Version]] = {}
    for requirement, _ in entries(name):
        (pin,) = requirement.specifier
        found.setdefault(canonicalize_name(requirement.name), set()).add(Version(pin.version))
    return found


@EACH_LOCK
def test_a_lock_holds_no_address_and_no_index_option(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", text)) == {"--hash"}


@EACH_LOCK
def test_every_locked_package_has_one_exact_version_and_sha256_hashes(name):
    locked = list(entries(name))
    assert len(locked) > 20, "there is a lock to look at"
    for requirement, hashes in locked:
        assert [pin.operator for pin in requirement.specifier] == ["=="], requirement
        assert requirement.url is None
        assert hashes, f"{requirement} has no hash"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", found) for found in hashes), requirement


@pytest.mark.parametrize(
    ("name", "wanted"),
    [(APP, PROJECT["project"]["dependencies"]), (DEV, PROJECT["dependency-groups"]["dev"])],
)
def test_everything_the_project_asks_for_is_locked_at_a_version_it_accepts(name, wanted):
    locked = versions(name)
    for requirement in map(Requirement, wanted):
        pins = locked.get(canonicalize_name(requirement.name), set())
        assert pins, f"{requirement} is not in {name}: run `make lock`"
        assert all(pin in requirement.specifier for pin in pins), f"{requirement} in {name} is old: run `make lock`"


def test_the_developers_lock_holds_every_package_of_the_app_at_the_same_version():
    app, developers = versions(APP), versions(DEV)
    assert {name: developers.get(name) for name in app} == app
