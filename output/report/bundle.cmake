# Writes web_files.cpp: the page's shell, styles and outline of the land, and all its scripts as one,
# whose hash the page's content security policy names.
#   cmake -DWEB=… -DOUT=… -P bundle.cmake
set(libraries ${WEB}/node_modules)
set(scripts
  ${libraries}/vega/build/vega.min.js
  ${libraries}/vega-lite/build/vega-lite.min.js
  ${libraries}/vega-embed/build/vega-embed.min.js)
set(own content language colours elements table tooltip picture chart navigation paper page)

set(script "")
foreach(file IN LISTS scripts)
  file(READ ${file} text)
  string(APPEND script "${text}\n")
endforeach()
string(APPEND script "(() => {\n\"use strict\";\n")
foreach(name IN LISTS own)
  file(READ ${WEB}/${name}.js text)
  string(APPEND script "${text}\n")
endforeach()
string(APPEND script "})();\n")
# Maps of the sources are not in the page; a browser must not ask for them.
string(REGEX REPLACE "//# sourceMappingURL=[^\n]*" "" script "${script}")
string(SHA256 hash "${script}")

function(entry name text)
  if(text MATCHES "\\)WEB\"")
    message(FATAL_ERROR "${name} holds what ends a raw string")
  endif()
  file(APPEND ${OUT} "    {\"${name}\", R\"WEB(${text})WEB\"},\n")
endfunction()

file(WRITE ${OUT} "// Written by bundle.cmake from output/report/web.
#include \"output/report/web_files.hpp\"

#include <map>

namespace agglomera::output::report {
namespace {

const std::map<std::string_view, std::string_view> files = {
")
file(READ ${WEB}/page.html text)
entry(page.html "${text}")
file(READ ${WEB}/page.css text)
entry(page.css "${text}")
file(READ ${libraries}/world-atlas/land-110m.json text)
entry(land.json "${text}")
entry(script.js "${script}")
file(APPEND ${OUT} "};

}  // namespace

std::string_view web_file(std::string_view name) { return files.at(name); }

std::string_view script_sha256() { return \"${hash}\"; }

}  // namespace agglomera::output::report
")
