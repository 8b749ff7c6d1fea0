// Every intervention applies to help_desk and moves what it claims, in the claimed direction, on the same customers.
#include "models/scenario/interventions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

#include "models/run/run.h"
#include "models/scenario/scenario_json.h"

namespace firstline {
namespace {

struct Claim {
  std::string key;
  Slice slice;
  bool up;
};

// What each says of itself, and what it costs elsewhere.
const std::map<std::string, std::vector<Claim>> kClaims{
    {"announcements", {{"abandonment_rate", {}, false}, {"wait.mean", {}, true}}},
    {"auto_routing", {{"occupancy", {"line", "0"}, false}, {"classification_accuracy", {}, false}}},
    {"caller_identification", {{"aht.leg", {"line", "0"}, false}, {"occupancy", {"line", "0"}, false}}},
    {"headset", {{"aht.leg", {"line", "1"}, false}, {"cost.tools", {}, true}}},
    {"knowledge_base",
     {{"fcr", {}, true}, {"first_line_rate", {}, true}, {"escalation_rate", {}, false}, {"cost.tools", {}, true}}},
    {"rotation", {{"occupancy", {"line", "1"}, false}, {"occupancy", {"line", "2"}, true}}},
    {"templates", {{"aht.leg", {"line", "1"}, false}, {"aht.leg", {"line", "2"}, false}}},
};

std::string preset(const std::string& name) {
  std::ifstream file("scenarios/presets/" + name);
  return {std::istreambuf_iterator<char>(file), {}};
}
std::string help_desk() { return preset("help_desk.json"); }

LoadedScenario help_desk_with(const Intervention& row) {
  LoadOptions options;
  options.interventions = {row};
  return load_scenario(help_desk(), "help_desk.json", options);
}

Experiment short_one(int replications, double measured_days, double followed_days) {
  Experiment experiment;
  experiment.warm_up_s = 86400.0;
  experiment.measure_s = measured_days * 86400.0;
  experiment.cool_down_s = followed_days * 86400.0;
  experiment.replications = replications;
  return experiment;
}

void expect_claims(const std::vector<NamedVariant>& variants, const Experiment& experiment) {
  RunOptions options;
  options.threads = 2;
  const CompareResult result =
      compare(load_scenario(help_desk(), "help_desk.json").scenario, variants, experiment, options);
  for (std::size_t i = 0; i < variants.size(); ++i) {
    for (const Claim& claim : kClaims.at(variants[i].name)) {
      const auto& rows = result.variants[i].differences;
      const auto found = std::find_if(rows.begin(), rows.end(), [&](const Difference& row) {
        return row.base.key == claim.key && row.base.slice == claim.slice;
      });
      ASSERT_NE(found, rows.end()) << claim.key;
      const std::string what = variants[i].name + ": " + claim.key + " " + claim.slice.name;
      ASSERT_TRUE(found->difference.mean) << what;
      EXPECT_EQ(*found->difference.mean > 0.0, claim.up) << what << " " << *found->difference.mean;
      const bool sure = found->distinguishable ||
                        (found->difference.lo && *found->difference.lo == *found->difference.hi);  // tools: exact
      EXPECT_TRUE(sure) << what << " " << *found->difference.lo << ".." << *found->difference.hi;
    }
  }
}

TEST(InterventionsOnHelpDesk, EachClaimsSomethingAndSaysWhereItsSizesComeFrom) {
  for (const Intervention& row : intervention_table()) {
    EXPECT_TRUE(kClaims.count(std::string(row.name)) == 1) << row.name << " claims nothing";
    const LoadedScenario changed = help_desk_with(row);
    EXPECT_TRUE(changed.warnings.empty()) << row.name;
    const AppliedIntervention& words = changed.scenario.interventions.at(std::string(row.name));
    EXPECT_FALSE(words.name.empty()) << row.name;
    EXPECT_FALSE(words.name_ru.empty()) << row.name;
    EXPECT_NE(words.source.find("ssumption"), std::string::npos) << row.name;
    EXPECT_NE(words.source_ru.find("опущение"), std::string::npos) << row.name;
  }
}

TEST(InterventionsOnHelpDesk, EachMovesWhatItClaimsInTheClaimedDirection) {
  std::vector<NamedVariant> variants;
  for (const Intervention& row : intervention_table()) {
    if (row.name == "announcements") continue;
    variants.push_back({.name = std::string(row.name), .scenario = help_desk_with(row).scenario});
  }
  expect_claims(variants, short_one(4, 4, 7));
}

// Who stays longer makes others wait, and some of those give up: of the hang-ups that announcements save, a tenth of a
// point is left. It takes more days to see, and nobody has to be followed for a week.
TEST(InterventionsOnHelpDesk, AnnouncementsKeepCustomersOnTheLine) {
  const Intervention row = interventions_called({"announcements"}).front().front();
  expect_claims({{.name = "announcements", .scenario = help_desk_with(row).scenario}}, short_one(20, 7, 0));
}

// Replies are what templates are for: on the preset with every channel they are quicker there too.
TEST(InterventionsOnHelpDesk, TemplatesShortenChatsAndMailsWhereThereAreAny) {
  LoadOptions options;
  options.read_base = [](const std::string& path) { return preset(path.substr(path.find_last_of('/') + 1)); };
  const auto load = [&options] { return load_scenario(preset("omnichannel.json"), "omnichannel.json", options); };
  const Scenario base = load().scenario;
  options.interventions = interventions_called({"templates"}).front();
  const LoadedScenario changed = load();
  EXPECT_TRUE(changed.warnings.empty());
  const auto means = [](const Scenario& scenario) {  // a lognormal law has its mean first
    return std::vector<double>{scenario.channels.at("chat").chat->reply.a,
                               scenario.queues.at("chats").handling.after_work->a,
                               scenario.queues.at("mails").handling.service->a};
  };
  EXPECT_EQ(means(base), (std::vector<double>{25.0, 20.0, 420.0}));
  EXPECT_EQ(means(changed.scenario), (std::vector<double>{18.75, 15.0, 357.0}));
  EXPECT_EQ(changed.scenario.channels.at("chat").chat->silence, base.channels.at("chat").chat->silence);
  EXPECT_EQ(help_desk_with(options.interventions.front()).scenario.channels.size(), 1u) << "help_desk still only calls";
  RunOptions run;
  run.threads = 2;
  const CompareResult result =
      compare(base, {{.name = "templates", .scenario = changed.scenario}}, short_one(3, 2, 1), run);
  for (const Claim& claim : {Claim{"aht.effort", {"channel", "chat"}, false},
                             Claim{"aht.mean", {"channel", "mail"}, false}, Claim{"aht.leg", {"line", "1"}, false}}) {
    const auto& rows = result.variants[0].differences;
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const Difference& row) {
      return row.base.key == claim.key && row.base.slice == claim.slice;
    });
    ASSERT_NE(found, rows.end()) << claim.key;
    ASSERT_TRUE(found->difference.hi) << claim.key;
    EXPECT_LT(*found->difference.hi, 0.0) << claim.key << ' ' << claim.slice.name;
  }
}

TEST(InterventionsOnHelpDesk, AllTogetherAreAScenario) {
  LoadOptions options;
  options.interventions = intervention_table();
  const LoadedScenario loaded = load_scenario(help_desk(), "help_desk.json", options);
  EXPECT_EQ(loaded.scenario.interventions.size(), intervention_table().size());
  EXPECT_EQ(loaded.scenario.costs.tools_per_month, 60.0);
  EXPECT_EQ(loaded.scenario.costs.extra_tools_per_month,
            (std::map<std::string, double>{{"headset", 4.0}, {"knowledge_base", 10.0}}));
}

}  // namespace
}  // namespace firstline
