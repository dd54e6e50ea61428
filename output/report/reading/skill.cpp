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
                  score("coverage_90_high", model)};
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
