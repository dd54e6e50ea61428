// A made-up study of three cities and two years, written into a folder of its own that goes away with
// it, so that a test can spoil one line and see what is said about it.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "scenarios/study/scenario_file.hpp"
#include "sim/errors.hpp"

namespace agglomera::scenarios {

class ThreeCities {
 public:
  ThreeCities() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "agglomera-study-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
    folder_ = pattern;
    for (const auto& [name, text] : texts()) write(name, text);
  }
  ~ThreeCities() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  ThreeCities(const ThreeCities&) = delete;
  ThreeCities& operator=(const ThreeCities&) = delete;

  std::filesystem::path path(const std::string& name) const { return folder_ / name; }

  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories(path(name).parent_path());
    std::ofstream(path(name), std::ios::binary) << text;
  }

  std::string text(const std::string& name) const {
    std::ifstream stream(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

  // Puts `now` in the place of the only `was` of a file.
  void change(const std::string& name, const std::string& was, const std::string& now) const {
    std::string all = text(name);
    const std::size_t at = all.find(was);
    if (at == std::string::npos || all.find(was, at + 1) != std::string::npos)
      throw std::logic_error("\"" + was + "\" should stand once in " + name);
    write(name, all.replace(at, was.size(), now));
  }

  void append(const std::string& name, const std::string& lines) const {
    write(name, text(name) + lines);
  }

  Scenario read(const Overrides& overrides = {}) const {
    Source source;
    return read_scenario(source, path("run.toml"), overrides);
  }

  // Every complaint in words, without the folder; empty when the scenario reads well.
  std::vector<std::string> complaints(const Overrides& overrides = {}) const {
    try {
      read(overrides);
    } catch (const sim::InputError& error) {
      return in_words(error.complaints());
    }
    return {};
  }

  std::vector<std::string> in_words(const std::vector<sim::Complaint>& complaints) const {
    std::vector<std::string> words;
    const std::string folder = folder_.generic_string() + "/";
    for (const sim::Complaint& complaint : complaints) {
      std::string text = complaint.text();
      for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder))
        text.erase(at, folder.size());
      words.push_back(text);
    }
    return words;
  }

  static const std::map<std::string, std::string>& texts() {
    static const std::map<std::string, std::string> all = {
        {"run.toml",
         "format  = 1\n"
         "study   = \"study.toml\"\n"
         "years   = { first = 2008, last = 2012 }\n"
         "members = 20\n"
         "seed    = 7\n"
         "\n"
         "[[lever]]\n"
         "kind     = \"radiation\"\n"
         "cities   = [\"alpha\"]\n"
         "years    = { first = 2010, last = 2012 }\n"
         "ramp     = 3\n"
         "strength = 0.5\n"},
        {"study.toml",
         "format = 1\n"
         "name   = \"Three cities\"\n"
         "years  = { first = 2008, last = 2009 }\n"
         "hubs   = [\"alpha\"]\n"
         "kernel = \"exponential\"\n"
         "\n"
         "[tables]\n"
         "cities       = \"cities.csv\"\n"
         "countries    = \"countries.csv\"\n"
         "links        = \"links.csv\"\n"
         "observed     = \"observed/observed.csv\"\n"
         "stated_facts = \"observed/stated_facts.csv\"\n"
         "background   = \"background.csv\"\n"
         "totals       = \"totals.csv\"\n"
         "assumptions  = [\"assumptions.csv\", \"fitted.csv\"]\n"
         "\n"
         "[[missing]]\n"
         "measure = \"revenue\"\n"
         "city    = \"beta\"\n"
         "years   = { first = 2008, last = 2008 }\n"
         "reason  = \"not listed yet\"\n"
         "\n"
         "[[strategy]]\n"
         "name      = \"A plan\"\n"
         "countries = [\"CN\"]\n"
         "from      = 2009\n"
         "effect    = 0.1\n"
         "\n"
         "[parameters]\n"
         "half_life_km = { usual = 300, sd = 0.3 }\n"},
        {"cities.csv",
         "city,name_en,name_zh,country,lat,lon,cluster,governance,in_paper_tables\n"
         "alpha,Alpha,甲,CN,30.5,120.25,delta,coordinated,1;2\n"
         "beta,\"Beta, the second\",乙,CN,31,121,delta,coordinated,2\n"
         "gamma,Gamma,丙,US,40,-74,independent,market,\n"},
        {"countries.csv",
         "country,governance_score,source\n"
         "CN,-0.5,made up\n"
         "US,1.25,made up\n"},
        {"links.csv",
         "city_a,city_b,kind,length_km,source\n"
         "beta,alpha,cluster,90.5,made up\n"
         "alpha,gamma,hub,11000,made up\n"},
        {"observed/observed.csv",
         "measure,city,year,value,unit,source\n"
         "lq_count,alpha,2008,2.5,1,made up\n"
         "lq_count,alpha,2009,2.25,1,made up\n"
         "lq_revenue,gamma,2009,0.75,1,made up\n"
         "revenue,beta,2008,0.01,1e8 USD,made up\n"
         "revenue,beta,2009,12,1e8 USD,made up\n"
         "revenue,gamma,2009,5000000,USD,made up\n"},
        {"observed/stated_facts.csv",
         "fact,city,year_from,year_to,relation,value,unit,note\n"
         "world_firms,,2008,2008,=,120,firms,\n"
         "rank_firms,alpha;gamma,2009,2009,<=,2,rank,order not stated\n"
         "lq_revenue_range,gamma,2008,2009,between 0 and 1,,,\n"},
        {"background.csv",
         "city,measure,year,value,log_sd,kind,source\n"
         "alpha,firm_share,2008,0.1,0.15,derived,made up\n"
         "alpha,firm_share,2009,0.125,0.15,derived,made up\n"
         "beta,firm_share,2008,0.05,0.3,assumed,made up\n"
         "beta,firm_share,2009,0.0625,0.6,assumed,made up\n"
         "gamma,firm_share,2008,0.2,0.3,derived,made up\n"
         "gamma,firm_share,2009,0.25,0.3,assumed,made up\n"
         "alpha,revenue_share,2008,0.1,0.15,derived,made up\n"
         "alpha,revenue_share,2009,0.125,0.15,derived,made up\n"
         "beta,revenue_share,2008,0.05,0.3,assumed,made up\n"
         "beta,revenue_share,2009,0.0625,0.3,assumed,made up\n"
         "gamma,revenue_share,2008,0.3,0.3,assumed,made up\n"
         "gamma,revenue_share,2009,0.375,0.3,assumed,made up\n"},
        {"totals.csv",
         "measure,year,value,unit,log_sd,kind,source\n"
         "firms,2008,120,firms,0.01,stated,made up\n"
         "firms,2009,125,firms,0.05,interpolated,made up\n"
         "revenue,2008,300,1e8 USD,0.1,derived,made up\n"
         "revenue,2009,40000000000,USD,0.1,assumed,made up\n"},
        {"assumptions.csv",
         "city,quantity,value,prior_sd,scale,kind,source\n"
         "alpha,endowment,2,0.4,log,anchored,made up\n"
         "alpha,technology,0.75,0.5,logit,anchored,made up\n"},
        {"fitted.csv",
         "city,quantity,value,prior_sd,scale,kind,source\n"
         "gamma,amenity,-0.25,0.5,linear,assumed,made up\n"},
    };
    return all;
  }

 private:
  std::filesystem::path folder_;
};

}  // namespace agglomera::scenarios
