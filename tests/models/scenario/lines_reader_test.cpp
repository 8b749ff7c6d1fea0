#include "models/scenario/lines_reader.h"

#include <gtest/gtest.h>

#include "tests/models/scenario/documents.h"

namespace firstline {
namespace {

TEST(LinesReader, Channels) {
  Document document(R"({"kind": "mail", "queue": "letters", "trunks": 3.0,
                        "identification": {"share": 0.4, "saves": 0.25}})");
  const Channel channel = read_channel(document.reader, document.at("/channels/*"));
  EXPECT_EQ(document.codes(), "");
  EXPECT_EQ(channel.kind, ChannelKind::mail);
  EXPECT_EQ(channel.queue, "letters");
  EXPECT_EQ(channel.trunks, 3);
  EXPECT_EQ(channel.identification, (Identification{0.4, 0.25}));
  Document bad(R"({"kind": "cal", "trunks": 0, "identification": {"share": 2}})");
  EXPECT_EQ(read_channel(bad.reader, bad.at("/channels/*")), Channel{});
  EXPECT_EQ(bad.codes(), "E317 E320 E321");
}

TEST(LinesReader, TopicsOverrideFieldByField) {
  Document document(
      R"({"queue": "second", "work": 1.5, "handling": {"first": {"resolves": 0.2, "to": {"second": 2}}}})");
  const Topic topic = read_topic(document.reader, document.at("/topics/*"));
  EXPECT_EQ(document.codes(), "");
  EXPECT_EQ(topic.queue, "second");
  EXPECT_EQ(topic.work, 1.5);
  const Handling& first = topic.handling.at("first");
  EXPECT_EQ(first.resolves, 0.2);
  EXPECT_EQ(first.to, (std::map<std::string, double>{{"second", 2.0}}));
  EXPECT_FALSE(first.service || first.after_work || first.escalates);
  Document bad(R"({"work": 0, "handling": {"first": {"resolves": "1", "escalates": -1, "to": {"second": -2}}}})");
  read_topic(bad.reader, bad.at("/topics/*"));
  EXPECT_EQ(bad.codes(), "E320 E313 E321 E320");
}

TEST(LinesReader, ALineWithEverything) {
  Document document(R"({"line": 0, "ageing": 2,
      "handling": {"service": {"law": "exponential", "mean": "6 min"}, "after_work": {"law": "deterministic", "value": "45 s"},
                   "resolves": 0.7, "escalates": 0.5, "to": {"b": 3, "c": 1}},
      "intake": {"accuracy": 0.9, "noticed": 0.8, "diagnosis": 0.25, "spoils": 0.4, "back": "intake"},
      "transfer": {"warm": 0.5, "ticket": 0.2, "context": 0.6, "context_factor": 0.8, "repeat_factor": 1.2,
                   "patience_factor": 0.9, "handover": {"law": "exponential", "mean": "40 s"}},
      "announcement": {"predictor": "queue_length", "factor": 1.1, "accepts": {"law": "none"},
                       "hazard_before": 0.8, "hazard_after": 1.5},
      "callback": {"offered_above": 4, "accepts": 0.6, "reached": 0.85, "dialling": "25 s", "attempts": 3,
                   "pause": "15 min"}})");
  Queue queue;
  read_line(document.reader, document.at("/queues/*"), queue);
  EXPECT_EQ(document.codes(), "");
  EXPECT_EQ(queue.line, 0);
  EXPECT_EQ(queue.ageing, 2.0);
  EXPECT_EQ(
      queue.handling,
      (Handling{sim::Law::exponential(360.0), sim::Law::deterministic(45.0), 0.7, 0.5, {{"b", 3.0}, {"c", 1.0}}}));
  EXPECT_EQ(queue.intake, (Intake{0.9, 0.8, 0.25, 0.4, Intake::Back::intake}));
  EXPECT_EQ(queue.transfer, (Transfer{0.5, 0.2, 0.6, 0.8, 1.2, 0.9, sim::Law::exponential(40.0)}));
  EXPECT_EQ(queue.announcement, (Announcement{Announcement::Predictor::queue_length, 1.1, sim::Law::none(), 0.8, 1.5}));
  EXPECT_EQ(queue.callback, (Callback{4, 0.6, 0.85, 25.0, 3, 900.0}));
}

TEST(LinesReader, ReturnsAndEscalation) {
  Document document(R"({"unresolved": 0.6, "resolved": 0.05, "decay": 0.9, "switches": 0.1, "max_returns": 5,
                        "delay": {"law": "exponential", "mean": "2 d"}})");
  const Returns returns = read_returns(document.reader, document.at("/contact_types/*/returns"));
  EXPECT_EQ(returns, (Returns{0.6, 0.05, 0.9, sim::Law::exponential(172800.0), 0.1, 5}));
  Document escalation(R"({"limit": 0, "supervisor": "seniors"})");
  EXPECT_EQ(read_escalation(escalation.reader, escalation.at("/escalation")), (Escalation{0, "seniors"}));
  Document bad(R"({"limit": 101, "supervisor": 3})");
  EXPECT_EQ(read_escalation(bad.reader, bad.at("/escalation")), Escalation{});
  EXPECT_EQ(bad.codes(), "E314 E313");
}

TEST(LinesReader, WeightsAreNumbersByName) {
  Document document(R"({"topics": {"a": 2, "b": 0.5, "c": 0}})");
  const auto weights = read_weights(document.reader, document.at("/contact_types/*"), "topics");
  EXPECT_EQ(weights, (std::map<std::string, double>{{"a", 2.0}, {"b", 0.5}, {"c", 0.0}}));
  EXPECT_TRUE(read_weights(document.reader, document.at("/contact_types/*"), "channels").empty());
  Document bad(R"({"topics": {"a": "2", "b": -1}})");
  read_weights(bad.reader, bad.at("/contact_types/*"), "topics");
  EXPECT_EQ(bad.codes(), "E313 E320");
}

}  // namespace
}  // namespace firstline
