// The page as a file: what it is made of, and that nothing that users wrote can leave its place in it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>

#include "output/report/report.hpp"
#include "output/report/web_files.hpp"
#include "tests/output/store/sample_results.hpp"

namespace agglomera::output::report {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string web_on_disk(const std::string& name) {
  const std::string bytes = bytes_of(AGGLOMERA_SOURCE "/output/report/web/" + name);
  EXPECT_FALSE(bytes.empty()) << name;
  return bytes;
}

std::string between(const std::string& text, const std::string& open, const std::string& close,
                    std::size_t from = 0) {
  const std::size_t begin = text.find(open, from);
  if (begin == std::string::npos) return "";
  const std::size_t inside = begin + open.size();
  return text.substr(inside, text.find(close, inside) - inside);
}

std::string page_of(const ResultFile& file, Language language = Language::english,
                    const std::string& name = "run.h5") {
  return report_page(page_content({{name, file}}, language));
}

// --- what is bundled ------------------------------------------------------------------------------

TEST(BundledWeb, holds_shell_styles_and_land_byte_for_byte) {
  EXPECT_EQ(web_file("page.html"), web_on_disk("page.html"));
  EXPECT_EQ(web_file("page.css"), web_on_disk("page.css"));
  EXPECT_EQ(web_file("land.json"), web_on_disk("node_modules/world-atlas/land-110m.json"));
}

// Maps of the sources, which are not in the page, are all that is taken out.
std::string without_source_maps(std::string text) {
  const std::string mark = "//# sourceMappingURL=";
  for (std::size_t at; (at = text.find(mark)) != std::string::npos;)
    text.erase(at, text.find('\n', at) - at);
  return text;
}

TEST(BundledWeb, holds_the_libraries_and_every_script_of_ours_byte_for_byte) {
  const std::string script{web_file("script.js")};
  std::size_t at = 0;
  for (const char* library : {"vega/build/vega.min.js", "vega-lite/build/vega-lite.min.js",
                              "vega-embed/build/vega-embed.min.js"}) {
    const std::string text =
        without_source_maps(web_on_disk("node_modules/" + std::string(library)));
    EXPECT_EQ(script.compare(at, text.size(), text), 0) << library;
    at += text.size() + 1;  // a line apart
  }
  std::size_t own = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(AGGLOMERA_SOURCE "/output/report/web"))
    if (entry.path().extension() == ".js") {
      EXPECT_THAT(script, HasSubstr(bytes_of(entry.path()))) << entry.path().filename();
      ++own;
    }
  EXPECT_GE(own, 7u);
}

TEST(BundledWeb, has_nothing_in_its_script_that_an_html_reader_would_change_or_end) {
  std::string script{web_file("script.js")};
  std::transform(script.begin(), script.end(), script.begin(),
                 [](unsigned char letter) { return std::tolower(letter); });
  for (const std::string ending : {"</script", "<!--", "\r"})
    EXPECT_EQ(script.find(ending), std::string::npos) << ending;
  EXPECT_EQ(script.find('\0'), std::string::npos);
  EXPECT_EQ(script.find("sourcemappingurl="), std::string::npos);
}

TEST(BundledWeb, refuses_a_file_that_it_does_not_hold) {
  EXPECT_THROW(web_file("secret.js"), std::out_of_range);
}

// --- the policy -----------------------------------------------------------------------------------

// By a program that is not ours.
std::string sha256_of(const std::string& text) {
  const TemporaryFolder folder;
  put_bytes(folder / "script.js", text);
  const std::string command = "sha256sum " + (folder / "script.js").string();
  const std::unique_ptr<FILE, int (*)(FILE*)> told(popen(command.c_str(), "r"), pclose);
  std::array<char, 65> digits{};
  return told && std::fread(digits.data(), 1, 64, told.get()) == 64 ? digits.data() : "";
}

// 32 bytes, written in hexadecimal, in base64: 43 letters and one "=".
std::string in_base64(const std::string& hexadecimal) {
  const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bits, text;
  for (const char digit : hexadecimal)
    for (int bit = 3; bit >= 0; --bit)
      bits += (std::stoi(std::string(1, digit), nullptr, 16) >> bit) & 1 ? '1' : '0';
  while (bits.size() % 6 != 0) bits += '0';
  for (std::size_t i = 0; i < bits.size(); i += 6)
    text += letters[std::stoul(bits.substr(i, 6), nullptr, 2)];
  return text + "=";
}

TEST(PagePolicy, names_the_hash_of_the_one_script_in_the_page) {
  const std::string page = page_of(sample_run());
  const std::string script = between(page, "<script>", "</script>");
  EXPECT_EQ(script, web_file("script.js"));
  const std::string hash = sha256_of(script);
  ASSERT_EQ(hash.size(), 64u);
  EXPECT_EQ(hash, script_sha256());
  EXPECT_EQ(between(page, "script-src '", "'"), "sha256-" + in_base64(hash));
}

TEST(PagePolicy, lets_nothing_out_and_makes_no_code_of_text) {
  const std::string policy =
      between(page_of(sample_run()), "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
  EXPECT_THAT(policy, StartsWith("default-src 'none'; "));
  EXPECT_THAT(policy, HasSubstr("img-src data: blob:;"));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe-eval")));
  EXPECT_THAT(policy, Not(HasSubstr("http")));
  EXPECT_THAT(policy, Not(HasSubstr("connect-src")));
}

// --- what users wrote -----------------------------------------------------------------------------

ResultFile named(const std::string& name) {
  ResultFile file = sample_run();
  std::vector<std::string> names = {name, name, name};
  for (Variable& variable : file.groups[0].variables)
    if (variable.name == "city_name" || variable.name == "city_zh") variable.values = names;
  return file;
}

Json data_in(const std::string& page) {
  return Json::parse(between(page, "id=\"content\">", "</script>"));
}

TEST(PageData, cannot_end_the_element_that_it_stands_in) {
  for (const std::string name :
       {"</script><img src=x onerror=alert(1)>", "<!--<script>", "</SCRIPT >", "{{data}}{{script}}",
        "\"+alert(1)+\"", "\\u003c\\", "甲 \u2028"}) {
    const std::string page = page_of(named(name), Language::english, name + ".h5");
    const std::string data = between(page, "id=\"content\">", "</script>");
    EXPECT_EQ(data.find('<'), std::string::npos) << name;
    const Json content = Json::parse(data);
    EXPECT_EQ(content["sources"][0], name + ".h5");
    EXPECT_THAT(content.dump(),
                HasSubstr(Json(name).dump().substr(1, Json(name).dump().size() - 2)));
    EXPECT_EQ(between(page, "<script>", "</script>"), web_file("script.js")) << name;
  }
}

TEST(PageData, is_what_page_content_says_with_the_outline_of_the_land) {
  Json expected = page_content({{"run.h5", sample_run()}}, Language::chinese);
  Json data = data_in(page_of(sample_run(), Language::chinese));
  EXPECT_TRUE(data.contains("land"));
  data.erase("land");
  EXPECT_EQ(data, expected);
}

TEST(PageData, bears_names_that_are_no_utf8) {
  const std::string page = page_of(named("Alb\xff"));
  EXPECT_NO_THROW(data_in(page));
}

TEST(PageShell, escapes_the_question_and_the_answer) {
  Json content = page_content({{"run.h5", sample_run()}}, Language::english);
  content["headline"]["question"]["en"] = "</title><b>&\"{{data}}";
  content["headline"]["answer"]["en"] = "<script>1</script>";
  const std::string page = report_page(content);
  EXPECT_THAT(page, HasSubstr("<title>&lt;/title&gt;&lt;b&gt;&amp;&quot;{{data}}</title>"));
  EXPECT_THAT(page, HasSubstr("<p>&lt;script&gt;1&lt;/script&gt;</p>"));
}

TEST(PageShell, opens_in_the_language_asked_for) {
  EXPECT_THAT(page_of(sample_run(), Language::english), HasSubstr("<html lang=\"en\">"));
  EXPECT_THAT(page_of(sample_run(), Language::chinese), HasSubstr("<html lang=\"zh-Hans\">"));
}

TEST(PageShell, has_every_part_filled_in) {
  const std::string page = page_of(sample_run());
  const std::string shell{web_file("page.html")};
  for (std::size_t at = shell.find("{{"); at != std::string::npos; at = shell.find("{{", at + 2))
    EXPECT_THAT(page, Not(HasSubstr(shell.substr(at, shell.find("}}", at) + 2 - at))));
}

TEST(PageShell, has_the_same_bytes_when_made_again) {
  EXPECT_EQ(page_of(sample_run()), page_of(sample_run()));
  EXPECT_EQ(page_of(sample_policy()), page_of(sample_policy()));
}

TEST(PageShell, names_no_address_that_a_browser_would_ask) {
  std::string page = page_of(sample_run());
  // Libraries speak of addresses in their words; only what the shell itself says is loaded.
  const std::size_t script = page.find("<script>");
  page.erase(script, web_file("script.js").size());
  for (const char* asking : {"src=\"http", "href=\"http", "url(http", "@import", "<link"})
    EXPECT_THAT(page, Not(HasSubstr(asking)));
}

}  // namespace
}  // namespace agglomera::output::report
