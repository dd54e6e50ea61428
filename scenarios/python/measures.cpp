// measure: LQs and indices of any table, as columns.
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include "output/measures/location_quotient.hpp"
#include "scenarios/experiments/measure_options.hpp"
#include "scenarios/python/asked.hpp"

namespace agglomera::python {
namespace {

using namespace py::literals;
using namespace scenarios;

// Numbers of what they stand for; -1: nobody.
template <typename Number>
py::array_t<std::int32_t> codes_of(const std::vector<Number>& numbers) {
  py::array_t<std::int32_t> codes(static_cast<py::ssize_t>(numbers.size()));
  auto code = codes.mutable_unchecked<1>();
  for (std::size_t i = 0; i < numbers.size(); ++i)
    code(static_cast<py::ssize_t>(i)) = static_cast<std::int32_t>(numbers[i]);
  return codes;
}

py::array_t<double> column(const std::vector<double>& values) {
  return py::array_t<double>(static_cast<py::ssize_t>(values.size()), values.data());
}

py::list names_of(const DistinctNames& names) {
  py::list all;
  for (std::size_t i = 0; i < names.size(); ++i) all.append(py::str(std::string(names[i])));
  return all;
}

struct Told {
  MeasuredTable of;
  std::vector<double> symmetric, rca;  // by row
  std::vector<std::int32_t> why;       // no LQ: 0 missing, 1 suppressed, 2 undefined; -1: there is one
  std::vector<IndexValue> indices;
  std::vector<TransitionRow> transitions;
};

Told told(const MeasureOptions& options) {
  Told all{measure_table(options), {}, {}, {}, {}, {}};
  const auto& [table, request, quotients] = all.of;
  for (std::size_t row = 0; row < table.size(); ++row) {
    all.symmetric.push_back(output::symmetric_location_quotient(quotients.lq[row]));
    all.rca.push_back(advantage(request, table, quotients, row));
    const std::string_view why = standing(table, quotients, row);
    all.why.push_back(why.empty() ? -1 : why == "missing" ? 0 : why == "suppressed" ? 1 : 2);
  }
  tell_indices(table, request, quotients,
               {[&](const IndexValue& value) { all.indices.push_back(value); },
                [&](const TransitionRow& row) { all.transitions.push_back(row); }});
  return all;
}

py::dict cells_of(const Told& all) {
  const auto& [table, request, quotients] = all.of;
  const std::vector<std::int32_t> incomplete(quotients.incomplete.begin(), quotients.incomplete.end());
  py::dict cells("region"_a = codes_of(table.region), "industry"_a = codes_of(table.industry),
                 "year"_a = codes_of(table.year), "value"_a = column(table.value),
                 "why"_a = codes_of(all.why), "incomplete"_a = codes_of(incomplete),
                 "lq"_a = column(quotients.lq));
  if (!quotients.low.empty()) {
    cells["low"] = column(quotients.low);
    cells["high"] = column(quotients.high);
  }
  if (request.wants(Index::symmetric_lq)) cells["symmetric_lq"] = column(all.symmetric);
  if (request.wants(Index::standardised_lq))
    cells["standardised_lq"] = column(quotients.standardised);
  if (request.wants(Index::rca)) cells["rca"] = column(all.rca);
  return cells;
}

py::dict indices_of(const std::vector<IndexValue>& rows) {
  std::vector<std::int32_t> index, year, incomplete;
  std::vector<std::uint32_t> region, industry, other;
  std::vector<double> value, beside;
  for (const IndexValue& row : rows) {
    index.push_back(static_cast<std::int32_t>(row.index));
    year.push_back(row.year), incomplete.push_back(row.incomplete);
    region.push_back(row.region), industry.push_back(row.industry), other.push_back(row.other);
    value.push_back(row.value), beside.push_back(row.beside);
  }
  return py::dict("index"_a = codes_of(index), "year"_a = codes_of(year),
                  "region"_a = codes_of(region), "industry"_a = codes_of(industry),
                  "other"_a = codes_of(other), "value"_a = column(value),
                  "beside"_a = column(beside), "incomplete"_a = codes_of(incomplete));
}

py::list transitions_of(const Told& all) {
  py::list rows;
  for (const TransitionRow& row : all.transitions)
    rows.append(py::dict("index"_a = name_of(row.index),
                         "industry"_a = std::string(all.of.table.industries[row.industry]),
                         "neighbours"_a = row.neighbours, "from"_a = row.from, "to"_a = row.to,
                         "count"_a = row.count, "probability"_a = row.probability));
  return rows;
}

py::dict conventions_of(const MeasureRequest& request) {
  py::dict texts;
  for (std::size_t i = 0; i < number_of_indices; ++i) {
    const auto index = static_cast<Index>(i);
    if (request.chosen[i])
      texts[py::str(std::string(name_of(index)))] = request.conventions.text(index);
  }
  return texts;
}

std::string beside_of(const std::string& index) {
  for (std::size_t i = 0; i < number_of_indices; ++i)
    if (name_of(static_cast<Index>(i)) == index)
      return std::string(beside_name(static_cast<Index>(i)));
  return "";
}

py::dict measure(const MeasureOptions& options, const CallOptions& call) {
  const Told all = on_engine(call, [&](EngineCall&) { return told(options); });
  const ActivityTable& table = all.of.table;
  py::object years = table.has_years ? py::cast(table.years) : py::none();
  const auto code = [](const std::optional<std::uint32_t>& number) {
    return number ? static_cast<std::int64_t>(*number) : -1;
  };
  return py::dict("regions"_a = names_of(table.regions), "industries"_a = names_of(table.industries),
                  "years"_a = years, "total_region"_a = code(table.total_region),
                  "total_industry"_a = code(table.total_industry), "index_names"_a = index_names(),
                  "cells"_a = cells_of(all), "indices"_a = indices_of(all.indices),
                  "transitions"_a = transitions_of(all),
                  "conventions"_a = conventions_of(all.of.request),
                  "notes"_a = all.of.quotients.notes);
}

// Column names and marks, as they are called on the command line with "_" for "-".
MeasureOptions options_of(const py::dict& words) {
  MeasureOptions options;
  const auto take = [&](const char* name, auto& into) {
    if (words.contains(name)) into = py::cast<std::remove_reference_t<decltype(into)>>(words[name]);
  };
  ActivityManner& manner = options.manner;
  take("table", options.table);
  take("region", manner.region), take("industry", manner.industry), take("year", manner.year);
  take("value", manner.value), take("counts", manner.counts);
  take("total_region", manner.total_region), take("total_industry", manner.total_industry);
  take("wide", options.wide), take("separator", options.separator);
  take("encoding", options.encoding), take("missing", options.missing);
  take("suppressed", options.suppressed), take("zero", options.zero);
  take("flag", manner.flag), take("decimal", options.decimal);
  take("thousands", options.thousands), take("absent", options.absent), take("of", options.of);
  take("indices", options.indices), take("convention", options.convention);
  take("coordinates", options.coordinates), take("neighbours", options.neighbours);
  take("groups", options.groups), take("plants", options.plants), take("couple", options.couple);
  take("nearest", options.nearest), take("bootstrap", options.bootstrap);
  take("permutations", options.permutations), take("classes", options.classes);
  take("band_km", options.band_km), take("seed", options.seed);
  return options;
}

}  // namespace

void add_measures(py::module_& module) {
  module.def("beside_name", &beside_of, py::arg("index"));
  module.def(
      "measure",
      [](const py::dict& words, std::optional<std::int64_t> threads) {
        return measure(options_of(words), {threads});
      },
      py::arg("options"), py::arg("threads"));
}

}  // namespace agglomera::python
