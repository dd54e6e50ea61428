// The colours that charts name, light and dark. Told apart by people who see colours differently:
// blue against orange, never red against green (after Okabe and Ito, 2008).

const themes = {
  light: {
    ink: "#1b1f24", muted: "#57606a", grid: "#e3e6ea", surface: "#ffffff", land: "#e6e8eb",
    simulated: "#0067a5", observed: "#c1440e", forecast: "#8a6d00", baseline: "#57606a",
    policy: "#0067a5", gain: "#0067a5", loss: "#c1440e", own: "#0067a5", spilled: "#2a9d8f",
    siphoned: "#c1440e", unexplained: "#7a7f87", prior: "#a0a7b0", posterior: "#0067a5",
    low: "#c1440e", middle: "#d9dce0", high: "#0067a5", link: "#8a6d00",
    first: "#0067a5", second: "#c1440e", third: "#2a9d8f", fourth: "#8a6d00", fifth: "#9c4f96",
    sixth: "#4d4d4d",
  },
  dark: {
    ink: "#e8eaed", muted: "#a3abb5", grid: "#333a42", surface: "#14181d", land: "#2a3037",
    simulated: "#5ab4ef", observed: "#ff9a5c", forecast: "#e2c044", baseline: "#a3abb5",
    policy: "#5ab4ef", gain: "#5ab4ef", loss: "#ff9a5c", own: "#5ab4ef", spilled: "#5fd3c2",
    siphoned: "#ff9a5c", unexplained: "#9aa1aa", prior: "#6b737d", posterior: "#5ab4ef",
    low: "#ff9a5c", middle: "#4a525b", high: "#5ab4ef", link: "#e2c044",
    first: "#5ab4ef", second: "#ff9a5c", third: "#5fd3c2", fourth: "#e2c044", fifth: "#d79ad2",
    sixth: "#c8ccd1",
  },
};

const prefersDark = matchMedia("(prefers-color-scheme: dark)");
let theme = prefersDark.matches ? "dark" : "light";

const moreContrast = matchMedia("(prefers-contrast: more)");

function colour(name) {
  return themes[theme][name === "muted" && moreContrast.matches ? "ink" : name];
}

// What every chart looks like where its specification does not say otherwise.
function chartConfig() {
  const axis = {
    labelColor: colour("muted"), titleColor: colour("muted"), domainColor: colour("grid"),
    tickColor: colour("grid"), gridColor: colour("grid"), titleFontWeight: "normal",
    labelFontSize: 12, titleFontSize: 12, labelLimit: 220, aria: false,
  };
  return {
    background: "transparent",
    font: getComputedStyle(document.body).fontFamily.replaceAll('"', "'"),
    view: { stroke: null },
    axis,
    axisYQuantitative: { labelFlush: true },  // numbers stay beside their panel: its title stands level with others
    header: { labelColor: colour("ink"), titleColor: colour("muted"), labelFontSize: 13,
      labelLimit: 180 },
    legend: {
      labelColor: colour("ink"), titleColor: colour("muted"), orient: "top",
      labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal", labelLimit: 260,
      aria: false,
    },
    title: { color: colour("ink") },
    text: { color: colour("ink") },
    rule: { color: colour("muted") },
    mark: { aria: false, color: colour("simulated"), tooltip: true },
  };
}
