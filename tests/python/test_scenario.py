"""Scenarios read from files and dicts, patched, compared, pickled."""

import copy
import json
import pickle

import firstline as fl
import numpy as np
import pytest
from conftest import ROOT, TINY

PRESETS = sorted((ROOT / "scenarios/presets").glob("*.json"))


def changed(document, *path, value):
    """A deep copy with one value replaced."""
    document = copy.deepcopy(document)
    place = document
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = value
    return document


@pytest.mark.parametrize("path", PRESETS, ids=lambda path: path.stem)
def test_a_preset_survives_the_trip_through_a_dict(path):
    scenario = fl.Scenario.from_file(path)
    again = fl.Scenario.from_dict(scenario.to_dict())
    assert again.hash == scenario.hash
    assert again == scenario
    assert hash(again) == hash(scenario)
    assert fl.Scenario.from_json(scenario.to_json()) == scenario
    assert scenario.source == str(path)
    assert again.source == ""


def test_a_patch_merges_removes_and_leaves_the_original_alone(tiny, tiny_dict):
    busier = tiny.patch({"contact_types": {"calls": {"arrivals": {"rate": "90 per h"}, "patience": None}}})
    expected = tiny.to_dict()
    expected["contact_types"]["calls"]["arrivals"]["rate"] = "90 per h"
    del expected["contact_types"]["calls"]["patience"]
    assert busier.to_dict() == expected
    assert tiny == fl.Scenario.from_dict(tiny_dict)
    assert busier.patch({"contact_types": {"calls": tiny_dict["contact_types"]["calls"]}}) == tiny


def test_set_is_the_commands_set(tiny, command, tmp_path):
    path = tmp_path / "tiny.json"
    path.write_text(json.dumps(TINY))
    ours = fl.run(fl.Scenario.from_file(path).set("/teams/line/staff", 5), progress=False)
    theirs = command("run", path, "--set", "/teams/line/staff=5", "--json", "-")
    assert ours.to_json().encode() == theirs.stdout
    for pointer, code in (("/nowhere/at/all", "E312"), ("teams", "E319"), ("", "E319")):
        with pytest.raises(fl.ScenarioError, match=code):
            tiny.set(pointer, 5)


def test_bases_are_read_beside_the_file_and_not_elsewhere(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "base.json").write_text(json.dumps(TINY))
    (tmp_path / "outside.json").write_text(json.dumps(TINY))
    variant = {"schema_version": 1, "base": "base.json", "patch": {"teams": {"line": {"staff": 5}}}}
    path = tmp_path / "sub" / "variant.json"
    path.write_text(json.dumps(variant))
    assert fl.Scenario.from_file(path).to_dict()["teams"]["line"]["staff"] == 5

    (tmp_path / "sub" / "link.json").symlink_to(tmp_path / "outside.json")
    for base in ("../outside.json", "link.json", "missing.json", str(tmp_path / "outside.json")):
        path.write_text(json.dumps(variant | {"base": base}))
        with pytest.raises(fl.ScenarioError) as caught:
            fl.Scenario.from_file(path)
        assert [problem.code for problem in caught.value.problems] == ["E345"], base
    with pytest.raises(fl.ScenarioError, match="E345"):
        fl.Scenario.from_dict(variant)


def test_numpy_is_taken_as_what_it_is(tiny_dict):
    days = {"mon-fri": [40, 60, 50], "sat": [10, 20, 15]}
    plain = changed(
        tiny_dict, "contact_types", "calls", "arrivals", value={"unit": "per hour", "slot": "1 h", "days": days}
    )
    arrays = copy.deepcopy(plain)
    arrays["contact_types"]["calls"]["arrivals"]["days"] = {
        "mon-fri": np.array([[40, 0], [60, 0], [50, 0]])[:, 0],  # not contiguous
        "sat": np.array([10.0, 20.0, 15.0], dtype=np.float32),
    }
    arrays["teams"]["line"]["staff"] = np.int64(4)
    assert fl.Scenario.from_dict(arrays) == fl.Scenario.from_dict(plain)


def test_warnings_are_problems_and_strict_makes_them_errors(tiny_dict):
    idle = changed(tiny_dict, "teams", "line", "staff", value=0)
    scenario = fl.Scenario.from_dict(idle)
    assert [problem.code for problem in scenario.problems] == ["W401"]
    assert scenario.warnings == scenario.problems
    with pytest.raises(fl.ScenarioError, match="E333"):
        fl.Scenario.from_dict(idle, strict=True)
    with pytest.raises(fl.ScenarioError, match="E333"):
        fl.Scenario.from_dict(tiny_dict, strict=True).set("/teams/line/staff", 0)


def test_check_gives_everything_and_raises_nothing(tiny_dict, tmp_path):
    bad = changed(tiny_dict, "teams", "line", "staff", value=-1)
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(bad, indent=1))
    idle = changed(tiny_dict, "teams", "line", "staff", value=0)
    found = fl.check(path, tmp_path / "missing.json", idle)
    assert [problem.code for problem in found] == ["E320", "E611", "W401"]
    assert found[0].file == str(path)
    assert found[0].line > 1


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_copies_are_equal(tiny, duplicate):
    again = duplicate(tiny)
    assert again == tiny
    assert again.hash == tiny.hash
    assert fl.run(again, progress=False) == fl.run(tiny, progress=False)


def test_schemas_know_the_document():
    assert "contact_types" in fl.schema()["properties"]
    assert "replications" in fl.schema("experiment")["properties"]
    with pytest.raises(ValueError, match="experiment"):
        fl.schema("plan")


def test_metrics_have_words_in_both_languages():
    frame = fl.metrics()
    assert frame["key"].is_unique
    assert not frame.isna().any().any()
    assert (frame["label"] != frame["label_ru"]).all()
