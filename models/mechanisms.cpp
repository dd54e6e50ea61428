#include "models/mechanisms.hpp"

namespace agglomera::models {
namespace {

using M = Mechanisms;

constexpr MechanismDeclaration table[] = {
    {"innovation", "创新资源",
     "innovation resources gather where they are and draw firms (β_R)",
     "创新资源趋于集聚，并吸引企业（β_R）", &M::innovation},
    {"coupling", "科技与文化耦合",
     "technology and culture in step draw, keep and grow firms (β_D)",
     "科技与文化协调发展，吸引、留住企业并促其成长（β_D）", &M::coupling},
    {"governance", "定位与治理",
     "regimes and dated national strategies change the terms (G)",
     "治理模式与有起始年份的国家战略改变企业面对的条件（G）", &M::governance},
    {"localisation", "产业集聚",
     "firms go where the industry already is (β_L)",
     "企业趋向产业已集聚之处（β_L）", &M::localisation},
    {"radiation", "辐射效应",
     "hubs spread to their neighbours (β_S)",
     "枢纽城市向邻近城市溢出（β_S）", &M::radiation},
    {"siphoning", "虹吸效应",
     "better neighbours draw firms away (β_B)",
     "条件更优的邻近城市吸走企业（β_B）", &M::siphoning},
    {"amenity", "未解释的区位优势",
     "what else draws firms to a city and makes them grow there, unexplained",
     "其他未能解释的、吸引企业并促其成长的城市因素", &M::amenity},
    {"entry", "进入",
     "new firms are founded where the market demands them",
     "哪里有市场需求，新企业就在哪里创办", &M::entry},
    {"spin_offs", "衍生",
     "some entrants stay in the city of their parent",
     "部分新企业留在母公司所在城市", &M::spin_offs},
    {"exit", "退出",
     "firms close or delist",
     "企业关闭或退市", &M::exit},
    {"growth", "增长",
     "revenues grow by city and by chance",
     "营收的增长因城市与机遇而异", &M::growth},
    {"relocation", "迁移",
     "firms move to another city",
     "企业迁往其他城市", &M::relocation},
    {"acquisition", "收购",
     "firms are bought; their revenue moves to the buyer's city",
     "企业被收购，其营收转移到收购方所在城市", &M::acquisition},
};

}  // namespace

std::span<const MechanismDeclaration> mechanism_table() { return table; }

Mechanisms null_model() {
  Mechanisms off;
  off.innovation = off.coupling = off.governance = off.localisation = false;
  off.radiation = off.siphoning = off.amenity = false;
  return off;
}

}  // namespace agglomera::models
