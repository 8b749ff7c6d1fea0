#include "models/scenario/schema_json.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "models/scenario/field_reader.h"
#include "models/scenario/fields.h"

namespace firstline {
namespace {

using Json = nlohmann::ordered_json;

// A $ that does not match before a last new line (Python's does).
constexpr const char* kEnd = "$(?!\\n)";
constexpr const char* kSpace = "[ \\u00a0\\u202f]";
constexpr const char* kTimeUnit = "(?:ms|milliseconds?|s|sec|seconds?|min|minutes?|h|hours?|d|days?|w|weeks?)";
constexpr const char* kTime = "(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)";
constexpr const char* kDay = "(?:mon|tue|wed|thu|fri|sat|sun)";
constexpr const char* kPrintable =
    "[^\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\uffff]";

std::string number_pattern() {
  const std::string space = kSpace;
  return "(?:[0-9]{1,3}(?:" + space + "[0-9]{3})+|[0-9]+)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?";
}
std::string duration_pattern() {
  const std::string part = number_pattern() + kSpace + "*" + kTimeUnit;
  return part + "(?:" + kSpace + "+" + part + ")*";
}
std::string per_pattern() {
  return std::string("(?:") + kSpace + "+per" + kSpace + "+|" + kSpace + "*/" + kSpace + "*)";
}

Json whole_string(const std::string& pattern) {
  return {{"type", "string"}, {"pattern", "^(?:" + pattern + ")" + kEnd}};
}

Json money_per(const char* unit) { return whole_string(number_pattern() + per_pattern() + unit); }

Json plain_number(double value) {
  if (value == std::floor(value) && std::fabs(value) < 0x1p53) return static_cast<std::int64_t>(value);
  return value;
}

void add_range(Json& schema, const Field& row) {
  if (std::isfinite(row.low)) schema[row.above_low ? "exclusiveMinimum" : "minimum"] = plain_number(row.low);
  if (std::isfinite(row.high)) schema["maximum"] = plain_number(row.high);
}

Json ranged(const char* type, const Field& row) {
  Json schema{{"type", type}};
  add_range(schema, row);
  return schema;
}

Json reference(const char* definition) { return {{"$ref", std::string("#/definitions/") + definition}}; }

Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}, {"minItems", 1}}; }

Json duration(const Field& row) { return reference(row.above_low || row.low > 0.0 ? "positive_duration" : "duration"); }

// What is left out, as JSON: presets stand in the table as one writes them, strings without quotes.
Json preset_of(const Field& row) {
  Json value = Json::parse(row.preset, nullptr, false);
  return value.is_discarded() ? Json(row.preset) : value;
}

Json schema_of(const Field& row);

Json object_below(std::string_view path) {
  Json schema{{"type", "object"}, {"properties", Json::object()}};
  for (const Field* row : fields_below(path)) {
    schema["properties"][std::string(field_name(row->path))] = schema_of(*row);
    if (row->required) schema["required"].push_back(std::string(field_name(row->path)));
  }
  schema["additionalProperties"] = false;
  return schema;
}

Json keyed_by_days(Json value) {
  return {{"type", "object"},
          {"propertyNames", reference("weekdays")},
          {"minProperties", 1},
          {"additionalProperties", std::move(value)}};
}

Json map_schema(const Field& row) {
  Json schema{{"type", "object"}, {"propertyNames", reference("name")}};
  if (row.low > 0.0) schema["minProperties"] = plain_number(row.low);
  schema["maxProperties"] = plain_number(row.high);
  schema["additionalProperties"] = schema_of(*find_field(std::string(row.path) + "/*"));
  return schema;
}

Json requires_one(const char* key) { return {{"required", Json::array({key})}}; }

// Objects that may be written in several ways, or whose fields need each other.
void add_alternatives(Json& schema, std::string_view path) {
  if (path == "/slas/*") schema["anyOf"] = {requires_one("response"), requires_one("resolution")};
  if (path == "/teams/*") {
    const Json staff{{"anyOf", {requires_one("staff"), requires_one("extra_staff")}}};
    schema["oneOf"] = {{{"required", {"staff"}}, {"not", requires_one("roster")}},
                       {{"required", {"roster"}}, {"not", staff}}};
  }
  if (path == "/contact_types/*/arrivals/day_factor") schema["dependencies"] = {{"correlation", {"group"}}};
  if (path != "/contact_types/*/arrivals") return;
  const Json profile{{"anyOf",
                      {requires_one("unit"), requires_one("slot"), requires_one("days"), requires_one("from"),
                       requires_one("interpolation")}}};
  const Json not_traced{{"anyOf",
                         {profile, requires_one("rate"), requires_one("scale"), requires_one("growth"),
                          requires_one("season"), requires_one("day_factor"), requires_one("slot_factor")}}};
  schema["oneOf"] = {
      {{"required", {"rate"}}, {"not", {{"anyOf", {profile, requires_one("trace")}}}}},
      {{"required", {"unit", "slot", "days"}}, {"not", {{"anyOf", {requires_one("rate"), requires_one("trace")}}}}},
      {{"required", {"trace"}}, {"not", not_traced}}};
}

Json enumeration(const Field& row) { return {{"enum", split_words(row.words, '|')}}; }

Json bare_schema(const Field& row) {
  switch (row.kind) {
    case FieldKind::object: {
      Json schema = object_below(row.path);
      add_alternatives(schema, row.path);
      return schema;
    }
    case FieldKind::map:
      return map_schema(row);
    case FieldKind::patch:
      return {{"type", "object"}, {"propertyNames", {{"not", {{"enum", {"base", "patch", "schema_version"}}}}}}};
    case FieldKind::version:
      return {{"const", 1}};
    case FieldKind::text:
    case FieldKind::reference:
      return reference("name");
    case FieldKind::notes:
      return reference("notes");
    case FieldKind::currency:
      return whole_string("[A-Z]{3}");
    case FieldKind::boolean:
      return {{"type", "boolean"}};
    case FieldKind::integer:
      return ranged("integer", row);
    case FieldKind::number:
    case FieldKind::share:
      return ranged("number", row);
    case FieldKind::percent:
      return {{"anyOf", {ranged("number", row), whole_string(number_pattern() + " ?%")}}};
    case FieldKind::seed:
      return {
          {"anyOf",
           {{{"type", "integer"}, {"minimum", 0}, {"maximum", std::int64_t{1} << 53}}, whole_string("[0-9]{1,20}")}}};
    case FieldKind::duration:
      return duration(row);
    case FieldKind::durations:
      return list_of(duration(row));
    case FieldKind::numbers:
      return list_of(ranged("number", row));
    case FieldKind::rate:
      return reference("rate");
    case FieldKind::rates:
      return list_of(reference("rate"));
    case FieldKind::money_per_h:
      return money_per("(?:h|hour)");
    case FieldKind::money_per_min:
      return money_per("(?:min|minute)");
    case FieldKind::money_per_month:
      return money_per("month");
    case FieldKind::money_per_contact:
      return money_per("contact");
    case FieldKind::date:
      return whole_string("[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])");
    case FieldKind::time:
      return whole_string(kTime);
    case FieldKind::time_range:
      return reference("time_range");
    case FieldKind::choice:
      return enumeration(row);
    case FieldKind::weekdays:
      return {{"anyOf", {reference("weekdays"), list_of(reference("weekdays"))}}};
    case FieldKind::day_hours: {
      Json list = list_of(reference("time_range"));
      list.erase("minItems");
      return keyed_by_days({{"anyOf", {reference("time_range"), std::move(list)}}});
    }
    case FieldKind::day_numbers: {
      Json list = list_of(ranged("number", row));
      list["minItems"] = 0;
      list["maxItems"] = 1440;
      return keyed_by_days(std::move(list));
    }
    case FieldKind::level:
      return {{"anyOf", {ranged("number", row), object_below(row.path)}}};
    case FieldKind::skill:
      return {{"anyOf", {ranged("integer", row), object_below(row.path)}}};
    case FieldKind::law:
      return reference(row.words == "finite" ? "finite_law" : "law");
  }
  return {};
}

Json schema_of(const Field& row) {
  Json schema = bare_schema(row);
  if (row.path == "/experiment/thresholds") {
    schema["maxItems"] = 4;
    schema["uniqueItems"] = true;
  }
  if (row.path == "/contact_types/*/arrivals/season/months") schema["minItems"] = schema["maxItems"] = 12;
  if (row.path.substr(0, 14) == "/satisfaction/" && row.kind == FieldKind::numbers) {
    schema["minItems"] = schema["maxItems"] = preset_of(row).size();
  }
  // Beside $ref a validator of draft-07 reads nothing, so the description goes around it.
  if (schema.contains("$ref")) schema = {{"allOf", Json::array({schema})}};
  schema["description"] = row.en;
  if (!row.preset.empty()) schema["default"] = preset_of(row);
  return schema;
}

Json law_schema(bool finite) {
  Json forms = Json::array();
  for (const LawForm& form : law_forms()) {
    if (finite && form.law == "none") continue;
    Json schema{{"type", "object"}, {"properties", {{"law", {{"const", form.law}}}}}, {"required", {"law"}}};
    for (const std::string& parameter : split_words(form.parameters, ' ')) {
      schema["properties"][parameter] = schema_of(*find_field("law:" + std::string(form.law) + "/" + parameter));
      schema["required"].push_back(parameter);
    }
    for (const char* common : {"atom_at_zero", "shift"}) {
      schema["properties"][common] = schema_of(*find_field(std::string("law:*/") + common));
    }
    schema["additionalProperties"] = false;
    forms.push_back(std::move(schema));
  }
  return {{"type", "object"}, {"required", {"law"}}, {"oneOf", std::move(forms)}};
}

Json definitions(bool with_laws) {
  const std::string positive = "(?=[^1-9]*[1-9])";
  Json name = whole_string(std::string(kPrintable) + "+");
  name["minLength"] = 1;
  name["maxLength"] = 128;
  Json notes = whole_string("[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f]*");
  notes["pattern"] = "^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f]*$";
  notes["maxLength"] = 10000;
  Json all{{"name", std::move(name)},
           {"notes", std::move(notes)},
           {"duration", whole_string(duration_pattern())},
           {"positive_duration", whole_string(positive + duration_pattern())}};
  if (!with_laws) return all;
  all["rate"] = whole_string(number_pattern() + "(?:" + per_pattern() + kTimeUnit + "|" + kSpace + "per" + kSpace +
                             duration_pattern() + ")");
  all["time_range"] = whole_string(std::string(kTime) + "-" + kTime);
  all["weekdays"] = whole_string(std::string("all|") + kDay + "(?:-" + kDay + ")?");
  all["law"] = law_schema(false);
  all["finite_law"] = law_schema(true);
  return all;
}

std::string dump(const Json& schema) { return schema.dump(2) + "\n"; }

Json heading(const char* title) { return {{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", title}}; }

std::string range_text(const Field& row) {
  const std::string from = std::isfinite(row.low) ? short_number(row.low) : "";
  const std::string to = std::isfinite(row.high) ? short_number(row.high) : "";
  if (from.empty() && to.empty()) return "";
  return (row.above_low ? "> " : "") + from + (from.empty() || to.empty() ? "" : " .. ") + to;
}

std::string what_text(const Field& row, Language language) {
  if (row.words.empty() || row.kind != FieldKind::choice) return text(kind_label(row.kind), language);
  std::string list;
  for (const std::string& word : split_words(row.words, '|')) list += (list.empty() ? "\"" : ", \"") + word + "\"";
  return list;
}

std::string quoted_cell(std::string_view content) { return content.empty() ? "" : "`" + std::string(content) + "`"; }

std::string table_row(const Field& row, Language language) {
  const std::string preset = row.required ? text("fields.required", language) : quoted_cell(row.preset);
  return "| `" + std::string(row.path) + "` | " + what_text(row, language) + " | " + preset + " | " + range_text(row) +
         " | " + std::string(language == Language::en ? row.en : row.ru) + " |\n";
}

std::string table_head(Language language) {
  std::string names = "|", rule = "|";
  for (const char* id : {"fields.field", "fields.what", "fields.default", "fields.range", "fields.meaning"}) {
    names += " " + text(id, language) + " |";
    rule += " --- |";
  }
  return names + "\n" + rule + "\n";
}

}  // namespace

std::string scenario_schema() {
  Json schema = heading("Firstline scenario");
  schema.update(object_below(""));
  schema["required"] = {"schema_version"};
  const Json collections{{"anyOf", {requires_one("contact_types"), requires_one("queues"), requires_one("teams")}}};
  schema["anyOf"] = {{{"required", {"base"}}, {"not", collections}},
                     {{"required", {"contact_types", "queues", "teams"}}}};
  schema["dependencies"] = {{"patch", {"base"}}};
  schema["definitions"] = definitions(true);
  return dump(schema);
}

std::string experiment_schema() {
  Json schema = heading("Firstline experiment");
  schema["type"] = "object";
  for (const char* path : {"/$schema", "/schema_version"}) {
    schema["properties"][std::string(field_name(path))] = schema_of(*find_field(path));
  }
  const Json body = object_below("/experiment");
  schema["properties"].update(body["properties"]);
  schema["required"] = {"schema_version"};
  schema["additionalProperties"] = false;
  schema["definitions"] = definitions(false);
  return dump(schema);
}

std::string fields_markdown(Language language) {
  std::string page = "# " + text("fields.title", language) + "\n\n" + text("fields.intro", language) + "\n\n";
  page += table_head(language);
  for (const Field& row : fields()) {
    if (row.path[0] == '/') page += table_row(row, language);
  }
  page += "\n## " + text("fields.laws", language) + "\n\n| " + text("fields.law", language) + " | " +
          text("fields.parameters", language) + " |\n| --- | --- |\n";
  for (const LawForm& form : law_forms()) {
    std::string parameters;
    for (const std::string& name : split_words(form.parameters, ' ')) {
      parameters += (parameters.empty() ? "`" : ", `") + name + "`";
    }
    page += "| `" + std::string(form.law) + "` | " + parameters + " |\n";
  }
  page += "\n" + table_head(language);
  for (const Field& row : fields()) {
    if (row.path[0] != '/') page += table_row(row, language);
  }
  return page;
}

std::string explain_field(std::string_view words, Language language) {
  std::vector<std::string> parts;
  for (const std::string& word : split_words(words, ' ')) {
    for (std::string& part : split_words(word, '/')) parts.push_back(std::move(part));
  }
  const bool is_path =
      std::any_of(fields().begin(), fields().end(), [&](const Field& row) { return row.path == words; });
  std::string all;
  for (const Field& row : fields()) {
    if (is_path && row.path != words) continue;  // a whole path is one field
    std::size_t at = 0;  // the parts must stand in the path in this order, the last as its last part
    const std::vector<std::string> path = split_words(row.path, '/');
    for (const std::string& name : path) at += at < parts.size() && name == parts[at] ? 1 : 0;
    if (parts.empty() || at != parts.size() || parts.back() != field_name(row.path)) continue;
    const std::string range = range_text(row);
    all += std::string(row.path) + "\n  " + std::string(language == Language::en ? row.en : row.ru) + "\n  " +
           text("fields.what", language) + ": " + what_text(row, language) + "\n";
    if (!range.empty()) all += "  " + text("fields.range", language) + ": " + range + "\n";
    if (row.required) all += "  " + text("fields.required", language) + "\n";
    if (!row.preset.empty()) all += "  " + text("fields.default", language) + ": " + std::string(row.preset) + "\n";
  }
  return all;
}

}  // namespace firstline
