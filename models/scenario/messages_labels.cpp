// Labels of the page of input fields and of reports.
#include "models/scenario/messages.h"

namespace firstline {
namespace {

// clang-format off
const std::vector<Message> kMessages{
  {"fields.title", "Input fields", "Поля ввода"},
  {"fields.intro", "Written by `firstline docs fields` from the field table; `*` stands for a name that you choose.", "Написано командой `firstline docs fields` по таблице полей; `*` - имя, которое выбираете вы."},
  {"fields.field", "field", "поле"},
  {"fields.what", "what to write", "что писать"},
  {"fields.default", "default", "по умолчанию"},
  {"fields.range", "range", "диапазон"},
  {"fields.meaning", "meaning", "смысл"},
  {"fields.required", "required", "обязательно"},
  {"fields.laws", "Laws of durations", "Законы длительностей"},
  {"fields.law", "law", "закон"},
  {"fields.parameters", "parameters", "параметры"},
};
// clang-format on

}  // namespace

const std::vector<Message>& label_messages() { return kMessages; }

}  // namespace firstline
