// What could be known of a study at the end of a year: forecasts are made from this and nothing else.
//
// Observations, shares and totals end there; a value whose row says that it became known later (a share
// derived from a fact of the last year) is not used. What was not known is neutral: revenue shares are
// the firm shares, a total is level, endowment, technology and culture are in the middle with their
// widest prior, amenities and growth advantages are 0; governance scores and dated strategies, whose
// sizes were judged afterwards, are left out.
#pragma once

#include "models/study.hpp"

namespace agglomera::models {

Study known_at(const Study& study, sim::Year origin);

}  // namespace agglomera::models
