// @ts-check
// From one picture to another, point by point: to a picture of choice, or along an axis of the sweep.
import { aligned, strayed } from "./align.js";
import { button, count, el, replace } from "./dom.js";
import { pointsOf } from "./points.js";

const steps = 100;
const mostStrayed = 60;

/** The slider under the stage; it moves the active picture. */
export class Morph {
  constructor(app) {
    this.app = app;
    this.element = el("section", { class: "morph", "aria-label": "from picture to picture", hidden: true });
    app.state.on(["morph", "active", "open"], () => this.show());
  }

  /** The ways on from a picture: along what varies, and to every other picture of the same samples. */
  ways(picture) {
    const { report } = this.app;
    const dataset = report.layerOf(picture).dataset;
    const others = report.pictures.filter((other) => other.points && other !== picture && report.layerOf(other).dataset === dataset);
    const along = Object.keys(picture.varied).map((name) => ({ title: `along ${name}`, series: this.series(picture, others, name) }));
    const own = (other) => other.kind === picture.kind && other.sweep === picture.sweep && same(other.parameters, picture.parameters);
    const alike = others.filter(own);
    const model = (one) => report.layerOf(one).model;
    const sameSeed = alike.filter((other) => other.seed === picture.seed && model(other) === model(picture));
    const sameLayer = alike.filter((other) => other.layer === picture.layer);
    const layers = { title: "along layers", series: this.sorted(picture, sameSeed, (one) => one.layer) };
    const seeds = { title: "along seeds", series: this.sorted(picture, sameLayer, (one) => one.seed) };
    return [...along, layers, seeds].filter((way) => way.series.length > 1)
      .concat(others.map((other) => ({ title: `to ${this.app.titleOf(other)}`, series: [picture, other] })));
  }

  series(picture, others, name) {
    const fits = others.filter((other) => other.layer === picture.layer && other.kind === picture.kind && other.seed === picture.seed
      && other.sweep === picture.sweep && same({ ...other.parameters, [name]: 0 }, { ...picture.parameters, [name]: 0 }));
    return this.sorted(picture, fits, (one) => one.parameters[name]);
  }

  sorted(picture, others, key) {
    const all = [picture, ...others];
    const values = new Set(all.map(key));
    return values.size < 2 ? [] : all.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.index - b.index));
  }

  show() {
    const on = this.app.state.get("morph");
    const pane = this.app.stage.active;
    this.element.hidden = !on || !pane;
    if (this.pane && (this.pane !== pane || !on)) {
      this.release();
    }
    if (!on || !pane || this.pane === pane) {
      return;
    }
    this.pane = pane;
    const ways = this.ways(pane.picture);
    if (ways.length === 0) {
      replace(this.element, el("p", { class: "quiet", text: "There is no other picture of these samples." }));
      return;
    }
    const choose = el("select", { "aria-label": "where to", onchange: (event) => this.take(ways[Number(event.target.value)]) },
      ...ways.map((way, i) => el("option", { value: i, text: way.title })));
    this.slider = el("input", { type: "range", min: 0, max: steps, value: 0, "aria-label": "how far", oninput: () => this.move() });
    this.told = el("output", { class: "morph-told", role: "status" });
    replace(this.element, el("span", { class: "morph-from", text: `Morph ${pane.picture.label}` }), choose, this.slider,
      button("play", () => this.play()),
      button("×", () => this.app.state.set({ morph: false }), { class: "icon", "aria-label": "end morphing", title: "end morphing" }), this.told);
    this.take(ways[0]);
  }

  /** Opens a way: every picture laid over the one before it. */
  async take(way) {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const all = await Promise.all(way.series.map((picture) => pointsOf(this.app.report, picture)));
    await this.pane?.opened;
    if (turn !== this.turn || !this.pane) {
      return;
    }
    const own = way.series.indexOf(this.pane.picture);
    const places = all.map((points) => points.places);
    this.stops = [];
    this.stops[own] = places[own];
    for (let i = own + 1; i < places.length; i++) {
      this.stops[i] = aligned(this.stops[i - 1], places[i]);
    }
    for (let i = own - 1; i >= 0; i--) {
      this.stops[i] = aligned(this.stops[i + 1], places[i]);
    }
    this.titles = way.series.map((picture) => (way.title === "along seeds" ? `seed ${picture.seed}`
      : way.title === "along layers" ? this.app.report.layerOf(picture).name : picture.label));
    this.way = way;
    this.slider.max = String(steps * (places.length - 1));
    this.slider.value = String(steps * own);
    this.move();
  }

  move() {
    const at = Number(this.slider.value) / steps;
    const from = Math.min(this.stops.length - 2, Math.floor(at));
    const share = at - from;
    const [a, b] = [this.stops[from], this.stops[from + 1]];
    this.pane.override = Float32Array.from(a, (value, i) => value * (1 - share) + b[i] * share);
    this.pane.moved = this.pane.neighbors ? strayed(a, b, this.pane.neighbors, mostStrayed) : [];
    const where = share === 0 ? this.titles[from] : share === 1 ? this.titles[from + 1] : `${this.titles[from]} → ${this.titles[from + 1]}`;
    const strays = this.pane.moved.length > 0 ? `; ${count(this.pane.moved.length)} moved most against their neighbours (ringed)` : "";
    this.told.textContent = where + strays;
    this.pane.draw();
  }

  play() {
    const [end, start] = [Number(this.slider.max), performance.now()];
    const from = Number(this.slider.value) >= end ? 0 : Number(this.slider.value);
    const frame = (now) => {
      if (!this.pane || !this.slider.isConnected) {
        return;
      }
      this.slider.value = String(Math.min(end, from + (now - start) / 15));
      this.move();
      if (Number(this.slider.value) < end) {
        requestAnimationFrame(frame);
      }
    };
    requestAnimationFrame(frame);
  }

  release() {
    this.pane.override = null;
    this.pane.moved = null;
    this.pane.draw();
    this.pane = null;
  }
}

function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
