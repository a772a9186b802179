// @ts-check
// The trials that came to nothing, each with its reason.
import { el, count } from "./dom.js";
import { scoreTrial } from "./scoremodel.js";

/** A list of failed trials; null when there are none. */
export function leaderFailures(report, layers) {
  const failed = layers.flatMap((group) =>
    group.pictures.filter((picture) => picture.status !== "done").map((picture) => ({ group, picture })));
  if (failed.length === 0) {
    return null;
  }
  const lines = failed.map(({ group, picture }) => el("tr", {},
    el("th", { scope: "row", text: scoreTrial(group, picture) }), el("td", { text: picture.status }),
    el("td", { text: picture.reason ?? "no reason given" })));
  return el("details", { class: "leader-failures", open: failed.length <= 10 },
    el("summary", { text: failed.length === 1 ? "1 trial did not finish" : `${count(failed.length)} trials did not finish` }),
    el("div", { class: "scores-scroll" }, el("table", {},
      el("thead", {}, el("tr", {}, ...["Trial", "Status", "Reason"].map((text) => el("th", { scope: "col", text })))), el("tbody", {}, ...lines))));
}
