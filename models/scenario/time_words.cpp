#include "models/scenario/time_words.h"

#include <algorithm>
#include <utility>

namespace firstline {

std::string time_words(const std::string& duration, Language language) {
  if (language == Language::en) return duration;
  std::string russian;
  for (std::size_t at = 0; at < duration.size();) {
    if (duration[at] < 'a' || duration[at] > 'z') {
      russian += duration[at++];
      continue;
    }
    const std::size_t end = std::min(duration.find(' ', at), duration.size());
    const std::string unit = duration.substr(at, end - at);
    russian += unit == "d"     ? "д"
               : unit == "h"   ? "ч"
               : unit == "min" ? "мин"
               : unit == "s"   ? "с"
               : unit == "ms"  ? "мс"
                               : unit;
    at = end;
  }
  return in_marks_of(language, std::move(russian));
}

}  // namespace firstline
