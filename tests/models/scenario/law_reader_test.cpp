#include "models/scenario/law_reader.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/scenario/load.h"

namespace firstline {
namespace {

// The law of patience in a document; the codes of its problems where it is refused.
struct Read {
  std::optional<sim::Law> law;
  std::string codes;
};

Read read(const std::string& law, const char* key = "patience") {
  const std::string text = "{\"" + std::string(key) + "\": " + law + "}";
  std::vector<sim::Problem> problems;
  const std::vector<std::string> files{"t.json"};
  const Node root = parse_document(text, files[0], 0, problems);
  FieldReader reader(files, problems);
  Read result;
  result.law = read_law(reader, {&root, root.place, "", "/contact_types/*"}, key);
  result.codes = codes_of(problems);
  return result;
}

TEST(LawReader, ReadsEveryForm) {
  const auto law = [](const char* text) { return read(text).law.value_or(sim::Law::deterministic(-1.0)); };
  EXPECT_EQ(law(R"({"law": "exponential", "mean": "10 min"})"), sim::Law::exponential(600.0));
  EXPECT_EQ(law(R"({"law": "gamma", "mean": "1 min", "shape": 2})"), sim::Law::gamma(2.0, 60.0));
  EXPECT_EQ(law(R"({"law": "gamma", "mean": "1 min", "cv": 0.5})"), sim::Law::gamma(4.0, 60.0));
  EXPECT_EQ(law(R"({"law": "weibull", "shape": 0.9, "scale": "2 min"})"), sim::Law::weibull(0.9, 120.0));
  EXPECT_EQ(law(R"({"law": "lognormal", "mean": "4 min", "cv": 1.5})"), sim::Law::lognormal(240.0, 1.5));
  EXPECT_EQ(law(R"({"law": "hyperexponential", "p": 0.3, "mean_1": "1 s", "mean_2": "9 s"})"),
            sim::Law::hyperexponential(0.3, 1.0, 9.0));
  EXPECT_EQ(law(R"({"law": "erlang", "stages": 3, "mean": "1 min"})"), sim::Law::erlang(3, 60.0));
  EXPECT_EQ(law(R"({"law": "deterministic", "value": "0 s"})"), sim::Law::deterministic(0.0));
  EXPECT_EQ(law(R"({"law": "uniform", "min": "1 s", "max": "2 s"})"), sim::Law::uniform(1.0, 2.0));
  EXPECT_EQ(law(R"({"law": "triangular", "min": "1 s", "mode": "2 s", "max": "4 s"})"),
            sim::Law::triangular(1.0, 2.0, 4.0));
  EXPECT_EQ(law(R"({"law": "empirical", "values": ["10 s", "20 s"]})"), sim::Law::empirical({10.0, 20.0}, {1.0, 1.0}));
  EXPECT_EQ(law(R"({"law": "empirical", "values": ["10 s", "20 s"], "weights": [3, 1]})"),
            sim::Law::empirical({10.0, 20.0}, {3.0, 1.0}));
  EXPECT_EQ(law(R"({"law": "piecewise_hazard", "from": ["0 s", "30 s"], "rate": ["1 per 10 s", "6 per min"]})"),
            sim::Law::piecewise_hazard({0.0, 30.0}, {0.1, 0.1}));
  EXPECT_EQ(law(R"({"law": "none"})"), sim::Law::none());
}

TEST(LawReader, EveryFormOfTheTableCanBeRead) {
  for (const LawForm& form : law_forms()) {
    std::string text = "{\"law\": \"" + std::string(form.law) + "\"";
    for (const std::string& name : split_words(form.parameters, ' ')) {
      const Field* row = find_field("law:" + std::string(form.law) + "/" + name);
      ASSERT_NE(row, nullptr) << form.law << " " << name;
      const bool list =
          row->kind == FieldKind::durations || row->kind == FieldKind::numbers || row->kind == FieldKind::rates;
      std::string value = row->kind == FieldKind::rates                                           ? "\"1 per s\""
                          : row->kind == FieldKind::durations && name == "from"                   ? "\"0 s\""
                          : row->kind == FieldKind::durations || row->kind == FieldKind::duration ? "\"5 s\""
                                                                                                  : "1";
      text += ", \"" + name + "\": " + (list ? "[" + value + "]" : value);
    }
    EXPECT_EQ(read(text + "}").codes, "") << text;
    EXPECT_TRUE(read(text + ", \"atom_at_zero\": 0.1, \"shift\": \"5 s\"}").law.has_value()) << text;
  }
}

TEST(LawReader, OtherParametersGiveTheSameMeans) {
  EXPECT_NEAR(sim::mean(*read(R"({"law": "weibull", "shape": 0.7, "mean": "3 min"})").law), 180.0, 1e-9);
  const sim::Law lognormal = *read(R"({"law": "lognormal", "median": "3 min", "sigma": 0.8})").law;
  EXPECT_NEAR(sim::mean(lognormal), 180.0 * std::exp(0.32), 1e-9);
  EXPECT_NEAR(lognormal.b, std::sqrt(std::exp(0.64) - 1.0), 1e-12);
}

TEST(LawReader, AtomAndShift) {
  const sim::Law law = *read(R"({"law": "exponential", "mean": "1 min", "atom_at_zero": 0.25, "shift": "5 s"})").law;
  EXPECT_EQ(law.atom_at_zero, 0.25);
  EXPECT_EQ(law.shift, 5.0);
  EXPECT_EQ(read(R"({"law": "exponential", "mean": "1 min", "atom_at_zero": 2})").codes, "E321");
}

TEST(LawReader, RefusesWhatIsNoLaw) {
  EXPECT_EQ(read("\"3 min\"").codes, "E313");
  EXPECT_EQ(read("5").codes, "E313");
  EXPECT_EQ(read("{}").codes, "E315");
  EXPECT_EQ(read("{\"law\": 3}").codes, "E313");
  EXPECT_EQ(read("{\"law\": \"pareto\", \"alpha\": 1}").codes, "E324");
  EXPECT_EQ(read(R"({"law": "exponential"})").codes, "E324");
  EXPECT_EQ(read(R"({"law": "exponential", "maen": "1 s"})").codes, "E324");
  EXPECT_EQ(read(R"({"law": "uniform", "min": "3 s", "max": "2 s"})").codes, "E325");
  EXPECT_EQ(read(R"({"law": "none"})", "service").codes, "E324");
  EXPECT_EQ(read(R"({"law": "piecewise_hazard", "from": ["0 s", "9 s"], "rate": ["1/s", "0/s"]})", "service").codes,
            "E326");
  EXPECT_EQ(read(R"({"law": "piecewise_hazard", "from": ["0 s", "9 s"], "rate": ["1/s", "0/s"]})").codes, "");
  EXPECT_EQ(read(R"({"law": "weibull", "shape": 0.05, "mean": "1 s"})").codes, "E322");
}

}  // namespace
}  // namespace firstline
