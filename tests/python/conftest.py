"""What the tests of the Python door share: small scenarios, the command, scripts in processes of their own."""

import copy
import doctest
import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import firstline as fl
import pytest

ROOT = Path(__file__).resolve().parents[2]

# Four operators, sixty calls an hour, four hours: a run takes a millisecond.
TINY = {
    "schema_version": 1,
    "name": "tiny",
    "contact_types": {
        "calls": {
            "queue": "phone",
            "arrivals": {"rate": "60 per h"},
            "service": {"law": "exponential", "mean": "4 min"},
            "patience": {"law": "exponential", "mean": "2 min"},
        }
    },
    "queues": {"phone": {}},
    "teams": {"line": {"serves": {"phone": 1}, "staff": 4, "wage": "20 per h"}},
    "experiment": {"replications": 5, "measure": "4 h"},
}
CALLS = ("contact_types", "calls")


def python_blocks(page):
    return re.findall(r"^```python\n(.*?)^```$", (ROOT / page).read_text(), re.DOTALL | re.MULTILINE)


@pytest.fixture
def tiny_dict():
    return copy.deepcopy(TINY)


@pytest.fixture(scope="session")
def tiny():
    return fl.Scenario.from_dict(TINY)


@pytest.fixture(scope="session")
def command():
    """The native command that the wheel has put beside the interpreter."""
    path = Path(sys.executable).parent / "firstline"
    assert path.exists(), "pip install . has not put the command there"

    def run(*words, check=True):
        found = subprocess.run([path, *map(str, words)], cwd=ROOT, capture_output=True, timeout=300)
        assert not check or found.returncode == 0, found.stderr.decode()
        return found

    return run


@pytest.fixture
def script(tmp_path):
    """Runs Python code in a process of its own and gives its output; a signal that killed it shows as a failure."""

    def run(code, code_expected=0, timeout=120):
        path = tmp_path / "script.py"
        path.write_text(PREAMBLE + LONG + code)
        found = subprocess.run([sys.executable, path], cwd=ROOT, capture_output=True, text=True, timeout=timeout)
        assert found.returncode == code_expected, f"exit {found.returncode}\n{found.stdout}\n{found.stderr}"
        return found.stdout

    return run


# Started in the background (nohup, a CI without a terminal), a process inherits an ignored SIGINT, and Python leaves it so:
# the tests of Ctrl-C ask for the usual handler themselves. A run that does not stop must not eat the machine either.
PREAMBLE = """import json, os, resource, signal, sys, threading, time
import firstline as fl
signal.signal(signal.SIGINT, signal.default_int_handler)
resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
"""
signal.signal(signal.SIGINT, signal.default_int_handler)

# A run that would take hours: many replications of a short day, or one replication that does not end.
LONG = f"""
TINY = json.loads({json.dumps(json.dumps(TINY))})
SCENARIO = fl.Scenario.from_dict(TINY)
def long_run(**arguments):
    return fl.run(SCENARIO, **dict(replications=8_000_000, threads=1, progress=False) | arguments)
ENDLESS = SCENARIO.patch({{"contact_types": {{"calls": {{"arrivals": {{"rate": "600 per h"}}}}}},
                          "experiment": {{"replications": 1, "measure": "15000 d"}}}})
"""


@pytest.fixture(scope="session")
def doctest_names(tiny):
    """What the examples of docstrings start with."""
    import numpy as np

    return {"fl": fl, "np": np, "scenario": tiny, "result": fl.run(tiny, replications=5, seed=1)}


@pytest.fixture(scope="session")
def run_doctest(doctest_names):
    def run(test_case):
        runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
        output = []
        test_case.globs.update(doctest_names)
        runner.run(test_case, out=output.append)
        assert runner.failures == 0, "".join(output)
        return runner.tries

    return run
