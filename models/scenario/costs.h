// Prices: what an hour, a minute, a seat, a licence and a contact cost.
//
// Flow: part of Scenario; models/economics turns facts into money with it.
// Units: the scenario's currency; a month is kDaysPerMonth days.
// Source: science.md 9.1.
// Tests: tests/models/scenario/costs_test.cpp
#pragma once

#include <map>
#include <string>

namespace firstline {

inline constexpr double kDaysPerMonth = 365.25 / 12.0;

struct ChannelPrice {
  double per_min = 0.0;      // telephony: menu, wait and talk; chats and mail: handling
  double per_contact = 0.0;  // every offered contact
  friend bool operator==(const ChannelPrice&, const ChannelPrice&) = default;
};

struct BotPrice {
  double per_contact = 0.0;        // every session
  double per_min = 0.0;            // of sessions: recognition, voice, models
  double licence_per_month = 0.0;  // for each of Bot::sessions
  friend bool operator==(const BotPrice&, const BotPrice&) = default;
};

struct Costs {
  double wage_load = 0.0;         // on wages: taxes, leave
  double overtime_premium = 0.0;  // on the wage of time after the shift
  double span = 0.0;              // operators a manager; 0: no managers
  double manager_per_h = 0.0;
  double seat_per_month = 0.0;   // per operator on the floor at the peak
  double tools_per_month = 0.0;  // licences, per operator employed
  double fixed_per_month = 0.0;  // platform and the like
  std::map<std::string, ChannelPrice> channels;
  std::map<std::string, BotPrice> bots{};
  std::map<std::string, double> extra_tools_per_month{};  // by name, on top of tools
  friend bool operator==(const Costs&, const Costs&) = default;
};

}  // namespace firstline
