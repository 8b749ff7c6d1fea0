#include "models/economics/price_list.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

namespace firstline {
namespace {

Money millionths(double price) { return static_cast<Money>(std::floor(price * 1e6 + 0.5)); }

// Each in millionths before they are added: their order must not matter.
Money all_tools(const Costs& costs) {
  Money sum = millionths(costs.tools_per_month);
  for (const auto& tool : costs.extra_tools_per_month) sum += millionths(tool.second);
  return sum;
}

bool any_cost(const Costs& costs) {
  const bool managers = costs.span > 0.0 && costs.manager_per_h > 0.0;
  return managers || costs.seat_per_month > 0.0 || all_tools(costs) > 0 || costs.fixed_per_month > 0.0 ||
         std::any_of(
             costs.channels.begin(), costs.channels.end(),
             [](const auto& channel) { return channel.second.per_min > 0.0 || channel.second.per_contact > 0.0; }) ||
         std::any_of(costs.bots.begin(), costs.bots.end(), [](const auto& bot) {
           const BotPrice& price = bot.second;
           return price.per_contact > 0.0 || price.per_min > 0.0 || price.licence_per_month > 0.0;
         });
}

// The highest level that the plan reaches; a fraction needs a whole operator. It changes only at these moments.
std::int64_t planned_peak(const Team& team) {
  double peak = 0.0;
  for (int weekday = 0; weekday < 7; ++weekday) {
    const auto look = [&](double second_of_day) { peak = std::max(peak, team.level_at(weekday, second_of_day)); };
    const std::size_t slots = team.staff.days[static_cast<std::size_t>(weekday)].size();
    look(0.0);
    for (std::size_t slot = 0; slot < slots; ++slot) look(static_cast<double>(slot) * team.staff.slot_s);
    for (const auto& [name, extra] : team.extra_staff) {
      look(static_cast<double>(extra.hours.from_s));
      look(static_cast<double>(extra.hours.to_s));
    }
  }
  return static_cast<std::int64_t>(std::ceil(peak));
}

std::int64_t employed(const Team& team) {
  if (team.roster.empty()) return planned_peak(team);
  std::int64_t operators = 0;
  for (const auto& [name, row] : team.roster) operators += row.operators;
  return operators;
}

template <class Value>
std::string name_at(const std::map<std::string, Value>& values, int index) {
  if (index < 0 || static_cast<std::size_t>(index) >= values.size()) return "";
  return std::next(values.begin(), index)->first;
}

// What each class is called in each dimension.
struct Labels {
  std::string type, channel, segment, product, topic;
};

std::vector<Labels> labels_of(const Scenario& scenario, const CounterShape& shape) {
  std::vector<Labels> labels;
  for (int index = 0; index < shape.num_classes(); ++index) {
    const bool plain = shape.classes.empty();
    const ClassLabels ids =
        plain ? ClassLabels{.type = index, .topic = 0, .channel = 0} : shape.classes[static_cast<std::size_t>(index)];
    Labels& label = labels.emplace_back();
    label.type = name_at(scenario.contact_types, ids.type);
    label.channel = name_at(scenario.channels, ids.channel - 1);
    label.topic = name_at(scenario.topics, ids.topic - 1);
    const auto type = scenario.contact_types.find(label.type);
    if (type == scenario.contact_types.end()) continue;
    label.segment = type->second.segment;
    label.product = type->second.product;
  }
  return labels;
}

// Adds the dimension unless no class has a name in it.
void add_dimension(PriceList& prices, const char* name, const std::vector<Labels>& labels, std::string Labels::* of) {
  CostDimension dimension{.name = name, .slices = {}, .slice_of_class = {}};
  for (const Labels& label : labels) dimension.slices.push_back(label.*of);
  std::sort(dimension.slices.begin(), dimension.slices.end());
  dimension.slices.erase(std::unique(dimension.slices.begin(), dimension.slices.end()), dimension.slices.end());
  if (dimension.slices.empty() || dimension.slices.back().empty()) return;
  for (const Labels& label : labels) {
    const auto at = std::lower_bound(dimension.slices.begin(), dimension.slices.end(), label.*of);
    dimension.slice_of_class.push_back(static_cast<std::size_t>(at - dimension.slices.begin()));
  }
  prices.dimensions.push_back(std::move(dimension));
}

TeamPrices team_prices(const Team& team, const Scenario& scenario, const std::vector<Labels>& labels) {
  const double loaded = team.wage_per_h * (1.0 + scenario.costs.wage_load);
  TeamPrices prices;
  prices.wage_per_h = millionths(loaded);
  prices.overtime_per_h = millionths(loaded * scenario.costs.overtime_premium);
  prices.employed = employed(team);
  for (const Labels& label : labels) {
    const auto type = scenario.contact_types.find(label.type);
    prices.serves.push_back(type != scenario.contact_types.end() && team.serves.contains(type->second.queue));
  }
  return prices;
}

// A map that names anything covers what it names; an empty one covers all.
double covered(const std::map<std::string, double>& shares, const std::string& name) {
  if (shares.empty()) return 1.0;
  const auto share = shares.find(name);
  return share == shares.end() ? 0.0 : share->second;
}

BotPrices bot_prices(const std::string& name, const Bot& bot, const Scenario& scenario,
                     const std::vector<Labels>& labels) {
  BotPrices prices;
  const auto price = scenario.costs.bots.find(name);
  if (price != scenario.costs.bots.end()) {
    prices.per_contact = millionths(price->second.per_contact);
    prices.per_min = millionths(price->second.per_min);
    prices.licences_per_month = millionths(price->second.licence_per_month) * bot.sessions.value_or(0);
  }
  for (const Labels& label : labels) {
    const auto channel = scenario.channels.find(label.channel);
    const bool speaks = channel != scenario.channels.end() && channel->second.bot == name;
    const double share = bot.coverage * covered(bot.segments, label.segment) * covered(bot.products, label.product) *
                         covered(bot.topics, label.topic);
    prices.meets.push_back(speaks ? static_cast<std::int64_t>(std::floor(share * 1e6 + 0.5)) : 0);
  }
  return prices;
}

}  // namespace

PriceList price_list(const Scenario& scenario, const CounterShape& shape) {
  const Costs& costs = scenario.costs;
  const std::vector<Labels> labels = labels_of(scenario, shape);
  PriceList prices;
  prices.currency = scenario.currency;
  prices.issues = !shape.classes.empty();
  prices.detailed = prices.issues || any_cost(costs) || costs.overtime_premium > 0.0;
  for (const auto& [name, team] : scenario.teams) prices.teams.push_back(team_prices(team, scenario, labels));
  for (const Labels& label : labels) {
    ClassPrices& of_class = prices.classes.emplace_back();
    const auto channel = costs.channels.find(label.channel);
    if (channel == costs.channels.end()) continue;
    of_class = {.per_min = millionths(channel->second.per_min), .per_contact = millionths(channel->second.per_contact)};
  }
  for (const auto& [name, bot] : scenario.bots) prices.bots.push_back(bot_prices(name, bot, scenario, labels));
  add_dimension(prices, "contact_type", labels, &Labels::type);
  add_dimension(prices, "channel", labels, &Labels::channel);
  add_dimension(prices, "segment", labels, &Labels::segment);
  add_dimension(prices, "product", labels, &Labels::product);
  add_dimension(prices, "topic", labels, &Labels::topic);
  if (costs.span > 0.0)
    prices.management_per_h = millionths(costs.manager_per_h * (1.0 + costs.wage_load) / costs.span);
  prices.seat_per_month = millionths(costs.seat_per_month);
  prices.tools_per_month = all_tools(costs);
  prices.fixed_per_month = millionths(costs.fixed_per_month);
  return prices;
}

bool any_price(const Scenario& scenario) {
  return any_cost(scenario.costs) || std::any_of(scenario.teams.begin(), scenario.teams.end(),
                                                 [](const auto& team) { return team.second.wage_per_h > 0.0; });
}

}  // namespace firstline
