"""Types: stubs as pybind11-stubgen writes them today, mypy --strict over package and examples, stubtest."""

import difflib
import subprocess
import sys

import pytest
from conftest import ROOT

STUB = ROOT / "python/firstline/_core.pyi"


def python(*words, cwd=ROOT):
    return subprocess.run([sys.executable, *map(str, words)], cwd=cwd, capture_output=True, text=True, timeout=600)


def test_the_committed_stub_is_what_the_module_says(tmp_path):
    found = python("-m", "pybind11_stubgen", "firstline._core", "-o", tmp_path, "--exit-code", cwd=tmp_path)
    assert found.returncode == 0, found.stdout + found.stderr
    today = (tmp_path / "firstline" / "_core.pyi").read_text()
    kept = STUB.read_text()
    diff = "\n".join(difflib.unified_diff(kept.splitlines(), today.splitlines(), "committed", "generated", n=0))
    assert today == kept, f"make stubs renews it\n{diff[:3000]}"


@pytest.mark.parametrize("what", ["python/firstline", "python/examples"])
def test_mypy_finds_nothing(what, tmp_path):
    found = python("-m", "mypy", "--strict", "--cache-dir", ROOT / ".mypy_cache", what)
    assert found.returncode == 0, found.stdout


def test_stubtest_finds_nothing(tmp_path):
    # What pybind11's classes have and its stubs do not say: their metaclass, and an __init__ that refuses.
    allowed = tmp_path / "allowed.txt"
    allowed.write_text("firstline\\._core\\.[A-Z]\\w*(\\.__init__)?\nfirstline\\._core\\.__all__\n")
    words = ["-m", "mypy.stubtest", "firstline._core", "--ignore-disjoint-bases", "--allowlist", allowed]
    found = python(*words, cwd=tmp_path)
    assert found.returncode == 0, found.stdout + found.stderr


def test_the_package_is_typed_for_others(tmp_path):
    """What a reader's own checker sees of the installed package."""
    (tmp_path / "reader.py").write_text(
        "import firstline as fl\n"
        "import numpy as np\n"
        "result = fl.run(fl.Scenario.from_file('x.json'), seed=1)\n"
        "reveal_type(result.kpi('wait.mean').mean)\n"
        "fl.run(result)\n"
        "fl.run(fl.Scenario.from_file('x.json'), seed=np.uint64(1), replications=np.int64(2), threads=np.int8(1))\n"
    )
    found = python("-m", "mypy", "--strict", "reader.py", cwd=tmp_path)
    assert "float | None" in found.stdout, found.stdout
    assert "arg-type" in found.stdout
    assert "Found 1 error" in found.stdout
