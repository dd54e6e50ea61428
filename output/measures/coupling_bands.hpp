// The ten usual bands of the coupling coordination degree D in [0, 1], each a tenth wide, from
// extreme imbalance to quality coordination (Liao 1999; the classes of 耦合协调度 studies).
// A band holds its lower bound and not its upper one; the last holds 1.
#pragma once

#include <array>
#include <string_view>

namespace agglomera::output {

struct CouplingBand {
  double from;
  double to;
  std::string_view english;
  std::string_view chinese;
};

inline constexpr std::array<CouplingBand, 10> coupling_bands = {{
    {0.0, 0.1, "extreme imbalance", "极度失调"},
    {0.1, 0.2, "severe imbalance", "严重失调"},
    {0.2, 0.3, "moderate imbalance", "中度失调"},
    {0.3, 0.4, "mild imbalance", "轻度失调"},
    {0.4, 0.5, "on the verge of imbalance", "濒临失调"},
    {0.5, 0.6, "bare coordination", "勉强协调"},
    {0.6, 0.7, "primary coordination", "初级协调"},
    {0.7, 0.8, "intermediate coordination", "中级协调"},
    {0.8, 0.9, "good coordination", "良好协调"},
    {0.9, 1.0, "quality coordination", "优质协调"},
}};

// Null when the degree is missing or outside [0, 1].
const CouplingBand* coupling_band(double coordination_degree);

}  // namespace agglomera::output
