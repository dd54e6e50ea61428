#include "output/report/reading/skill.hpp"

#include <cmath>
#include <map>

#include "sim/missing.hpp"

namespace agglomera::output::report {

Text verdict_text(Verdict verdict) {
  switch (verdict) {
    case Verdict::better:
      return {"better", "更优"};
    case Verdict::worse:
      return {"worse", "更差"};
    case Verdict::inconclusive:
      return {"inconclusive", "尚无定论"};
    case Verdict::no_target:
      return {"nothing to compare", "无可比观测"};
  }
  return {};
}

Verdict Skill::verdict() const {
  if (std::isnan(skill)) return Verdict::no_target;
  if (std::isnan(sign_flip_p) || sign_flip_p > usual_significance) return Verdict::inconclusive;
  return skill > 0 ? Verdict::better : Verdict::worse;
}

double Skill::smallest_p() const { return origins > 0 ? std::ldexp(1.0, 1 - origins) : missing; }

bool Skill::is_of_one_sign() const {
  return origins > 0 && skill != 0 && std::abs(sign_flip_p - smallest_p()) < 1e-9;
}

Text verdict_with_reason(const Skill& skill) {
  const Verdict verdict = skill.verdict();
  if (verdict != Verdict::inconclusive || !skill.has_too_few_origins())
    return verdict_text(verdict);
  const std::string p = number(skill.smallest_p(), 3);
  if (!skill.is_of_one_sign())
    return phrase({skill.origins == 1 ? "{} origin, too few to call (smallest possible p {})"
                                      : "{} origins, too few to call (smallest possible p {})",
                   "仅 {} 个起点，不足以判断（p 最小只能为 {}）"},
                  skill.origins, p);
  return phrase(
      {skill.skill > 0 ? "ahead at {0} of {0} origins, too few to call (smallest possible p {1})"
                       : "behind at {0} of {0} origins, too few to call (smallest possible p {1})",
       skill.skill > 0 ? "{0} 个起点全部领先，但起点太少，不足以判断（p 最小只能为 {1}）"
                       : "{0} 个起点全部落后，但起点太少，不足以判断（p 最小只能为 {1}）"},
      skill.origins, p);
}

namespace {

// Origins from which any forecast of the measure, so many years ahead, met an observation.
int origins_of(const Sheet& sheet, const std::string& measure, int horizon) {
  if (!sheet.has("forecast", measure) || !sheet.has("observed", measure)) return 0;
  const Array forecast = sheet.array("forecast", measure),
              observed = sheet.array("observed", measure);
  const auto cities = sheet.labels("forecast", "city");
  const auto origins = sheet.years("forecast", "origin");
  const std::size_t h = sheet.index("forecast", "horizon", std::to_string(horizon));
  if (h == forecast.size("horizon") || forecast.size("member") == 0) return 0;
  int count = 0;
  for (std::size_t origin = 0; origin < origins.size(); ++origin) {
    const std::size_t year =
        sheet.index("observed", "year", std::to_string(origins[origin] + horizon));
    if (year == observed.size("year")) continue;
    const auto met = [&](std::size_t city) {
      const std::size_t row = sheet.index("observed", "city", cities[city]);
      return row < observed.size("city") &&
             !std::isnan(observed.at({{"city", row}, {"year", year}})) &&
             !std::isnan(
                 forecast.at({{"origin", origin}, {"horizon", h}, {"member", 0}, {"city", city}}));
    };
    bool any = false;
    for (std::size_t city = 0; city < cities.size() && !any; ++city) any = met(city);
    count += any;
  }
  return count;
}

}  // namespace

std::vector<Skill> skills_of(const Sheet& sheet) {
  const auto measures = sheet.labels("scores", "measure");
  const auto methods = sheet.labels("scores", "method");
  const auto horizons = sheet.years("scores", "horizon");
  const std::size_t model = sheet.index("scores", "method", "model");
  if (model == methods.size()) return {};
  std::map<std::string, Array> of;
  for (const char* name : {"targets", "crps", "coverage_50", "coverage_90", "coverage_90_low",
                           "coverage_90_high", "skill", "sign_flip_p"})
    of.emplace(name, sheet.array("scores", name));
  std::vector<Skill> skills;
  for (std::size_t m = 0; m < measures.size(); ++m)
    for (std::size_t h = 0; h < horizons.size(); ++h) {
      const auto score = [&](const char* name, std::size_t method) {
        return of.at(name).at({{"measure", m}, {"method", method}, {"horizon", h}});
      };
      const auto own = [&](const char* name) {
        return of.at(name).at({{"measure", m}, {"horizon", h}});
      };
      Skill skill{measures[m],
                  horizons[h],
                  static_cast<int>(score("targets", model)),
                  own("skill"),
                  own("sign_flip_p"),
                  "",
                  score("crps", model),
                  missing,
                  score("coverage_50", model),
                  score("coverage_90", model),
                  score("coverage_90_low", model),
                  score("coverage_90_high", model),
                  origins_of(sheet, measures[m], horizons[h])};
      for (std::size_t method = 0; method < methods.size(); ++method) {
        const double crps = score("crps", method);
        if (method == model || std::isnan(crps) || crps >= skill.best_crps) continue;
        skill.best = methods[method];
        skill.best_crps = crps;
      }
      skills.push_back(std::move(skill));
    }
  return skills;
}

Text method_title(const std::string& method) {
  static const std::map<std::string, Text> table = {
      {"model", {"Agglomera", "Agglomera"}},
      {"persistence", {"last value", "末值外推"}},
      {"drift", {"drift", "漂移"}},
      {"theta", {"Theta", "Theta 法"}},
      {"damped", {"damped trend", "阻尼趋势"}},
      {"ets", {"smoothed level", "指数平滑"}},
      {"ar1", {"autoregression", "自回归"}},
  };
  const auto found = table.find(method);
  return found == table.end() ? plainly(method) : found->second;
}

Text years_ahead(int horizon) {
  return phrase({horizon == 1 ? "{} year ahead" : "{} years ahead", "提前 {} 年"}, horizon);
}

}  // namespace agglomera::output::report
