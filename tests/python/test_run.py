"""Runs: the command's bytes, frames, records, progress, threads."""

import io
import json
import os
import pickle
import shutil
import sys
import threading

import firstline as fl
import numpy as np
import pandas as pd
import pytest
from conftest import ROOT, TINY

BANK = ROOT / "scenarios/presets/bank_1999.json"


@pytest.fixture
def tiny_file(tmp_path):
    path = tmp_path / "tiny.json"
    path.write_text(json.dumps(TINY))
    return path


@pytest.fixture(scope="module")
def bank():
    return fl.run(fl.Scenario.from_file(BANK), replications=4, seed=3, progress=False)


CASES = {
    "as it stands": ({}, []),
    "seed and length": ({"seed": 2**64 - 1, "replications": 7}, ["--seed", 2**64 - 1, "--replications", 7]),
    "precision": ({"precision": {"wait.mean": 0.2}}, ["--precision", "wait.mean=0.2"]),
    "per cent": ({"precision": {"wait.mean": "20%"}}, ["--precision", "wait.mean=20%"]),
    "interval": ({"interval": "30 min"}, ["--interval", "30 min"]),
    "warm-up": ({"warm_up": "1 h"}, ["--warm-up", "1 h"]),
    "warm-up found": ({"warm_up": "auto"}, ["--warm-up", "auto"]),
}


@pytest.mark.parametrize("arguments, words", CASES.values(), ids=CASES)
def test_json_is_the_commands_byte_for_byte(tiny_file, command, arguments, words):
    ours = fl.run(fl.Scenario.from_file(tiny_file), progress=False, **arguments)
    assert ours.to_json().encode() == command("run", tiny_file, "--json", "-", *words).stdout


def test_a_warm_up_that_cannot_be_told_is_a_run_error(tiny):
    with pytest.raises(fl.RunError, match="E407"):
        by_weekday = {
            "teams": {"line": {"staff": {"slot": "24 h", "days": {"mon-fri": [4], "sat-sun": [3]}}}},
            "experiment": {"measure": "5 d"},
        }
        fl.run(tiny.patch(by_weekday), warm_up="auto", progress=False)


def test_json_of_a_preset_is_the_commands(command, bank):
    assert bank.to_json().encode() == command("run", BANK, "--replications", 4, "--seed", 3, "--json", "-").stdout


def test_an_experiment_of_its_own_is_the_commands(tiny_file, tmp_path, command):
    document = {"schema_version": 1, "replications": 3, "measure": "2 h", "thresholds": ["20 s", "1 min"]}
    path = tmp_path / "experiment.json"
    path.write_text(json.dumps(document))
    scenario = fl.Scenario.from_file(tiny_file)
    theirs = command("run", tiny_file, "--experiment", path, "--json", "-").stdout
    assert fl.run(scenario, experiment=path, progress=False).to_json().encode() == theirs
    assert fl.run(scenario, experiment=document, progress=False).to_json().encode() == theirs


def test_a_steady_state_is_the_commands(tiny_file, tmp_path, command):
    path = tmp_path / "experiment.json"
    path.write_text(json.dumps({"schema_version": 1, "measure": "60 d"}))
    ours = fl.run(fl.Scenario.from_file(tiny_file), experiment=path, steady_state=True, progress=False)
    theirs = command("run", tiny_file, "--experiment", path, "--steady-state", "--json", "-").stdout
    assert ours.to_json().encode() == theirs
    assert ours.steady_state is not None and 10 <= ours.steady_state["batches"] <= 20
    assert ours.steady_state["batches"] * ours.steady_state["batch_s"] + ours.steady_state["warm_up_s"] <= 60 * 86400
    assert ours.kpi("wait.mean").lo is not None


def test_a_steady_state_has_no_replications(tiny):
    with pytest.raises(fl.ScenarioError) as failure:
        fl.run(tiny, steady_state=True, replications=3, warm_up="auto", progress=False)
    assert [(found.code, found.pointer) for found in failure.value.problems] == [
        ("E114", "replications"),
        ("E114", "warm_up"),
    ]
    assert fl.run(tiny, replications=2, progress=False).steady_state is None


# Two weeks from a Monday: 10 contacts an hour on Mondays, 20 on Tuesdays, none on Sundays; a year's mean is not needed,
# the sums are exact.
@pytest.fixture(scope="module")
def fortnight(tiny):
    return fl.run(
        tiny.patch(
            {
                "start_date": "2026-11-02",
                "contact_types": {
                    "calls": {
                        "arrivals": {
                            "rate": None,
                            "unit": "per hour",
                            "slot": "24 h",
                            "days": {"mon": [10], "tue": [20], "wed-sat": [15]},
                        }
                    }
                },
                "experiment": {"measure": "14 d", "by_weekday": True, "by_day": True, "replications": 8},
            }
        ),
        progress=False,
    )


def test_slices_by_weekday_and_day_are_frames_that_sum_up(fortnight):
    weekdays = fortnight.by("weekday").set_index(["key", "weekday"])["mean"]
    days = fortnight.by("day").set_index(["key", "day"])["mean"]
    total = fortnight.kpi("contacts.offered").mean
    assert list(weekdays["contacts.offered"].index) == ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    dates = [f"2026-11-{day:02}" for day in range(2, 16)]
    assert list(days["contacts.offered"].index) == dates
    assert weekdays["contacts.offered"].sum() == pytest.approx(total)
    assert days["contacts.offered"].sum() == pytest.approx(total)
    for at, weekday in enumerate(("mon", "tue")):
        both = days["contacts.offered"][[dates[at], dates[at + 7]]].sum()
        assert weekdays["contacts.offered", weekday] == pytest.approx(both)
    # 48 Mondays' worth of hours at 10 an hour, eight replications: 480 +- 5 standard deviations of their mean
    assert weekdays["contacts.offered", "mon"] == pytest.approx(480, abs=5 * (480 / 8) ** 0.5)
    assert weekdays["contacts.offered", "tue"] == pytest.approx(960, abs=5 * (960 / 8) ** 0.5)
    assert weekdays["contacts.offered", "sun"] == 0.0
    sunday = fortnight.kpi("wait.mean", weekday="sun")
    assert sunday.mean is None and sunday.reason == "N001"
    assert fortnight.kpi("occupancy", day="2026-11-08").mean < fortnight.kpi("occupancy", day="2026-11-10").mean
    with pytest.raises(KeyError, match="by_exposure"):
        fortnight.by("exposed")


def test_a_slice_that_is_not_there_says_what_is(fortnight, bank):
    with pytest.raises(KeyError, match=r"no slice {'weekday': 'mo'}; there are: mon; tue; "):
        fortnight.kpi("wait.mean", weekday="mo")
    with pytest.raises(KeyError, match=r"cost\.total has no slices by weekday; it has: total'$"):
        fortnight.kpi("cost.total", weekday="mon")
    with pytest.raises(KeyError, match=r'no slices by weekday; there are: .*"by_weekday": true in the experiment'):
        bank.by("weekday")


def test_warnings_reach_the_result_as_the_commands(tmp_path, command):
    idle = json.loads(json.dumps(TINY))
    idle["teams"]["line"]["staff"] = 0
    path = tmp_path / "idle.json"
    path.write_text(json.dumps(idle))
    result = fl.run(fl.Scenario.from_file(path), progress=False)
    (warning,) = result.warnings
    assert (warning.code, warning.pointer) == ("W401", "/queues/phone")
    assert warning.message.startswith('contacts arrive at queue "phone"')
    assert warning.message_ru.startswith('в очередь "phone" приходят обращения')
    old = json.loads(result.to_json())
    old["warnings"] = ["W401\tphone"]
    assert fl.Result.from_json(json.dumps(old)).warnings[0].message == warning.message
    assert result.to_json().encode() == command("run", path, "--json", "-").stdout


def test_threads_never_change_a_number(tiny):
    texts = {fl.run(tiny, replications=50, threads=threads, progress=False).to_json() for threads in (1, 2, 3, 16)}
    assert len(texts) == 1


def test_kpis_are_the_document_as_a_frame(bank):
    rows = json.loads(bank.to_json())["kpis"]
    frame = bank.kpis
    assert len(frame) == len(rows)
    dimensions = list(dict.fromkeys(name for row in rows for name in row["slice"]))
    assert list(frame.columns) == ["key", *dimensions, "unit", "mean", "lo", "hi", "n", "reason"]
    assert (frame["key"] == [row["key"] for row in rows]).all()
    means = np.array([np.nan if row["mean"] is None else row["mean"] for row in rows])
    np.testing.assert_array_equal(frame["mean"].to_numpy(), means)
    for name in dimensions:
        expected = pd.Series([row["slice"].get(name) for row in rows], dtype="str")
        pd.testing.assert_series_equal(frame[name], expected, check_names=False)
    frame.loc[0, "mean"] = -1.0  # the reader's own
    assert bank.kpis.loc[0, "mean"] != -1.0


def test_by_gives_one_kind_of_slice(bank):
    rows = json.loads(bank.to_json())["kpis"]
    kinds = {tuple(row["slice"]) for row in rows}
    assert () in kinds
    assert any(len(kind) == 2 for kind in kinds)
    for kind in kinds:
        frame = bank.by(*kind)
        assert len(frame) == sum(tuple(row["slice"]) == kind for row in rows)
        assert list(frame.columns) == ["key", *kind, "unit", "mean", "lo", "hi", "n", "reason"]
        assert not frame[list(kind)].isna().any().any()
    with pytest.raises(KeyError, match="by weather"):
        bank.by("weather")


def test_kpi_finds_one_estimate(bank):
    row = bank.by("contact_type").query("key == 'wait.mean' and contact_type == 'regular'").iloc[0]
    one = bank.kpi("wait.mean", contact_type="regular")
    assert (one.mean, one.lo, one.hi, one.n) == (row["mean"], row["lo"], row["hi"], 4)
    assert one.slice == {"contact_type": "regular"}
    assert one.unit == "s"
    with pytest.raises(KeyError, match=r"did you mean 'wait\.mean'"):
        bank.kpi("wait.meen")
    with pytest.raises(KeyError, match="no slice"):
        bank.kpi("wait.mean", contact_type="unknown")
    with pytest.raises(KeyError, match="occupancy has no slices by queue; it has: interval; team; total"):
        bank.values("occupancy", "queue")


def test_what_was_not_counted_is_missing_with_a_reason(tiny_dict):
    tiny_dict["contact_types"]["never"] = tiny_dict["contact_types"]["calls"] | {"arrivals": {"rate": "0 per h"}}
    result = fl.run(fl.Scenario.from_dict(tiny_dict), progress=False)
    one = result.kpi("wait.mean", contact_type="never")
    assert (one.mean, one.lo, one.hi, one.reason) == (None, None, None, "N001")
    row = result.by("contact_type").query("key == 'wait.mean' and contact_type == 'never'").iloc[0]
    assert np.isnan(row["mean"])
    assert row["reason"] == "N001"


def test_formulas_stand_beside(bank):
    frame = bank.formulas
    assert {"key", "formula", "value"} <= set(frame.columns)
    assert frame["value"].notna().all()


def test_tables_are_the_commands(tiny_file, command):
    result = fl.run(fl.Scenario.from_file(tiny_file), progress=False)
    for language in ("en", "ru"):
        theirs = command("run", tiny_file, "--lang", language).stdout.decode()
        ours = result.text(language)
        assert len(ours) > 200
        assert all(line in theirs for line in ours.splitlines())
    with pytest.raises(ValueError, match="ru"):
        result.text("de")


def test_contacts_are_the_commands_log(tiny_file, command, tmp_path):
    log = tmp_path / "contacts.csv"
    command("run", tiny_file, "--log", f"contacts={log}")
    result = fl.run(fl.Scenario.from_file(tiny_file), log_contacts=True, progress=False)
    frame = result.contacts
    theirs = pd.read_csv(log, keep_default_na=False, na_values=[""])
    assert list(frame.columns) == list(theirs.columns)
    for column in theirs:
        ours = frame[column].astype("object").where(frame[column].notna(), None).tolist()
        expected = theirs[column].astype("object").where(theirs[column].notna(), None).tolist()
        assert ours == expected, column
    offered = frame.groupby("replication").size()
    np.testing.assert_array_equal(offered.to_numpy(), result.replications["contacts.offered"])
    with pytest.raises(fl.ResultError, match="log_contacts"):
        _ = fl.run(fl.Scenario.from_file(tiny_file), progress=False).contacts


@pytest.mark.parametrize("rate", ["0 per hour", "0.05 per hour"])
def test_times_are_numbers_also_where_replications_have_no_contacts(tiny_dict, rate):
    document = json.loads(json.dumps(tiny_dict))
    document["contact_types"]["calls"]["arrivals"] = {"rate": rate}
    scenario = fl.Scenario.from_dict(document)
    frame = fl.run(scenario, replications=6, log_contacts=True, progress=False).contacts
    assert set(frame["replication"]) < set(range(6))
    assert {str(frame[column].dtype) for column in frame.columns if column.endswith("_s")} == {"float64"}


def test_names_that_look_like_formulas_or_nothing_come_back_as_they_are(tiny_dict):
    for name in ("=1+1", "NA", "a,b", 'say "hi"'):
        document = json.loads(json.dumps(tiny_dict).replace('"calls"', json.dumps(name)))
        frame = fl.run(fl.Scenario.from_dict(document), log_contacts=True, progress=False).contacts
        assert set(frame["contact_type"]) == {name}


def test_names_that_look_like_numbers_stay_apart_and_stay_texts(tiny_dict):
    for names in (("01", "1"), ("1e3", "1000"), ("inf",), ("true",)):
        document = json.loads(json.dumps(tiny_dict))
        document["contact_types"] = dict.fromkeys(names, document["contact_types"]["calls"])
        result = fl.run(fl.Scenario.from_dict(document), log_contacts=True, progress=False)
        counted = result.contacts.groupby("contact_type", observed=True).size()
        offered, values = result.values("contacts.offered", "contact_type")
        assert sorted(counted.index) == offered == sorted(names)
        assert counted[offered].tolist() == values.sum(axis=0).tolist()


def test_results_survive_json_and_pickle(bank, tmp_path):
    path = tmp_path / "result.json"
    bank.write(path)
    assert path.read_text() == bank.to_json()
    for again in (fl.Result.read(path), fl.Result.from_json(bank.to_json().encode()), pickle.loads(pickle.dumps(bank))):
        assert again == bank
        assert again.to_json() == bank.to_json()
        pd.testing.assert_frame_equal(again.kpis, bank.kpis)
        assert again.provenance == bank.provenance
    with pytest.raises(fl.ResultError, match="no arrays"):
        _ = fl.Result.read(path).replications["wait.mean"]
    with pytest.raises(fl.ResultError, match="no text"):
        fl.Result.read(path).text()


def test_csv_is_the_commands_byte_for_byte(bank, tmp_path, command):
    command("run", BANK, "--replications", 4, "--seed", 3, "--csv", tmp_path / "theirs")
    theirs = {path.name: path.read_bytes() for path in (tmp_path / "theirs").iterdir()}
    assert sorted(theirs) == ["formulas.csv", "kpis.csv"]
    for result in (bank, pickle.loads(pickle.dumps(bank))):
        for _ in range(2):  # into a new directory, and into one that is there
            result.to_csv(tmp_path / "ours")
        assert {path.name: path.read_bytes() for path in (tmp_path / "ours").iterdir()} == theirs
        shutil.rmtree(tmp_path / "ours")
    with pytest.raises(fl.ResultError, match="no CSV"):
        fl.Result.from_json(bank.to_json()).to_csv(tmp_path / "ours")
    for place in (tmp_path / "no" / "such", tmp_path / "theirs" / "kpis.csv"):
        with pytest.raises(fl.FileError, match="E613"):
            bank.to_csv(place)


def test_a_pickled_result_keeps_arrays_contacts_and_tables(tiny):
    result = fl.run(tiny, log_contacts=True, progress=False)
    again = pickle.loads(pickle.dumps(result))
    np.testing.assert_array_equal(again.replications["wait.mean"], result.replications["wait.mean"])
    np.testing.assert_array_equal(again.intervals["contacts.offered"], result.intervals["contacts.offered"])
    assert not again.replications["wait.mean"].flags.writeable
    assert again.intervals.names == result.intervals.names
    pd.testing.assert_frame_equal(again.contacts, result.contacts)
    assert again.text("ru") == result.text("ru")
    assert pickle.loads(pickle.dumps(again)) == result


def test_a_file_is_written_whole_or_not_at_all(bank, tmp_path):
    with pytest.raises(fl.FileError, match="E613"):
        bank.write(tmp_path / "no" / "such" / "folder.json")
    with pytest.raises(OSError):
        bank.write(tmp_path)
    assert list(tmp_path.iterdir()) == []
    bank.write(tmp_path / "result.json")
    assert [path.name for path in tmp_path.iterdir()] == ["result.json"]


def test_a_pipe_is_written_into_and_stays_one(bank, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()), daemon=True)
    reader.start()
    bank.write(pipe)
    reader.join(20)
    assert read == [bank.to_json()]
    assert pipe.is_fifo()


def test_provenance_repeats_the_run(tiny):
    result = fl.run(tiny, seed=11, progress=False)
    assert result.provenance["scenario_hash"] == tiny.hash
    assert result.provenance["seed"] == 11
    assert result.scenario["contact_types"] == ["calls"]
    assert result.experiment["measure_s"] == 4 * 3600
    assert "5 replications, seed 11" in repr(result)
    assert not result.interrupted


def test_progress_is_told_from_this_thread(tiny):
    told = []
    fl.run(tiny, replications=400, progress=lambda *seen: told.append((*seen, threading.get_ident())))
    assert told[-1][:2] == (400, 400)
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert {thread for _, _, thread in told} == {threading.get_ident()}


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_bar_is_shown_where_it_belongs(tiny, monkeypatch):
    shown = {}
    for kind, stream in (("terminal", Terminal()), ("file", io.StringIO())):
        for progress in (True, None, False):
            monkeypatch.setattr(sys, "stderr", stream)
            stream.truncate(0)
            fl.run(tiny, replications=300, progress=progress)
            shown[kind, progress] = stream.getvalue()
    assert "300/300" in shown["terminal", True]
    assert "300/300" in shown["terminal", None]
    assert "300/300" in shown["file", True]
    assert not shown["file", None]
    assert not shown["terminal", False]
    assert not shown["file", False]


def test_without_tqdm_there_is_a_line_for_those_who_ask(tiny, monkeypatch):
    monkeypatch.setitem(sys.modules, "tqdm", None)
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    for progress, expected in ((True, "300 of 300"), (None, "")):
        monkeypatch.setattr(sys, "stderr", Terminal())
        fl.run(tiny, replications=300, progress=progress)
        assert expected in sys.stderr.getvalue()
        assert bool(sys.stderr.getvalue()) == bool(expected)


def test_versions_name_what_matters(capsys):
    fl.show_versions()
    printed = capsys.readouterr().out
    for word in (f"firstline: {fl.__version__}", "numpy: ", "pandas: ", "python: 3.", "compiler: "):
        assert word in printed
