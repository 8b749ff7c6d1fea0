#include "models/scenario/law_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "models/scenario/nearest.h"
#include "sim/base/units.h"
#include "sim/random/det_math.h"

namespace firstline {
namespace {

struct Alias {
  std::string_view ours;
  std::string_view documents;
};
// sim::validate names parameters as its factories do.
constexpr std::array<Alias, 7> kAliases{{{"mean1", "mean_1"},
                                         {"mean2", "mean_2"},
                                         {"phases", "stages"},
                                         {"low", "min"},
                                         {"high", "max"},
                                         {"start_times", "from"},
                                         {"rates", "rate"}}};

std::string document_name(const std::string& parameter) {
  const auto found =
      std::find_if(kAliases.begin(), kAliases.end(), [&](const Alias& row) { return row.ours == parameter; });
  return std::string(found == kAliases.end() ? parameter : found->documents);
}

bool is_common(std::string_view key) { return key == "law" || key == "atom_at_zero" || key == "shift"; }

std::vector<std::string> law_names() { return split_words(find_field("law:*/law")->words, '|'); }

std::string joined(const std::vector<std::string>& words, const char* separator) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : separator) + word;
  return text;
}

// "mean + shape | mean + cv"
std::string forms_text(std::string_view law) {
  std::vector<std::string> forms;
  for (const LawForm& form : law_forms()) {
    if (form.law == law) forms.push_back(joined(split_words(form.parameters, ' '), " + "));
  }
  const std::string all = joined(forms, " | ");
  return all.empty() ? "@law.nothing" : all;
}

// The form that has exactly the parameters given; null (and problems) when there is none.
const LawForm* find_form(FieldReader& reader, const Cursor& at, const std::string& law) {
  std::vector<std::string_view> given;
  for (const Member& member : at.node->members) {
    if (!is_common(member.key)) given.push_back(member.key);
  }
  std::sort(given.begin(), given.end());
  std::vector<std::string> known;
  for (const LawForm& form : law_forms()) {
    if (form.law != law) continue;
    std::vector<std::string> wanted = split_words(form.parameters, ' ');
    known.insert(known.end(), wanted.begin(), wanted.end());
    std::sort(wanted.begin(), wanted.end());
    if (std::equal(wanted.begin(), wanted.end(), given.begin(), given.end())) return &form;
  }
  bool unknown = false;
  for (const Member& member : at.node->members) {
    const bool fine = is_common(member.key) || std::find(known.begin(), known.end(), member.key) != known.end();
    if (fine || reader.full()) continue;
    unknown = true;
    const std::string near = nearest(member.key, known);
    const Cursor extra{&member.value, member.place, join_pointer(at.pointer, member.key), at.path};
    reader.add_at_key(
        "E324", extra,
        {"@law.extra", law, printable(member.key), forms_text(law), near.empty() ? "" : "@did_you_mean", near});
  }
  if (!unknown) reader.add("E324", at, {"@law.parameters", law, forms_text(law)});
  return nullptr;
}

struct Parameters {
  FieldReader& reader;
  Cursor at;
  bool good = true;

  double number(std::string_view key) {
    double value = std::numeric_limits<double>::quiet_NaN();
    reader.read(at, key, value);
    good = good && !std::isnan(value);
    return value;
  }
  std::vector<double> list(std::string_view key) {
    const std::optional<Cursor> child = reader.child(at, key);
    const std::optional<std::vector<double>> values = reader.quantities(*child, reader.row_of(*child));
    good = good && values;
    return values.value_or(std::vector<double>{});
  }
  bool has(std::string_view key) const { return at.node->find(key) != nullptr; }
};

sim::Law weibull(Parameters& p) {
  const double shape = p.number("shape");
  if (p.has("scale")) return sim::Law::weibull(shape, p.number("scale"));
  const double mean = p.number("mean");
  return sim::Law::weibull(shape, p.good ? mean / sim::mean(sim::Law::weibull(shape, 1.0)) : mean);
}

sim::Law lognormal(Parameters& p) {
  if (p.has("cv")) {
    const double mean = p.number("mean");
    return sim::Law::lognormal(mean, p.number("cv"));
  }
  const double median = p.number("median"), sigma = p.number("sigma");
  if (!p.good) return sim::Law::none();
  return sim::Law::lognormal(median * sim::det_exp(0.5 * sigma * sigma), std::sqrt(sim::det_expm1(sigma * sigma)));
}

sim::Law empirical(Parameters& p) {
  std::vector<double> values = p.list("values");
  std::vector<double> weights = p.has("weights") ? p.list("weights") : std::vector<double>(values.size(), 1.0);
  return sim::Law::empirical(std::move(values), std::move(weights));
}

sim::Law make_law(Parameters& p, const std::string& law) {
  if (law == "exponential") return sim::Law::exponential(p.number("mean"));
  if (law == "gamma") {
    const double mean = p.number("mean");
    const double cv = p.has("cv") ? p.number("cv") : 1.0;
    return sim::Law::gamma(p.has("cv") ? 1.0 / (cv * cv) : p.number("shape"), mean);
  }
  if (law == "weibull") return weibull(p);
  if (law == "lognormal") return lognormal(p);
  if (law == "hyperexponential") {
    const double share = p.number("p"), mean_1 = p.number("mean_1");
    return sim::Law::hyperexponential(share, mean_1, p.number("mean_2"));
  }
  if (law == "erlang") {
    const double stages = p.number("stages"), mean = p.number("mean");
    return sim::Law::erlang(p.good ? static_cast<int>(stages) : 1, mean);
  }
  if (law == "deterministic") return sim::Law::deterministic(p.number("value"));
  if (law == "uniform") {
    const double low = p.number("min");
    return sim::Law::uniform(low, p.number("max"));
  }
  if (law == "triangular") {
    const double low = p.number("min"), mode = p.number("mode");
    return sim::Law::triangular(low, mode, p.number("max"));
  }
  if (law == "empirical") return empirical(p);
  if (law == "piecewise_hazard") {
    std::vector<double> from = p.list("from");
    return sim::Law::piecewise_hazard(std::move(from), p.list("rate"));
  }
  return sim::Law::none();
}

// What sim::validate finds, worded at the parameter where it stands.
bool check_law(FieldReader& reader, const Cursor& at, const std::string& name, const sim::Law& law, const Field& row) {
  if (const std::optional<std::string> reason = sim::validate(law)) {
    const std::string code = reason->substr(0, 4), parameter = document_name(reason->substr(5));
    const std::optional<Cursor> child = reader.child(at, parameter);
    std::vector<std::string> arguments;
    if (code == "E320") arguments = {"> 0"};
    if (code == "E322") arguments = {"1 us", "1e9 s"};
    if (code == "E325") arguments = {"@law.impossible", name, parameter};
    reader.add(code.c_str(), child ? *child : at, std::move(arguments));
    return false;
  }
  if (row.words == "finite" && !(sim::mean(law) < std::numeric_limits<double>::infinity())) {
    reader.add("E326", at);
    return false;
  }
  return true;
}

// The law's name; nothing, and a problem, when there is none of this name or it does not fit the field.
std::optional<std::string> read_law_name(FieldReader& reader, const Cursor& at, const Field& row) {
  const std::optional<Cursor> name = reader.child(at, "law");
  if (!name) {
    reader.add("E315", at, {"law", "@kind.choice"});
    return std::nullopt;
  }
  const std::string* text = reader.string(*name, "@kind.choice");
  if (text == nullptr) return std::nullopt;
  const std::vector<std::string> names = law_names();
  if (std::find(names.begin(), names.end(), *text) == names.end()) {
    const std::string near = nearest(*text, names);
    reader.add("E324", *name,
               {"@law.unknown", printable(*text), joined(names, ", "), near.empty() ? "" : "@did_you_mean", near});
    return std::nullopt;
  }
  if (*text == "none" && row.words == "finite") {
    reader.add("E324", *name, {"@law.only_patience"});
    return std::nullopt;
  }
  return *text;
}

}  // namespace

std::optional<sim::Law> read_law(FieldReader& reader, const Cursor& parent, std::string_view key) {
  const std::optional<Cursor> at = reader.child(parent, key);
  if (!at) return std::nullopt;
  const Field& row = reader.row_of(*at);
  if (at->node->kind != Node::Kind::object) {
    const bool bare = at->node->kind == Node::Kind::string && sim::parse_duration(at->node->text);
    reader.add("E313", *at, {"@kind.law", bare ? "@hint.deterministic" : ""});
    return std::nullopt;
  }
  const std::optional<std::string> name = read_law_name(reader, *at, row);
  if (!name) return std::nullopt;
  const LawForm* form = find_form(reader, *at, *name);
  Parameters common{reader, {at->node, at->key, at->pointer, "law:*"}};
  const double atom = common.has("atom_at_zero") ? common.number("atom_at_zero") : 0.0;
  const double shift = common.has("shift") ? common.number("shift") : 0.0;
  if (form == nullptr) return std::nullopt;
  Parameters parameters{reader, {at->node, at->key, at->pointer, "law:" + *name}};
  sim::Law law = make_law(parameters, *name);
  law.atom_at_zero = atom;
  law.shift = shift;
  if (!common.good || !parameters.good || !check_law(reader, *at, *name, law, row)) return std::nullopt;
  return law;
}

}  // namespace firstline
