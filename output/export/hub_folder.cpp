// Forecasts in the layout of a modelling hub (hubverse).
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "output/export/csv_cell.hpp"
#include "output/export/csv_file.hpp"
#include "output/export/export.hpp"
#include "output/export/forecasts.hpp"
#include "output/scores/quantile.hpp"

namespace agglomera::output {
namespace {

// The levels that most hubs ask for: the median and eleven central intervals, 10 % to 98 %.
constexpr std::array levels = {0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4,   0.45, 0.5,
                               0.55, 0.6,   0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.975, 0.99};

constexpr const char* team = "agglomera";

constexpr const char* how_to_read =
    "A folder as modelling hubs have it (hubverse). Years are dated by their last day.\n"
    "\n"
    "model-output/TEAM-MODEL/ORIGIN-TEAM-MODEL.csv\n"
    "    origin_date      the last day that the forecast knew of\n"
    "    horizon          years after it\n"
    "    target           lq_count or lq_revenue: location quotient of firms or of their revenue\n"
    "    target_end_date  the last day of the year that is forecast\n"
    "    location         city id; auxiliary-data/locations.csv has names in both languages\n"
    "    output_type      quantile\n"
    "    output_type_id   its level: 23 of them, 0.01 to 0.99\n"
    "    value            the quantile, of type 7 (R's and NumPy's default), over the members\n"
    "target-data/time-series.csv    what was observed, year by year\n"
    "target-data/oracle-output.csv  what the forecasts are scored against\n"
    "model-metadata/                who made them and how\n"
    "forecasts.csv                  the same quantiles in one plain table: origin, horizon, "
    "quantile, value\n"
    "\n"
    "R       library(hubData); collect_hub(connect_model_output(\"model-output\"))\n"
    "        library(hubEvals); score_model_out(forecasts, "
    "read.csv(\"target-data/oracle-output.csv\"))\n"
    "Python  pandas.read_csv(\"forecasts.csv\")\n";

std::string last_day(std::int64_t year) { return fmt::format("{:04}-12-31", year); }

std::string model_of(const Forecasts& forecasts, const Round& round) {
  return fmt::format("{}-{}", team, forecasts.models[round.model].name);
}

// Cells of a row, with commas between them.
class Row {
 public:
  explicit Row(CsvFile& file) : file_(file), begun_at_(file.text().size()) {}
  ~Row() { file_.end_row(begun_at_); }
  Row(const Row&) = delete;
  Row& operator=(const Row&) = delete;

  template <typename Cell>
  Row& operator<<(const Cell& cell) {
    if (!first_) file_.text() += ',';
    first_ = false;
    append_cell(file_.text(), cell);
    return *this;
  }

 private:
  CsvFile& file_;
  std::size_t begun_at_;
  bool first_ = true;
};

class HubWriter {
 public:
  HubWriter(const ResultStream& result, WholeFolder& folder, const ExportProgress& progress)
      : result_(result), forecasts_(result), folder_(folder), progress_(progress) {}

  std::vector<ExportedFile> write() {
    write_forecasts();
    write_observations();
    write_locations();
    for (const ForecastModel& model : forecasts_.models) write_metadata(model);
    folder_.write("README.txt", readme_text(result_.outline(), {}, how_to_read));
    return std::move(files_);
  }

 private:
  CsvFile begin(const std::string& name, const std::string& group,
                std::vector<std::string> columns) {
    CsvFile file(folder_, name);
    {
      Row header(file);
      for (const std::string& column : columns) header << std::string_view(column);
    }
    files_.push_back({name, group, 0, std::move(columns)});
    return file;
  }

  void end(CsvFile& file, std::size_t place, std::uint64_t rows) {
    file.finish();
    files_[place].rows = rows;
  }

  void write_forecasts() {
    const std::string& group = forecasts_.group->name;
    CsvFile plain = begin("forecasts.csv", group,
                          {"model_id", "target", "location", "location_name", "location_name_zh",
                           "origin", "horizon", "year", "quantile", "value"});
    std::uint64_t all = 0;
    for (const Round& round : forecasts_.rounds) {
      const std::size_t place = files_.size();
      const std::string model = model_of(forecasts_, round);
      CsvFile file =
          begin(fmt::format("model-output/{0}/{1}-{0}.csv", model, last_day(round.origin)), group,
                {"origin_date", "horizon", "target", "target_end_date", "location", "output_type",
                 "output_type_id", "value"});
      const std::uint64_t rows = write_round(round, model, file, plain);
      end(file, place, rows);
      all += rows;
    }
    end(plain, 0, all);
  }

  std::uint64_t write_round(const Round& round, const std::string& model, CsvFile& file,
                            CsvFile& plain) {
    std::uint64_t rows = 0;
    for (std::size_t step = 0; step < round.horizons.size(); ++step) {
      const std::int64_t horizon = round.horizons[step], year = round.origin + horizon;
      for (const Variable* target : forecasts_.targets) {
        const std::vector<std::vector<double>> ensembles =
            forecasts_.ensembles(result_, *target, round, step);
        for (std::size_t city = 0; city < ensembles.size(); ++city) {
          const std::vector<double> members = present_ascending(ensembles[city]);
          if (members.empty()) continue;
          for (const double level : levels) {
            const double value = quantile_of_ascending(members, level);
            Row(file) << last_day(round.origin) << horizon << target->name << last_day(year)
                      << forecasts_.cities()[city] << std::string_view("quantile") << level
                      << value;
            Row(plain) << model << target->name << forecasts_.cities()[city]
                       << forecasts_.name(city) << forecasts_.name_zh(city) << round.origin
                       << horizon << year << level << value;
            ++rows;
          }
        }
        progress_(++done_, forecasts_.pieces());
      }
    }
    return rows;
  }

  void write_observations() {
    const std::size_t place = files_.size();
    CsvFile series = begin("target-data/time-series.csv", "observed",
                           {"target_end_date", "target", "location", "observation"});
    CsvFile oracle = begin("target-data/oracle-output.csv", "observed",
                           {"target_end_date", "target", "location", "oracle_value"});
    std::uint64_t rows = 0;
    for (const Observation& seen : forecasts_.observations(result_)) {
      for (CsvFile* file : {&series, &oracle})
        Row(*file) << last_day(seen.year) << seen.target << seen.city << seen.value;
      ++rows;
    }
    end(series, place, rows);
    end(oracle, place + 1, rows);
  }

  void write_locations() {
    const std::size_t place = files_.size();
    CsvFile file = begin("auxiliary-data/locations.csv", "cities",
                         {"location", "location_name", "location_name_zh"});
    for (std::size_t city = 0; city < forecasts_.cities().size(); ++city)
      Row(file) << forecasts_.cities()[city] << forecasts_.name(city) << forecasts_.name_zh(city);
    end(file, place, forecasts_.cities().size());
  }

  // Names hold letters, digits and underscores only; the rest is ours.
  void write_metadata(const ForecastModel& model) {
    const auto said = [&](const char* name) { return attribute_text(result_.outline(), name); };
    folder_.write(fmt::format("model-metadata/{}-{}.yml", team, model.name),
                  fmt::format("team_name: Agglomera\n"
                              "team_abbr: {}\n"
                              "model_name: Agglomera, {}\n"
                              "model_abbr: {}\n"
                              "model_version: \"{}\"\n"
                              "methods: an agent-based model of spatial agglomeration; quantiles "
                              "over {} members\n"
                              "created: \"{}\"\n"
                              "seed: {}\n",
                              team, model.said, model.name, said("agglomera_version"),
                              forecasts_.members(), said("created"), said("seed")));
  }

  const ResultStream& result_;
  const Forecasts forecasts_;
  WholeFolder& folder_;
  const ExportProgress& progress_;
  std::vector<ExportedFile> files_;
  std::uint64_t done_ = 0;
};

}  // namespace

std::vector<ExportedFile> export_hub(const ResultStream& result, WholeFolder& folder,
                                     const ExportProgress& progress) {
  return HubWriter(result, folder, progress).write();
}

}  // namespace agglomera::output
