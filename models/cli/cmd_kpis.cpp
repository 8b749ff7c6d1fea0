#include "models/cli/commands.h"
#include "models/cli/files.h"
#include "models/kpi/kpi_table.h"
#include "models/report/report_words.h"
#include "models/report/text_table.h"

namespace firstline {

int cmd_kpis(const Request& request, Door& door) {
  const bool ru = request.language == Language::ru;
  TextTable table{.columns = {Align::left, Align::left, Align::left},
                  .rows = {{text("kpi.key", request.language), report_words(request.language).metric,
                            text("kpi.unit", request.language)}}};
  for (const KpiRow& row : kpi_table()) {
    table.rows.push_back(
        {row.key, ru ? row.label.ru : row.label.en, text(std::string("kpi.unit.") + row.unit, request.language)});
  }
  print(door.out, render(table));
  return 0;
}

}  // namespace firstline
