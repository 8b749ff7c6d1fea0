#include "models/center/patience.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/random/stream.h"

namespace firstline {
namespace {

constexpr sim::Tick kSecond = sim::kTicksPerSecond;

AnnouncementModel announcement(double before, double after) {
  return compile_announcement(Announcement{.hazard_before = before, .hazard_after = after});
}

// Exponential patience of mean 100 s: hazard .01. Until 60 s it is multiplied by .5, afterwards by 2.
TEST(Patience, AnAnnouncedWaitBendsTheHazard) {
  const sim::Law law = sim::Law::exponential(100.0);
  const sim::Sampler sampler(law);
  const AnnouncementModel model = announcement(0.5, 2.0);
  int beyond_30 = 0, beyond_60 = 0, beyond_100 = 0;
  constexpr int kDraws = 40'000;
  for (std::uint32_t i = 0; i < kDraws; ++i) {
    const std::uint32_t word = sim::draw_word({3, 0}, sim::Purpose::patience, i);
    const sim::Tick patience = patience_after(model, law, sampler, word, 60 * kSecond);
    beyond_30 += patience > 30 * kSecond ? 1 : 0;
    beyond_60 += patience > 60 * kSecond ? 1 : 0;
    beyond_100 += patience > 100 * kSecond ? 1 : 0;
  }
  const auto near = [](int count, double share) {
    EXPECT_NEAR(count, share * kDraws, 4.5 * std::sqrt(share * (1.0 - share) * kDraws));
  };
  near(beyond_30, std::exp(-0.15));
  near(beyond_60, std::exp(-0.30));
  near(beyond_100, std::exp(-0.30 - 0.80));
}

// Every law bends: S(60)^.5 (S(90) / S(60))^2 are left at 90 s, whether the law is inverted by its hazard or not.
TEST(Patience, AnAnnouncedWaitBendsEveryLaw) {
  constexpr int kDraws = 40'000;
  const AnnouncementModel model = announcement(0.5, 2.0);
  sim::Law balking = sim::Law::uniform(20.0, 140.0);
  balking.atom_at_zero = 0.15;
  for (const sim::Law& law :
       {sim::Law::uniform(20.0, 140.0), balking, sim::Law::triangular(0.0, 80.0, 150.0), sim::Law::weibull(1.4, 100.0),
        sim::Law::lognormal(100.0, 0.9), sim::Law::empirical({50.0, 70.0, 120.0}, {1.0, 2.0, 3.0})}) {
    const sim::Sampler sampler(law);
    int left = 0;
    for (std::uint32_t i = 0; i < kDraws; ++i) {
      const std::uint32_t word = sim::draw_word({7, 0}, sim::Purpose::patience, i);
      left += patience_after(model, law, sampler, word, 60 * kSecond) > 90 * kSecond ? 1 : 0;
    }
    const double stays = 1.0 - law.atom_at_zero;
    const double at_60 = sim::survival(law, 60.0) / stays, at_90 = sim::survival(law, 90.0) / stays;
    const double share = stays * std::sqrt(at_60) * (at_90 / at_60) * (at_90 / at_60);
    EXPECT_NEAR(left, share * kDraws, 4.5 * std::sqrt(share * (1.0 - share) * kDraws)) << static_cast<int>(law.kind);
  }
}

// A factor of 0 is nobody who hangs up there: of uniform patience up to 100 s, .36 lapse by 60 s under half the hazard,
// and the rest never does.
TEST(Patience, WithoutHazardNobodyHangsUp) {
  const sim::Law law = sim::Law::uniform(0.0, 100.0);
  const sim::Sampler sampler(law);
  int stay = 0;
  constexpr int kDraws = 40'000;
  for (std::uint32_t i = 0; i < kDraws; ++i) {
    const std::uint32_t word = sim::draw_word({6, 0}, sim::Purpose::patience, i);
    const sim::Tick after = patience_after(announcement(0.5, 0.0), law, sampler, word, 60 * kSecond);
    EXPECT_TRUE(after < 60 * kSecond || after == sim::kNever) << after;
    stay += after == sim::kNever ? 1 : 0;
    EXPECT_GE(patience_after(announcement(0.0, 1.0), law, sampler, word, 60 * kSecond), 60 * kSecond - 1);
    EXPECT_EQ(patience_after(announcement(0.0, 0.0), law, sampler, word, 60 * kSecond), sim::kNever);
  }
  const double share = std::sqrt(0.4);
  EXPECT_NEAR(stay, share * kDraws, 4.5 * std::sqrt(share * (1.0 - share) * kDraws));
}

TEST(Patience, WithoutFactorsItIsTheLawsOwnAndBalkersStayBalkers) {
  sim::Law law = sim::Law::weibull(1.4, 200.0);
  law.atom_at_zero = 0.2;
  const sim::Sampler sampler(law);
  int balked = 0;
  constexpr int kDraws = 20'000;
  for (std::uint32_t i = 0; i < kDraws; ++i) {
    const std::uint32_t word = sim::draw_word({4, 0}, sim::Purpose::patience, i);
    EXPECT_EQ(patience_after(announcement(1.0, 1.0), law, sampler, word, 30 * kSecond), sampler.sample_ticks(word));
    const bool own = sampler.sample_ticks(word) == 0;
    const sim::Tick bent = patience_after(announcement(0.8, 1.5), law, sampler, word, 30 * kSecond);
    EXPECT_EQ(bent == 0, own) << word;
    balked += own ? 1 : 0;
  }
  EXPECT_NEAR(balked, 0.2 * kDraws, 4.5 * std::sqrt(0.16 * kDraws));
}

TEST(Patience, ALongerAnnouncementMakesACalmerCustomerWait) {
  const sim::Law law = sim::Law::lognormal(120.0, 0.9);
  const sim::Sampler sampler(law);
  for (std::uint32_t i = 0; i < 2'000; ++i) {
    const std::uint32_t word = sim::draw_word({5, 0}, sim::Purpose::patience, i);
    const sim::Tick brief = patience_after(announcement(0.8, 1.5), law, sampler, word, 10 * kSecond);
    const sim::Tick lengthy = patience_after(announcement(0.8, 1.5), law, sampler, word, 100 * kSecond);
    EXPECT_LE(brief, lengthy);
  }
}

TEST(Patience, PredictorsSayWhatTheyKnow) {
  DelayMemory memory;
  memory.answered(100 * kSecond, 40 * kSecond, true);
  memory.answered(110 * kSecond, 45 * kSecond, true);
  AnnouncementModel model = announcement(1.0, 1.0);
  EXPECT_EQ(predicted_wait(model, memory, 30 * kSecond, 4), 45 * kSecond);
  model.predictor = Announcement::Predictor::head_delay;
  model.factor = 1.5;
  EXPECT_EQ(predicted_wait(model, memory, 30 * kSecond, 4), 45 * kSecond);
  model.predictor = Announcement::Predictor::queue_length;
  model.factor = 1.0;
  EXPECT_EQ(predicted_wait(model, memory, 30 * kSecond, 4), 50 * kSecond);  // five answers, one every 10 s
}

}  // namespace
}  // namespace firstline
