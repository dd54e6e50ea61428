// The reader's language, and the words of the page's own controls.

const words = {
  skip: { en: "Skip to the content", zh: "跳到正文" },
  language: { en: "中文", zh: "English" },
  toOtherLanguage: { en: "中文版：切换到中文", zh: "Switch to English" },
  dark: { en: "Dark", zh: "深色" },
  light: { en: "Light", zh: "浅色" },
  results: { en: "Results", zh: "结果" },
  contents: { en: "Contents", zh: "目录" },
  goTo: { en: "Go to a section", zh: "跳转到章节" },
  table: { en: "Table", zh: "数据表" },
  copy: { en: "Copy table", zh: "复制数据表" },
  copied: { en: "Copied", zh: "已复制" },
  notCopied: { en: "Could not copy", zh: "无法复制" },
  saveCsv: { en: "CSV", zh: "CSV" },
  saveSvg: { en: "SVG", zh: "SVG" },
  savePng: { en: "PNG", zh: "PNG" },
  saved: { en: "Saved {0}", zh: "已保存 {0}" },
  ofChart: { en: "{0}: {1}", zh: "{1}：{0}" },
  rows: { en: "{0} rows", zh: "{0} 行" },
  oneRow: { en: "1 row", zh: "1 行" },
  notDrawn: { en: "This chart could not be drawn: {0}", zh: "此图无法绘制：{0}" },
  madeBy: { en: "Made by Agglomera from {0}", zh: "由 Agglomera 根据 {0} 生成" },
  missing: { en: "missing", zh: "缺失" },
};

let language = content.language;

// A text of the page: {en, zh}.
function say(text) {
  return text[language] ?? "";
}

// A word of the page's own, with {0}, {1} filled in.
function word(name, ...parts) {
  return say(words[name]).replace(/\{(\d)\}/g, (_, i) => String(parts[Number(i)]));
}

function isText(value) {
  return value !== null && typeof value === "object" && typeof value.en === "string" &&
    typeof value.zh === "string" && Object.keys(value).length === 2;
}
