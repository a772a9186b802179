// @ts-check
// What a search has tried, and what it has found: the best so far over the trials, and of two objectives the front.
import { el, svg, replace, style } from "./dom.js";
import { chartScale, chartTicks, chartTickText, chartExtent, chartLabel, chartMarks, ChartReadout } from "./chart.js";
import { scoreDirection, scoreText, scoreOpen } from "./scoremodel.js";

const historyHeight = 280;
const historyEdge = { left: 62, right: 14, top: 14, bottom: 44 };

/** The section of the search. */
export class Searching {
  constructor(report, state) {
    this.name = "search";
    this.title = "Search";
    this.state = state;
    const { objectives, history, front } = report.head.search;
    this.objectives = objectives.map((name) => report.head.metrics.find((metric) => metric.name === name)).filter(Boolean);
    this.trials = history.map((step) => ({ ...step, picture: report.pictures[step.picture] })).filter((step) => step.picture);
    this.front = new Set(front ?? []);
    this.element = el("section", { class: "history" });
    const pruned = this.trials.filter((trial) => trial.pruned).length;
    this.words = `${this.trials.length} trials${pruned > 0 ? `, ${pruned} of them stopped early (crosses)` : ""}. A click opens the picture.`;
  }

  render(width) {
    const figures = this.objectives.map((metric) => this.figure(`${metric.title} over the trials, ${scoreDirection(metric)}`, (readout) =>
      this.history(metric, Math.max(300, Math.min(width, 1100)), readout)));
    if (this.objectives.length === 2) {
      const [a, b] = this.objectives;
      figures.push(this.figure(`${b.title} against ${a.title}, with the front: no trial is better in both`, (readout) =>
        this.against(a, b, Math.max(300, Math.min(width, 700)), readout)));
    }
    replace(this.element, el("p", { class: "scores-note", text: this.words }), ...figures);
  }

  figure(title, draw) {
    const readout = new ChartReadout("Point at a mark, or press Tab and walk with the arrow keys.");
    return el("figure", {}, el("figcaption", { text: title }), el("div", { class: "scores-scroll" }, draw(readout)), readout.element);
  }

  history(metric, width, readout) {
    const trials = this.trials.filter((trial) => Number.isFinite(trial.picture.scores[metric.name]));
    const value = (trial) => trial.picture.scores[metric.name];
    const frame = historyFrame(width, [Math.min(...trials.map((trial) => trial.number)), Math.max(...trials.map((trial) => trial.number))],
      chartExtent(trials.map(value)), "trial", "");
    let best = null;
    let path = "";
    for (const trial of trials) {
      const better = !trial.pruned && (best === null || (metric.higherIsBetter ? value(trial) > best : value(trial) < best));
      path += best === null ? "" : `H${frame.x(trial.number).toFixed(1)}`;
      if (better) {
        best = value(trial);
        const height = frame.y(best).toFixed(1);
        path += path === "" ? `M${frame.x(trial.number).toFixed(1)},${height}` : `V${height}`;
      }
    }
    const marks = trials.map((trial) => this.mark(trial, frame.x(trial.number), frame.y(value(trial))));
    const reached = svg("path", { d: path, class: "history-best" });
    return historyDrawn(frame, marks, reached, readout, `Best ${metric.title} so far over ${trials.length} trials`);
  }

  against(a, b, width, readout) {
    const has = (trial) => Number.isFinite(trial.picture.scores[a.name]) && Number.isFinite(trial.picture.scores[b.name]);
    const trials = this.trials.filter(has);
    const of = (metric) => trials.map((trial) => trial.picture.scores[metric.name]);
    const frame = historyFrame(width, chartExtent(of(a)), chartExtent(of(b)), a.title, b.title);
    const place = (trial) => [frame.x(trial.picture.scores[a.name]), frame.y(trial.picture.scores[b.name])];
    const best = trials.filter((trial) => this.front.has(trial.picture.index)).sort((one, other) => place(one)[0] - place(other)[0]);
    // Between two of the front the line keeps to what one of them reaches.
    const path = best.map((trial, i) => {
      const [x, y] = place(trial).map((one) => one.toFixed(1));
      return i === 0 ? `M${x},${y}` : a.higherIsBetter ? `V${y}H${x}` : `H${x}V${y}`;
    }).join("");
    const marks = [...trials].sort((one, other) => place(one)[0] - place(other)[0]).map((trial) => this.mark(trial, ...place(trial)));
    const front = svg("path", { d: path, class: "history-front" });
    return historyDrawn(frame, marks, front, readout, `${b.title} against ${a.title} of ${trials.length} trials`);
  }

  mark(trial, x, y) {
    const onFront = this.front.has(trial.picture.index);
    const [left, top] = [x.toFixed(1), y.toFixed(1)];
    const element = trial.pruned
      ? svg("path", { d: `M${left},${top}m-4,-4l8,8m0,-8l-8,8`, class: "history-cross" })
      : svg("circle", { cx: left, cy: top, r: onFront ? 6 : 4, class: onFront ? "chart-dot history-leader" : "chart-dot" });
    style(element, trial.pruned ? { stroke: trial.picture.color } : { fill: trial.picture.color });
    const scores = this.objectives.map((metric) => `${metric.title} ${scoreText(trial.picture.scores[metric.name])}`).join(", ");
    const text = `Trial ${trial.number}: ${trial.picture.label}: ${scores}${trial.pruned ? ", stopped early" : ""}${onFront ? ", on the front" : ""}`;
    return { element, text, open: trial.picture.points ? (add) => scoreOpen(this.state, trial.picture, add) : undefined };
  }
}

function historyFrame(width, across, up, xTitle, yTitle) {
  const { left, right, top, bottom } = historyEdge;
  return {
    width, across, up, xTitle, yTitle,
    x: chartScale(...across, left + 6, width - right - 6),
    y: chartScale(...up, historyHeight - bottom, top),
  };
}

function historyDrawn({ width, across, up, x, y, xTitle, yTitle }, marks, path, readout, label) {
  const { left, right, top, bottom } = historyEdge;
  const drawing = svg("svg", { width, height: historyHeight, viewBox: `0 0 ${width} ${historyHeight}`, role: "group", "aria-label": label },
    ...chartTicks(...up, 7).flatMap((tick) => [
      svg("line", { x1: left, x2: width - right, y1: y(tick), y2: y(tick), class: "chart-grid" }),
      chartLabel(left - 6, y(tick) + 4, chartTickText(tick), { "text-anchor": "end" }),
    ]),
    ...chartTicks(...across, Math.max(3, Math.round(width / 90))).map((tick) =>
      chartLabel(x(tick), historyHeight - bottom + 18, chartTickText(tick), { "text-anchor": "middle" })),
    chartLabel((left + width - right) / 2, historyHeight - 6, xTitle, { "text-anchor": "middle", class: "chart-text chart-quiet" }),
    chartLabel(left, top - 3, yTitle, { class: "chart-text chart-quiet" }),
    path, ...marks.map((mark) => mark.element));
  chartMarks(drawing, marks, readout);
  return drawing;
}
