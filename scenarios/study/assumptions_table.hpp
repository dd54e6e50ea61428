// assumptions.csv, in one or several files: what nobody measures of a city, and how uncertain it is.
//   city,quantity,value,prior_sd,scale,kind,source[,known]
//   quantity          scale   value                          where no row says otherwise
//   endowment         log     R° from 1e-4 to 1e4            1, sd 0.8
//   technology        logit   τ from 0.001 to 0.999          0.5, sd 0.8
//   culture           logit   κ from 0.001 to 0.999          0.5, sd 0.8
//   amenity           linear  utility                        0, sd 0.5
//   growth_advantage  linear  of log revenue a year          0, sd 0.1
// prior_sd is on the scale; `kind` is anchored (by data) or assumed. The endowment is held as ln R°,
// normal on that scale. `known` is the year from which on a row could be known; empty: the study's last.
// A row may stand in one of the files only.
#pragma once

#include <vector>

#include "models/study.hpp"
#include "scenarios/study/frame.hpp"

namespace agglomera::scenarios {

models::Latents read_assumptions(const std::vector<TableText>& tables, const Frame& frame,
                                 Complaints& complaints);

}  // namespace agglomera::scenarios
