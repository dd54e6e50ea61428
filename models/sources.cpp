#include "models/sources.hpp"

#include <utility>

namespace agglomera::models {
namespace {

constexpr std::pair<std::string_view, std::string_view> known[] = {
    {"assumed", "假设"},
    {"convention", "惯例"},
    {"assumed; weakly informed on purpose", "假设；有意采用弱信息"},
    {"assumed; McFadden 1978 for its meaning", "假设；含义见 McFadden（1978）"},
    {"assumed; score from the Worldwide Governance Indicators", "假设；得分来自世界治理指标"},
    {"literature 290-430 km", "文献：290—430 公里"},
    {"listed firms leave at 6-7 % a year", "上市公司每年退出 6%—7%"},
    {"assumed; hazards fall with size", "假设；风险率随规模下降"},
    {"Stanley et al. 1996 for the shape", "分布形状见 Stanley 等（1996）"},
    {"Stanley et al. 1996: -0.15 to -0.2", "Stanley 等（1996）：−0.15 至 −0.2"},
    {"headquarters move at 0.5-5 % a year", "总部每年迁移 0.5%—5%"},
    {"assumed; includes 0, a fixed world total", "假设；包含 0，即全球总量固定"},
    {"assumed; Klepper 2007 for the mechanism", "假设；机制见 Klepper（2007）"},
    {"assumed; lognormal sizes", "假设；规模服从对数正态分布"},
    {"Gardner and McKenzie 1985 for the form", "形式见 Gardner 与 McKenzie（1985）"},
    {"assumed; 0 lets siphoning grow as fast as spread", "假设；0 表示虹吸与辐射同步增强"}};

}  // namespace

std::string_view source_in_chinese(std::string_view source) {
  for (const auto& [english, chinese] : known)
    if (english == source) return chinese;
  return {};
}

}  // namespace agglomera::models
