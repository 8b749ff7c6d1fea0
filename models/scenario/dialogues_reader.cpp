#include "models/scenario/dialogues_reader.h"

#include <set>
#include <string>

#include "models/scenario/document_json.h"
#include "models/scenario/law_reader.h"
#include "models/scenario/lines_reader.h"
#include "models/scenario/nearest.h"
#include "models/scenario/references.h"

namespace firstline {
namespace {

BotStep read_step(FieldReader& reader, const Cursor& at) {
  BotStep step;
  if (!reader.open(at)) return step;
  if (const auto law = read_law(reader, at, "time")) step.time = *law;
  reader.read(at, "recognised", step.recognised);
  reader.read(at, "decay", step.decay);
  reader.read(at, "repeats", step.repeats);
  reader.read(at, "unnoticed", step.unnoticed);
  reader.read(at, "silent", step.silent);
  reader.read(at, "hangs_up", step.hangs_up);
  reader.read(at, "annoyance", step.annoyance);
  reader.read(at, "asks", step.asks);
  reader.read(at, "refuses", step.refuses);
  reader.read(at, "early", step.early);
  reader.read(at, "identifies", step.identifies);
  step.next = read_weights(reader, at, "next");
  reader.read(at, "solves", step.solves);
  reader.read(at, "transfer", step.transfer);
  return step;
}

std::vector<std::string> names_of_steps(const Bot& bot) {
  std::vector<std::string> names;
  for (const auto& [name, step] : bot.steps) names.push_back(name);
  return names;
}

void check_name(const std::string& pointer, const std::string& name, const char* label,
                const std::vector<std::string>& known, std::vector<sim::Problem>& problems) {
  for (const std::string& one : known) {
    if (one == name) return;
  }
  const std::string near = nearest(name, known);
  add_found(problems, "E340", pointer, {printable(name), label, near.empty() ? "" : "@did_you_mean", near});
}

// Steps from which no answer can be reached: a session that gets there can only end by giving up.
std::set<std::string> steps_with_a_way_out(const Bot& bot) {
  std::set<std::string> out;
  for (bool grown = true; grown;) {
    grown = false;
    for (const auto& [name, step] : bot.steps) {
      bool leads_out = step.next.empty();
      for (const auto& [next, weight] : step.next) leads_out = leads_out || (weight > 0.0 && out.count(next) != 0);
      if (leads_out && out.insert(name).second) grown = true;
    }
  }
  return out;
}

}  // namespace

Bot read_bot(FieldReader& reader, const Cursor& at) {
  Bot bot;
  if (!reader.open(at)) return bot;
  reader.read(at, "start", bot.start);
  for (const auto& [name, cursor] : reader.entries(at, "steps")) bot.steps[name] = read_step(reader, cursor);
  reader.read(at, "coverage", bot.coverage);
  bot.segments = read_weights(reader, at, "segments");
  bot.products = read_weights(reader, at, "products");
  bot.topics = read_weights(reader, at, "topics");
  reader.read(at, "latency", bot.latency_s);
  int sessions = 0;
  reader.read(at, "sessions", sessions);
  if (sessions > 0) bot.sessions = sessions;
  reader.read(at, "context_factor", bot.context_factor);
  reader.read(at, "refusal_trait", bot.refusal_trait);
  reader.read(at, "refusal_memory", bot.refusal_memory);
  reader.read(at, "refusal_relief", bot.refusal_relief);
  if (const auto learning = reader.child(at, "learning"); learning && reader.open(*learning)) {
    reader.read(*learning, "start", bot.learning.start);
    reader.read(*learning, "sessions", bot.learning.sessions);
  }
  if (const auto outage = reader.child(at, "outage"); outage && reader.open(*outage)) {
    reader.read(*outage, "per_month", bot.outage.per_month);
    if (const auto law = read_law(reader, *outage, "length")) bot.outage.length = *law;
  }
  return bot;
}

void check_dialogues(const Scenario& scenario, std::vector<sim::Problem>& problems) {
  std::vector<std::string> bots;
  for (const auto& [name, bot] : scenario.bots) bots.push_back(name);
  for (const auto& [name, channel] : scenario.channels) {
    if (channel.bot.empty()) continue;
    check_name(join_pointer("/channels", name) + "/bot", channel.bot, "@reference.bot", bots, problems);
  }
  std::vector<std::string> queues;
  for (const auto& [name, queue] : scenario.queues) queues.push_back(name);
  for (const auto& [name, bot] : scenario.bots) {
    const std::string at = join_pointer("/bots", name);
    const std::vector<std::string> steps = names_of_steps(bot);
    if (!bot.start.empty() && !bot.steps.empty())
      check_name(at + "/start", bot.start, "@reference.step", steps, problems);
    const std::set<std::string> way_out = steps_with_a_way_out(bot);
    for (const auto& [step_name, step] : bot.steps) {
      const std::string step_at = join_pointer(at + "/steps", step_name);
      for (const auto& [next, weight] : step.next) {
        check_name(join_pointer(step_at + "/next", next), next, "@reference.step", steps, problems);
      }
      if (!step.transfer.empty()) {
        check_name(step_at + "/transfer", step.transfer, "@reference.queue", queues, problems);
        if (!step.next.empty()) add_found(problems, "E330", step_at, {"@bot.rule", printable(step_name)});
      }
      if (way_out.count(step_name) == 0) add_found(problems, "E330", step_at, {"@bot.circle", printable(step_name)});
    }
    std::vector<std::string> topics;
    topics.reserve(scenario.topics.size());
    for (const auto& [topic, spec] : scenario.topics) topics.push_back(topic);
    for (const auto& [topic, share] : bot.topics) {
      check_name(join_pointer(at + "/topics", topic), topic, "@reference.topic", topics, problems);
    }
    std::set<std::string> segments, products;
    for (const auto& [type_name, type] : scenario.contact_types) {
      segments.insert(type.segment);
      products.insert(type.product);
    }
    for (const auto& [segment, share] : bot.segments) {
      check_name(join_pointer(at + "/segments", segment), segment, "@reference.segment",
                 {segments.begin(), segments.end()}, problems);
    }
    for (const auto& [product, share] : bot.products) {
      check_name(join_pointer(at + "/products", product), product, "@reference.product",
                 {products.begin(), products.end()}, problems);
    }
  }
}

}  // namespace firstline
