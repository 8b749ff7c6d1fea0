"""Arguments of wrong types and values: our words, with a place, and never the core's signatures."""

import json
import os
import pathlib
import signal

import firstline as fl
import numpy as np
import pandas as pd
import pytest
from conftest import TINY

RATES = {"contact_types": {"calls": {"arrivals": {"rate": None, "unit": "per hour", "slot": "1 h", "from": "09:00"}}}}
DAYS = "/contact_types/calls/arrivals/days/all"


def with_rates(scenario, rates):
    document = json.loads(json.dumps(RATES))
    document["contact_types"]["calls"]["arrivals"]["days"] = {"all": rates}
    return scenario.patch(document)


def faults(error):
    return [(problem.code, problem.pointer, problem.value) for problem in error.value.problems]


def test_masked_numbers_are_no_numbers(tiny):
    masked = np.ma.array([40.0, 50.0, 60.0], mask=[0, 1, 0])
    with pytest.raises(fl.ScenarioError) as caught:
        with_rates(tiny, masked)
    assert faults(caught) == [("E306", f"{DAYS}/1", "masked")]
    with pytest.raises(fl.ScenarioError) as caught:
        with_rates(tiny, np.ma.masked_invalid([40.0, np.nan, np.nan]))
    assert faults(caught) == [("E306", f"{DAYS}/{i}", "masked") for i in (1, 2)]
    with pytest.raises(fl.ScenarioError) as caught:
        tiny.set("/teams/line/staff", np.ma.masked)
    assert faults(caught) == [("E306", "/teams/line/staff", "masked")]
    with pytest.raises(fl.ScenarioError) as caught:
        fl.Scenario.from_dict(TINY | {"notes": [1, np.ma.masked]})
    assert faults(caught) == [("E306", "/notes/1", "masked")]
    with pytest.raises(fl.ScenarioError, match="E313"):
        tiny.set("/notes", np.ma.array([(1, 2)], mask=[(0, 1)], dtype="i4,i4"))
    assert with_rates(tiny, np.ma.array([40.0, 50.0])) == with_rates(tiny, [40.0, 50.0])


def test_masked_numbers_and_booleans_in_formulas():
    two = np.ma.array([[5, 6], [7, 8]], mask=[[0, 1], [0, 0]])
    with pytest.raises(fl.ScenarioError) as caught:
        fl.erlang.erlang_b(two, 4.0)
    assert faults(caught) == [("E105", "servers[0,1]", "masked")]
    for value in (np.ma.masked, np.ma.array(5, mask=True)):
        with pytest.raises(fl.ScenarioError) as caught:
            fl.erlang.erlang_b(value, 4.0)
        assert faults(caught) == [("E105", "servers", "masked")]
    assert (fl.erlang.erlang_b(two.data, 4.0) == fl.erlang.erlang_b(np.ma.array(two.data), 4.0)).all()
    for value in ([5, True], (5, np.True_), np.array([5, True], dtype=object), [5, "6"], [5, np.ma.masked], [5, None]):
        with pytest.raises(fl.ScenarioError) as caught:
            fl.erlang.erlang_b(value, 4.0)
        assert [problem.pointer for problem in caught.value.problems] == ["servers[1]"]
    for value in (pd.Series([5, 6]), pd.Series([5, 6], dtype="Int64"), [np.int8(5), np.array(6)], range(5, 7)):
        assert fl.erlang.erlang_b(value, 4.0).tolist() == fl.erlang.erlang_b([5, 6], 4.0).tolist()


@pytest.mark.parametrize(
    ("argument", "value", "expected"),
    [
        ("service_level", 0.0, "expected 0 < .. < 1"),
        ("service_level", 1.0, "expected 0 < .. < 1"),
        ("service_level", "80%", "expected 0 < .. < 1"),
        ("service_level", None, "expected 0 < .. < 1"),
        ("service_level", True, "expected 0 < .. < 1"),
        ("service_level", np.array([0.8, 0.9]), "expected a number, got"),
        ("max_occupancy", 0.0, "expected 0 < .. <= 1"),
        ("max_occupancy", 1e-9, "expected >= 2e-06"),
        ("shrinkage", 1.0, "expected 0 <= .. < 1"),
        ("shrinkage", np.nan, "expected 0 <= .. < 1"),
        ("arrival_per_s", [0.1], "expected a number, got"),
        ("arrival_per_s", -1.0, "expected > 0"),
        ("service_per_s", "fast", "expected > 0"),
        ("threshold_s", -1.0, "expected >= 0"),
        ("abandon_per_s", np.inf, "expected >= 0"),
    ],
    ids=str,
)
def test_required_positions_name_what_is_wrong(argument, value, expected):
    usual = {"arrival_per_s": 0.1, "service_per_s": 0.005, "service_level": 0.8}
    with pytest.raises(fl.ScenarioError) as caught:
        fl.erlang.required_positions(**usual | {argument: value})
    assert [problem.pointer for problem in caught.value.problems] == [argument]
    assert expected in caught.value.problems[0].message


def test_required_positions_judge_all_arguments_together():
    with pytest.raises(fl.ScenarioError) as caught:
        fl.erlang.required_positions(-1, 0.0, service_level=5, shrinkage=5)
    assert [p.pointer for p in caught.value.problems] == [
        "arrival_per_s",
        "service_per_s",
        "service_level",
        "shrinkage",
    ]


@pytest.mark.parametrize("share", [0.0, -1, 1.0, 5, "1", "500%", "x%", "", None, True, np.True_, [], np.nan], ids=repr)
def test_a_precision_is_named_with_its_metric_and_range(tiny, share):
    with pytest.raises(fl.ScenarioError) as caught:
        fl.run(tiny, precision={"wait.mean": share})
    (problem,) = caught.value.problems
    assert (problem.code, problem.pointer) == ("E105", 'precision["wait.mean"]')
    assert problem.message.startswith('expected 0 < .. < 1, 0.01 | "1%", got ')


@pytest.mark.parametrize("name", ["log_contacts", "deflection", "steady_state"])
@pytest.mark.parametrize("value", [1, 0, "no", None, [], 1.0], ids=repr)
def test_flags_are_booleans(tiny, name, value):
    with pytest.raises(TypeError, match=f"^{name} is True or False, not "):
        fl.run(tiny, **{name: value})


@pytest.mark.parametrize("value", [1, "no", None], ids=repr)
def test_strict_is_a_boolean(tiny, value):
    for read in (fl.Scenario.from_dict, fl.check):
        with pytest.raises(TypeError, match=r"^strict is True or False"):
            read(TINY, strict=value)
    with pytest.raises(TypeError, match=r"^strict is True or False"):
        fl.Scenario.from_json("{}", strict=value)


def test_numpys_booleans_are_booleans(tiny):
    assert fl.Scenario.from_dict(TINY, strict=np.True_) == tiny
    assert len(fl.run(tiny, log_contacts=np.True_, deflection=np.False_, progress=False).contacts)


def test_texts_that_are_none(tiny):
    result = fl.run(tiny, progress=False)
    comparison = fl.compare(tiny, [tiny], replications=2, progress=False)
    for one in (result, comparison):
        for language in (None, 5, []):
            with pytest.raises(TypeError, match=r'^language is "en" or "ru"$'):
                one.text(language)
        with pytest.raises(ValueError, match=r'^language is "en" or "ru"$'):
            one.text("fr")
    for call in (
        lambda: result.kpi(None),
        lambda: result.kpi([]),
        lambda: result.kpi("wait.mean", queue=["phone"]),
        lambda: result.kpi("wait.mean", queue=None),
    ):
        with pytest.raises(TypeError, match="is a text, not "):
            call()
    for call in (result.by, comparison.by, lambda dimension: result.values("wait.mean", dimension)):
        for dimension in (["interval"], 3, None):
            with pytest.raises(TypeError, match="slices are named one by one"):
                call(dimension)
    assert result.by("interval", "interval").equals(result.by("interval"))
    for with_ in (3, None, tiny, [3], [None]):
        with pytest.raises(TypeError, match=r'such as "headset".* not'):
            fl.compare(tiny, with_=with_)
    with pytest.raises(TypeError, match="a file is named by a text"):
        fl.Scenario.from_file(None)
    with pytest.raises(TypeError, match="a file is named by a text"):
        fl.Result.read(3)


def test_lone_surrogates_never_show_the_cores_signatures(tiny, tmp_path):
    """A path may have them (bytes that are not UTF-8); everything else is refused in our words."""
    for call in (
        lambda: fl.Scenario.from_file("\ud800"),
        lambda: fl.Result.read("\ud800"),
        lambda: fl.run(tiny, experiment="\ud800"),
        lambda: tiny.set("/\ud800", 1),
        lambda: tiny.with_intervention("\ud800"),
        lambda: fl.compare(tiny, {"\ud800": tiny}),
        lambda: fl.run(tiny, precision={"\ud800": 0.1}),
        lambda: fl.run(tiny, interval="\ud800"),
    ):
        with pytest.raises((fl.FirstlineError, ValueError)) as caught:
            call()
        assert "incompatible" not in str(caught.value)
    path = os.fsencode(tmp_path) + b"/\xff.json"
    pathlib.Path(os.fsdecode(path)).write_text(json.dumps(TINY))
    odd = fl.Scenario.from_file(path)
    assert fl.run(odd, progress=False) == fl.run(tiny, progress=False)
    assert len(fl.compare(odd, [odd, odd], replications=2, progress=False).variants) == 2


def test_places_within_what_is_set(tiny):
    with pytest.raises(fl.ScenarioError) as caught:
        tiny.set("/teams/line", {"serves": {"phone": 1}, "staff": np.nan})
    assert faults(caught) == [("E306", "/teams/line/staff", "nan")]
    with pytest.raises(fl.ScenarioError) as caught:
        tiny.set("/experiment", {1: 2})
    assert faults(caught) == [("E313", "/experiment", "1")]


def test_messages_are_for_python(tiny, tmp_path):
    """No options of the command, in neither language."""
    calls = (
        lambda: tiny.set("", 5),
        lambda: tiny.set("teams/line/staff", 5),
        lambda: tiny.set("/teams/line/stuff", 5),
        lambda: tiny.set("/teams/line/staff", "4"),
        lambda: fl.Scenario.from_file(tmp_path),
        lambda: fl.run(tiny, replications=5, steady_state=True),
        lambda: fl.run(tiny, precision={"zzzzzz": 0.1}),
        lambda: tiny.with_intervention("headst"),
        lambda: fl.compare(tiny),
        lambda: fl.run(tiny, steady_state=True, progress=False),
    )
    said = []
    for call in calls:
        with pytest.raises(fl.FirstlineError) as caught:
            call()
        said += [str(caught.value), *(problem.message_ru for problem in caught.value.problems)]
    for words in ("--", "standard input", "стандартного ввода", "firstline kpis"):
        assert not [one for one in said if words in one], words
    assert 'set("/teams/NAME/staff", 12)' in said[0] + said[1]


def test_errors_of_files_are_those_of_the_system(tmp_path):
    missing = tmp_path / "missing.json"
    with pytest.raises(FileNotFoundError) as caught:
        fl.Scenario.from_file(missing)
    assert (caught.value.errno, caught.value.filename) == (2, str(missing))
    assert caught.value.strerror == "No such file or directory"
    with pytest.raises(OSError) as caught:
        fl.Scenario.from_file(tmp_path)
    assert caught.value.filename == str(tmp_path)


def test_a_pipe_is_no_result(tmp_path):
    os.mkfifo(tmp_path / "pipe")

    def hangs(*_):
        raise TimeoutError("it waits for a writer")

    before = signal.signal(signal.SIGALRM, hangs)
    signal.alarm(10)
    try:
        for read in (fl.Result.read, fl.Comparison.read):
            with pytest.raises(fl.FileError, match="E612"):
                read(tmp_path / "pipe")
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def test_without_standard_error_no_bar_is_shown(script):
    assert (
        script("""
sys.stderr = None
print(fl.run(SCENARIO, progress=True).interrupted, fl.run(SCENARIO).interrupted)
""")
        == "False False\n"
    )
