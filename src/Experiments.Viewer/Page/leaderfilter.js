// @ts-check
// Which rows of the leaderboard are shown: words that they hold, and one value of what several of them differ in.
import { el } from "./dom.js";
import { chartSelect } from "./chart.js";
import { scoreDataset } from "./scoremodel.js";

/**
 * Controls of the filter, and what it lets through.
 * @returns {{controls: any[], accepts: (row: any) => boolean}}
 */
export function leaderFilter(report, rows, changed) {
  const chosen = new Map();
  const texts = new Map(rows.map((row) => [row, `${row.label} ${row.group.title} ${row.sweep ?? ""}`.toLocaleLowerCase()]));
  let words = [];
  const input = el("input", { type: "search", placeholder: "perplexity 30 …", size: 16, oninput: () => {
    words = input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    changed();
  } });
  const kinds = [
    ["Dataset", (row) => scoreDataset(report, row.group.layer.dataset)], ["Model", (row) => row.group.model.title],
    ["Layer", (row) => row.group.layer.name], ["Reducer", (row) => row.reducer], ["Sweep", (row) => row.sweep ?? ""],
  ];
  const selects = kinds.map(([title, of]) => {
    const values = [...new Set(rows.map(of))];
    return values.length < 2 ? null : chartSelect(title, [["", "all"], ...values.map((value) => [value, value])], "", (value) => {
      chosen.set(of, value);
      changed();
    });
  });
  return {
    controls: [el("label", { class: "scores-control" }, el("span", { text: "Filter" }), input), ...selects],
    accepts: (row) => words.every((word) => texts.get(row).includes(word)) && [...chosen].every(([of, value]) => value === "" || of(row) === value),
  };
}
