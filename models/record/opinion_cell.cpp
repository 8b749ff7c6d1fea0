#include "models/record/opinion_cell.h"

namespace firstline {

void OpinionSums::add(const OpinionSums& other) {
  count += other.count;
  satisfied += other.satisfied;
  score += other.score;
  promoters += other.promoters;
  detractors += other.detractors;
  ease += other.ease;
}

void OpinionCell::add(const OpinionCell& other) {
  all.add(other.all);
  rated.add(other.rated);
  answered += other.answered;
  called_back += other.called_back;
  reached += other.reached;
  silent += other.silent;
  judged += other.judged;
  errors += other.errors;
}

void add_to(Digest& digest, const OpinionCell& cell) {
  for (const OpinionSums* sums : {&cell.all, &cell.rated}) {
    for (const std::int64_t count :
         {sums->count, sums->satisfied, sums->score, sums->promoters, sums->detractors, sums->ease}) {
      digest.add(count);
    }
  }
  for (const std::int64_t count :
       {cell.answered, cell.called_back, cell.reached, cell.silent, cell.judged, cell.errors}) {
    digest.add(count);
  }
}

}  // namespace firstline
