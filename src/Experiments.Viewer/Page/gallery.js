// @ts-check
// The list of all pictures, small: sorted by a score, filtered by where they come from; a click puts one on the stage.
import { coloringOf } from "./coloring.js";
import { button, count, el, number, replace, style } from "./dom.js";
import { ground } from "./palette.js";
import { Plane } from "./plane.js";
import { pointsOf } from "./points.js";
import { Surface } from "./splat.js";

// A list of more is longer than anybody reads; the scores view has axes for settings.
const mostOffered = 100;
const thumb = { width: 104, height: 84 };

/** The gallery. */
export class Gallery {
  constructor(app) {
    this.app = app;
    const { report, state } = app;
    this.order = report.primary?.name ?? "listed";
    this.filters = {};
    this.list = el("div", { class: "gallery-list" });
    this.told = el("p", { class: "quiet", role: "status" });
    this.element = el("aside", { class: "gallery", "aria-label": "all pictures" }, this.controls(), this.told, this.list);
    this.items = new Map(report.pictures.filter((picture) => picture.points).map((picture) => [picture.index, this.item(picture)]));
    const seen = (entries) => entries.forEach((entry) => entry.isIntersecting && this.paint(Number(entry.target.dataset.index)));
    this.watch = new IntersectionObserver(seen, { root: this.list, rootMargin: "300px" });
    this.items.forEach((item) => this.watch.observe(item));
    state.on(["open"], () => this.mark());
    state.on(["only"], () => this.arrange());
    state.on(["color", "theme"], () => this.repaint());
    this.arrange();
    this.mark();
  }

  controls() {
    const { report } = this.app;
    const option = (value, text) => el("option", { value, text, selected: value === this.order });
    const sort = el("select", { "aria-label": "sort pictures by", onchange: (event) => { this.order = event.target.value; this.arrange(); } },
      ...report.head.metrics.map((metric) => option(metric.name, metric.title)), option("listed", "as listed"));
    return el("div", { class: "gallery-controls" }, sort, ...this.selects());
  }

  /** A filter for everything that has more than one value. */
  selects() {
    const { report } = this.app;
    const of = {
      sweep: (picture) => picture.sweep,
      dataset: (picture) => report.datasetOf(picture).title,
      model: (picture) => report.modelOf(picture).title,
      layer: (picture) => report.layerOf(picture).name,
      reducer: (picture) => picture.reducer,
      setting: (picture) => picture.setting,
      seed: (picture) => String(picture.seed),
    };
    this.valueOf = of;
    return Object.entries(of).map(([name, value]) => {
      const values = [...new Set(report.pictures.filter((picture) => picture.points).map(value))].filter((one) => one !== null && one !== "");
      const filter = (event) => { this.filters[name] = event.target.value; this.arrange(); };
      return values.length < 2 || values.length > mostOffered ? null : el("select", { "aria-label": `show ${name}`, onchange: filter },
        el("option", { value: "", text: `all ${name}s` }), ...values.map((one) => el("option", { value: one, text: one })));
    });
  }

  item(picture) {
    const { report } = this.app;
    const canvas = el("canvas", { width: thumb.width, height: thumb.height });
    const score = el("span", { class: "gallery-score" });
    const add = button("+", () => this.app.add(picture.index),
      { class: "icon gallery-add", title: "show beside the others", "aria-label": `show ${picture.label} beside the others` });
    const open = (event) => (event.shiftKey ? this.app.add(picture.index) : this.app.show(picture.index));
    const told = el("span", { class: "gallery-text" }, el("b", { text: picture.label, title: picture.label }),
      el("span", { class: "quiet", text: report.placeOf(picture) + (picture.seed ? ` · seed ${picture.seed}` : "") }), score);
    const show = el("button", { type: "button", class: "gallery-show", onclick: open }, canvas, told);
    const item = el("div", { class: "gallery-item", "data-index": picture.index }, show, add);
    style(item, { "--own": picture.color });
    return item;
  }

  /** Sorts and filters. */
  arrange() {
    const { report, state } = this.app;
    const only = state.get("only");
    const metric = report.head.metrics.find((one) => one.name === this.order);
    const merit = (picture) => {
      const value = metric ? picture.scores[metric.name] : null;
      return value === null || value === undefined ? -Infinity : metric.higherIsBetter ? value : -value;
    };
    const all = report.pictures.filter((picture) => picture.points);
    const shown = all.filter((picture) => (!only || only.includes(picture.index))
      && Object.entries(this.filters).every(([name, value]) => value === "" || this.valueOf[name](picture) === value));
    const ordered = metric ? shown.toSorted((a, b) => merit(b) - merit(a) || a.index - b.index) : shown;
    ordered.forEach((picture) => {
      const text = metric ? `${number(picture.scores[metric.name])}` : "";
      this.items.get(picture.index).querySelector(".gallery-score").textContent = text;
    });
    replace(this.told, `${count(ordered.length)} of ${count(all.length)} pictures `,
      only && button("show all", () => state.set({ only: null }), { class: "link" }));
    replace(this.list, ...ordered.map((picture) => this.items.get(picture.index)));
  }

  mark() {
    const open = this.app.state.get("open");
    this.items.forEach((item, index) => {
      item.classList.toggle("open", open.includes(index));
      item.querySelector(".gallery-show").setAttribute("aria-pressed", String(open.includes(index)));
    });
  }

  repaint() {
    this.painted = new Set();
    this.items.forEach((item) => { this.watch.unobserve(item); this.watch.observe(item); });
  }

  async paint(index) {
    this.painted ??= new Set();
    const { report, state, stage } = this.app;
    if (this.painted.has(index)) {
      return;
    }
    this.painted.add(index);
    // The large pictures come first.
    await stage.ready();
    const picture = report.pictures[index];
    const points = await pointsOf(report, picture);
    const samples = await this.app.samplesOf(points.dataset);
    const by = state.get("color");
    // A small picture follows the colours that need no work of its own.
    const cheap = ["class", "value", "group", "predicted", "right", "confidence"].includes(by) || by.startsWith("column:");
    const coloring = await coloringOf(report, samples, picture, cheap ? by : samples.labels ? "class" : samples.groups ? "group" : "none", null);
    const canvas = this.items.get(index).querySelector("canvas");
    const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
    [canvas.width, canvas.height] = [thumb.width * ratio, thumb.height * ratio];
    const surface = new Surface(canvas);
    const plane = new Plane();
    plane.fit(points.places, canvas.width, canvas.height);
    surface.clear(ground().paper);
    const pixels = plane.toPixels(points.places, new Float32Array(points.places.length));
    surface.points(pixels, coloring.colors, (points.count > 3000 ? 0.5 : 1) * ratio, 0.8);
    surface.show();
  }
}
