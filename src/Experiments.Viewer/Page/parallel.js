// @ts-check
// Parallel coordinates: a line for every trial over its settings and scores, those outside the ranges on the axes in grey.
import { el, svg, replace, style, count } from "./dom.js";
import { chartLabel, chartSelect, ChartReadout } from "./chart.js";
import { scoreTrial, scoreOpen, scoreText } from "./scoremodel.js";
import { parallelChoices, parallelAxis } from "./parallelaxes.js";
import { AxisBrush } from "./parallelbrush.js";
import { ParallelLines } from "./parallellines.js";

const parallelHeight = 430;

/** All axes have to fit on a sheet of paper, which cannot be scrolled. */
const parallelPaper = 660;
const parallelEdge = { side: 78, top: 66, bottom: 18, apart: 108 };

/** The section of the parallel coordinates. */
export class Parallel {
  constructor(report, state, layers) {
    this.name = "settings";
    this.title = "Settings";
    this.report = report;
    this.state = state;
    this.all = layers.flatMap((group) => group.pictures.filter((picture) => picture.status === "done").map((picture) => ({ group, picture })));
    this.choices = parallelChoices(report, this.all);
    this.keys = new Set(this.choices.filter((choice) => choice.usual).map((choice) => choice.key));
    this.colorBy = "";
    this.only = { reducer: "", layer: "" };
    this.ranges = new Map();
    this.element = el("section", { class: "parallel" });
    this.figure = el("div", { class: "scores-scroll" });
    this.counted = el("output", { class: "scores-count" });
    this.go = el("button", { type: "button", onclick: () => this.open(), text: "Show these pictures" });
    this.clear = el("button", { type: "button", onclick: () => this.forget(), text: "Clear ranges" });
    this.readout = new ChartReadout(
      "Drag on an axis, or move its ends by the arrow keys, to choose a range. Point at a line to read it; a click opens its picture.");
    this.legend = el("div", { class: "parallel-legend" });
    replace(this.element, this.controls(layers), this.figure, this.readout.element, this.legend);
  }

  controls(layers) {
    const redraw = () => this.render(this.width);
    const pick = (key) => (value) => {
      this.only[key] = value;
      redraw();
    };
    const names = (values) => [["", "all"], ...[...new Set(values)].map((value) => [value, value])];
    const reducers = names(this.all.map(({ picture }) => picture.reducer));
    const places = names(layers.map((group) => group.title));
    const scores = this.choices.filter((choice) => choice.metric).map((choice) => [choice.key, choice.title]);
    return el("div", { class: "scores-controls" },
      reducers.length > 2 && chartSelect("Reducer", reducers, "", pick("reducer")),
      places.length > 2 && chartSelect("Layer", places, "", pick("layer")),
      chartSelect("Colour by", [["", "reducer"], ...scores], "", (key) => {
        this.colorBy = key;
        redraw();
      }),
      el("details", { class: "parallel-choices", onkeydown: parallelClose }, el("summary", { text: "Axes" }), el("div", {},
        ...this.choices.map((choice) => {
        const box = el("input", { type: "checkbox", checked: this.keys.has(choice.key), onchange: () => {
          this.keys[box.checked ? "add" : "delete"](choice.key);
          redraw();
        } });
        return el("label", {}, box, el("span", { text: choice.title }));
      }))), this.counted, this.go, this.clear);
  }

  render(width) {
    this.width = width;
    const { reducer, layer } = this.only;
    this.trials = this.all.filter(({ group, picture }) => (!reducer || picture.reducer === reducer) && (!layer || group.title === layer));
    const varied = this.choices.filter((choice) => this.keys.has(choice.key) && new Set(this.trials.map(choice.value)).size > 1);
    this.axes = varied.map((choice) => parallelAxis(choice, this.trials));
    for (const key of this.ranges.keys()) {
      if (!varied.some((choice) => choice.key === key)) {
        this.ranges.delete(key);
      }
    }
    if (this.axes.length < 2) {
      replace(this.figure, el("p", { class: "scores-none", text: "Fewer than two settings or scores differ here; tick more axes." }));
      return;
    }
    this.draw(width);
    this.update();
  }

  draw(width) {
    const { side, top, bottom, apart } = parallelEdge;
    const step = Math.max(apart, (width - 2 * side) / (this.axes.length - 1));
    const whole = 2 * side + step * (this.axes.length - 1);
    const xs = this.axes.map((_, i) => side + i * step);
    this.lines = new ParallelLines(this.trials, this.axes, xs, { top, bottom: parallelHeight - bottom, width: whole, height: parallelHeight });
    this.lines.colorBy(this.axes, this.choices.find((choice) => choice.key === this.colorBy));
    const brushes = this.axes.map((axis, i) => {
      const changed = (range) => {
        range ? this.ranges.set(axis.key, range) : this.ranges.delete(axis.key);
        this.soon();
      };
      return new AxisBrush(axis, { x: xs[i], top, bottom: parallelHeight - bottom }, this.ranges.get(axis.key) ?? null, changed);
    });
    const over = svg("svg", { width: whole, height: parallelHeight, class: "parallel-over", role: "group",
      "aria-label": "Settings and scores of every trial",
      onpointermove: (event) => this.point(event), onpointerleave: () => this.say(null), onclick: (event) => this.press(event) },
    ...this.axes.flatMap((axis, i) => parallelTitle(axis, xs[i])), ...brushes.map((brush) => brush.element));
    const frame = el("div", { class: "parallel-frame" }, this.lines.canvas, over);
    style(frame, { width: `${whole}px`, height: `${parallelHeight}px`, "--fit": String(Math.min(1, parallelPaper / whole)) });
    replace(this.figure, frame);
    replace(this.legend, ...this.lines.legend());
  }

  /** Many moves of the pointer make one drawing. */
  soon() {
    this.waiting ??= requestAnimationFrame(() => {
      this.waiting = null;
      this.update();
    });
  }

  update() {
    const ranges = this.axes.map((axis) => this.ranges.get(axis.key));
    this.chosen = this.lines.within(ranges);
    this.lines.draw(null);
    this.counted.textContent = `${count(this.chosen.length)} of ${count(this.trials.length)} trials`;
    this.go.disabled = !this.chosen.some(({ picture }) => picture.points);
    this.clear.disabled = this.ranges.size === 0;
  }

  forget() {
    this.ranges.clear();
    this.render(this.width);
  }

  open() {
    this.state.set({ only: this.chosen.filter(({ picture }) => picture.points).map(({ picture }) => picture.index), view: "pictures" });
  }

  point(event) {
    const box = event.currentTarget.getBoundingClientRect();
    this.say(this.lines.nearest(event.clientX - box.left, event.clientY - box.top));
  }

  say(trial) {
    if (trial === this.pointed) {
      return;
    }
    this.pointed = trial;
    this.lines.draw(trial);
    const metric = trial && (this.choices.find((choice) => choice.key === this.colorBy)?.metric ?? this.report.primary);
    const score = metric ? `: ${metric.title} ${scoreText(trial.picture.scores[metric.name])}` : "";
    this.readout.say(trial ? `${scoreTrial(trial.group, trial.picture)}${score}` : null);
  }

  press(event) {
    if (this.pointed?.picture.points && !event.target.closest(".parallel-axis")) {
      scoreOpen(this.state, this.pointed.picture, event.shiftKey);
    }
  }
}

/** Escape closes what lies over the chart, and nothing else. */
function parallelClose(event) {
  if (event.key === "Escape" && event.currentTarget.open) {
    event.currentTarget.open = false;
    event.currentTarget.firstElementChild.focus();
    event.stopPropagation();
  }
}

/** The name of an axis over it, in lines of a few words; long names of settings break at their underscores. */
function parallelTitle(axis, x) {
  const lines = [""];
  for (const word of axis.title.split(/(?<=[_ ])|(?=@)/)) {
    if (lines.at(-1).length > 0 && (lines.at(-1) + word).trim().length > 15) {
      lines.push("");
    }
    lines[lines.length - 1] += word;
  }
  const shown = lines.slice(0, 3);
  const y = 44 - 14 * (shown.length - 1);
  return [
    ...shown.map((line, i) => chartLabel(x, y + 14 * i, line.trim(), { "text-anchor": "middle", class: "parallel-title" })),
    axis.note && chartLabel(x, 57, axis.note.replace("more is better", "↑ better").replace("less is better", "↓ better"),
      { "text-anchor": "middle", class: "chart-text chart-quiet" }),
  ].filter(Boolean);
}
