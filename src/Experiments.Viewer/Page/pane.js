// @ts-check
// One picture on the stage: its points, and over them what is pointed at, chosen and named.
import { atlasCells, atlasFrame } from "./atlas.js";
import { coloringOf } from "./coloring.js";
import { button, el, number, replace, style } from "./dom.js";
import { Gestures } from "./gestures.js";
import { drawOverlay } from "./overlay.js";
import { ground } from "./palette.js";
import { Plane } from "./plane.js";
import { pointsOf } from "./points.js";
import { Surface } from "./splat.js";
import { neighborsOf } from "./truth.js";

const pickReach = 12;
const imagesFromZoom = 2;
const leastTile = 18;

/** A large picture. `app` is what all parts of the page share: report, state, samples and images of every dataset. */
export class Pane {
  constructor(app, picture) {
    this.app = app;
    this.picture = picture;
    this.layer = app.report.layerOf(picture);
    this.dataset = this.layer.dataset;
    this.plane = new Plane();
    this.ratio = 1;
    this.build();
    this.gestures = new Gestures(this);
    this.opened = this.open();
  }

  build() {
    this.points = el("canvas", { class: "points" });
    this.over = el("canvas", { class: "over" });
    this.note = el("p", { class: "pane-note", role: "status" });
    this.head = el("header", { class: "pane-head" });
    const settings = { class: "pane-field", "data-index": this.picture.index, tabindex: "0", role: "img", "aria-label": this.title };
    this.field = el("div", settings, this.points, this.over, this.note);
    this.element = el("section", { class: "pane", "data-picture": this.picture.id }, this.head, this.field);
    this.surface = new Surface(this.points);
    this.overlay = this.over.getContext("2d", { willReadFrequently: true });
    this.buildHead();
  }

  get title() {
    return `${this.name} · ${this.place}`;
  }

  get name() {
    return `${this.picture.label}${this.picture.seed ? `, seed ${this.picture.seed}` : ""}`;
  }

  get place() {
    return `${this.picture.sweep ? `${this.picture.sweep} · ` : ""}${this.app.report.placeOf(this.picture)}`;
  }

  buildHead() {
    const metric = this.app.report.primary;
    const score = metric ? [el("span", { class: "pane-metric", text: metric.title }), ` ${number(this.picture.scores[metric.name])}`] : [];
    const remove = button("×", () => this.app.close(this.picture.index),
      { class: "icon", title: "take from the stage", "aria-label": `take ${this.title} from the stage` });
    const line = button("›_", (event) => this.app.copy(event.currentTarget, this.app.settingLine(this.picture)),
      { class: "icon", title: "copy a command that runs this setting again", "aria-label": `copy a command that runs ${this.title} again` });
    const swatch = style(el("span", { class: "swatch" }), { background: this.picture.color });
    replace(this.head, swatch, el("h3", { title: this.title }, this.name, el("span", { text: ` · ${this.place}` })),
      el("span", { class: "pane-score", title: metric?.title }, ...score),
      line, remove);
  }

  async open() {
    const { report } = this.app;
    const [points, samples] = await Promise.all([pointsOf(report, this.picture), this.app.samplesOf(this.dataset)]);
    this.data = points;
    this.samples = samples;
    this.pixels = new Float32Array(points.places.length);
    await this.recolor();
    this.resize();
    requestAnimationFrame(() => setTimeout(() => this.prepare(), 30));
  }

  /** What pointing needs, opened after the first sight and before the first pointer comes. */
  async prepare() {
    this.neighbors = await neighborsOf(this.app.report, this.layer);
    if (this.app.state.get("hover")) {
      this.drawOver();
      this.app.card.soon();
    }
    setTimeout(() => this.data.spots);
  }

  /** The places that are shown: the picture's own, or those on the way to another one. */
  get places() {
    return this.override ?? this.data.places;
  }

  /** Colours anew, after a choice of colour, theme, hidden classes or the pointer has changed. */
  async recolor() {
    const { report, state } = this.app;
    const hover = state.get("hover");
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const slow = setTimeout(() => { this.note.textContent = "working it out …"; }, 200);
    const coloring = await coloringOf(report, this.samples, this.picture, state.get("color"), hover?.dataset === this.dataset ? hover.sample : null);
    clearTimeout(slow);
    if (turn !== this.turn) {
      return;
    }
    const hidden = state.get("hidden");
    if (hidden.size > 0 && coloring.groups) {
      coloring.colors = coloring.colors.map((color, i) => (hidden.has(coloring.groups[i]) ? 0 : color));
    }
    this.coloring = coloring;
    this.note.textContent = coloring.missing ?? "";
    state.set({ colored: {} });
    this.draw();
  }

  resize() {
    const box = this.field.getBoundingClientRect();
    if (!this.data || box.width < 1 || box.height < 1) {
      return;
    }
    this.ratio = Math.min(2, globalThis.devicePixelRatio || 1);
    const [width, height] = [Math.round(box.width * this.ratio), Math.round(box.height * this.ratio)];
    const wanted = this.app.takeView(this.picture.id);
    if (!wanted && width === this.surface.width && height === this.surface.height && this.plane.whole) {
      return;
    }
    // What was seen grown stays grown, about the same middle.
    const view = wanted ?? (this.plane.whole ? this.view : null);
    this.surface.resize(width, height);
    [this.over.width, this.over.height] = [width, height];
    this.fit(view);
    this.paint();
  }

  /** Shows the whole picture, or the part that an address asks for. */
  fit(view = null) {
    this.plane.fit(this.data.places, this.surface.width, this.surface.height);
    if (view) {
      this.plane.grow(view.zoom, this.surface.width / 2, this.surface.height / 2);
      const [x, y] = this.plane.pixel(view.u, view.v);
      this.plane.pan(this.surface.width / 2 - x, this.surface.height / 2 - y);
    }
  }

  /** The zoom and the middle, for the address; null where all is shown. */
  get view() {
    if (!this.data || this.plane.fitted) {
      return null;
    }
    const [u, v] = this.plane.point(this.surface.width / 2, this.surface.height / 2);
    return { zoom: this.plane.zoom, u, v };
  }

  /** Draws at the next frame. */
  draw() {
    if (!this.waiting) {
      this.waiting = true;
      requestAnimationFrame(() => { this.waiting = false; this.paint(); });
    }
  }

  /** Draws the overlay alone at the next frame: the pointer moved, the picture did not. */
  drawOver() {
    if (!this.waitingOver && !this.waiting) {
      this.waitingOver = true;
      requestAnimationFrame(() => { this.waitingOver = false; this.coloring && drawOverlay(this); });
    }
  }

  get radius() {
    const n = this.data.count;
    const base = n <= 500 ? 4 : n <= 3000 ? 3 : n <= 20000 ? 2 : n <= 50000 ? 1.25 : 1;
    return base * this.ratio * Math.min(3, Math.max(1, this.plane.zoom ** 0.3));
  }

  paint() {
    if (!this.data || !this.coloring) {
      return;
    }
    const shades = ground();
    const { surface, pixels } = this;
    surface.clear(shades.paper);
    this.plane.toPixels(this.places, pixels);
    const opacity = this.data.count > 20000 ? 0.7 : 0.9;
    const chosen = this.app.state.get("selection");
    if (this.app.state.get("atlas")) {
      // The atlas's images are drawn over an empty ground.
    } else if (chosen?.dataset === this.dataset) {
      const rest = this.coloring.colors.map((color) => (color === 0 ? 0 : shades.rest));
      surface.points(pixels, rest, this.radius, 1, chosen.mask, 0);
      surface.points(pixels, this.coloring.colors, this.radius, opacity, chosen.mask, 1);
    } else {
      surface.points(pixels, this.coloring.colors, this.radius, opacity);
    }
    surface.show();
    drawOverlay(this);
  }

  /** The sample under a pixel; -1 for none. */
  pick(px, py) {
    if (this.app.state.get("atlas")) {
      return this.pickCell(px, py);
    }
    const [u, v] = this.plane.point(px, py);
    const within = (pickReach * this.ratio) / this.plane.scale;
    const seen = (i) => this.coloring.colors[i] !== 0;
    if (this.override) {
      return nearestByLooking(this.override, u, v, within, seen);
    }
    return this.data.spots.nearest(u, v, within, seen);
  }

  /** The cells of the atlas and their samples. */
  get cells() {
    const { grid, distance } = this.app.state.get("atlas");
    const key = `${grid} ${distance}`;
    if (this.atlas?.key !== key || this.atlas.places !== this.places) {
      this.atlas = { key, places: this.places, cells: atlasCells(this.places, grid, distance) };
    }
    return this.atlas.cells;
  }

  pickCell(px, py) {
    const { grid } = this.app.state.get("atlas");
    const { cell, left, top } = atlasFrame(this.surface.width, this.surface.height, grid);
    const [column, row] = [Math.floor((px - left) / cell), Math.floor((py - top) / cell)];
    return column < 0 || row < 0 || column >= grid || row >= grid ? -1 : this.cells[row * grid + column];
  }

  /** Samples on the canvas as images, and how large; null while points are shown as points. */
  get tiles() {
    if (!this.app.imagesOf(this.dataset) || this.plane.zoom < imagesFromZoom) {
      return null;
    }
    const shown = [];
    for (let i = 0; i < this.data.count; i++) {
      const [x, y] = [this.pixels[2 * i], this.pixels[2 * i + 1]];
      if (x > 0 && y > 0 && x < this.surface.width && y < this.surface.height && this.coloring.colors[i] !== 0) {
        shown.push(i);
      }
    }
    const area = this.surface.width * this.surface.height;
    const size = Math.min(72 * this.ratio, 0.6 * Math.sqrt(area / Math.max(1, shown.length)));
    return shown.length > 0 && size >= leastTile * this.ratio ? { shown, size } : null;
  }
}

function nearestByLooking(places, u, v, within, seen) {
  let [best, least] = [-1, within * within];
  for (let i = 0; i < places.length / 2; i++) {
    const far = (places[2 * i] - u) ** 2 + (places[2 * i + 1] - v) ** 2;
    if (far <= least && seen(i)) {
      [best, least] = [i, far];
    }
  }
  return best;
}
