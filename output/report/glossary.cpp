#include "output/report/glossary.hpp"

namespace agglomera::output::report {
namespace {

struct Entry {
  Text word;
  Text meaning;
};

const Entry entries[] = {
    {{"Location quotient (LQ)", "区位商（LQ）"},
     {"The industry's share of a city's firms (or revenue) over its share of the world's. 2: twice "
      "as "
      "much of the industry as the city's size leads one to expect; 1: just as much.",
      "某产业占该城市企业数（或营收）的比重，除以其占世界的比重。2 表示按城市规模应有的两倍，1 "
      "表示与规模相称。"}},
    {{"Member", "成员"},
     {"One simulated history. Each draws everything that is uncertain anew; together they show how "
      "far off an answer may be.",
      "一次模拟的历史。每个成员重新抽取一切不确定的量；全部成员合起来表明答案可能偏差多大。"}},
    {{"90 % interval", "90 % 区间"},
     {"From the 5 % to the 95 % quantile of the members: nine of ten lie inside.",
      "成员的 5 % 分位至 95 % 分位：十个成员中有九个落在其中。"}},
    {{"Baseline", "基准情景"},
     {"The same world without the policy, with the same luck.",
      "没有该政策、其余运气完全相同的世界。"}},
    {{"Treated city", "受政策作用的城市"},
     {"A city on which a lever of the policy acts.", "政策工具直接作用的城市。"}},
    {{"Spillover and siphoning", "溢出与虹吸"},
     {"What a policy does to others while cities draw on each other as before, and what better "
      "neighbours draw away because of it.",
      "溢出：各城市相互吸引力不变时政策对其他城市的影响；虹吸：邻近城市变强而被吸走的部分。"}},
    {{"Told from zero", "可与零区分"},
     {"The mean effect is farther from zero than two Monte Carlo errors: it does not come from too "
      "few members. It may still be small.",
      "平均效果偏离零超过两倍蒙特卡罗误差：不是因为成员太少。但效果仍可能很小。"}},
    {{"Background", "背景"},
     {"All listed firms of a city, of any industry, and their revenue: assumed or derived, not "
      "explained by the model.",
      "城市中所有行业的上市企业及其营收：由假设或推算得到，不由模型解释。"}},
    {{"Prior and posterior", "先验与后验"},
     {"What was assumed of a number before the observations were used, and what is left possible "
      "after.",
      "使用观测值之前对某数的假设，以及使用之后仍然可能的取值。"}},
    {{"Contraction", "收缩率"},
     {"How much the observations narrow a number: 0 not at all, 1 wholly.",
      "观测值使某数的不确定性缩小的程度：0 为毫无缩小，1 为完全确定。"}},
    {{"CRPS and skill", "CRPS 与预测技能"},
     {"CRPS: how far a forecast with its interval was from what came. Skill: by which share it is "
      "smaller than that of the best simple forecast.",
      "CRPS：带区间的预测与实际结果的差距。预测技能：比最佳简单预测的差距小多少比例。"}},
};

}  // namespace

Section glossary() {
  Section section{"glossary", {"Words used here", "术语说明"}};
  std::vector<Text> words, meanings;
  for (const Entry& entry : entries) {
    words.push_back(entry.word);
    meanings.push_back(entry.meaning);
  }
  Listing listing{"words", {"What they mean", "含义"}, {}};
  listing.table.add("word", {"Word", "术语"}, words);
  listing.table.add("meaning", {"Meaning", "含义"}, meanings);
  section.listings.push_back(std::move(listing));
  return section;
}

}  // namespace agglomera::output::report
