"""What people read is run: docstrings, the README's ten lines, the page on Python, the examples."""

import doctest
import importlib
import pkgutil
import re
import shlex
import subprocess
import sys
from pathlib import Path

import firstline as fl
import pandas as pd
import pytest
from conftest import ROOT, python_blocks

MODULES = ["firstline", *(f"firstline.{module.name}" for module in pkgutil.iter_modules(fl.__path__))]


@pytest.mark.parametrize("module", [name for name in MODULES if name != "firstline._core"])
def test_examples_of_docstrings(module, run_doctest, monkeypatch):
    monkeypatch.chdir(ROOT)
    loaded = importlib.import_module(module)
    for case in doctest.DocTestFinder(exclude_empty=True).find(loaded, extraglobs={}):
        run_doctest(case)


def test_every_public_name_is_explained():
    for name in fl.__all__:
        one = getattr(fl, name)
        assert (one.__doc__ or "").strip(), name
        if isinstance(one, type):
            for member, value in vars(one).items():
                if not member.startswith("_") and (callable(value) or isinstance(value, property | classmethod)):
                    assert (getattr(value, "__doc__", "") or "").strip(), f"{name}.{member}"


def test_the_readmes_ten_lines(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    (block,) = python_blocks("README.md")
    assert len(block.strip().splitlines()) == 10
    names = {}
    exec(compile(block, "README.md", "exec"), names)
    frames = [value for value in names.values() if isinstance(value, pd.DataFrame)]
    assert len(frames) >= 2
    assert all(len(frame) for frame in frames)
    (what_if,) = [value for value in names.values() if isinstance(value, fl.Comparison)]
    wait = what_if.by().set_index("key").loc["wait.mean"]
    assert wait["hi"] < 0  # two operators more: shorter waits
    printed = capsys.readouterr().out
    assert "cost.total" in printed
    assert " ... " not in printed  # no column left out on a terminal of 80


def command_lines(page):
    blocks = re.findall(r"^```\n(.*?)^```$", (ROOT / page).read_text(), re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.replace("\\\n", " ").splitlines()]


@pytest.mark.parametrize("line", command_lines("docs/howto/russian.md"))
def test_every_line_of_the_russian_page(line, tmp_path):
    """As it stands, but short, in a folder with the presets and a centre of one's own."""
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    (tmp_path / "my_centre.json").write_text((ROOT / "scenarios/presets/help_desk.json").read_text())
    program, verb, *words = shlex.split(line)
    assert program == "build/release/firstline"
    short = []
    if verb in ("run", "compare"):
        words = [word for word in words if not word.startswith("service_level=") and word != "--precision"]
        short = ["--replications", "2", "--set", '/experiment/measure="1 d"']
    native = Path(sys.executable).parent / "firstline"
    done = subprocess.run([native, verb, *words, *short], cwd=tmp_path, capture_output=True, timeout=120, text=True)
    assert done.returncode == 0, done.stderr
    assert re.search("[а-я]{4}", done.stdout), done.stdout


@pytest.mark.parametrize(("page", "least"), [("docs/howto/python.md", 4), ("docs/howto/interventions.md", 3)])
def test_a_page_for_users(page, least, monkeypatch, tmp_path, capsys):
    """All blocks of the page, one after the other, as one program."""
    blocks = python_blocks(page)
    assert len(blocks) >= least
    for folder in ("scenarios",):
        (tmp_path / folder).symlink_to(ROOT / folder)
    monkeypatch.chdir(tmp_path)
    names = {}
    for number, block in enumerate(blocks, 1):
        exec(compile(block, f"{page}, block {number}", "exec"), names)


@pytest.mark.parametrize("path", sorted((ROOT / "python/examples").glob("*.py")), ids=lambda path: path.stem)
def test_the_examples_run(path):
    found = subprocess.run([sys.executable, path], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert found.returncode == 0, found.stderr
    assert found.stdout.strip()
