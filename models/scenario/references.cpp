#include "models/scenario/references.h"

#include <algorithm>
#include <utility>

#include "models/scenario/document_json.h"
#include "models/scenario/nearest.h"

namespace firstline {
namespace {

constexpr std::size_t kMostProblems = 1000, kMostSuggestions = 20;

template <class Collection>
std::vector<std::string> names_of(const Collection& collection) {
  std::vector<std::string> names;
  names.reserve(collection.size());
  for (const auto& [name, entity] : collection) names.push_back(name);
  return names;
}

// One kind of name that others refer to: the label of its kind and the names there are, sorted.
struct Names {
  const char* label;
  std::vector<std::string> known;
};

class References {
 public:
  References(const Scenario& scenario, std::vector<sim::Problem>& problems)
      : scenario_(scenario),
        problems_(problems),
        queues_{"@reference.queue", names_of(scenario.queues)},
        channels_{"@reference.channel", names_of(scenario.channels)},
        topics_{"@reference.topic", names_of(scenario.topics)},
        types_{"@reference.contact_type", names_of(scenario.contact_types)} {}

  void check_types() {
    for (const auto& [name, type] : scenario_.contact_types) {
      const std::string at = join_pointer("/contact_types", name);
      check(at + "/queue", type.queue, queues_);
      if (type.follow_up) check(at + "/follow_up/queue", type.follow_up->queue, queues_);
      check_keys(at + "/topics", type.topics, topics_);
      check_keys(at + "/channels", type.channels, channels_);
    }
  }

  void check_lines() {
    for (const auto& [name, channel] : scenario_.channels) {
      check(join_pointer("/channels", name) + "/queue", channel.queue, queues_);
    }
    for (const auto& [name, topic] : scenario_.topics) {
      const std::string at = join_pointer("/topics", name);
      check(at + "/queue", topic.queue, queues_);
      check_keys(at + "/handling", topic.handling, queues_);
      for (const auto& [queue, handling] : topic.handling) {
        check_keys(join_pointer(at + "/handling", queue) + "/to", handling.to, queues_);
      }
    }
    for (const auto& [name, queue] : scenario_.queues) {
      check_keys(join_pointer("/queues", name) + "/handling/to", queue.handling.to, queues_);
    }
    check("/escalation/supervisor", scenario_.escalation.supervisor, queues_);
    check_keys("/costs/channels", scenario_.costs.channels, channels_);
    if (scenario_.opinion) check_keys("/satisfaction/survey/channels", scenario_.opinion->survey.channels, channels_);
    check_keys("/costs/bots", scenario_.costs.bots, Names{"@reference.bot", names_of(scenario_.bots)});
  }

  void check_teams() {
    const Names shifts{"@reference.shift", names_of(scenario_.shifts)};
    const Names teams{"@reference.team", names_of(scenario_.teams)};
    for (const auto& [name, team] : scenario_.teams) {
      const std::string at = join_pointer("/teams", name);
      check_keys(at + "/serves", team.serves, queues_);
      for (const auto& [group, row] : team.roster) {
        const std::string at_row = join_pointer(at + "/roster", group);
        check(at_row + "/shift", row.shift, shifts);
        if (row.rotation) check(at_row + "/rotation/team", row.rotation->team, teams);
      }
      if (team.serves.empty()) add_found(problems_, "W402", at, {printable(name)});
    }
  }

  void check_incidents() {
    for (const auto& [name, incident] : scenario_.incidents) {
      check_keys(join_pointer("/incidents", name) + "/contact_types", incident.contact_types, types_);
    }
  }

  void check_agreements() {
    std::set<std::string> segments, products;
    for (const auto& [name, type] : scenario_.contact_types) {
      segments.insert(type.segment);
      products.insert(type.product);
    }
    const Names known_segments{"@reference.segment", {segments.begin(), segments.end()}};
    const Names known_products{"@reference.product", {products.begin(), products.end()}};
    for (const auto& [name, sla] : scenario_.slas) {
      const std::string at = join_pointer("/slas", name);
      check(at + "/segment", sla.segment, known_segments);
      check(at + "/product", sla.product, known_products);
      check(at + "/channel", sla.channel, channels_);
      check(at + "/topic", sla.topic, topics_);
      check(at + "/contact_type", sla.contact_type, types_);
    }
  }

 private:
  // An empty name refers to nothing.
  void check(const std::string& pointer, const std::string& name, const Names& names) {
    if (name.empty() || std::binary_search(names.known.begin(), names.known.end(), name)) return;
    const std::string near = problems_.size() < kMostSuggestions ? nearest(name, names.known) : "";
    add_found(problems_, "E340", pointer, {printable(name), names.label, near.empty() ? "" : "@did_you_mean", near});
  }

  template <class Map>
  void check_keys(const std::string& pointer, const Map& map, const Names& names) {
    for (const auto& [name, value] : map) check(join_pointer(pointer, name), name, names);
  }

  const Scenario& scenario_;
  std::vector<sim::Problem>& problems_;
  Names queues_, channels_, topics_, types_;
};

void add_targets(const Handling& handling, std::set<std::string>& to) {
  for (const auto& [queue, weight] : handling.to) {
    if (weight > 0.0) to.insert(queue);
  }
}

// What anybody contacts the centre about.
std::set<std::string> topics_in_use(const Scenario& scenario) {
  std::set<std::string> topics;
  for (const auto& [name, type] : scenario.contact_types) {
    for (const auto& [topic, weight] : type.topics) {
      if (weight > 0.0) topics.insert(topic);
    }
  }
  return topics;
}

// Where a queue's contacts may go next.
std::set<std::string> next_queues(const Scenario& scenario, const std::set<std::string>& topics,
                                  const std::string& name) {
  std::set<std::string> next;
  const auto queue = scenario.queues.find(name);
  if (queue != scenario.queues.end()) add_targets(queue->second.handling, next);
  for (const auto& [topic_name, topic] : scenario.topics) {
    const auto handling = topic.handling.find(name);
    if (handling != topic.handling.end() && topics.count(topic_name) != 0) add_targets(handling->second, next);
  }
  return next;
}

// The named entities of a collection that the weights give a chance, or nothing.
template <class Collection>
void add_queues(const std::map<std::string, double>& weights, const Collection& collection,
                std::set<std::string>& reached) {
  for (const auto& [name, weight] : weights) {
    const auto found = collection.find(name);
    if (weight > 0.0 && found != collection.end()) reached.insert(found->second.queue);
  }
}

}  // namespace

void add_found(std::vector<sim::Problem>& problems, const char* code, const std::string& pointer,
               std::vector<std::string> arguments) {
  if (problems.size() < (code[0] == 'W' ? kMostProblems : 2 * kMostProblems))
    problems.push_back({code, pointer, "", std::move(arguments), "", 0, 0});
}

void check_references(const Scenario& scenario, std::vector<sim::Problem>& problems) {
  References references(scenario, problems);
  references.check_types();
  references.check_lines();
  references.check_teams();
  references.check_agreements();
  references.check_incidents();
}

std::set<std::string> reached_queues(const Scenario& scenario) {
  std::set<std::string> reached;
  for (const auto& [name, type] : scenario.contact_types) {
    reached.insert(type.queue);
    if (type.follow_up) reached.insert(type.follow_up->queue);
    add_queues(type.channels, scenario.channels, reached);
    add_queues(type.topics, scenario.topics, reached);
  }
  reached.insert(scenario.escalation.supervisor);
  const std::set<std::string> topics = topics_in_use(scenario);
  std::vector<std::string> open(reached.begin(), reached.end());
  while (!open.empty()) {
    const std::string name = open.back();
    open.pop_back();
    for (const std::string& next : next_queues(scenario, topics, name)) {
      if (reached.insert(next).second) open.push_back(next);
    }
  }
  reached.erase("");
  return reached;
}

}  // namespace firstline
