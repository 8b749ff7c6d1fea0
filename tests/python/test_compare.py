"""Comparisons: the command's bytes, paired differences as frames."""

import json

import firstline as fl
import numpy as np
import pandas as pd
import pytest
from conftest import ROOT

BASE = "scenarios/presets/bank_1999.json"
PLUS = "scenarios/presets/bank_1999_plus2.json"


@pytest.fixture(scope="module")
def bank():
    base, plus = (fl.Scenario.from_file(ROOT / path) for path in (BASE, PLUS))
    return fl.compare(base, {PLUS: plus}, replications=4, seed=2, progress=False)


def test_json_is_the_commands_byte_for_byte(bank, command):
    theirs = command("compare", BASE, PLUS, "--replications", 4, "--seed", 2, "--json", "-").stdout
    assert bank.to_json().encode() == theirs


def test_precision_is_reached_by_all_as_in_the_command(tiny, tmp_path, command):
    paths = [tmp_path / name for name in ("a.json", "b.json", "c.json")]
    scenarios = [tiny, tiny.set("/teams/line/staff", 5), tiny.set("/teams/line/staff", 6)]
    for path, scenario in zip(paths, scenarios):
        path.write_text(scenario.to_json())
    base, *variants = map(fl.Scenario.from_file, paths)
    ours = fl.compare(base, variants, precision={"wait.mean": 0.2}, progress=False)
    theirs = command("compare", *paths, "--precision", "wait.mean=0.2", "--json", "-").stdout
    assert ours.to_json().encode() == theirs
    assert list(ours.variants) == [str(path) for path in paths[1:]]


def test_differences_are_the_document_as_a_frame(bank):
    rows = json.loads(bank.to_json())["variants"][0]["differences"]
    frame = bank.differences
    assert len(frame) == len(rows)
    assert set(frame["name"]) == {PLUS}
    for column in ("base", "variant", "mean", "lo", "hi"):
        expected = np.array([np.nan if row[column] is None else row[column] for row in rows])
        np.testing.assert_array_equal(frame[column].to_numpy(), expected)
    assert frame["distinguishable"].tolist() == [row["distinguishable"] for row in rows]


def test_differences_are_paired(bank):
    """For a mean, the difference is the mean of the replications' own differences: the same customers on both sides."""
    own = bank.variants[PLUS].replications["contacts.handled"] - bank.base.replications["contacts.handled"]
    row = bank.by().set_index("key").loc["contacts.handled"]
    assert row["mean"] == pytest.approx(own.mean(), rel=1e-12)
    assert row["n"] == 4


def test_a_scenario_differs_from_itself_by_nothing(tiny):
    same = fl.compare(tiny, [tiny], progress=False).differences
    assert (same["mean"].dropna() == 0).all()
    assert not same["distinguishable"].any()


def test_variants_are_whole_results(bank, tmp_path):
    base = fl.Scenario.from_file(ROOT / BASE)
    assert bank.base == fl.run(base, replications=4, seed=2, progress=False)
    assert bank.variants[PLUS].intervals["wait.mean"].shape == bank.base.intervals["wait.mean"].shape
    path = tmp_path / "comparison.json"
    bank.write(path)
    again = fl.Comparison.read(path)
    assert again == bank
    pd.testing.assert_frame_equal(again.differences, bank.differences)
    pd.testing.assert_frame_equal(again.base.kpis, bank.base.kpis)
    assert list(again.variants) == [PLUS]


def test_tables_are_the_commands(bank, command):
    theirs = command("compare", BASE, PLUS, "--replications", 4, "--seed", 2, "--lang", "ru").stdout.decode()
    assert len(bank.text("ru")) > 200
    differing = [line for line in bank.text("ru").splitlines() if line not in theirs]
    assert all(str(ROOT) in line for line in differing), differing  # the base is named by its whole path here


def test_csv_is_the_commands_but_for_the_name_of_the_base(bank, tmp_path, command):
    command("compare", BASE, PLUS, "--replications", 4, "--seed", 2, "--csv", tmp_path / "theirs")
    bank.to_csv(tmp_path / "ours")
    theirs, ours = ({path.name: path.read_text() for path in (tmp_path / one).iterdir()} for one in ("theirs", "ours"))
    assert sorted(theirs) == ["differences.csv", "formulas.csv", "kpis.csv"]
    assert {name: text.replace(f"{ROOT}/", "") for name, text in ours.items()} == theirs
    with pytest.raises(fl.ResultError, match="no CSV"):
        fl.Comparison.from_json(bank.to_json()).to_csv(tmp_path / "ours")
    bank.base.to_csv(tmp_path / "ours")
    assert sorted(path.name for path in (tmp_path / "ours").iterdir()) == ["formulas.csv", "kpis.csv"]


def test_a_list_is_named_by_files_names_and_numbers(tiny):
    nameless = tiny.patch({"name": None})
    found = fl.compare(tiny, [tiny, nameless, tiny], replications=2, progress=False)
    assert list(found.variants) == ["tiny", "variant 2", "tiny (3)"]


def test_what_cannot_be_compared_is_refused(tiny):
    with pytest.raises(fl.ScenarioError, match="E110"):
        fl.compare(tiny, [tiny.patch({"currency": "USD"})])
    with pytest.raises(fl.ScenarioError, match="compare needs variants or with_"):
        fl.compare(tiny, {})
    for variants in (None, tiny, 5, "tiny", [1], {"x": None}, {1: tiny}):
        with pytest.raises(TypeError):
            fl.compare(tiny, variants)


def test_interventions_are_variants_of_the_base():
    desk = fl.Scenario.from_file(ROOT / "scenarios/presets/help_desk.json")
    short = {"schema_version": 1, "replications": 2, "warm_up": "0 s", "measure": "1 d", "cool_down": "1 d"}
    done = fl.compare(desk, with_="headset", experiment=short)
    assert list(done.variants) == ["headset"]
    by_hand = fl.compare(desk, {"headset": desk.with_intervention("headset")}, experiment=short)
    assert done == by_hand
    assert "assumption" in done.text().lower()
    assert "допущение" in done.text("ru").lower()


@pytest.mark.parametrize("name", ["headsets", "", "headset+nothing"])
def test_an_unknown_intervention_lists_the_known_ones(tiny, name):
    with pytest.raises(fl.ScenarioError) as caught:
        fl.compare(tiny, with_=[name])
    (found,) = caught.value.problems
    assert found.code == "E111"
    assert "knowledge_base" in found.message


def test_an_intervention_for_other_names_is_refused(tiny):
    with pytest.raises(fl.ScenarioError, match="E112"):
        tiny.with_intervention("announcements")


def test_an_intervention_stands_once(tiny):
    for variants, with_ in (({"headset": tiny}, "headset"), ({}, ["headset", "headset"])):
        with pytest.raises(fl.ScenarioError, match="E104"):
            fl.compare(tiny, variants, with_=with_)
    for with_ in (None, 5, [5]):
        with pytest.raises(TypeError):
            fl.compare(tiny, with_=with_)


def test_a_run_knows_the_deflection_when_it_is_asked_for():
    bot = fl.Scenario.from_file(ROOT / "scenarios/presets/voice_bot.json")
    short = {"schema_version": 1, "replications": 2, "warm_up": "0 s", "measure": "1 d", "cool_down": "1 d"}
    assert fl.run(bot, experiment=short).kpi("bot.deflection").mean is None
    assert 0.0 < fl.run(bot, experiment=short, deflection=True).kpi("bot.deflection").mean < 1.0
