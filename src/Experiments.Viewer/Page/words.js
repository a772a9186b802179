// @ts-check
// The report in words: its answers and findings as the printed report has them, and what its scores mean.
import { el, count } from "./dom.js";
import { scoreDirection, scoreFamily } from "./scoremodel.js";

/** The view of the words. */
export function wordsView(report) {
  const { head } = report;
  return el("article", { class: "words-view" },
    el("h1", { text: head.name }), wordsOrigin(head), wordsPrinted(head),
    ...wordsPart("Answers", head.answers), ...wordsPart("Findings", head.findings),
    ...wordsData(report), ...wordsGlossary(head));
}

function wordsOrigin(head) {
  const parts = [
    head.started && `Run from ${wordsTime(head.started)}${head.finished ? ` to ${wordsTime(head.finished)}` : ""}`,
    `${count(head.pictures.length)} ${head.pictures.length === 1 ? "trial" : "trials"}`, head.program,
  ];
  return el("p", { class: "words-origin", text: parts.filter(Boolean).join(" · ") });
}

/** "2026-11-30 20:31 UTC": the same for every reader. */
function wordsTime(text) {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? text : `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function wordsPrinted(head) {
  // A file name is a name beside this file, whatever characters it holds, never an address.
  return head.pdf && el("p", { class: "words-printed" }, "To print: ", el("a", { href: `./${encodeURIComponent(head.pdf)}`, text: head.pdf }),
    ", beside this file; page numbers in the findings are those of it.");
}

function wordsPart(title, items) {
  return !items || items.length === 0 ? [] : [
    el("h2", { text: title }),
    el("dl", { class: "words-part" }, ...items.map(({ heading, text }) =>
      el("div", {}, el("dt", { text: heading }), ...text.split(/\n+/).map((paragraph) => el("dd", { text: paragraph }))))),
  ];
}

function wordsData(report) {
  const lines = report.datasets.map((dataset, index) => {
    const samples = dataset.samples < dataset.total ? `${count(dataset.samples)} of ${count(dataset.total)} samples in this file`
      : `${count(dataset.total)} samples`;
    const classes = dataset.classes?.length > 0 ? `${count(dataset.classes.length)} classes` : dataset.values ? "a numeric target"
      : dataset.grouping ? "no labels" : null;
    const models = report.models.filter((model) => model.dataset === index).map((model) => model.title
      + (Number.isFinite(model.testAccuracy) ? ` (${(100 * model.testAccuracy).toFixed(1)} % right on test data)` : ""));
    const split = dataset.split && `split ${dataset.split}`;
    return el("div", {}, el("dt", { text: dataset.title }),
      el("dd", { text: [samples, split, classes, [...new Set(models)].join(", ")].filter(Boolean).join(" · ") }),
      dataset.grouping && el("dd", { text: dataset.grouping.told }));
  });
  return lines.length === 0 ? [] : [el("h2", { text: "Data and models" }), el("dl", { class: "words-part" }, ...lines)];
}

/** Metrics of one definition stand together under their neighbourhood sizes. */
function wordsGlossary(head) {
  const families = new Map();
  for (const metric of head.metrics) {
    const { title, k } = scoreFamily(metric);
    const key = `${title}\n${metric.definition}`;
    const family = families.get(key) ?? { title, metric, sizes: [] };
    families.set(key, family);
    if (k !== null) {
      family.sizes.push(k);
    }
  }
  const lines = [...families.values()].map(({ title, metric, sizes }) => el("div", {},
    el("dt", { text: sizes.length > 0 ? `${title}, k = ${sizes.join(", ")}` : title }),
    el("dd", { text: metric.definition ?? "" }),
    el("dd", { class: "words-direction", text: scoreDirection(metric) + (metric.needsLabels ? "; needs labels" : "") })));
  return lines.length === 0 ? [] : [el("h2", { text: "What the scores mean" }), el("dl", { class: "words-part words-glossary" }, ...lines)];
}
