"""Y01-Y08 and Y12 of the catalogue of bad input: everything raises, with the command's codes; nothing is coerced."""

import copy
import decimal
import json
import math
import os
import pickle
import subprocess
import sys
import threading

import firstline as fl
import numpy as np
import pytest
from conftest import ROOT, TINY


def codes(error):
    return [problem.code for problem in error.value.problems]


def with_days(values):
    document = copy.deepcopy(TINY)
    document["contact_types"]["calls"]["arrivals"] = {"unit": "per hour", "slot": "1 h", "days": {"all": values}}
    return document


@pytest.mark.parametrize("value", [None, 5, "tiny.json", {}, b"", [], fl.Scenario])
def test_y01_run_takes_a_scenario(value):
    with pytest.raises(TypeError, match=r"firstline\.Scenario"):
        fl.run(value)


@pytest.mark.parametrize("value", [None, 5, "text", [], b"{}"])
def test_y01_from_dict_takes_a_dict(value):
    with pytest.raises(TypeError, match="dict"):
        fl.Scenario.from_dict(value)


@pytest.mark.parametrize(
    "arguments",
    [
        {"precision": 0.01},
        {"precision": {5: 0.01}},
        {"experiment": 5},
        {"cancel": 5},
        {"cancel": fl.CancelToken},
        {"progress": 5},
        {"progress": "yes"},
        {"log_contacts": 1},
        {"interval": 30},
        {"warm_up": 30},
    ],
    ids=str,
)
def test_y01_arguments_of_a_wrong_type(tiny, arguments):
    with pytest.raises(TypeError):
        fl.run(tiny, **arguments)


def test_y01_a_missing_key_has_its_pointer():
    document = copy.deepcopy(TINY)
    del document["contact_types"]["calls"]["queue"]
    del document["teams"]["line"]["serves"]
    with pytest.raises(fl.ScenarioError) as caught:
        fl.Scenario.from_dict(document)
    assert {(p.code, p.pointer) for p in caught.value.problems} >= {("E315", "/contact_types/calls")}
    assert isinstance(caught.value, ValueError)
    assert all(p.file == "" and p.line == 0 and p.column == 0 for p in caught.value.problems)
    with pytest.raises(fl.ScenarioError, match="E311"):
        fl.Scenario.from_dict({})


@pytest.mark.parametrize("name", ["seed", "replications", "threads"])
@pytest.mark.parametrize(
    "value", [True, np.True_, 3.7, 3.0, np.float32(3), decimal.Decimal(3), "3", b"3", math.nan, [3], {}], ids=repr
)
def test_y02_only_whole_numbers_are_counts(tiny, name, value):
    with pytest.raises(fl.ScenarioError) as caught:
        fl.run(tiny, **{name: value})
    assert [(p.code, p.pointer) for p in caught.value.problems] == [("E105", name)]


@pytest.mark.parametrize("integer", [np.int8, np.int64, np.uint64, int])
def test_y02_integers_of_numpy_are_integers(tiny, integer):
    ours = fl.run(tiny, seed=integer(9), replications=integer(3), threads=integer(2), progress=False)
    assert ours == fl.run(tiny, seed=9, replications=3, progress=False)


@pytest.mark.parametrize(
    "value, code",
    [(True, "E313"), (np.True_, "E313"), (3.7, "E313"), (np.float32(2.5), "E313"), (decimal.Decimal("3.7"), "E313")],
    ids=repr,
)
def test_y02_counts_of_a_document_are_not_coerced(value, code):
    document = copy.deepcopy(TINY)
    document["experiment"]["replications"] = value
    with pytest.raises(fl.ScenarioError) as caught:
        fl.Scenario.from_dict(document)
    assert [(p.code, p.pointer) for p in caught.value.problems] == [(code, "/experiment/replications")]


@pytest.mark.parametrize("value", [np.int64(7), np.uint8(7), 7.0, decimal.Decimal(7), np.array(7)], ids=repr)
def test_y02_what_is_exactly_whole_is_a_count(value):
    document = copy.deepcopy(TINY)
    document["experiment"]["replications"] = value
    assert fl.run(fl.Scenario.from_dict(document), progress=False).provenance["replications"] == 7


@pytest.mark.parametrize("value, code", [(math.nan, "E306"), (math.inf, "E306"), (-math.inf, "E306"), (-1.0, "E320")])
def test_y03_a_bad_number_in_an_array_is_named_by_its_index(value, code):
    values = np.full(24, 5.0)
    values[17] = value
    with pytest.raises(fl.ScenarioError) as caught:
        fl.Scenario.from_dict(with_days(values))
    assert [(p.code, p.pointer) for p in caught.value.problems] == [(code, "/contact_types/calls/arrivals/days/all/17")]


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, -1.0])
def test_y03_a_bad_number_in_a_formulas_array_is_named_by_its_index(value):
    load = np.full(24, 5.0)
    load[17] = value
    with pytest.raises(fl.ScenarioError) as caught:
        fl.erlang.erlang_b(10, load)
    assert [(p.code, p.pointer) for p in caught.value.problems] == [("E105", "load[17]")]
    with pytest.raises(fl.ScenarioError, match=r"load\[2,1\]"):
        fl.erlang.erlang_b(10, load.reshape(3, 8))


@pytest.mark.parametrize(
    "value", [2**70, -1, 2**64, -(2**70), 10**5000], ids=lambda value: f"{value.bit_length()} bits"
)
def test_y04_seeds_out_of_range_get_our_message(tiny, value):
    with pytest.raises(fl.ScenarioError, match=r"expected 0\.\.18446744073709551615"):
        fl.run(tiny, seed=value)


def test_y04_all_arguments_are_judged_together(tiny):
    with pytest.raises(fl.ScenarioError) as caught:
        fl.run(tiny, seed=-1, replications=0, threads=5000, precision={"wait.mean": "much"})
    assert [p.pointer for p in caught.value.problems] == ["seed", "replications", "threads", 'precision["wait.mean"]']


@pytest.mark.parametrize(
    "arguments, code",
    [
        ({"precision": {"wait.mean": 0.0}}, "E105"),
        ({"precision": {"wait.mean": 1.5}}, "E105"),
        ({"precision": {"wait.mean": math.nan}}, "E105"),
        ({"precision": {"wait.mean": True}}, "E105"),
        ({"precision": {"wait.meen": 0.1}}, "E108"),
        ({"interval": "7 s"}, "E105"),
        ({"interval": "soon"}, "E105"),
        ({"warm_up": "soon"}, "E105"),
        ({"warm_up": "-1 s"}, "E105"),
        ({"experiment": {"schema_version": 1, "replicatons": 5}}, "E312"),
        ({"experiment": {}}, "E311"),
    ],
    ids=str,
)
def test_y04_arguments_out_of_range(tiny, arguments, code):
    with pytest.raises(fl.ScenarioError) as caught:
        fl.run(tiny, **arguments)
    assert codes(caught) == [code]


def test_y04_absurd_lengths_are_refused_before_any_work(tiny):
    with pytest.raises(fl.RunError, match="E402") as caught:
        fl.run(tiny, replications=1_000_000_000)
    assert isinstance(caught.value, RuntimeError)
    assert caught.value.problems[0].message_ru


def test_y05_arrays_of_every_layout_are_read_right():
    plain = list(range(24))
    expected = fl.Scenario.from_dict(with_days(plain))
    table = np.arange(48.0).reshape(24, 2)
    fortran = np.asfortranarray(np.arange(24.0).reshape(24, 1))[:, 0]
    frozen = np.arange(24)
    frozen.flags.writeable = False
    for array in (
        table[:, 0] / 2,
        np.arange(24)[::-1][::-1],
        fortran,
        frozen,
        np.arange(24, dtype=">i2"),
        np.array(plain, dtype=object),
        np.lib.stride_tricks.as_strided(np.arange(48.0), (24,), (16,)) / 2,
    ):
        assert fl.Scenario.from_dict(with_days(array)) == expected


@pytest.mark.parametrize(
    "value",
    [np.zeros((2, 2)), np.array(["a"]), np.array([object()]), np.array([1j]), np.array(5.0), np.ma.array],
    ids=str,
)
def test_y05_other_arrays_are_refused_with_their_place(value):
    with pytest.raises(fl.ScenarioError) as caught:
        fl.Scenario.from_dict(with_days(value))
    assert all(p.pointer.startswith("/contact_types/calls/arrivals/days/all") for p in caught.value.problems)


def test_y05_formulas_take_every_layout_and_refuse_the_rest():
    load = np.arange(1.0, 25.0)
    expected = fl.erlang.erlang_b(10, load)
    table = np.zeros((24, 2))
    table[:, 1] = load
    frozen = load.copy()
    frozen.flags.writeable = False
    for array in (table[:, 1], load[::-1][::-1], frozen, load.astype(">f8"), load.astype(object), load.tolist()):
        np.testing.assert_array_equal(fl.erlang.erlang_b(10, array), expected)
    assert fl.erlang.erlang_b(10, np.array(5.0)) == expected[4]
    assert fl.erlang.erlang_b(10, np.zeros((0,))).shape == (0,)
    assert fl.erlang.erlang_b([[1], [2]], np.ones((2, 0))).shape == (2, 0)
    for bad in (["a"], [None], [True], True, [1j], object(), "5", np.array(["x"], dtype=object), [[1], [2, 3]]):
        with pytest.raises(fl.ScenarioError, match="load"):
            fl.erlang.erlang_b(10, bad)
    with pytest.raises(fl.ScenarioError, match="broadcast"):
        fl.erlang.erlang_b([1, 2, 3], [1.0, 2.0])


def test_y06_what_another_thread_changes_during_the_call_changes_nothing():
    load = np.full(20_000, 900.0)
    stop = threading.Event()

    def spoil():
        while not stop.is_set():
            load[:] = 1.0
            load[:] = 900.0

    expected = {fl.erlang.erlang_b(1000, 1.0), fl.erlang.erlang_b(1000, 900.0)}
    thread = threading.Thread(target=spoil)
    thread.start()
    try:
        found = set(fl.erlang.erlang_b(np.full(20_000, 1000), load).tolist())
    finally:
        stop.set()
        thread.join()
    assert found <= expected

    document = copy.deepcopy(TINY)
    scenario = fl.Scenario.from_dict(document)
    document["teams"]["line"]["staff"] = 99
    assert scenario.to_dict()["teams"]["line"]["staff"] == 4
    scenario.to_dict()["teams"]["line"]["staff"] = 98
    assert scenario.to_dict()["teams"]["line"]["staff"] == 4


def test_y07_keys_that_are_no_texts():
    document = copy.deepcopy(TINY)
    document["teams"][5] = document["teams"]["line"]
    document["queues"][None] = {}
    with pytest.raises(fl.ScenarioError) as caught:
        fl.Scenario.from_dict(document)
    assert sorted((p.code, p.pointer, p.value) for p in caught.value.problems) == [
        ("E313", "/queues", "None"),
        ("E313", "/teams", "5"),
    ]


def test_y07_a_dict_that_holds_itself():
    document = copy.deepcopy(TINY)
    document["teams"]["line"]["again"] = document
    with pytest.raises(fl.ScenarioError, match="nesting deeper than 64"):
        fl.Scenario.from_dict(document)
    rows = []
    rows.append(rows)
    with pytest.raises(fl.ScenarioError, match="nesting deeper than 64"):
        fl.Scenario.from_dict(TINY | {"notes": rows})


def test_y07_a_dict_ten_thousand_deep():
    document = {}
    for _ in range(10_000):
        document = {"a": document}
    with pytest.raises(fl.ScenarioError, match="E304"):
        fl.Scenario.from_dict(document)
    with pytest.raises(fl.ScenarioError, match="E304"):
        fl.Scenario.from_json("[" * 10_000)


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb"])
def test_y08_lone_surrogates(text):
    for document in (TINY | {"name": text}, TINY | {text: 1}):
        with pytest.raises(fl.ScenarioError, match="E302"):
            fl.Scenario.from_dict(document)
    with pytest.raises(fl.ScenarioError, match="E302"):
        fl.Scenario.from_json(f'{{"name": "{text}"}}')


def test_y08_bytes_and_objects_for_texts():
    for value in (b"tiny", object(), {1, 2}, ROOT, 1j):
        with pytest.raises(fl.ScenarioError) as caught:
            fl.Scenario.from_dict(TINY | {"name": value})
        assert [(p.code, p.pointer) for p in caught.value.problems] == [("E313", "/name")]
    with pytest.raises(TypeError):
        fl.Scenario.from_json(5)
    with pytest.raises(fl.ScenarioError, match="E302"):
        fl.Scenario.from_json(b'{"name": "\xff"}')


def test_y12_a_result_of_a_newer_version(tiny, tmp_path):
    document = json.loads(fl.run(tiny, progress=False).to_json())
    document["version"] += 1
    for read in (fl.Result.from_json, lambda text: fl.Result.read(written(tmp_path, text))):
        with pytest.raises(fl.ResultVersionError, match="newer"):
            read(json.dumps(document))
    comparison = json.loads(fl.compare(tiny, [tiny], replications=2, progress=False).to_json())
    with pytest.raises(fl.ResultVersionError):
        fl.Comparison.from_json(json.dumps(comparison | {"version": 99}))
    inside = copy.deepcopy(comparison)
    inside["variants"][0]["result"]["version"] = 99
    with pytest.raises(fl.ResultVersionError):
        fl.Comparison.from_json(json.dumps(inside))


def written(folder, text):
    path = folder / "result.json"
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "5", "{}", '{"format": "firstline.result"}', '{"format": "firstline.result", "version": "1"}',
     '{"format": "firstline.result", "version": true}', '{"format": "firstline.result", "version": 1}',
     '{"format": "firstline.comparison", "version": 1, "base": {}, "variants": []}', "[" * 100_000, b"\xff\xfe"],
    ids=lambda text: repr(text[:40]),
)  # fmt: skip
def test_y12_what_is_no_result(text):
    with pytest.raises(fl.ResultError) as caught:
        fl.Result.from_json(text)
    assert not isinstance(caught.value, fl.ResultVersionError)


def test_files_that_cannot_be_read(tmp_path, command):
    """The command's code for each, and Python's own exception for what is missing."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large.json").write_bytes(b" " * 32_000_001)
    (tmp_path / "zip.json").write_bytes(b"PK\x03\x04")
    (tmp_path / "latin.json").write_bytes(b'{"name": "\xe9"}')
    for name, kind in {
        "missing.json": FileNotFoundError,
        "": fl.FileError,
        "pipe": fl.FileError,
        "large.json": fl.RunError,
        "zip.json": fl.ScenarioError,
        "latin.json": fl.ScenarioError,
    }.items():
        path = tmp_path / name
        with pytest.raises(kind) as caught:
            fl.Scenario.from_file(path)
        theirs = json.loads(command("check", path, "--errors", "json", check=False).stderr)["errors"]
        assert [(p.code, p.message, p.line, p.column) for p in caught.value.problems] == [
            (row["code"], row["message"].replace(", or - for standard input", ""), row["line"], row["column"])
            for row in theirs
        ], name
    with pytest.raises(fl.FileError, match="E611"):
        fl.Scenario.from_file("a\0b")


def test_problems_are_the_commands(tmp_path, command):
    """Code, pointer, value, file, line, column and words of every problem of a document full of them."""
    document = copy.deepcopy(TINY)
    document["contact_types"]["calls"]["service"] = {"law": "exponental", "mean": "4 min"}
    document["teams"]["line"]["staff"] = -3
    document["teams"]["line"]["serves"] = {"fone": 1}
    document["queus"] = {}
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(document, indent=2))
    with pytest.raises(fl.ScenarioError) as caught:
        fl.Scenario.from_file(path)
    for language, message in (("en", "message"), ("ru", "message_ru")):
        words = ["check", path, "--errors", "json", "--lang", language]
        theirs = json.loads(command(*words, check=False).stderr)["errors"]
        ours = [
            {"code": p.code, "pointer": p.pointer, "value": p.value, "file": p.file, "line": p.line, "column": p.column}
            | {"message": getattr(p, message)}
            for p in caught.value.problems
        ]
        assert ours == theirs
        assert len(ours) >= 3
    lines = command("check", path, check=False).stderr.decode().splitlines()
    assert str(caught.value).splitlines() == lines


def test_exceptions_say_twenty_problems_and_keep_all():
    document = copy.deepcopy(TINY)
    document |= {f"key {i}": i for i in range(30)}
    with pytest.raises(fl.ScenarioError) as caught:
        fl.Scenario.from_dict(document)
    assert len(caught.value.problems) == 30
    assert str(caught.value).splitlines()[-1] == "and 10 more"


def test_exceptions_can_be_pickled():
    problem = fl.Problem("E320", "/a", "-1", "-1 must be >= 0", "-1 должно быть >= 0", "a.json", 3, 5)
    for error in (
        fl.ScenarioError([problem]),
        fl.RunError([problem]),
        fl.FileError([problem], 2),
        fl.MissingFileError([problem], 2),
        fl.ResultError("no result"),
        fl.ResultVersionError("newer"),
        fl.Interrupted(),
    ):
        again = pickle.loads(pickle.dumps(error))
        assert type(again) is type(error)
        assert str(again) == str(error)
        assert getattr(again, "problems", ()) == getattr(error, "problems", ())
        assert getattr(again, "errno", None) == getattr(error, "errno", None)


def test_problems_cannot_be_changed():
    problem = fl.Problem("E320", "/a", "-1", "words")
    with pytest.raises(AttributeError):
        problem.code = "E321"


def test_running_out_of_memory_is_a_memory_error(tmp_path):
    """Under a limit of address space: MemoryError, not the end of the interpreter."""
    code = """
import resource, firstline as fl, json, sys
scenario = fl.Scenario.from_file(sys.argv[1])
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 150_000_000, -1))
try:
    fl.run(scenario, replications=200, threads=1, log_contacts=True, progress=False)
    print("enough")
except MemoryError:
    print("MemoryError")
"""
    bank = ROOT / "scenarios/presets/bank_1999.json"
    found = subprocess.run([sys.executable, "-c", code, bank], capture_output=True, text=True, timeout=120)
    assert (found.returncode, found.stdout) == (0, "MemoryError\n"), found.stderr
