#include "scenarios/experiments/member_work.hpp"

#include <fmt/format.h>
#include <omp.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <exception>
#include <new>
#include <numeric>
#include <span>
#include <stdexcept>

#include "scenarios/experiments/finished_parts.hpp"
#include "sim/errors.hpp"
#include "sim/ranks.hpp"

namespace agglomera::scenarios {
namespace {

using Clock = std::chrono::steady_clock;
using sim::Bytes;

// Members in a row per processor that make a round worth its wait at the end, within these seconds.
constexpr double members_in_a_row = 20.0, shortest_round = 1.0, longest_round = 60.0;
constexpr double soon = 2.0;  // seconds: rests that are not worth keeping anything for

std::string round_name(int round) { return fmt::format("members-{}", round); }

class Passage {
 public:
  Passage(int members, const Watch& watch, const MemberWork& work)
      : members_(members),
        watch_(watch),
        work_(work),
        failed_(static_cast<std::size_t>(members)),
        per_rank_(static_cast<std::size_t>(sim::ranks())) {}

  void pass() {
    std::vector<int> left = take_up();
    Round round{static_cast<std::int64_t>(keeps() ? workers() : members_), false};
    while (!left.empty()) {
      const auto size = std::min<std::size_t>(left.size(), static_cast<std::size_t>(round.size));
      const std::vector<int> now(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(size));
      left.erase(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(size));
      const auto start = Clock::now();
      const std::vector<int> done = gather(run(now));
      const bool stopped = sim::on_any_rank(stopping());
      const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
      round = next(round, size, left.size(), seconds);
      unkept_.insert(unkept_.end(), done.begin(), done.end());
      if (keeps() && (stopped || (round.kept && !left.empty()))) keep();
      if (stopped && done_ < members_) throw interrupted();
    }
  }

  PassedMembers passed() const {
    PassedMembers passed{{}, per_rank_};
    for (int member = 0; member < members_; ++member)
      if (const std::string& reason = failed_[static_cast<std::size_t>(member)]; !reason.empty())
        passed.failures.push_back({member, reason});
    return passed;
  }

 private:
  struct Round {
    std::int64_t size;
    bool kept;
  };

  bool keeps() const { return watch_.parts && watch_.parts->keeps(); }
  bool stopping() const { return watch_.stop && watch_.stop->load(std::memory_order_relaxed); }
  int workers() const { return watch_.together ? 1 : sim::ranks() * omp_get_max_threads(); }
  Interrupted interrupted() const {
    const bool years = keeps() && sim::is_first_rank() && work_.keeps_years && work_.keeps_years();
    return {done_, members_, keeps() && done_ > 0, years};
  }

  Bytes pack_all(const std::vector<int>& members) const {
    sim::Packer packer;
    for (const int member : members) {
      packer(member, failed_[static_cast<std::size_t>(member)]);
      work_.pack(member, packer);
    }
    return packer.take();
  }
  std::vector<int> unpack_all(const Bytes& bytes) {
    std::vector<int> members;
    for (sim::Unpacker unpacker(bytes); !unpacker.at_end();) {
      int member = 0;
      unpacker(member);
      unpacker(failed_.at(static_cast<std::size_t>(member)));
      work_.unpack(member, unpacker);
      members.push_back(member);
    }
    return members;
  }

  // The members that no earlier work has finished; the first rank holds the others now.
  std::vector<int> take_up() {
    std::vector<char> held(static_cast<std::size_t>(members_));
    if (keeps() && sim::is_first_rank())
      while (const auto bytes = watch_.parts->kept(round_name(rounds_kept_))) {
        for (const int member : unpack_all(*bytes)) held[static_cast<std::size_t>(member)] = true;
        ++rounds_kept_;
      }
    std::vector<int> left;
    for (int member = 0; member < members_; ++member)
      if (!held[static_cast<std::size_t>(member)]) left.push_back(member);
    Bytes bytes = sim::bytes_of(std::span<const int>(left));
    sim::share_from_first(bytes);
    left = sim::records_of<int>(bytes);
    done_ = members_ - static_cast<int>(left.size());
    return left;
  }

  // Runs this rank's members of a round and says which came to an end.
  std::vector<int> run(const std::vector<int>& now) {
    return watch_.together ? run_together(now) : run_apart(now);
  }

  std::vector<int> run_together(const std::vector<int>& now) {
    std::vector<int> finished;
    for (const int member : now) {
      if (sim::on_any_rank(stopping())) break;
      const bool ended = run_one(member);
      if (problem_) std::rethrow_exception(problem_);
      if (!ended) break;
      finished.push_back(member);
      if (watch_.progress)
        watch_.progress(done_ + static_cast<int>(finished.size()), members_);
    }
    return finished;
  }

  std::vector<int> run_apart(const std::vector<int>& now) {
    std::vector<int> mine;
    for (const int member : now)
      if (turn_++ % sim::ranks() == sim::rank()) mine.push_back(member);
    const std::vector<char> ended = run_all(mine);
    if (problem_) std::rethrow_exception(problem_);
    std::vector<int> finished;
    for (std::size_t i = 0; i < mine.size(); ++i)
      if (ended[i]) finished.push_back(mine[i]);
    return finished;
  }

  // On the threads of this rank, which meets no other meanwhile.
  std::vector<char> run_all(const std::vector<int>& mine) {
    std::vector<char> ended(mine.size());
    const int before = done_, count = sim::ranks();
    int done = 0;
    const bool enough = static_cast<int>(mine.size()) >= omp_get_max_threads();
    const sim::Apart apart;
#pragma omp parallel for schedule(dynamic) if (enough)
    for (std::size_t i = 0; i < mine.size(); ++i) {
      if (stopping() || over_) continue;
      ended[i] = run_one(mine[i]);
      if (!ended[i]) continue;
#pragma omp critical
      if (++done; watch_.progress)
        watch_.progress(std::min(members_, before + done * count), members_);
    }
    return ended;
  }

  bool run_one(int member) {
    std::string& reason = failed_[static_cast<std::size_t>(member)];
    try {
      return work_.run(member);
    } catch (const sim::InputError&) {  // of no member's making
      return end_work();
    } catch (const std::bad_alloc& problem) {  // may be so on one rank alone
      if (watch_.together) return end_work();
      reason = problem.what();
    } catch (const std::exception& problem) {
      reason = problem.what();
      if (reason.empty()) reason = "unknown";
    }
    work_.mark_failed(member);
    return true;
  }

  // In a handler: what it caught is thrown again once the threads have met.
  bool end_work() {
    const std::exception_ptr problem = std::current_exception();
#pragma omp critical
    if (!problem_) problem_ = problem;
    over_ = true;
    return false;
  }

  // At the first rank: all members that came to an end on any rank.
  std::vector<int> gather(const std::vector<int>& finished) {
    if (watch_.together) {
      for (int& count : per_rank_) count += static_cast<int>(finished.size());
      done_ += static_cast<int>(finished.size());
      return finished;
    }
    std::vector<int> all;
    const Bytes mine = sim::is_first_rank() ? Bytes() : pack_all(finished);
    const std::vector<Bytes> gathered = sim::gather_at_first(mine);
    for (std::size_t r = 0; r < gathered.size(); ++r) {
      const std::vector<int> theirs = r == 0 ? finished : unpack_all(gathered[r]);
      per_rank_[r] += static_cast<int>(theirs.size());
      all.insert(all.end(), theirs.begin(), theirs.end());
    }
    auto ended = static_cast<std::int64_t>(finished.size());
    sim::add_up({&ended, 1});
    done_ += static_cast<int>(ended);
    return all;
  }

  // As the first rank's clock says.
  Round next(const Round& last, std::size_t size, std::size_t left, double seconds) const {
    const double turns = std::ceil(static_cast<double>(size) / workers());
    const double one = seconds / turns;  // of a member on one processor
    const double rest = one * std::ceil(static_cast<double>(left) / workers());
    Round round{static_cast<std::int64_t>(left), last.kept};
    if (rest > soon) {
      round.kept = true;
      const double wanted = std::clamp(members_in_a_row * one, shortest_round, longest_round);
      round.size = workers() * std::max<std::int64_t>(1, static_cast<std::int64_t>(wanted / one));
    }
    Bytes bytes = sim::bytes_of(std::span<const Round>(&round, 1));
    sim::share_from_first(bytes);
    return sim::records_of<Round>(bytes).front();
  }

  void keep() {
    if (!sim::is_first_rank()) return;
    if (!unkept_.empty()) watch_.parts->keep(round_name(rounds_kept_++), pack_all(unkept_));
    if (work_.forget) work_.forget(unkept_);
    unkept_.clear();
  }

  int members_;
  const Watch& watch_;
  const MemberWork& work_;
  std::vector<std::string> failed_;  // why, by member; empty: it did not
  std::vector<int> per_rank_;
  std::vector<int> unkept_;
  std::exception_ptr problem_;  // that ends the work
  std::atomic<bool> over_ = false;
  int rounds_kept_ = 0;
  int done_ = 0;
  int turn_ = 0;
};

}  // namespace

PassedMembers pass_members(int members, std::uint64_t seed, const Watch& watch,
                           const MemberWork& work) {
  Passage passage(members, watch, work);
  passage.pass();
  PassedMembers passed = passage.passed();
  if (2 * passed.failures.size() > static_cast<std::size_t>(members))
    throw std::runtime_error(fmt::format(
        "{} of {} members failed; the first, member {} of seed {}: {}", passed.failures.size(),
        members, passed.failures.front().member, seed, passed.failures.front().reason));
  return passed;
}

}  // namespace agglomera::scenarios
