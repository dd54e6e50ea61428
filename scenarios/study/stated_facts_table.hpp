// stated_facts.csv: what a source states beside its tables, to be held against what is simulated.
//   fact,city,year_from,year_to,relation,value,unit,note,statement_en,statement_zh,note_zh
// The last three are optional: the fact as a sentence in both languages, and the note in Chinese.
// `city` is empty for the world and may name several, parted by semicolons; `relation` is =, ~, >=, <=
// or "between 0 and 1", which alone needs no value.
#pragma once

#include <vector>

#include "scenarios/study/frame.hpp"
#include "scenarios/study/scenario.hpp"

namespace agglomera::scenarios {

std::vector<StatedFact> read_stated_facts(const TableText& table, const Frame& frame,
                                          Complaints& complaints);

}  // namespace agglomera::scenarios
