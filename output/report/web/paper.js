// For paper: charts in light colours at the width of a page, short tables open, all back afterwards.

const paperWidth = 680;  // CSS pixels between the margins of A4

function drawForPaper(drawing) {
  const onScreen = theme;
  theme = "light";  // colours are looked up before the first wait
  const sheet = sheetOf(drawing.chart, paperWidth, drawing.turned);
  theme = onScreen;
  return sheet.then(({ sheet: made, view }) => {
    if (!printing) return view.finalize();
    drawing.screen = [...drawing.stage.childNodes];
    drawing.paperView = view;
    drawing.stage.replaceChildren(made);
    drawing.stage.dataset.paper = "yes";
  }).catch(() => {});  // the chart of the screen is printed instead
}

let printing = false;

// Browsers print when what was promised here without timers has been done.
addEventListener("beforeprint", () => {
  printing = true;
  for (const drawing of drawings) if (drawing.view) drawForPaper(drawing);
  for (const details of document.querySelectorAll("details.table"))
    if (details.isForPaper || details.open) {
      details.dataset.paper = details.open ? "was open" : "was closed";
      details.fill();
      details.open = true;
    }
});

addEventListener("afterprint", () => {
  printing = false;
  for (const drawing of drawings) {
    if (!drawing.screen) continue;
    drawing.stage.replaceChildren(...drawing.screen);
    drawing.paperView.finalize();
    delete drawing.stage.dataset.paper;
    delete drawing.screen;
  }
  for (const details of document.querySelectorAll("details.table[data-paper]")) {
    details.open = details.dataset.paper === "was open";
    // `toggle` is told later, and must not take this for the reader's wish.
    setTimeout(() => { delete details.dataset.paper; }, 100);
  }
});
