#include "models/analytic/mmn_g.h"

#include <gtest/gtest.h>

#include <cmath>

#include "models/analytic/erlang.h"
#include "tests/harness/reference_json.h"

namespace firstline {
namespace {

using nlohmann::json;

constexpr double kExact = 1e-9;

PatienceLaw law_of(const json& p) {
  const std::string kind = p.at("kind");
  const double balk = p.value("balk", 0.0);
  if (kind == "exp") return exponential_patience(p.at("theta")).with_balk(balk);
  if (kind == "weibull") return weibull_patience(p.at("shape"), p.at("scale")).with_balk(balk);
  if (kind == "det") return deterministic_patience(p.at("D")).with_balk(balk);
  if (kind == "none") return infinite_patience().with_balk(balk);
  const double share = p.at("p");
  return hyperexponential_patience({share, 1.0 - share}, {p.at("r1"), p.at("r2")}).with_balk(balk);
}

void expect_outputs(const MmnG& m, const json& out, const std::string& name, double split = kExact) {
  EXPECT_TRUE(m.stable) << name;
  expect_relative(m.load, out.at("offered_load"), kExact, name);
  expect_relative(m.p_wait, out.at("P_V_gt_0"), kExact, name);
  expect_relative(m.p_abandon, out.at("P_abandon"), kExact, name + " P_abandon");
  expect_relative(m.mean_wait_s, out.at("EW"), kExact, name + " EW");
  expect_relative(m.mean_offered_wait_s, out.at("EV"), kExact, name + " EV");
  expect_relative(m.mean_queue, out.at("EQ"), kExact, name + " EQ");
  expect_relative(m.occupancy, out.at("occupancy"), kExact, name + " occupancy");
  expect_relative(m.p_immediate, out.at("p_immediate"), kExact, name + " p_immediate");
  expect_relative(m.mean_wait_of_served_s, out.at("EW_served"), kExact, name + " EW_served");
  expect_relative(m.mean_wait_of_abandoned_s, out.at("EW_abandoned"), split, name + " EW_abandoned");
  ASSERT_EQ(m.tails.size(), out.at("t").size()) << name;
  for (const auto& [t, want] : out.at("t").items()) {
    const WaitTail* tail = nullptr;
    for (const WaitTail& each : m.tails) {
      if (std::fabs(each.t_s - std::stod(t)) < 1e-12) tail = &each;
    }
    ASSERT_NE(tail, nullptr) << name << " t=" << t;
    const std::string at = name + " t=" + t;
    expect_relative(tail->p_offered_wait_beyond, want.at("P_V_gt_t"), kExact, at + " P_V_gt_t");
    expect_relative(tail->p_wait_beyond, want.at("P_W_gt_t"), kExact, at + " P_W_gt_t");
    expect_relative(tail->served_within, want.at("P_served_within"), split, at);
    expect_relative(tail->abandoned_within, want.at("P_abandoned_within"), split, at + " P_abandoned_within");
    expect_relative(tail->sl_strict, want.at("SL1_served_in_t_over_all"), split, at);
    expect_relative(tail->sl_no_early_abandon, want.at("SL2_excl_short_abandons"), split, at);
    expect_relative(tail->sl_all_waits, want.at("SL3_abandons_within_t_count_good"), split, at);
    expect_relative(tail->sl_answered, want.at("SL4_served_in_t_over_served"), split, at);
    expect_relative(tail->sl_offered_wait, want.at("SL5_virtual_wait"), kExact, at);
  }
}

TEST(MmnG, BlockErlangA) {
  const auto block = reference_block("erlang_a");
  if (!block) GTEST_SKIP() << kNoReference;
  for (const auto& c : block->at("cases")) {
    const auto& in = c.at("inputs");
    expect_outputs(erlang_a(in.at("lam"), in.at("mu"), in.at("theta"), in.at("n"), in.at("t")), c.at("outputs"),
                   c.at("name"));
  }
}

// The file integrates Weibull's survival with Gauss points right up to 0, where its derivatives are not finite: its
// splits into served and abandoned within t are good to 2e-6 only (EW_abandoned to 4e-9). The next test is stricter.
TEST(MmnG, BlockMmnPlusG) {
  const auto block = reference_block("mmn_plus_G");
  if (!block) GTEST_SKIP() << kNoReference;
  for (const auto& c : block->at("cases")) {
    const auto& in = c.at("inputs");
    const bool rough = in.at("patience").at("kind") == "weibull";
    expect_outputs(mmn_g(in.at("lam"), in.at("mu"), in.at("n"), law_of(in.at("patience")), in.at("t")), c.at("outputs"),
                   c.at("name"), rough ? 3e-6 : kExact);
  }
}

// The same integrals with 30 digits (mpmath, incomplete gamma function for H, x = y^10 near 0).
TEST(MmnG, WeibullInHighPrecision) {
  struct Row {
    double shape, scale, p_wait, p_abandon, mean_wait_of_abandoned, t, served_within, abandoned_within,
        p_offered_beyond;
  };
  const std::vector<Row> rows = {{0.7, 2.0, 0.555193671308663823, 0.121524622475617660, 0.171097630364425618, 0.1,
                                  0.555128879432478035, 0.0586043825021237197, 0.436745639364589282},
                                 {0.7, 2.0, 0.555193671308663823, 0.121524622475617660, 0.171097630364425618, 0.5,
                                  0.805439280201716773, 0.113289486556516897, 0.118714477450162780},
                                 {1.5, 1.0, 0.597965118092201280, 0.109839123444167837, 0.303400407802655386, 0.1,
                                  0.510114048350217301, 0.0165737778141195091, 0.488518789479562513},
                                 {1.5, 1.0, 0.597965118092201280, 0.109839123444167837, 0.303400407802655386, 0.5,
                                  0.813375115972660798, 0.0918438155529235452, 0.134979522301144602}};
  for (const Row& r : rows) {
    const MmnG m = mmn_g(10.0, 1.0, 10, weibull_patience(r.shape, r.scale), {r.t});
    expect_relative(m.p_wait, r.p_wait, 1e-13, "p_wait");
    expect_relative(m.p_abandon, r.p_abandon, 1e-13, "p_abandon");
    expect_relative(m.mean_wait_of_abandoned_s, r.mean_wait_of_abandoned, 1e-13, "mean wait of abandoned");
    expect_relative(m.tails[0].served_within, r.served_within, 1e-13, "served within");
    expect_relative(m.tails[0].abandoned_within, r.abandoned_within, 1e-13, "abandoned within");
    expect_relative(m.tails[0].p_offered_wait_beyond, r.p_offered_beyond, 1e-13, "offered wait beyond");
  }
}

// published.md, section 3 (pyworkforce, Callcenter-Simulator): times in minutes.
TEST(MmnG, PublishedLadder) {
  const MmnG c14 = erlang_a(100.0 / 30.0, 1.0 / 3.0, 0.2, 14, {1.0 / 3.0});
  EXPECT_NEAR(c14.p_wait, 0.14526, 5e-6);
  EXPECT_NEAR(c14.p_abandon, 0.013984, 5e-7);
  EXPECT_NEAR(c14.occupancy, 0.704297, 5e-7);
  EXPECT_NEAR(c14.mean_wait_s, 0.069919, 5e-7);
  EXPECT_NEAR(c14.tails[0].served_within, 0.916792, 5e-7);
  const MmnG c13 = erlang_a(100.0 / 30.0, 1.0 / 3.0, 0.2, 13, {1.0 / 3.0});
  EXPECT_NEAR(c13.p_wait, 0.225797, 5e-7);
  EXPECT_NEAR(c13.p_abandon, 0.024963, 5e-7);
  EXPECT_NEAR(c13.occupancy, 0.750028, 5e-7);
  EXPECT_NEAR(c13.mean_wait_s, 0.124817, 5e-7);
  EXPECT_NEAR(c13.tails[0].served_within, 0.858178, 5e-7);
  EXPECT_NEAR(erlang_a(3.5, 1.0 / 3.0, 0.2, 13).mean_wait_s * 60.0, 9.913, 5e-4);
  EXPECT_NEAR(erlang_a(3.5, 1.0 / 3.0, 0.2, 13).p_abandon, 0.033043, 5e-7);
  EXPECT_NEAR(erlang_a(3.5, 1.0 / 3.0, 0.2, 9).mean_wait_s * 60.0, 56.618, 5e-4);
  EXPECT_NEAR(erlang_a(3.5, 1.0 / 3.0, 0.2, 9).p_abandon, 0.188728, 5e-7);
  // Ciw's capacitated processor sharing, R = 3, is M/M/3.
  const std::vector<double> want = {0.432133, 0.360111, 0.150046, 0.041679, 0.011578, 0.003216, 0.000893, 0.000248};
  const std::vector<double> pmf = erlang_a_pmf(10.0, 12.0, 0.0, 3);
  for (std::size_t k = 0; k < want.size(); ++k) EXPECT_NEAR(pmf[k], want[k], 6e-7);
  EXPECT_NEAR(pmf[8], 0.0000689, 6e-8);
}

// published.md, section 1, V1 and V2: the stationary values of MMC and MMCAb.
TEST(MmnG, ContactCentersStationary) {
  const MmnG c = erlang_a(4.2, 0.5, 0.0, 12, {1.0 / 3.0});
  EXPECT_NEAR(c.p_wait, 0.183889, 5e-7);
  EXPECT_NEAR(c.tails[0].sl_strict, 0.899080, 5e-7);
  EXPECT_NEAR(c.mean_wait_s, 0.102160, 5e-7);
  const MmnG a = erlang_a(4.2, 0.5, 1.0, 12, {1.0 / 3.0});
  EXPECT_NEAR(a.p_wait, 0.127372, 5e-7);
  EXPECT_NEAR(a.p_abandon, 0.029679, 5e-7);
  EXPECT_NEAR(a.occupancy, 0.679225, 5e-7);
  EXPECT_NEAR(a.tails[0].served_within, 0.945270, 5e-7);
}

struct WhittColumn {
  double p_no_wait, p_abandon, mean_queue, var_queue, mean_in_system, served_mean, served_var, gone_mean, gone_var;
  double served_1, gone_1, served_2, gone_2;  // P(W <= .1), P(W <= .2) given served, given abandoned
};

// Half a unit of the last digit printed, or the printed half width of the confidence interval, widened as said.
void expect_whitt(const PatienceLaw& law, const WhittColumn& want, const WhittColumn& error) {
  const MmnG m = mmn_g(102.0, 1.0, 100, law, {0.1, 0.2});
  EXPECT_NEAR(m.p_immediate, want.p_no_wait, error.p_no_wait);
  EXPECT_NEAR(m.p_abandon, want.p_abandon, error.p_abandon);
  EXPECT_NEAR(m.mean_queue, want.mean_queue, error.mean_queue);
  EXPECT_NEAR(m.mean_in_system, want.mean_in_system, error.mean_in_system);
  EXPECT_NEAR(m.mean_wait_of_served_s, want.served_mean, error.served_mean);
  EXPECT_NEAR(m.var_wait_of_served_s2, want.served_var, error.served_var);
  EXPECT_NEAR(m.mean_wait_of_abandoned_s, want.gone_mean, error.gone_mean);
  EXPECT_NEAR(m.var_wait_of_abandoned_s2, want.gone_var, error.gone_var);
  EXPECT_NEAR(m.tails[0].sl_answered, want.served_1, error.served_1);
  EXPECT_NEAR(m.tails[0].p_within_of_abandoned, want.gone_1, error.gone_1);
  EXPECT_NEAR(m.tails[1].sl_answered, want.served_2, error.served_2);
  EXPECT_NEAR(m.tails[1].p_within_of_abandoned, want.gone_2, error.gone_2);
}

// Whitt 2005, tables 1, 3 and 5, and published.md, section 5: exact values of M/M/100/200+M, as printed.
TEST(MmnG, WhittExactColumns) {
  expect_whitt(exponential_patience(1.0),
               {.4083, .0499, 5.092, 44.6, 102.0, .0490, .0042, .0666, .0031, .7986, .7671, .9644, .9702},
               {6e-5, 6e-5, 6e-4, 0, .06, 6e-5, 6e-5, 6e-5, 6e-5, 6e-5, 6e-5, 6e-5, 6e-5});
  expect_whitt(exponential_patience(0.25),
               {.226, .0364, 14.84, 214.5, 113.1, .1455, .0207, .1429, .0137, .4688, .4493, .6865, .7366},
               {6e-4, 6e-5, 6e-3, 0, .06, 6e-5, 6e-5, 6e-5, 6e-5, 6e-5, 6e-5, 6e-5, 6e-5});
  const QueueMoments one = erlang_a_moments(102.0, 1.0, 1.0, 100);
  EXPECT_NEAR(one.mean_queue, 5.0916, 6e-5);
  EXPECT_NEAR(one.var_queue, 44.6138, 6e-5);
  EXPECT_NEAR(one.mean_in_system, 102.0, 1e-9);
  const QueueMoments quarter = erlang_a_moments(102.0, 1.0, 0.25, 100);
  EXPECT_NEAR(quarter.mean_queue, 14.8357, 6e-5);
  EXPECT_NEAR(quarter.var_queue, 214.5116, 6e-5);
  EXPECT_NEAR(quarter.mean_in_system, 113.1267, 6e-5);
}

// Whitt 2005, tables 2 and 3: simulated M/M/100/200+G with the half widths of 95 % intervals. Here twice the half width
// (4 standard errors): a dozen values a column are looked at.
TEST(MmnG, WhittSimulatedColumnsOfGeneralPatience) {
  expect_whitt(erlang_patience(2, 1.0),
               {.246, .0378, 11.75, 129.2, 109.9, .1133, .0119, .1628, .0079, .520, .273, .775, .688},
               {.0040, .00064, .15, 0, .182, .00144, .00018, .00126, .00016, .0052, .0038, .0048, .0054});
  expect_whitt(lognormal_patience(1.0, 1.0),
               {.242, .0376, 11.42, 115.6, 109.6, .1094, .0104, .1788, .0054, .518, .140, .792, .644},
               {.0052, .00064, .148, 0, .184, .00134, .00014, .00052, .0001, .0056, .0018, .0036, .00182});
  expect_whitt(lognormal_patience(4.0, 4.0),
               {.210, .0349, 14.90, 187.0, 113.3, .1446, .0175, .1878, .0105, .444, .212, .680, .602},
               {.0038, .0006, .19, 0, .3, .00182, .00031, .00096, .00015, .005, .002, .0056, .0046});
}

TEST(MmnG, LimitsOfPatience) {
  const ErlangC c = erlang_c(9.0, 1.0, 10);
  const MmnG none = erlang_a(9.0, 1.0, 0.0, 10, {0.5});
  expect_relative(none.mean_wait_s, c.mean_wait_s, 1e-11, "no impatience is Erlang C");
  expect_relative(none.tails[0].p_wait_beyond, c.p_wait_beyond(0.5), 1e-11, "its tail");
  expect_relative(none.var_wait_of_served_s2, c.var_wait_s2, 1e-11, "its variance");
  EXPECT_EQ(none.p_abandon, 0.0);
  expect_relative(erlang_a(9.0, 1.0, 1e-9, 10).mean_wait_s, c.mean_wait_s, 1e-6, "almost no impatience");
  expect_relative(mmn_g(9.0, 1.0, 10, infinite_patience().with_balk(1.0)).p_abandon, erlang_b(10, 9.0), 1e-11,
                  "all balk: Erlang B");
  const MmnG exponential = mmn_g(12.0, 1.0, 10, weibull_patience(1.0, 2.0), {0.5});
  const MmnG a = erlang_a(12.0, 1.0, 0.5, 10, {0.5});
  expect_relative(exponential.mean_wait_s, a.mean_wait_s, 1e-12, "Weibull of shape 1");
  expect_relative(a.p_abandon, 0.5 * a.mean_wait_s, 1e-12, "P(Ab) = theta E[W]");
}

TEST(MmnG, DeepOverloadHugeCentresAndLightTraffic) {
  const MmnG deep = erlang_a(5000.0, 1.0, 0.1, 1000, {1.0});
  expect_relative(deep.p_abandon, 0.8, 1e-9, "fluid limit");
  const MmnG huge = erlang_a(10'000.0, 1.0, 1.0, 10'000);
  EXPECT_NEAR(huge.p_wait, 0.5, 0.01);  // theta = mu: N is Poisson
  const MmnG light = erlang_a(10.0, 1.0, 1.0, 3000, {0.1});
  EXPECT_EQ(light.p_wait, 0.0);
  EXPECT_EQ(light.tails[0].served_within, 1.0);
  const MmnG over = erlang_a(11.0, 1.0, 0.0, 10, {0.1});
  EXPECT_FALSE(over.stable);
  EXPECT_EQ(over.p_wait, 1.0);
  EXPECT_EQ(over.tails[0].sl_strict, 0.0);
}

// A law that does not tell of its jump costs panels, not the end of the integration.
TEST(MmnG, AJumpThatIsNotAnnouncedIsPassed) {
  const PatienceLaw told = deterministic_patience(67.0);
  PatienceLaw untold = told;
  untold.breaks.clear();
  const MmnG exact = mmn_g(1.0 / 60.0, 1.0 / 240.0, 5, told, {20.0});
  const MmnG found = mmn_g(1.0 / 60.0, 1.0 / 240.0, 5, untold, {20.0});
  EXPECT_NEAR(found.p_abandon, exact.p_abandon, 1e-9);
  EXPECT_NEAR(found.mean_wait_s, exact.mean_wait_s, 1e-9);
}

TEST(MmnG, PmfAgreesWithTheIntegrals) {
  for (double theta : {0.0, 0.25, 1.0, 10.0}) {
    const std::vector<double> p = erlang_a_pmf(9.5, 1.0, theta, 10);
    double total = 0.0, busy = 0.0;
    for (std::size_t k = 0; k < p.size(); ++k) {
      total += p[k];
      if (k >= 10) busy += p[k];
    }
    const MmnG m = erlang_a(9.5, 1.0, theta, 10);
    const QueueMoments moments = erlang_a_moments(9.5, 1.0, theta, 10);
    EXPECT_NEAR(total, 1.0, 1e-14);
    expect_relative(busy, m.p_wait, 1e-11, "arrivals see time averages");
    expect_relative(moments.mean_queue, m.mean_queue, 1e-10, "Little");
    expect_relative(moments.mean_in_system, m.mean_in_system, 1e-10, "Little");
  }
}

}  // namespace
}  // namespace firstline
