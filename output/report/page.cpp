// The page around its content: the shell of web/page.html with styles, libraries, scripts and data
// put in. A content security policy lets no request out and runs only the one script whose hash it
// names, so that a name with markup in it stays a name.
#include <fmt/format.h>

#include <boost/archive/iterators/base64_from_binary.hpp>
#include <boost/archive/iterators/transform_width.hpp>
#include <stdexcept>
#include <string_view>

#include "output/report/report.hpp"
#include "output/report/web_files.hpp"

namespace agglomera::output::report {
namespace {

// JSON that can stand in HTML: no "<" can end the element it stands in.
std::string in_html(const std::string& json) {
  std::string safe;
  safe.reserve(json.size());
  for (const char letter : json) {
    if (letter == '<')
      safe += "\\u003c";
    else
      safe += letter;
  }
  return safe;
}

std::string escaped(const std::string& text) {
  std::string safe;
  for (const char letter : text) {
    switch (letter) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      default:
        safe += letter;
    }
  }
  return safe;
}

// As a content security policy names a script: its SHA-256 in base64.
std::string script_hash() {
  using namespace boost::archive::iterators;
  using Base64 = base64_from_binary<transform_width<std::string::const_iterator, 6, 8>>;
  const std::string_view digits = script_sha256();
  std::string bytes;
  for (std::size_t i = 0; i < digits.size(); i += 2)
    bytes += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
  return "sha256-" + std::string(Base64(bytes.cbegin()), Base64(bytes.cend())) + "=";
}

// "{{name}}" in the shell stands for a part of the page.
std::string part(std::string_view name, const Json& content, const Json& data) {
  const std::string language = content["language"];
  const auto said = [&](const Json& text) { return escaped(text[language]); };
  if (name == "language") return language == "zh" ? "zh-Hans" : "en";
  if (name == "question") return said(content["headline"]["question"]);
  if (name == "answer") return said(content["headline"]["answer"]);
  if (name == "style") return std::string(web_file("page.css"));
  if (name == "script") return std::string(web_file("script.js"));
  if (name == "script_hash") return script_hash();
  if (name == "data") return in_html(data.dump(-1, ' ', false, Json::error_handler_t::replace));
  throw std::logic_error(fmt::format("page.html has no part {}", name));
}

}  // namespace

std::string report_page(const Json& content) {
  Json data = content;
  data["land"] = Json::parse(web_file("land.json"));
  const std::string_view shell = web_file("page.html");
  std::string page;
  std::size_t at = 0;
  while (true) {
    const std::size_t open = shell.find("{{", at);
    page += shell.substr(at, open - at);
    if (open == std::string_view::npos) return page;
    const std::size_t close = shell.find("}}", open);
    page += part(shell.substr(open + 2, close - open - 2), content, data);
    at = close + 2;
  }
}

}  // namespace agglomera::output::report
