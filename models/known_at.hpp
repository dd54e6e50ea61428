// What could be known of a study at the end of a year: forecasts are made from this and nothing else.
//
// Observations, lists of firms, shares and totals end there; a value whose row says that it became known later (a share
// derived from a fact of the last year) is not used. Shares of the background are level at the last
// known value: LQs are relative to it already, and forecasts that followed its trends were worse (on
// targets up to 2014 of the first study). What was not known is neutral: revenue shares are the firm
// shares, any unknown share has a log sd of 0.7, a total is level, endowment, technology and culture
// are in the middle with their widest prior, amenities and growth advantages are 0 with theirs;
// governance scores and dated strategies, whose sizes were judged afterwards, are left out.
#pragma once

#include "models/study.hpp"

namespace agglomera::models {

Study known_at(const Study& study, sim::Year origin);

}  // namespace agglomera::models
