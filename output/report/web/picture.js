// A chart as a picture of its own: with its title above and where it comes from below.

const svgSpace = "http://www.w3.org/2000/svg";

function svgElement(tag, attributes, ...children) {
  const made = document.createElementNS(svgSpace, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const measuring = document.createElement("canvas").getContext("2d");

// Broken between words; between any two signs where a language has no spaces.
function brokenLines(text, font, width) {
  measuring.font = font;
  const lines = [""];
  for (const piece of text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) ?? []) {
    const longer = lines.at(-1) + piece;
    if (lines.at(-1) !== "" && measuring.measureText(longer.trimEnd()).width > width) lines.push(piece);
    else lines[lines.length - 1] = longer;
  }
  return lines.map((line) => line.trimEnd());
}

// Lines of text from `top` down, and where they end.
function textBlock(text, { size, weight, fill, family, width, left, top }) {
  const height = Math.round(size * 1.4);
  const lines = brokenLines(text, `${weight} ${size}px ${family}`, width);
  const block = svgElement("text", { "font-size": size, "font-weight": weight, fill },
    ...lines.map((line, i) => svgElement("tspan", { x: left, y: top + (i + 1) * height - 4 }, line)));
  return { block, bottom: top + lines.length * height };
}

async function pictureOf(drawing, source) {
  const margin = 16;
  const parsed = new DOMParser().parseFromString(await drawing.view.toSVG(), "image/svg+xml");
  const drawn = document.importNode(parsed.documentElement, true);
  const width = Math.max(Number(drawn.getAttribute("width")), 280);
  const family = chartConfig().font;
  const common = { family, width, left: margin };
  const title = textBlock(say(drawing.chart.title),
    { ...common, size: 16, weight: 600, fill: colour("ink"), top: margin });
  drawn.setAttribute("x", margin);
  drawn.setAttribute("y", title.bottom + 8);
  const below = title.bottom + 8 + Number(drawn.getAttribute("height"));
  const from = textBlock(source,
    { ...common, size: 11, weight: 400, fill: colour("muted"), top: below + 8 });
  const whole = [width + 2 * margin, from.bottom + margin];
  return svgElement("svg", { width: whole[0], height: whole[1], viewBox: `0 0 ${whole.join(" ")}`,
    "font-family": family, role: "img", "aria-label": say(drawing.chart.says) },
  svgElement("rect", { width: "100%", height: "100%", fill: colour("surface") }),
  title.block, drawn, from.block);
}

async function svgBlob(drawing, source) {
  const text = new XMLSerializer().serializeToString(await pictureOf(drawing, source));
  return new Blob([text], { type: "image/svg+xml" });
}

async function saveSvg(drawing, source) {
  save(await svgBlob(drawing, source), `${drawing.chart.id}.svg`);
}

// Twice as fine as the screen of old: sharp in print.
async function savePng(drawing, source) {
  const address = URL.createObjectURL(await svgBlob(drawing, source));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = element("canvas", { width: 2 * image.width, height: 2 * image.height });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve));
    save(blob, `${drawing.chart.id}.png`);
  } finally {
    URL.revokeObjectURL(address);
  }
}
