"""The installed package: what the wheel carries, versions that agree."""

import importlib.metadata
import re
import subprocess
import sys

import firstline as fl
from conftest import ROOT


def test_the_version_is_that_of_the_build(command):
    version = re.search(r"project\(firstline VERSION ([\d.]+)", (ROOT / "CMakeLists.txt").read_text())[1]
    assert fl.__version__ == version
    assert importlib.metadata.version("firstline") == version
    assert command("--version").stdout.decode() == f"firstline {version}\n"


def test_the_wheel_has_the_command_the_module_the_types_and_nothing_of_the_build():
    names = [str(path) for path in importlib.metadata.files("firstline")]
    assert any(re.fullmatch(r"firstline/_core\..*\.so", name) for name in names)
    assert "firstline/py.typed" in names
    assert "firstline/_core.pyi" in names
    assert any(re.fullmatch(r"(\.\./)+bin/firstline", name) for name in names)
    strangers = [
        name for name in names if not re.match(r"firstline/|firstline-[\d.]+\.dist-info/|(\.\./)+bin/firstline$", name)
    ]
    assert strangers == []
    packaged = {name.removeprefix("firstline/") for name in names if re.fullmatch(r"firstline/\w+\.pyi?", name)}
    assert packaged == {
        path.name for path in (ROOT / "python/firstline").glob("*.py*") if path.suffix in (".py", ".pyi")
    }


def test_the_command_takes_part_in_what_python_starts(command):
    assert b"wait.mean" in command("kpis").stdout


def test_importing_is_quiet_and_needs_no_tqdm():
    code = (
        "import sys; sys.modules['tqdm'] = None; import firstline; print(sorted(m for m in sys.modules if m == 'mypy'))"
    )
    found = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True)
    assert (found.returncode, found.stdout, found.stderr) == (0, "[]\n", "")


def test_the_module_is_the_command(command):
    words = ["kpis", "--lang", "ru"]
    found = subprocess.run([sys.executable, "-m", "firstline", *words], capture_output=True)
    assert (found.returncode, found.stdout) == (0, command(*words).stdout)
    assert subprocess.run([sys.executable, "-m", "firstline", "no"], capture_output=True).returncode == 2
