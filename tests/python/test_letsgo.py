"""Reality check: a dialogue fitted to a year of the Let's Go voice bot gives that year back, exact and simulated.

Skipped, saying so, where the data are not beside the repository.
"""

import json
import sys

import firstline as fl
import pytest
from conftest import ROOT

sys.path.append(str(ROOT / "scripts"))
import letsgo


@pytest.fixture(scope="module")
def years():
    if not letsgo.data_file().exists():
        pytest.skip(f"{letsgo.data_file()} is not here: the history of Let's Go is not part of this repository")
    return letsgo.read_years(letsgo.data_file())


def test_the_years_are_those_of_the_page(years):
    assert list(years) == list(letsgo.YEARS)
    published = {2006: 72.0, 2007: 75.0, 2008: 73.7, 2009: 75.2, 2010: 73.7, 2011: 75.8}
    # 2012's 75.5 % counts the successes of six days that do not tell how many sessions had four turns.
    for number, percent in published.items():
        assert 100 * years[number].success == pytest.approx(percent, abs=0.2), number
        assert 9_000 * 0.9 < years[number].sessions < 21_000


@pytest.mark.parametrize("number", letsgo.YEARS)
def test_a_fitted_bot_gives_its_year_back(years, number):
    year = years[number]
    result = fl.run(fl.Scenario.from_dict(letsgo.scenario(year)), seed=number, progress=False)
    wanted = {
        "no_turn": year.no_turn,
        "four_turns": year.four_turns,
        "contained": year.four_turns * year.success,
        "turns": year.turns,
    }
    for name, (mean, half) in letsgo.simulated(result).items():
        # Half widths of 95 % over ten replications: 4.5 standard errors are 2 of them.
        assert abs(mean - wanted[name]) <= 2 * half, (name, mean, wanted[name], half)
        assert half < 0.05 * wanted[name] + 0.002, name
    assert result.kpi("bot.transfer_rate").mean == 0
    exact = {
        row["key"]: row["value"] for row in json.loads(result.to_json())["formulas"] if row["slice"].get("step") is None
    }
    assert exact["bot.containment.true"] == pytest.approx(wanted["contained"], abs=1e-9)
    assert exact["bot.turns"] == pytest.approx(wanted["turns"] + 1, abs=1e-9)
