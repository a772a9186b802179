// @ts-check
// The lines of parallel coordinates on a canvas: a thousand trials over twenty axes are drawn anew with every move of a range.
import { el, style } from "./dom.js";
import { hexOf, scaleColor, onGround, isDark, abgr } from "./palette.js";
import { chartTickText } from "./chart.js";

/** Reducers are told apart by dashes as well as by colour. */
const parallelDashes = [[], [7, 3], [2, 3], [9, 3, 2, 3], [14, 4], [4, 2, 1, 2]];
const parallelReach = 8;

export class ParallelLines {
  constructor(trials, axes, xs, { top, bottom, width, height }) {
    Object.assign(this, { trials, xs, width, height });
    this.ys = axes.map((axis) => Float32Array.from(trials, (trial) => bottom - axis.place(trial) * (bottom - top)));
    this.shares = axes.map((axis) => Float32Array.from(trials, (trial) => axis.place(trial)));
    this.inside = new Uint8Array(trials.length).fill(1);
    const dense = devicePixelRatio || 1;
    this.canvas = el("canvas", { width: Math.round(width * dense), height: Math.round(height * dense), "aria-hidden": "true" });
    style(this.canvas, { width: `${width}px`, height: `${height}px` });
    this.context = this.canvas.getContext("2d");
    this.context.scale(dense, dense);
    this.reducers = [...new Map(trials.map(({ picture }) => [picture.reducer, picture.color]))];
  }

  /** Colours lines by their reducer, or by a score. */
  colorBy(axes, choice) {
    const dark = isDark();
    const onPage = (hex) => hexOf(onGround(abgr(hex), dark));
    this.choice = choice;
    const places = new Map(this.reducers.map(([name], i) => [name, i]));
    this.dashes = this.trials.map(({ picture }) => parallelDashes[places.get(picture.reducer) % parallelDashes.length]);
    if (!choice) {
      this.colors = this.trials.map(({ picture }) => onPage(picture.color));
      return;
    }
    const values = this.trials.map(choice.value);
    const finite = values.filter(Number.isFinite);
    this.range = [Math.min(...finite), Math.max(...finite)];
    const [low, high] = this.range;
    const share = (value) => high > low ? (value - low) / (high - low) : 0.5;
    this.colors = values.map((value) => Number.isFinite(value) ? onPage(hexOf(scaleColor(share(value)))) : "#888888");
  }

  /** Takes the ranges of the axes, and returns the trials inside all of them. */
  within(ranges) {
    // A share is stored in fewer bits than a range has.
    const slack = 1e-6;
    this.trials.forEach((_, i) => {
      const within = (share, range) => share >= range[0] - slack && share <= range[1] + slack;
      this.inside[i] = Number(ranges.every((range, a) => !range || within(this.shares[a][i], range)));
    });
    return this.trials.filter((_, i) => this.inside[i] === 1);
  }

  draw(pointed) {
    const { context } = this;
    const colors = getComputedStyle(this.canvas);
    context.clearRect(0, 0, this.width, this.height);
    context.lineJoin = "round";
    this.stroke((i) => this.inside[i] === 0, () => colors.getPropertyValue("--line"), 1, 0.6);
    const inside = this.inside.reduce((sum, one) => sum + one, 0);
    this.stroke((i) => this.inside[i] === 1, (i) => this.colors[i], inside > 200 ? 1 : 1.6, inside > 200 ? 0.45 : 0.8);
    const place = this.trials.indexOf(pointed);
    if (place >= 0) {
      this.stroke((i) => i === place, () => colors.getPropertyValue("--ink"), 5, 1);
      this.stroke((i) => i === place, (i) => this.colors[i], 2.5, 1);
    }
  }

  stroke(which, color, width, alpha) {
    const { context, xs, ys } = this;
    context.lineWidth = width;
    context.globalAlpha = alpha;
    for (let i = 0; i < this.trials.length; i++) {
      if (!which(i)) {
        continue;
      }
      context.strokeStyle = color(i);
      context.setLineDash(this.dashes[i]);
      context.beginPath();
      for (let a = 0; a < xs.length; a++) {
        a === 0 ? context.moveTo(xs[a], ys[a][i]) : context.lineTo(xs[a], ys[a][i]);
      }
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  /** The trial inside the ranges whose line is nearest to a place; null when none is near. */
  nearest(x, y) {
    const { xs, ys } = this;
    const right = Math.min(xs.length - 1, Math.max(1, xs.findIndex((at) => at >= x)));
    const t = (x - xs[right - 1]) / (xs[right] - xs[right - 1]);
    if (x < xs[0] - parallelReach || x > xs.at(-1) + parallelReach) {
      return null;
    }
    let [best, least] = [null, parallelReach];
    for (let i = 0; i < this.trials.length; i++) {
      const away = Math.abs(ys[right - 1][i] + t * (ys[right][i] - ys[right - 1][i]) - y);
      if (this.inside[i] === 1 && away < least) {
        [best, least] = [this.trials[i], away];
      }
    }
    return best;
  }

  /** What colours and dashes mean. */
  legend() {
    const reducers = this.reducers.map(([name, color], i) => {
      const line = el("canvas", { width: 56, height: 12, "aria-hidden": "true" });
      style(line, { width: "28px", height: "6px" });
      const context = line.getContext("2d");
      context.scale(2, 2);
      context.strokeStyle = this.choice ? "#888888" : hexOf(onGround(abgr(color), isDark()));
      context.lineWidth = 2;
      context.setLineDash(parallelDashes[i % parallelDashes.length]);
      context.moveTo(0, 3);
      context.lineTo(28, 3);
      context.stroke();
      return el("span", {}, line, el("span", { text: name }));
    });
    return this.choice ? [this.scaleLegend(), ...reducers] : reducers;
  }

  scaleLegend() {
    const bar = el("canvas", { width: 120, height: 10, "aria-hidden": "true" });
    const context = bar.getContext("2d");
    for (let x = 0; x < 120; x++) {
      context.fillStyle = hexOf(onGround(scaleColor(x / 119), isDark()));
      context.fillRect(x, 0, 1, 10);
    }
    const text = (value) => chartTickText(Number(value.toPrecision(3)));
    return el("span", {}, el("span", { text: `${this.choice.title}: ${text(this.range[0])}` }), bar, el("span", { text: text(this.range[1]) }));
  }
}
