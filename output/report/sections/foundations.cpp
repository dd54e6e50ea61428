#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {

Section foundations(const Sheet& sheet) {
  Section section{"foundations", {"What it rests on", "结果的依据"}};
  section.says.push_back(phrase({"{}: seed {}, Agglomera {}. To reproduce: {}",
                                 "{}：随机种子 {}，Agglomera {}。复现命令：{}"},
                                sheet.name(), sheet.attribute("seed"),
                                sheet.attribute("agglomera_version"), sheet.attribute("command")));
  return section;
}

}  // namespace agglomera::output::report
