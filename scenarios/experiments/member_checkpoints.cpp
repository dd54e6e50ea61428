#include "scenarios/experiments/member_checkpoints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>

#include "scenarios/experiments/member_work.hpp"
#include "sim/checkpoint.hpp"
#include "sim/errors.hpp"

namespace agglomera::scenarios {
namespace {

namespace fs = std::filesystem;
using models::World;

struct Name {
  int member = 0, year = 0, part = 0, files = 0;  // parts from 1

  std::string text() const {
    return fmt::format("member-{}.year-{}.{}-of-{}", member, year, part, files);
  }
};

std::optional<Name> name_of(const fs::path& file) {
  Name name;
  const std::string text = file.filename().string();
  if (std::sscanf(text.c_str(), "member-%d.year-%d.%d-of-%d", &name.member, &name.year, &name.part,
                  &name.files) != 4)
    return std::nullopt;
  return name;
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code none;
  for (fs::directory_iterator at(folder, none), end; !none && at != end; at.increment(none))
    files.push_back(at->path());
  return files;
}

template <typename Remove>
void remove_files(const fs::path& folder, Remove is_to_go) {
  for (const fs::path& file : files_in(folder)) {
    std::error_code ignored;
    if (const auto name = name_of(file); name && is_to_go(*name, file)) fs::remove(file, ignored);
  }
}

template <typename Passage>
void pass_board(Passage& passage, std::shared_ptr<const models::ChoiceBoard>& board) {
  bool there = board != nullptr;
  passage(there);
  if (!there) return;
  models::ChoiceBoard laid_out = board ? *board : models::ChoiceBoard{};
  laid_out.board.pass(passage);
  passage(laid_out.reference);
  if (!board) board = std::make_shared<const models::ChoiceBoard>(std::move(laid_out));
}

// Everything but firms, and but what is the year's alone.
template <typename Passage>
void pass_world(Passage& passage, World& world) {
  auto& [year, firms, background, sums, boards, ln_resources, reference, census, copies, tally,
         memory,
         set_off] = world;  // a field that is added breaks this line, and the next
  auto& [focal_firms, focal_revenue, background_firms, background_revenue, exit_effect,
         exit_effect_revenue] = census;
  passage(year, sums, ln_resources, reference, copies, set_off);
  passage(focal_firms, focal_revenue, background_firms, background_revenue, exit_effect,
          exit_effect_revenue);
  pass_board(passage, boards.choice);
  pass_board(passage, boards.parents);
  pass_board(passage, boards.buyers);
}

template <typename Passage>
void pass_all(Passage& passage, const MemberState& state) {
  pass_member(passage, state.member);
  pass_world(passage, state.world);
  passage.numbers(state.series.lq_count);
  passage.numbers(state.series.lq_revenue);
  passage.numbers(state.series.firms);
  passage.numbers(state.series.revenue_usd);
}

[[noreturn]] void refuse(const fs::path& file, const std::string& why) {
  throw sim::InputError(
      sim::Complaint{file.generic_string(), 0, 0, why, "start anew without --resume"});
}

}  // namespace

MemberCheckpoints::MemberCheckpoints(const FinishedParts& parts, int every_years)
    : folder_(parts.folder()),
      origin_(sim::checksum_of(std::as_bytes(std::span(parts.origin())))),
      every_years_(every_years) {
  if (sim::is_first_rank()) {
    if (keeps()) parts.begin();
    sets_ = whole_sets();
  }
  sim::Bytes bytes = sim::bytes_of(std::span<const Set>(sets_));
  sim::share_from_first(bytes);
  sets_ = sim::records_of<Set>(bytes);
}

std::vector<MemberCheckpoints::Set> MemberCheckpoints::whole_sets() const {
  std::map<std::tuple<int, int, int>, int> parts;
  for (const fs::path& file : files_in(folder_))
    if (const auto name = name_of(file); name && file.filename() == name->text())
      ++parts[{name->member, name->year, name->files}];
  std::vector<Set> sets;
  for (const auto& [key, count] : parts) {
    const auto& [member, year, files] = key;
    if (count != files) continue;
    if (!sets.empty() && sets.back().member == member) sets.pop_back();
    sets.push_back({member, year, files});
  }
  return sets;
}

fs::path MemberCheckpoints::file(const Set& set, int part) const {
  return folder_ / Name{set.member, set.year, part, set.files}.text();
}

void MemberCheckpoints::keep(int member, const MemberState& state) const {
  write(member, state, false);
}

void MemberCheckpoints::keep_end(int member, sim::Year last, const MemberState& state) const {
  World nothing;
  nothing.year = last;
  write(member, {state.member, nothing, state.series}, true);
}

void MemberCheckpoints::write(int member, const MemberState& state, bool at_end) const {
  const World& world = state.world;
  const Set set{member, world.year, sim::ranks()};
  sim::CheckpointHead head{origin_, world.year, 0, 0, 0, 0};
  if (!at_end)
    head = {origin_,
            world.year,
            world.firms.blocks_in_all,
            world.firms.first_block,
            world.firms.blocks.size(),
            world.background.blocks.size()};
  sim::CheckpointWriter writer(file(set, sim::rank() + 1), head);
  sim::Packer packer;
  pass_all(packer, state);
  writer.write(packer.take());
  for (const sim::Block& block : world.firms.blocks) writer.write(block);
  for (const sim::Block& block : world.background.blocks) writer.write(block);
  writer.finish();
  sim::on_any_rank(false);  // the set is whole
  if (sim::rank() != 0) return;
  remove_files(folder_, [&](const Name& name, const fs::path& file) {
    return name.member == member &&
           (name.year != set.year || name.files != set.files || file.filename() != name.text());
  });
}

bool MemberCheckpoints::take_up(int member, const MemberState& state) const {
  const auto set = std::lower_bound(sets_.begin(), sets_.end(), member,
                                    [](const Set& one, int wanted) { return one.member < wanted; });
  if (set == sets_.end() || set->member != member) return false;
  const fs::path first = file(*set, 1);
  sim::CheckpointReader reader(first, origin_);
  const sim::Bytes parcel = reader.parcel();
  sim::Unpacker unpacker(parcel);
  try {
    pass_all(unpacker, state);
  } catch (const std::runtime_error& problem) {
    refuse(first, fmt::format("is damaged ({})", problem.what()));
  }
  if (!unpacker.at_end()) refuse(first, "is damaged (it holds more than a member)");
  read_firms(*set, state.world);
  return true;
}

void MemberCheckpoints::read_firms(const Set& set, World& world) const {
  sim::Firms& firms = world.firms;
  for (int part = 1; part <= set.files; ++part) {
    sim::CheckpointReader reader(file(set, part), origin_);
    const sim::CheckpointHead& head = reader.head();
    if (part == 1) {
      firms.blocks_in_all = head.blocks_in_all;
      firms.first_block = sim::first_block_of(sim::rank(), sim::ranks(), firms.blocks_in_all);
    }
    const std::size_t end = sim::first_block_of(sim::rank() + 1, sim::ranks(), firms.blocks_in_all);
    if (head.year != set.year || head.blocks_in_all != firms.blocks_in_all ||
        head.first_block != sim::first_block_of(part - 1, set.files, firms.blocks_in_all) ||
        head.first_block + head.blocks != sim::first_block_of(part, set.files, firms.blocks_in_all))
      refuse(file(set, part), "is of another world than its name says (files were exchanged)");
    reader.skip();
    for (std::size_t block = head.first_block; block < head.first_block + head.blocks; ++block)
      if (block >= firms.first_block && block < end)
        firms.blocks.push_back(reader.block());
      else
        reader.skip();
    for (std::size_t i = 0; i < head.further_blocks; ++i)
      world.background.blocks.push_back(reader.block());
    reader.end();
  }
}

void MemberCheckpoints::forget(const std::vector<int>& members) const {
  if (!keeps() && sets_.empty()) return;
  remove_files(folder_, [&](const Name& name, const fs::path&) {
    return std::find(members.begin(), members.end(), name.member) != members.end();
  });
}

bool MemberCheckpoints::any() const {
  const std::vector<fs::path> files = files_in(folder_);
  return std::any_of(files.begin(), files.end(),
                     [](const fs::path& file) { return name_of(file).has_value(); });
}

}  // namespace agglomera::scenarios
