#include "models/scenario/schema_json.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "models/scenario/fields.h"

namespace firstline {
namespace {

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(SchemaJson, PublishedSchemasAreThoseOfTheTable) {
  EXPECT_EQ(scenario_schema(), read_file("scenarios/schema/scenario.v1.json"));
  EXPECT_EQ(experiment_schema(), read_file("scenarios/schema/experiment.v1.json"));
}

TEST(SchemaJson, EveryReferenceLeadsToADefinition) {
  for (const std::string& text : {scenario_schema(), experiment_schema()}) {
    const nlohmann::json schema = nlohmann::json::parse(text);
    const std::string mark = "#/definitions/";
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
      const std::size_t begin = at + mark.size();
      EXPECT_TRUE(schema["definitions"].contains(text.substr(begin, text.find('"', begin) - begin)));
    }
  }
}

TEST(SchemaJson, ObjectsAreStrict) {
  const nlohmann::json schema = nlohmann::json::parse(scenario_schema());
  EXPECT_EQ(schema["$schema"], "http://json-schema.org/draft-07/schema#");
  EXPECT_EQ(schema["additionalProperties"], false);
  const auto& type = schema["properties"]["contact_types"]["additionalProperties"];
  EXPECT_EQ(type["additionalProperties"], false);
  EXPECT_EQ(type["required"], (std::vector<std::string>{"queue", "arrivals", "service"}));
  EXPECT_EQ(type["properties"]["redial"]["properties"]["decay"]["default"], 1);
  EXPECT_EQ(schema["definitions"]["law"]["oneOf"].size(), law_forms().size());
}

TEST(SchemaJson, ThePageNamesEveryField) {
  for (const Language language : {Language::en, Language::ru}) {
    const std::string page = fields_markdown(language);
    for (const Field& row : fields())
      EXPECT_NE(page.find("`" + std::string(row.path) + "`"), std::string::npos) << row.path;
    EXPECT_EQ(page.find('@'), std::string::npos);
  }
}

TEST(SchemaJson, ExplainsFieldsByTheirLastWords) {
  EXPECT_EQ(
      explain_field("capacity", Language::en),
      "/queues/*/capacity\n  Waiting places; who finds them all taken hears a busy signal. Without it: no limit.\n"
      "  what to write: a whole number\n  range: 0 .. 1e9\n");
  EXPECT_NE(explain_field("teams staff", Language::ru).find("/teams/*/staff\n"), std::string::npos);
  EXPECT_NE(explain_field("/experiment/measure", Language::en).find("default: 1 d"), std::string::npos);
  EXPECT_EQ(explain_field("staff teams", Language::en), "");
  EXPECT_EQ(explain_field("", Language::en), "");
}

}  // namespace
}  // namespace firstline
