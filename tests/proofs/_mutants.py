"""A pytest plugin that tries every mutant of scoring in a process a core: many times quicker than one for each mutant.

mutmut writes each function with all its changes beside it and picks one by name. Here each test is first run once to
see which functions it calls; then, for each mutant, the tests that call its function run until one fails. A mutant that
goes on for ever, or asks for ever more memory, is noticed too.
"""

import importlib
import json
import os
import pkgutil
import resource
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import FrameType

import hypothesis
import pytest
from mutmut.mutation import trampoline

import scoring
from scoring import plan

CHOSEN = "MUTANT_UNDER_TEST"
LEAST, PATIENCE = 2.0, 6.0  # seconds of a core's work for any test, and how many times what it takes unchanged
MEMORY = 3 * 2**30  # bytes; the tests of unchanged code need a tenth of it
EXAMPLES = 25
Tests = dict[str, Callable[[], object]]
Calls = dict[str, list[tuple[float, str]]]


class TooLongError(Exception):
    """A mutant that goes on for ever has been noticed."""


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Instead of running the tests once: write the names of the mutants that no test notices."""
    signal.signal(signal.SIGPROF, _too_long)
    quick: Tests = {}
    slow: Tests = {}
    for item in session.items:
        assert isinstance(item, pytest.Function)
        law = hypothesis.is_hypothesis_test(item.obj)
        (slow if law else quick)[item.nodeid] = _runner(item)
    hypothesis.settings.load_profile("mutants")
    calls = _who_calls_what({**quick, **slow})
    names = list(_mutants())
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    def survivors(share: list[str]) -> list[str]:
        for tests in (quick, slow):
            share = [name for name in share if not _is_noticed(name, tests, calls)]
        return share

    survived = _on_every_core(survivors, names)
    Path("survived.json").write_text(json.dumps({"mutants": names, "survived": survived}), encoding="utf-8")
    return True


def _on_every_core(work: Callable[[list[str]], list[str]], names: list[str]) -> list[str]:
    """The work's results put together, each core doing its share in a copy of this process."""
    cores = os.cpu_count() or 1
    children = [_child(partial(work, names[core::cores]), Path(f"survived-{core}.json")) for core in range(cores)]
    for child, _ in children:
        assert os.waitpid(child, 0)[1] == 0, "a share of the mutants was not tried to its end"
    return [name for _, file in children for name in json.loads(file.read_text(encoding="utf-8"))]


def _child(work: Callable[[], list[str]], file: Path) -> tuple[int, Path]:
    child = os.fork()
    if child == 0:
        try:
            file.write_text(json.dumps(work()), encoding="utf-8")
            os._exit(0)
        finally:
            os._exit(1)
    return child, file


hypothesis.settings.register_profile(
    "mutants", max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, phases=[hypothesis.Phase.generate]
)


def _runner(item: pytest.Function) -> Callable[[], object]:
    given = item.callspec.params if hasattr(item, "callspec") else {}
    return lambda: item.obj(**given)


def _who_calls_what(tests: Tests) -> Calls:
    """For each function the tests that call it with their seconds, quickest first. Every test must pass unchanged."""
    found: Calls = {}
    for test, run in tests.items():
        hits: set[str] = set()
        setattr(trampoline, "record_trampoline_hit", lambda name, hits=hits, **_: hits.add(name))  # noqa: B010
        os.environ[CHOSEN] = "stats"
        began = time.process_time()
        plan._plan_of.cache_clear()
        run()
        taken = time.process_time() - began
        for function in hits:
            found.setdefault(function, []).append((taken, test))
    return {function: sorted(tests) for function, tests in found.items()}


def _mutants() -> Iterator[str]:
    """The full name of every mutant."""
    for module in pkgutil.iter_modules(scoring.__path__, "scoring."):
        for name, found in sorted(vars(importlib.import_module(module.name)).items()):
            if name.startswith("mutants_"):
                yield from (f"{module.name}.{mutant}" for mutant in found if mutant != "_mutmut_orig")


def _is_noticed(name: str, tests: Tests, calls: Calls) -> bool:
    function = name.split("__mutmut_", maxsplit=1)[0]
    os.environ[CHOSEN] = name
    return any(
        _fails(tests[test], LEAST + PATIENCE * taken) for taken, test in calls.get(function, []) if test in tests
    )


def _fails(run: Callable[[], object], longest: float) -> bool:
    plan._plan_of.cache_clear()
    signal.setitimer(signal.ITIMER_PROF, longest)
    try:
        run()
    except BaseException:  # noqa: BLE001 - whatever it raises, the test noticed
        return True
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return False


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TooLongError
