// @ts-check
// The scores of a report: a leaf for each way of looking at them, drawn when it is first turned to.
import { el } from "./dom.js";
import { scoreLayers } from "./scoremodel.js";
import { Leaderboard } from "./leaderboard.js";
import { Strips } from "./strips.js";
import { Parallel } from "./parallel.js";
import { Searching } from "./searching.js";
import { Scree } from "./scree.js";

/** The view of the scores. `show()` is called when it is opened; `state.scores` is the name of the leaf that lies on top. */
export function scoresView(report, state) {
  const layers = scoreLayers(report);
  const leaves = scoresLeaves(report, state, layers);
  const tabs = el("div", { class: "scores-tabs", role: "tablist", "aria-label": "Scores" });
  const element = el("div", { class: "scores-view" }, tabs);
  for (const leaf of leaves) {
    leaf.tab = el("button", { type: "button", role: "tab", id: `scores-tab-${leaf.name}`, "aria-controls": `scores-${leaf.name}`, text: leaf.title,
      onclick: () => state.set({ scores: leaf.name }), onkeydown: (event) => scoresTurn(event, leaves, leaf, state) });
    leaf.panel = el("div", { role: "tabpanel", id: `scores-${leaf.name}`, "aria-labelledby": leaf.tab.id, class: "scores-leaf" }, leaf.element);
    tabs.append(leaf.tab);
    element.append(leaf.panel);
  }
  const turn = () => scoresShow(element, leaves, state);
  element.show = turn;
  state.on(["scores"], turn);
  scoresWatch(element, leaves, turn);
  return element;
}

function scoresLeaves(report, state, layers) {
  const scored = report.head.metrics.length > 0;
  return [
    new Leaderboard(report, state, layers),
    ...scored ? [new Strips(report, state, layers), new Parallel(report, state, layers)] : [],
    ...report.head.search ? [new Searching(report, state)] : [],
    ...layers.some((group) => group.layer.spectrum?.length > 0) ? [new Scree(report, state, layers)] : [],
  ];
}

function scoresShow(element, leaves, state) {
  const shown = leaves.find((leaf) => leaf.name === state.get("scores")) ?? leaves[0];
  for (const leaf of leaves) {
    leaf.panel.hidden = leaf !== shown;
    leaf.tab.setAttribute("aria-selected", String(leaf === shown));
    leaf.tab.setAttribute("tabindex", leaf === shown ? "0" : "-1");
  }
  const width = Math.floor(shown.panel.clientWidth);
  // Nothing can be laid out while the view itself is not shown.
  if (element.isConnected && width > 0 && shown.drawn !== width) {
    shown.drawn = width;
    shown.render(width);
  }
}

/** Charts are drawn again when the room or the colours of the page have changed. */
function scoresWatch(element, leaves, turn) {
  new ResizeObserver(turn).observe(element);
  const again = () => {
    leaves.forEach((leaf) => { leaf.drawn = null; });
    turn();
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  new MutationObserver(again).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
}

function scoresTurn(event, leaves, leaf, state) {
  const place = leaves.indexOf(leaf);
  const last = leaves.length - 1;
  const to = { ArrowRight: place === last ? 0 : place + 1, ArrowLeft: place === 0 ? last : place - 1, Home: 0, End: last }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    state.set({ scores: leaves[to].name });
    leaves[to].tab.focus();
  }
}
