// What the page opens with, for each kind of result.
#pragma once

#include "output/report/reading/sheet.hpp"
#include "output/report/section.hpp"

namespace agglomera::output::report {

Headline run_headline(const Sheet& sheet);
Headline policy_headline(const Sheet& sheet);
Headline front_headline(const Sheet& sheet);
Headline posterior_headline(const Sheet& sheet);
Headline backtest_headline(const Sheet& sheet);
Headline explain_headline(const Sheet& sheet);
Headline sensitivity_headline(const Sheet& sheet);
Headline sweep_headline(const Sheet& sheet);

}  // namespace agglomera::output::report
