// @ts-check
// The variance that the principal components of a layer hold, one by one and together.
import { el, svg, replace } from "./dom.js";
import { chartScale, chartTicks, chartTickText, chartLabel, chartSelect, chartMarks, ChartReadout } from "./chart.js";
import { scoreFirstLayer, scoreText } from "./scoremodel.js";

const screeHeight = 320;
const screeEdge = { left: 46, right: 14, top: 14, bottom: 46 };

/** The section of the scree plots; null when no layer has a spectrum. */
export class Scree {
  constructor(report, state, layers) {
    this.name = "scree";
    this.title = "Scree";
    this.layers = layers.filter((group) => group.layer.spectrum?.length > 0);
    this.group = this.layers.includes(scoreFirstLayer(report, layers)) ? scoreFirstLayer(report, layers) : this.layers[0];
    this.element = el("section", { class: "scree" });
    this.words = el("p", { class: "scree-words" });
    this.figure = el("div", { class: "scores-scroll" });
    this.readout = new ChartReadout("Bars: the share of a component. Line: its share and that of all before it.");
    const options = this.layers.map((group, place) => [String(place), group.title]);
    replace(this.element, this.layers.length > 1 && el("div", { class: "scores-controls" },
      chartSelect("Layer", options, String(this.layers.indexOf(this.group)), (place) => {
        this.group = this.layers[Number(place)];
        this.render(this.width);
      })), this.words, this.figure, this.readout.element);
  }

  render(width) {
    this.width = width;
    const shares = this.group.layer.spectrum.map((share) => Math.max(0, share));
    const sums = [];
    for (const share of shares) {
      sums.push((sums.at(-1) ?? 0) + share);
    }
    this.words.textContent = screeWords(this.group, sums);
    replace(this.figure, this.draw(shares, sums, Math.max(300, Math.min(width, 900))));
  }

  draw(shares, sums, width) {
    const { left, right, top, bottom } = screeEdge;
    const x = chartScale(0, shares.length, left, width - right);
    const y = chartScale(0, 1, screeHeight - bottom, top);
    const wide = (x(1) - x(0)) * 0.76;
    const marks = shares.map((share, i) => ({
      // The whole column answers to the pointer: small shares have hardly a bar.
      element: svg("g", { class: "scree-column" },
        svg("rect", { x: x(i), y: top, width: x(1) - x(0), height: screeHeight - top - bottom, class: "scree-catch" }),
        svg("rect", { x: x(i + 0.5) - wide / 2, y: y(share), width: wide, height: Math.max(0.5, y(0) - y(share)), class: "scree-bar" }),
        svg("circle", { cx: x(i + 0.5), cy: y(sums[i]), r: Math.min(3, wide / 2), class: "scree-dot" })),
      text: `Component ${i + 1}: ${scoreText(100 * share, 1)} %, with all before it ${scoreText(100 * sums[i], 1)} %`,
    }));
    const path = sums.map((sum, i) => `${i === 0 ? "M" : "L"}${x(i + 0.5).toFixed(1)},${y(sum).toFixed(1)}`).join("");
    const drawing = svg("svg", { width, height: screeHeight, viewBox: `0 0 ${width} ${screeHeight}`, role: "group",
      "aria-label": `Variance by principal component. ${this.words.textContent}` },
    ...screeAxes(x, y, width, shares.length), ...marks.map((mark) => mark.element), svg("path", { d: path, class: "scree-line" }));
    chartMarks(drawing, marks, this.readout);
    return drawing;
  }
}

/** "7 components hold 90 % of the variance", or how far the components in the file come. */
function screeWords(group, sums) {
  const of = ` of the variance of ${group.title}, which has ${group.layer.features.toLocaleString("en-US")} features`;
  const enough = sums.findIndex((sum) => sum >= 0.9 - 1e-9) + 1;
  const two = sums.length > 1 ? ` Two hold ${scoreText(100 * sums[1], 0)} %: what a PCA picture can show.` : "";
  return enough > 0 ? `${enough} ${enough === 1 ? "component holds" : "components hold"} 90 %${of}.${two}`
    : `The first ${sums.length} components hold ${scoreText(100 * sums.at(-1), 0)} %${of}.${two}`;
}

function screeAxes(x, y, width, components) {
  const { left, right, bottom } = screeEdge;
  const whole = chartTicks(1, components, Math.max(2, Math.round(width / 90))).filter((tick) => Number.isInteger(tick) && tick >= 1);
  return [
    ...[0, 0.25, 0.5, 0.75, 1].flatMap((tick) => [
      svg("line", { x1: left, x2: width - right, y1: y(tick), y2: y(tick), class: "chart-grid" }),
      chartLabel(left - 6, y(tick) + 4, `${100 * tick} %`, { "text-anchor": "end" }),
    ]),
    svg("line", { x1: left, x2: width - right, y1: y(0.9), y2: y(0.9), class: "scree-ninety" }),
    chartLabel(width - right, y(0.9) - 4, "90 %", { "text-anchor": "end", class: "chart-text chart-quiet" }),
    ...[...new Set([1, ...whole])].map((tick) =>
      chartLabel(x(tick - 0.5), screeHeight - bottom + 18, chartTickText(tick), { "text-anchor": "middle" })),
    chartLabel((left + width - right) / 2, screeHeight - 8, "principal component", { "text-anchor": "middle", class: "chart-text chart-quiet" }),
  ];
}
