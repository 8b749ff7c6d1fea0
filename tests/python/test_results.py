"""What results promise: names as they are, copies, precision, and JSON that comes back as it went."""

import copy
import json
import pickle
import warnings

import firstline as fl
import numpy as np
import pytest
from conftest import TINY


@pytest.fixture(scope="module")
def result(tiny):
    return fl.run(tiny, replications=3, seed=1, progress=False)


@pytest.fixture(scope="module")
def stored(result):
    return fl.Result.from_json(result.to_json())


def renamed(names):
    document = copy.deepcopy(TINY)
    document["contact_types"] = dict.fromkeys(names, TINY["contact_types"]["calls"])
    document["teams"] = {"=" + name: TINY["teams"]["line"] for name in names}
    return fl.Scenario.from_dict(document)


def test_contacts_of_names_that_csv_writes_alike():
    """In the command's CSV =x stands behind an apostrophe, as 'x does by itself."""
    names = ["=x", "'=x", "''=x", "'q", "01", "true", "nan", "NA", 'Ж, "x"', "a'b"]
    result = fl.run(renamed(names), replications=2, log_contacts=True, progress=False)
    frame = result.contacts
    assert list(frame["contact_type"].cat.categories) == sorted(names)
    assert set(frame["team"].dropna()) <= {"=" + name for name in names}
    counted = frame.groupby("contact_type", observed=True).size()
    offered, values = result.values("contacts.offered", "contact_type")
    assert sorted(offered) == sorted(names)
    assert {name: counted[name] for name in names} == dict(zip(offered, values.sum(axis=0), strict=True))


def test_one_replication_has_no_interval_and_no_reason_for_that(tiny):
    """As Estimate.reason and Result.kpis say it."""
    one = fl.run(tiny, replications=1, progress=False)
    wait = one.kpi("wait.mean")
    assert (wait.lo, wait.hi, wait.n, wait.reason) == (None, None, 1, None)
    assert wait.mean is not None


def test_a_precision_that_was_not_reached_is_said(tiny):
    few = tiny.set("/experiment/max_replications", 6)
    with pytest.warns(fl.PrecisionWarning, match="max_replications") as caught:
        result = fl.run(few, precision={"wait.mean": 0.001}, progress=False)
    assert caught[0].filename == __file__
    assert result.provenance["replications"] == 6
    assert result.precision_reached is False
    assert fl.Result.from_json(result.to_json()).precision_reached is False
    with pytest.warns(fl.PrecisionWarning) as caught:
        comparison = fl.compare(few, [few], precision={"wait.mean": 0.001}, progress=False)
    assert caught[0].filename == __file__
    assert comparison.precision_reached is False
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        reached = fl.run(tiny, precision={"wait.mean": "20%", "service_level": "20%"}, progress=False)
        assert reached.precision_reached is True
        assert fl.compare(tiny, [tiny], precision={"wait.mean": "20%"}, progress=False).precision_reached is True
        assert fl.run(tiny, progress=False).precision_reached is None
        token = fl.CancelToken()
        token.cancel()
        stopped = fl.run(tiny, precision={"wait.mean": "20%"}, cancel=token, progress=False)
        assert stopped.precision_reached is False


def test_a_comparison_comes_back_from_json_as_it_went(tiny, tmp_path):
    names = {'a "result": {}': tiny.set("/teams/line/staff", 5), "Ж": tiny}
    comparison = fl.compare(tiny, names, replications=3, progress=False)
    for text in (comparison.to_json(), comparison.to_json().encode(), "\n " + comparison.to_json()):
        again = fl.Comparison.from_json(text)
        assert again.base == comparison.base
        assert again.base.to_json() == comparison.base.to_json()
        assert again.variants == comparison.variants
        assert hash(again.base) == hash(comparison.base)
    assert again.differences.equals(comparison.differences)
    assert fl.Comparison.from_json(comparison.to_json()) == comparison
    # Laid out by another program: the same content.
    for layout in ({"indent": 3}, {"separators": (",", ":")}, {"ensure_ascii": True, "sort_keys": True}):
        other = fl.Comparison.from_json(json.dumps(json.loads(comparison.to_json()), **layout))
        assert other.base.kpis.equals(comparison.base.kpis)
        assert list(other.variants) == list(comparison.variants)
    alone = fl.compare(tiny, [tiny], replications=2, progress=False)
    alone.write(tmp_path / "c.json")
    assert fl.Comparison.read(tmp_path / "c.json").base == alone.base
    assert fl.Result.from_json(b"\xef\xbb\xbf" + alone.base.to_json().encode()).kpis.equals(alone.base.kpis)


def test_what_is_given_out_is_a_copy(result):
    for read in (
        lambda: result.experiment,
        lambda: result.scenario,
        lambda: result.provenance,
        lambda: result.values("wait.mean", "queue").names,
        lambda: result.intervals.names,
        lambda: pickle.loads(pickle.dumps(result)).values("wait.mean", "queue").names,
        lambda: result.kpi("wait.mean", queue="phone").slice,
    ):
        before = copy.deepcopy(read())
        spoil(read())
        assert read() == before
    again = pickle.loads(pickle.dumps(result))
    again.values("wait.mean", "queue").names.append("x")
    assert again.values("wait.mean", "queue").names == ["phone"]


def spoil(value):
    for inner in list(value.values()) if isinstance(value, dict) else []:
        spoil(inner)
    if isinstance(value, dict | list):
        value.clear()


def test_slices_may_be_named_in_any_order(tiny):
    two = tiny.patch({"experiment": {"thresholds": ["20 s", "30 s"]}})
    result = fl.run(two, replications=2, progress=False)
    one, other = (result.values("service_level", *order) for order in (("interval", "within"), ("within", "interval")))
    assert one.names == other.names
    np.testing.assert_array_equal(one.values, other.values)
    assert len(result.by("within", "interval")) == len(result.by("interval", "within")) == len(one.names)


def test_a_stored_results_arrays_are_an_empty_mapping(result, stored):
    assert len(result.replications) == len(list(result.replications)) > 0
    assert all(key in result.replications for key in result.replications)
    assert [] not in result.replications
    for empty in (stored.replications, stored.intervals):
        assert (len(empty), list(empty), dict(empty), "wait.mean" in empty) == (0, [], {}, False)
        with pytest.raises(fl.ResultError, match="read from JSON has no arrays"):
            empty["wait.mean"]
    with pytest.raises(fl.ResultError, match="read from JSON has no contacts"):
        _ = stored.contacts
    for known in (result, pickle.loads(pickle.dumps(result))):
        with pytest.raises(fl.ResultError, match="log_contacts=True"):
            _ = known.contacts


@pytest.mark.parametrize(
    "spoiled",
    [
        {"kpis": [{}]},
        {"kpis": [5]},
        {"kpis": {}},
        {"formulas": None},
        {"warnings": [5]},
        {"provenance": {}},
        {"scenario": {}},
        {"scenario": []},
        {"experiment": 5},
        {"kpis": [{"key": "a", "slice": {"queue": 5}, "unit": "s", "mean": 1, "lo": 1, "hi": 1, "n": 1}]},
        {"kpis": [{"key": "a", "slice": {}, "unit": "s", "mean": "1", "lo": 1, "hi": 1, "n": 1}]},
    ],
    ids=str,
)
def test_rows_that_are_not_whole_are_told_at_once(result, tiny, spoiled):
    with pytest.raises(fl.ResultError, match="not whole"):
        fl.Result.from_json(json.dumps(json.loads(result.to_json()) | spoiled))
    comparison = json.loads(fl.compare(tiny, [tiny], replications=2, progress=False).to_json())
    comparison["base"] |= spoiled
    with pytest.raises(fl.ResultError, match="not whole"):
        fl.Comparison.from_json(json.dumps(comparison))


@pytest.mark.parametrize("spoiled", [{"base": 5}, {"variants": {}}, {"variants": [{}]}, {"variants": [5]}], ids=str)
def test_comparisons_that_are_not_whole(tiny, spoiled):
    comparison = json.loads(fl.compare(tiny, [tiny], replications=2, progress=False).to_json())
    with pytest.raises(fl.ResultError, match="not whole"):
        fl.Comparison.from_json(json.dumps(comparison | spoiled))
    comparison["variants"][0]["differences"] = [{}]
    with pytest.raises(fl.ResultError, match="not whole"):
        fl.Comparison.from_json(json.dumps(comparison))


def test_variants_that_were_changed_are_not_called_by_their_file(tiny, tmp_path):
    path = tmp_path / "centre.json"
    path.write_text(json.dumps(TINY))
    read = fl.Scenario.from_file(path)
    more = read.set("/teams/line/staff", 5)
    called = read.patch({"name": "five", "teams": {"line": {"staff": 5}}})
    variants = [read, more, called, called.set("/teams/line/staff", 6), pickle.loads(pickle.dumps(more)), tiny]
    compared = fl.compare(read, variants, replications=2, progress=False)
    assert list(compared.variants) == [str(path), "variant 2", "five", "five (4)", "variant 5", "tiny"]


def test_notebooks_show_totals(tiny, result):
    document = TINY | {"name": "<b>&"}
    shown = fl.run(fl.Scenario.from_dict(document), replications=1, progress=False)._repr_html_()
    assert "<table" in shown
    assert "wait.mean" in shown
    assert "&lt;b&gt;&amp;" in shown
    compared = fl.compare(tiny, {"<i>": tiny.set("/teams/line/staff", 8)}, replications=10, progress=False)
    assert "&lt;i&gt;" in compared._repr_html_()
    assert "wait.mean" in compared._repr_html_()
    assert "<table" in fl.compare(tiny, [tiny], replications=1, progress=False)._repr_html_()
