#include "models/scenario/experiment.h"

#include <gtest/gtest.h>

#include "models/scenario/fields.h"
#include "models/scenario/scenario_json.h"

namespace firstline {
namespace {

// The defaults of the struct are those that the field table tells people.
TEST(Experiment, DefaultsAreThoseOfTheFieldTable) {
  std::string text = "{\"schema_version\": 1";
  for (const Field& row : fields()) {
    if (row.path.substr(0, 12) != "/experiment/" || row.preset.empty()) continue;
    const bool quoted = row.kind == FieldKind::duration || row.kind == FieldKind::choice;
    const std::string value = quoted ? "\"" + std::string(row.preset) + "\"" : std::string(row.preset);
    text += ", \"" + std::string(field_name(row.path)) + "\": " + value;
  }
  const Experiment written = load_experiment(text + "}", "e.json");
  const Experiment preset;
  EXPECT_EQ(written.seed, preset.seed);
  EXPECT_EQ(written.replications, preset.replications);
  EXPECT_EQ(written.max_replications, preset.max_replications);
  EXPECT_EQ(written.confidence, preset.confidence);
  EXPECT_EQ(written.start, preset.start);
  EXPECT_EQ(written.warm_up_s, preset.warm_up_s);
  EXPECT_EQ(written.measure_s, preset.measure_s);
  EXPECT_EQ(written.cool_down_s, preset.cool_down_s);
  EXPECT_EQ(written.interval_s, preset.interval_s);
  EXPECT_EQ(written.thresholds_s, preset.thresholds_s);
  EXPECT_EQ(written.short_abandon_s, preset.short_abandon_s);
  EXPECT_EQ(written.repeat_window_s, preset.repeat_window_s);
  EXPECT_EQ(written.resolution_horizon_s, preset.resolution_horizon_s);
  EXPECT_EQ(written.by_weekday, preset.by_weekday);
  EXPECT_EQ(written.by_day, preset.by_day);
  EXPECT_EQ(written.by_exposure, preset.by_exposure);
  EXPECT_EQ(written.max_contacts, preset.max_contacts);
}

}  // namespace
}  // namespace firstline
