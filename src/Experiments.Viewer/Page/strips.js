// @ts-check
// One score as a strip of dots for every reducer: each dot is a trial, the mark beside them the mean of the reducer's best setting.
import { el, svg, replace, style } from "./dom.js";
import { chartScale, chartTicks, chartTickText, chartExtent, chartLabel, chartSelect, chartMarks, ChartReadout } from "./chart.js";
import { scoreDirection, scoreFirstLayer, scoreText, scoreTrial, scoreOpen } from "./scoremodel.js";

const stripHeight = 48;
const stripFull = 112;
const stripMany = 150;
const stripHead = 30;
const stripFoot = 40;

/** The section of the strips. */
export class Strips {
  constructor(report, state, layers) {
    this.name = "strips";
    this.title = "Strips";
    this.report = report;
    this.state = state;
    this.layers = layers;
    this.metric = report.primary ?? report.head.metrics[0];
    this.chosen = String(layers.indexOf(scoreFirstLayer(report, layers)));
    this.element = el("section", { class: "strips" });
    this.figure = el("div", { class: "scores-scroll" });
    this.readout = new ChartReadout("Point at a dot, or press Tab and walk with the arrow keys.");
    const metrics = report.head.metrics.map((metric) => [metric.name, metric.title]);
    const places = layers.map((group, place) => [String(place), group.title]);
    replace(this.element, el("div", { class: "scores-controls" },
      chartSelect("Score", metrics, this.metric?.name, (name) => {
        this.metric = report.head.metrics.find((metric) => metric.name === name);
        this.render(this.width);
      }),
      layers.length > 1 && chartSelect("Layer", [["", "all"], ...places], this.chosen, (place) => {
        this.chosen = place;
        this.render(this.width);
      })), this.figure, this.readout.element, this.caption = el("p", { class: "scores-note" }));
  }

  render(width) {
    this.width = width;
    const groups = this.layers.filter((_, place) => this.chosen === "" || this.chosen === String(place));
    const strips = groups.map((group) => ({ group, lines: stripLines(group, this.metric) })).filter(({ lines }) => lines.length > 0);
    if (strips.length === 0) {
      replace(this.figure, el("p", { class: "scores-none", text: "No trial has this score." }));
      return;
    }
    replace(this.figure, this.draw(strips, Math.max(320, width)));
    const better = scoreDirection(this.metric);
    this.caption.textContent = `${this.metric.title}: ${better}. Every dot is a trial; reducers stand in the order of their best settings. `
      + "The upright line is the mean of a reducer’s best setting, the bar at its foot the 95 % interval of that mean by Student’s t "
      + "from five repeats on, of fewer its smallest to its largest score. A click opens the picture.";
  }

  draw(strips, width) {
    const values = strips.flatMap(({ lines }) => lines.flatMap((line) => line.dots.map((dot) => dot.value)));
    const left = Math.min(150, width * 0.3);
    const x = chartScale(...chartExtent(values), left + 8, width - 12);
    const many = strips.length > 1;
    let y = many ? 0 : 8;
    const marks = [];
    const parts = [];
    const means = [];
    for (const { group, lines } of strips) {
      if (many) {
        parts.push(chartLabel(4, y + 21, group.title, { class: "chart-heading" }));
        y += stripHead;
      }
      for (const line of lines) {
        parts.push(...stripDrawn(line, x, y, left, width));
        means.push(...stripMean(line, x, y));
        marks.push(...stripDots(line, group, x, y, this.state, this.metric));
        y += line.height;
      }
    }
    const drawing = svg("svg", { width, height: y + stripFoot, viewBox: `0 0 ${width} ${y + stripFoot}`, role: "group",
      "aria-label": `${this.metric.title} of every trial by reducer, ${scoreDirection(this.metric)}` },
    ...stripAxis(x, values, y, width, left, this.metric), ...parts, ...marks.map((mark) => mark.element), ...means);
    chartMarks(drawing, marks, this.readout);
    return drawing;
  }
}

/** Reducers on a layer, the one with the best setting first. */
function stripLines(group, metric) {
  const reducers = new Map();
  for (const row of group.rows.values()) {
    const line = reducers.get(row.reducer) ?? { title: row.reducer, color: row.color, rows: [], dots: [] };
    reducers.set(row.reducer, line);
    line.rows.push(row);
    line.dots.push(...row.done.map((picture) => ({ picture, value: picture.scores[metric.name] })).filter((dot) => Number.isFinite(dot.value)));
  }
  const sign = metric.higherIsBetter ? -1 : 1;
  for (const line of reducers.values()) {
    const means = line.rows.map((row) => row.score(metric.name)).filter(Boolean).sort((a, b) => sign * (a.mean - b.mean));
    line.best = means[0];
    line.many = line.dots.length > stripMany;
    line.height = line.many ? stripFull : stripHeight;
    line.middle = line.height / 2 - 3;
  }
  return [...reducers.values()].filter((line) => line.best).sort((a, b) => sign * (a.best.mean - b.best.mean));
}

function stripDrawn(line, x, y, left, width) {
  const middle = y + line.middle;
  const name = chartLabel(left - 6, middle + 4, stripShort(line.title, left), { "text-anchor": "end" });
  name.append(svg("title", { text: line.title }));
  return [
    svg("line", { x1: left, x2: width - 4, y1: middle, y2: middle, class: "chart-rule" }),
    name,
  ];
}

/** The mean of the best setting stands over the dots, its interval at their foot. */
function stripMean({ best, middle, height }, x, y) {
  const [top, foot, at] = [y + 3, y + height - 6, x(best.mean)];
  const line = (from, to) => svg("line", { x1: at, x2: at, y1: from, y2: to, class: "strip-mean" });
  if (best.repeats === 1) {
    // The dot of a single run is its own mean, and stays in sight.
    return [line(top, y + middle - 7), line(y + middle + 7, foot)];
  }
  const interval = svg("rect", { x: x(best.low), width: Math.max(1, x(best.high) - x(best.low)), y: foot - 4, height: 4, class: "strip-interval" });
  return [interval, line(top, foot)];
}

/** Dots that would lie on each other step aside, up and down in turn. */
function stripDots(line, group, x, y, state, metric) {
  const sorted = [...line.dots].sort((a, b) => a.value - b.value);
  const radius = line.many ? 2.5 : 4;
  const lanes = [];
  const most = Math.max(1, Math.floor((line.height - 14) / (2 * radius)));
  return sorted.map(({ picture, value }) => {
    const at = x(value);
    let lane = lanes.findIndex((last) => at - last >= radius * 1.6);
    if (lane < 0) {
      // A full strip begins again with the lane that has been free for longest.
      lane = lanes.length < most ? lanes.length : lanes.indexOf(Math.min(...lanes));
    }
    lanes[lane] = at;
    const aside = (lane % 2 === 0 ? 1 : -1) * Math.ceil(lane / 2) * 2 * radius;
    const dot = svg("circle", { cx: at, cy: y + line.middle + aside, r: radius, class: "chart-dot" });
    style(dot, { fill: line.color });
    const open = picture.points ? (add) => scoreOpen(state, picture, add) : undefined;
    return { element: dot, text: `${scoreTrial(group, picture)}: ${metric.title} ${scoreText(value)}`, open };
  });
}

function stripAxis(x, values, y, width, left, metric) {
  const ticks = chartTicks(...chartExtent(values), Math.max(3, Math.round((width - left) / 110)));
  return [
    ...ticks.flatMap((tick) => [
      svg("line", { x1: x(tick), x2: x(tick), y1: 4, y2: y + 4, class: "chart-grid" }),
      chartLabel(x(tick), y + 18, chartTickText(tick), { "text-anchor": "middle" }),
    ]),
    chartLabel(width - 12, y + 34, metric.higherIsBetter ? "more is better →" : "← less is better",
      { "text-anchor": "end", class: "chart-text chart-quiet" }),
  ];
}

function stripShort(text, room) {
  const most = Math.floor(room / 7.2);
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
