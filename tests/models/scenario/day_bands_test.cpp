#include "models/scenario/day_bands.h"

#include <gtest/gtest.h>

namespace firstline {
namespace {

constexpr double kDay_s = 86400.0;

std::int64_t date(const char* text) { return *sim::parse_date(text); }

Experiment nine_days() {
  Experiment experiment;
  experiment.warm_up_s = kDay_s;
  experiment.measure_s = 9 * kDay_s;
  return experiment;
}

TEST(DayBands, NothingIsToldApartUnlessAsked) {
  const DayBands bands = day_bands(nine_days(), date("2026-01-02"));
  EXPECT_EQ(bands.count, 0);
  EXPECT_EQ(bands.band_at(5 * sim::kTicksPerDay), 0u);
}

// 2026-01-03 is a Saturday.
TEST(DayBands, WeekdaysComeMondayFirstAndRepeat) {
  Experiment experiment = nine_days();
  experiment.by_weekday = true;
  const DayBands bands = day_bands(experiment, date("2026-01-02"));
  EXPECT_EQ(bands.count, 7);
  EXPECT_EQ(bands.weekdays, (std::vector<std::string>{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}));
  EXPECT_EQ(bands.of_day, (std::vector<std::uint32_t>{5, 6, 0, 1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(bands.weekday_of_band, (std::vector<int>{0, 1, 2, 3, 4, 5, 6}));
  EXPECT_TRUE(bands.days.empty());
}

TEST(DayBands, OnlyMeasuredWeekdaysAreThere) {
  Experiment experiment = nine_days();
  experiment.by_weekday = true;
  experiment.measure_s = 3 * kDay_s;
  const DayBands bands = day_bands(experiment, date("2026-01-02"));
  EXPECT_EQ(bands.weekdays, (std::vector<std::string>{"mon", "sat", "sun"}));
  EXPECT_EQ(bands.of_day, (std::vector<std::uint32_t>{1, 2, 0}));
}

TEST(DayBands, EachDayIsABandWithItsDateAndWeekday) {
  Experiment experiment = nine_days();
  experiment.by_day = experiment.by_weekday = true;
  experiment.measure_s = 3 * kDay_s;
  const DayBands bands = day_bands(experiment, date("2026-01-02"));
  EXPECT_EQ(bands.count, 3);
  EXPECT_EQ(bands.days, (std::vector<std::string>{"2026-01-03", "2026-01-04", "2026-01-05"}));
  EXPECT_EQ(bands.weekday_of_band, (std::vector<int>{1, 2, 0}));
  EXPECT_EQ(bands.band_at(sim::kTicksPerDay - 1), 0u) << "the warm-up: nothing of it is counted";
  EXPECT_EQ(bands.band_at(2 * sim::kTicksPerDay - 1), 0u);
  EXPECT_EQ(bands.band_at(2 * sim::kTicksPerDay), 1u);
  EXPECT_EQ(bands.band_at(40 * sim::kTicksPerDay), 2u);
}

// From noon to noon touches two dates.
TEST(DayBands, ASpanThatCutsDaysTouchesBoth) {
  Experiment experiment;
  experiment.warm_up_s = kDay_s / 2;
  experiment.measure_s = kDay_s;
  EXPECT_EQ(measured_days(experiment), 2);
  experiment.measure_s = kDay_s / 2;
  EXPECT_EQ(measured_days(experiment), 1);
  experiment.by_day = true;
  EXPECT_EQ(day_bands(experiment, 0).days, (std::vector<std::string>{"1970-01-01"}));
}

}  // namespace
}  // namespace firstline
