"""Arrays of replications and intervals: shapes, owners, no copies, no writing; numbers that agree with the estimates."""

import gc
import json

import firstline as fl
import numpy as np
import pytest
from conftest import ROOT
from firstline import _core


@pytest.fixture(scope="module")
def result(tiny):
    return fl.run(tiny, replications=6, seed=4, progress=False)


@pytest.fixture(scope="module")
def whole_centre():
    """One short day of the preset with most kinds of slices and metrics."""
    preset = fl.Scenario.from_file(ROOT / "scenarios/presets/voice_bot.json")
    day = {"warm_up": "0 s", "measure": "1 d", "cool_down": "0 s"}
    return fl.run(preset.patch({"experiment": day}), replications=3, seed=4, progress=False)


@pytest.fixture(params=["result", "whole_centre"])
def either(request):
    return request.getfixturevalue(request.param)


def test_totals_are_flat_and_intervals_are_tables(result):
    assert result.replications["wait.mean"].shape == (6,)
    assert result.intervals["wait.mean"].shape == (6, len(result.intervals.names))
    assert result.intervals.names[:2] == ["00:00", "01:00"]
    assert result.replications.names == []
    names, values = result.values("contacts.offered", "contact_type")
    assert names == ["calls"]
    np.testing.assert_array_equal(values[:, 0], result.replications["contacts.offered"])


def test_arrays_belong_to_their_result_and_cannot_be_written_to(tiny):
    result = fl.run(tiny, replications=6, seed=4, progress=False)
    for array in (result.replications["wait.mean"], result.intervals["wait.mean"]):
        assert array.dtype == np.float64
        assert isinstance(array.base, _core.Result)
        assert not array.flags.owndata
        assert not array.flags.writeable
        with pytest.raises(ValueError):
            array[...] = 0.0
        with pytest.raises(ValueError):
            array.flags.writeable = True
    again = result.intervals["wait.mean"]
    assert np.shares_memory(again, result.intervals["wait.mean"])
    expected = again.copy()
    del result
    gc.collect()
    np.testing.assert_array_equal(again, expected)  # the array keeps its owner alive


def test_means_of_counts_are_the_estimates(either):
    kinds = fl.metrics().set_index("key")["kind"]
    checked = 0
    for row in json.loads(either.to_json())["kpis"]:
        if kinds[row["key"]] != "mean per replication" or row["mean"] is None:
            continue
        names, values = either.values(row["key"], *row["slice"])
        column = values if not row["slice"] else values[:, names.index(",".join(row["slice"].values()))]
        assert column.mean() == pytest.approx(row["mean"], rel=1e-12, abs=1e-12), row
        checked += 1
    assert checked > 50


def test_every_metric_that_is_estimated_has_values(either):
    """In every kind of slice, in the order of the estimates."""
    rows = json.loads(either.to_json())["kpis"]
    replications = either.provenance["replications"]
    wanted = {}
    for row in rows:
        wanted.setdefault((row["key"], tuple(row["slice"])), []).append(",".join(row["slice"].values()))
    for (key, dimensions), names in wanted.items():
        found = either.values(key, *dimensions)
        assert found.names == names, (key, dimensions)
        assert found.values.shape == ((replications, len(names)) if dimensions else (replications,))
    assert list(either.replications) == [key for key, dimensions in wanted if dimensions == ()]
    assert len(either.intervals) == sum(dimensions == ("interval",) for _, dimensions in wanted)


def test_what_counted_nothing_is_nan(tiny):
    result = fl.run(tiny, replications=3, progress=False)
    night = result.intervals.names.index("20:00")  # the run measures four hours
    assert np.isnan(result.intervals["wait.mean"][:, night]).all()
    assert (result.intervals["contacts.offered"][:, night] == 0).all()


def test_unknown_keys_are_key_errors(result):
    with pytest.raises(KeyError, match=r"wait\.mean"):
        _ = result.replications["wait.meen"]
    with pytest.raises(KeyError):
        result.values("wait.mean", "weather")
    assert "wait.mean" in result.replications
    assert "wait.meen" not in result.replications
