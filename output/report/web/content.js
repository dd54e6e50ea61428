// What the program wrote into the page: see page_content in report.hpp.

const content = JSON.parse(document.getElementById("content").textContent);
