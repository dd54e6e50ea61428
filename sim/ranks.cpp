#include "sim/ranks.hpp"

#include <omp.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <optional>
#include <stdexcept>

#ifdef AGGLOMERA_MPI
#include <mpi.h>
#include <unistd.h>
#endif

namespace agglomera::sim {
namespace {

int own_rank = 0, all_ranks = 1, apart = 0;
std::optional<RankFailed> failure;  // known to this rank

using Parcels = std::vector<std::span<const std::byte>>;  // by the rank they go to

enum class Step : std::int64_t { add_up, on_any_rank, exchange, gather, share, count, end };

std::int64_t own_count = 0;  // of one rank

#ifdef AGGLOMERA_MPI

constexpr std::size_t most_at_once = std::size_t{1} << 30;  // a count is an int

[[noreturn]] void give_up(const char* why) {
  std::fprintf(stderr, "agglomera: rank %d: %s\n", own_rank, why);
  MPI_Abort(MPI_COMM_WORLD, 1);
  std::abort();
}

void least_of_all(std::span<std::int64_t> numbers) {
  MPI_Allreduce(MPI_IN_PLACE, numbers.data(), static_cast<int>(numbers.size()), MPI_INT64_T,
                MPI_MIN, MPI_COMM_WORLD);
}

void sum_of_all(std::span<std::int64_t> numbers) {
  MPI_Allreduce(MPI_IN_PLACE, numbers.data(), static_cast<int>(numbers.size()), MPI_INT64_T,
                MPI_SUM, MPI_COMM_WORLD);
}

void broadcast(int from, Bytes& bytes) {
  auto size = static_cast<std::int64_t>(bytes.size());
  MPI_Bcast(&size, 1, MPI_INT64_T, from, MPI_COMM_WORLD);
  try {
    bytes.resize(static_cast<std::size_t>(size));
  } catch (const std::bad_alloc&) {
    give_up("out of memory for what the first rank sends");
  }
  for (std::size_t at = 0; at < bytes.size(); at += most_at_once)
    MPI_Bcast(bytes.data() + at, static_cast<int>(std::min(most_at_once, bytes.size() - at)),
              MPI_BYTE, from, MPI_COMM_WORLD);
}

template <typename Start>
void in_pieces(std::byte* bytes, std::size_t size, std::vector<MPI_Request>& requests,
               Start start) {
  for (std::size_t at = 0; at < size; at += most_at_once)
    start(bytes + at, static_cast<int>(std::min(most_at_once, size - at)),
          &requests.emplace_back());
}

std::vector<Bytes> deliver(const Parcels& to) {
  const auto peers = static_cast<std::size_t>(all_ranks);
  std::vector<std::int64_t> given(peers), taken(peers);
  for (std::size_t r = 0; r < peers; ++r) given[r] = static_cast<std::int64_t>(to[r].size());
  MPI_Alltoall(given.data(), 1, MPI_INT64_T, taken.data(), 1, MPI_INT64_T, MPI_COMM_WORLD);
  std::vector<Bytes> from(peers);
  try {
    for (std::size_t r = 0; r < peers; ++r) from[r].resize(static_cast<std::size_t>(taken[r]));
  } catch (const std::bad_alloc&) {
    give_up("out of memory for what the other ranks send");
  }
  std::vector<MPI_Request> requests;
  const auto mine = static_cast<std::size_t>(own_rank);
  for (std::size_t r = 0; r < peers; ++r)
    if (r != mine)
      in_pieces(from[r].data(), from[r].size(), requests, [&](auto* at, int size, auto* request) {
        MPI_Irecv(at, size, MPI_BYTE, static_cast<int>(r), 0, MPI_COMM_WORLD, request);
      });
  for (std::size_t r = 0; r < peers; ++r)
    if (r != mine)
      in_pieces(const_cast<std::byte*>(to[r].data()), to[r].size(), requests,
                [&](auto* at, int size, auto* request) {
                  MPI_Isend(at, size, MPI_BYTE, static_cast<int>(r), 0, MPI_COMM_WORLD, request);
                });
  from[mine].assign(to[mine].begin(), to[mine].end());
  MPI_Waitall(static_cast<int>(requests.size()), requests.data(), MPI_STATUSES_IGNORE);
  return from;
}

// Ranks on one machine divide its processors among them, unless the user or the launcher did.
void divide_processors() {
  MPI_Comm machine;
  int here = 1;
  MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &machine);
  MPI_Comm_size(machine, &here);
  MPI_Comm_free(&machine);
  const bool bound = omp_get_num_procs() < static_cast<int>(sysconf(_SC_NPROCESSORS_ONLN));
  if (!std::getenv("OMP_NUM_THREADS") && !bound)
    omp_set_num_threads(std::max(1, omp_get_max_threads() / here));
}

void begin(int& argc, char**& argv) {
  int given = 0;
  MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &given);
  MPI_Comm_rank(MPI_COMM_WORLD, &own_rank);
  MPI_Comm_size(MPI_COMM_WORLD, &all_ranks);
  if (given < MPI_THREAD_FUNNELED) give_up("this MPI allows no threads");
  divide_processors();
}

// The number lies in memory of the first rank. On one machine all ranks see that memory.
struct Count {
  MPI_Win window = MPI_WIN_NULL;
  std::int64_t* cell = nullptr;  // where this rank sees it
};
Count count;

bool on_one_machine() {
  MPI_Comm machine;
  int here = 0;
  MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &machine);
  MPI_Comm_size(machine, &here);
  MPI_Comm_free(&machine);
  std::int64_t least = here;
  least_of_all({&least, 1});
  return least == all_ranks;
}

void make_count() {
  const MPI_Aint size = own_rank == 0 ? sizeof(std::int64_t) : 0;
  void* base = nullptr;
  if (on_one_machine()) {
    MPI_Win_allocate_shared(size, sizeof(std::int64_t), MPI_INFO_NULL, MPI_COMM_WORLD, &base,
                            &count.window);
    MPI_Aint there = 0;
    int unit = 0;
    MPI_Win_shared_query(count.window, 0, &there, &unit, &base);
    count.cell = static_cast<std::int64_t*>(base);
  } else {
    MPI_Win_allocate(size, sizeof(std::int64_t), MPI_INFO_NULL, MPI_COMM_WORLD, &base,
                     &count.window);
  }
  MPI_Win_lock_all(0, count.window);
}

void set_count_back() {
  if (count.window == MPI_WIN_NULL) make_count();
  MPI_Barrier(MPI_COMM_WORLD);  // nobody counts on any more
  if (count.cell && own_rank == 0) std::atomic_ref(*count.cell).store(0);
  if (!count.cell && own_rank == 0) {
    const std::int64_t zero = 0;
    std::int64_t before = 0;
    MPI_Fetch_and_op(&zero, &before, MPI_INT64_T, 0, 0, MPI_REPLACE, count.window);
    MPI_Win_flush(0, count.window);
  }
  MPI_Barrier(MPI_COMM_WORLD);
}

std::int64_t add_to_count(std::int64_t steps) {
  if (count.cell) return std::atomic_ref(*count.cell).fetch_add(steps);
  std::int64_t before = 0;
  MPI_Fetch_and_op(&steps, &before, MPI_INT64_T, 0, 0, MPI_SUM, count.window);
  MPI_Win_flush(0, count.window);
  return before;
}

void finish() {
  if (count.window != MPI_WIN_NULL) {
    MPI_Win_unlock_all(count.window);
    MPI_Win_free(&count.window);
  }
  MPI_Finalize();
}

#else

// One rank meets nobody.
void least_of_all(std::span<std::int64_t>) {}
void sum_of_all(std::span<std::int64_t>) {}
void broadcast(int, Bytes&) {}
std::vector<Bytes> deliver(const Parcels&) { return {}; }
void begin(int&, char**&) {}
void set_count_back() {}
std::int64_t add_to_count(std::int64_t) { return 0; }
void finish() {}

#endif

bool alone() { return apart > 0 || all_ranks == 1; }

RankFailed told_by(int speaker, const RankFailed& mine) {
  Bytes bytes;
  if (speaker == own_rank) {
    bytes = bytes_of(std::span<const int>(&mine.code, 1));
    const Bytes text = bytes_of(std::span<const char>(mine.message));
    bytes.insert(bytes.end(), text.begin(), text.end());
  }
  broadcast(speaker, bytes);
  RankFailed said{0, std::string(bytes.size() - sizeof(int), ' ')};
  std::memcpy(&said.code, bytes.data(), sizeof(int));
  std::memcpy(said.message.data(), bytes.data() + sizeof(int), said.message.size());
  return said;
}

// Every meeting begins so: has anybody given up, and do all mean the same?
void meet(Step step, std::size_t size = 0, const RankFailed& mine = {0, {}}) {
  if (failure) throw RankFailed(*failure);
  constexpr std::int64_t nobody = std::numeric_limits<std::int64_t>::max();
  const auto what = static_cast<std::int64_t>(step), much = static_cast<std::int64_t>(size);
  std::array<std::int64_t, 5> seen = {mine.code != 0 ? own_rank : nobody, what, -what, much, -much};
  least_of_all(seen);
  if (seen[0] != nobody) {
    failure = told_by(static_cast<int>(seen[0]), mine);
    throw RankFailed(*failure);
  }
  if (seen[1] != -seen[2] || seen[3] != -seen[4]) {
    failure = RankFailed{1,
                         "agglomera: the ranks went different ways (the machines may differ in "
                         "their programs or input files)"};
    throw RankFailed(*failure);
  }
}

}  // namespace

int rank() { return apart > 0 ? 0 : own_rank; }
int ranks() { return apart > 0 ? 1 : all_ranks; }
bool is_first_rank() { return own_rank == 0; }
int ranks_together() { return all_ranks; }

Ranks::Ranks(int& argc, char**& argv) {
  begin(argc, argv);
  if (!is_first_rank() && !std::freopen("/dev/null", "w", stdout)) std::fclose(stdout);
}

Ranks::~Ranks() { finish(); }

RankFailed Ranks::end(int code, const std::string& message) {
  if (all_ranks == 1) return {code, message};
  try {
    meet(Step::end, 0, {code, message});
  } catch (const RankFailed& known) {
    return known;
  }
  return {0, {}};
}

Apart::Apart() { ++apart; }
Apart::~Apart() { --apart; }

void add_up(std::span<std::int64_t> numbers) {
  if (alone()) return;
  meet(Step::add_up, numbers.size());
  sum_of_all(numbers);
}

bool on_any_rank(bool here) {
  if (alone()) return here;
  meet(Step::on_any_rank);
  std::int64_t least = here ? 0 : 1;
  least_of_all({&least, 1});
  return least == 0;
}

std::vector<Bytes> exchange(const std::vector<Bytes>& to) {
  if (alone()) return to;
  meet(Step::exchange);
  return deliver({to.begin(), to.end()});
}

std::vector<Bytes> gather_at_first(const Bytes& mine) {
  if (alone()) return {mine};
  meet(Step::gather);
  Parcels to(static_cast<std::size_t>(all_ranks));
  to.front() = mine;
  std::vector<Bytes> from = deliver(to);
  if (!is_first_rank()) from.clear();
  return from;
}

std::vector<Bytes> gather_everywhere(const Bytes& mine) {
  if (alone()) return {mine};
  meet(Step::gather);
  return deliver(Parcels(static_cast<std::size_t>(all_ranks), mine));
}

void share_from_first(Bytes& bytes) {
  if (alone()) return;
  meet(Step::share);
  broadcast(0, bytes);
}

void restart_count() {
  own_count = 0;
  if (alone()) return;
  meet(Step::count);
  set_count_back();
}

std::int64_t count_on(std::int64_t steps) {
  if (all_ranks > 1) return add_to_count(steps);
  const std::int64_t before = own_count;
  own_count += steps;
  return before;
}

}  // namespace agglomera::sim
