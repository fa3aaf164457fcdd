"""Sees that each import contract of the architecture would catch the import it is there to catch."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ["frameworks", "scoring", "assessments", "assessments/store", "ui", "reports", "cli"]


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """Judge a project of our shape in which one module says one more import."""

    def judge(module: str, statement: str) -> str:
        project = tmp_path_factory.mktemp("project")
        (project / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        for package in PACKAGES:
            (project / package).mkdir()
            (project / package / "__init__.py").touch()
        (project / module).write_text(statement)
        program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
        asked = subprocess.run(
            [sys.executable, "-c", program, "--no-cache"],
            cwd=project,
            env={"PYTHONPATH": str(project)},
            capture_output=True,
            check=False,
        )
        said = asked.stdout.decode()
        assert "Contracts: " in said, said + asked.stderr.decode()
        return said

    return judge


@pytest.mark.parametrize(
    ("module", "statement", "contract"),
    [
        ("frameworks/reading.py", "import scoring", "Imports run one way"),
        ("scoring/levels.py", "import assessments.store", "Imports run one way"),
        ("assessments/answer.py", "import ui", "Imports run one way"),
        ("ui/home.py", "import cli", "ui and cli do not know each other"),
        ("cli/check.py", "import ui", "ui and cli do not know each other"),
        ("reports/paper.py", "import ui", "reports knows neither"),
        ("assessments/answer.py", "import streamlit", "never import streamlit or plotly"),
        ("scoring/levels.py", "import plotly", "never import streamlit or plotly"),
        ("assessments/answer.py", "import sqlite3", "Only assessments.store"),
        ("ui/home.py", "import sqlite_utils", "Only assessments.store"),
        *(("scoring/levels.py", f"import {name}", "scoring has no clock") for name in ["yaml", "os", "time", "random"]),
        ("scoring/levels.py", "from pathlib import Path", "scoring has no clock"),
        ("scoring/levels.py", "from datetime import date", "scoring has no clock"),
    ],
)
def test_a_contract_catches_the_import_it_forbids(judged, module, statement, contract):
    said = judged(module, statement)
    (verdict,) = [line for line in said.splitlines() if contract in line and line.endswith(("KEPT", "BROKEN"))]
    assert verdict.endswith("BROKEN"), said


@pytest.mark.parametrize(
    ("module", "statement"),
    [
        ("assessments/store/engine.py", "import sqlite3"),
        ("assessments/answer.py", "import assessments.store\nimport scoring\nimport datetime"),
        ("ui/home.py", "import reports\nimport assessments\nimport streamlit"),
        ("cli/check.py", "import reports\nimport scoring"),
        ("scoring/levels.py", "import frameworks\nfrom fractions import Fraction"),
    ],
)
def test_the_contracts_allow_what_the_architecture_allows(judged, module, statement):
    assert " 0 broken." in judged(module, statement)
