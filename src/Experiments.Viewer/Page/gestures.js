// @ts-check
// Mouse, fingers and keys on a picture: point, move, grow, draw a lasso or a rectangle.
import { samplesInside, select } from "./selecting.js";

const keyStep = 60;

/** The gestures of one pane. */
export class Gestures {
  constructor(pane) {
    this.pane = pane;
    this.app = pane.app;
    this.pointers = new Map();
    this.path = null;
    const field = pane.field;
    field.addEventListener("pointerdown", (event) => this.down(event));
    field.addEventListener("pointermove", (event) => this.move(event));
    field.addEventListener("pointerup", (event) => this.up(event));
    field.addEventListener("pointercancel", (event) => this.up(event));
    field.addEventListener("pointerleave", () => this.leave());
    field.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    field.addEventListener("dblclick", () => this.whole());
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("focus", () => this.app.state.set({ active: pane.picture.index }));
  }

  at(event) {
    const box = this.pane.field.getBoundingClientRect();
    return [(event.clientX - box.left) * this.pane.ratio, (event.clientY - box.top) * this.pane.ratio];
  }

  down(event) {
    if (event.button > 0 || !this.pane.data) {
      return;
    }
    this.pane.field.setPointerCapture?.(event.pointerId);
    this.pointers.set(event.pointerId, this.at(event));
    this.travelled = 0;
    const tool = event.shiftKey ? "lasso" : this.app.state.get("tool");
    this.mode = this.pointers.size > 1 ? "pinch" : tool;
    this.start = this.at(event);
    this.path = this.mode === "lasso" ? [...this.start] : null;
    this.adds = event.ctrlKey || event.metaKey;
  }

  move(event) {
    const place = this.at(event);
    const before = this.pointers.get(event.pointerId);
    if (!before) {
      this.point(place);
      return;
    }
    this.travelled += Math.hypot(place[0] - before[0], place[1] - before[1]);
    if (this.pointers.size === 2) {
      this.pinch(event.pointerId, before, place);
    } else if (this.mode === "pan") {
      this.pane.plane.pan(place[0] - before[0], place[1] - before[1]);
      this.pane.draw();
    } else if (this.mode === "lasso") {
      this.path.push(...place);
      this.pane.drawOver();
    } else if (this.mode === "rectangle") {
      const [x, y] = this.start;
      this.path = [x, y, place[0], y, place[0], place[1], x, place[1]];
      this.pane.drawOver();
    }
    this.pointers.set(event.pointerId, place);
  }

  pinch(id, before, place) {
    const other = [...this.pointers.entries()].find(([key]) => key !== id)[1];
    const far = (a) => Math.hypot(a[0] - other[0], a[1] - other[1]) || 1;
    this.pane.plane.grow(far(place) / far(before), (place[0] + other[0]) / 2, (place[1] + other[1]) / 2);
    this.pane.plane.pan((place[0] - before[0]) / 2, (place[1] - before[1]) / 2);
    this.pane.draw();
  }

  up(event) {
    if (!this.pointers.delete(event.pointerId)) {
      return;
    }
    const path = this.path;
    this.path = null;
    if (path && path.length >= 6 && this.travelled > 6) {
      const corners = path.map((value, i) => this.pane.plane.point(...(i % 2 === 0 ? [value, path[i + 1]] : [path[i - 1], value]))[i % 2]);
      select(this.app, this.pane.dataset, samplesInside(this.pane, corners), this.mode === "lasso" ? "lasso" : "rectangle", this.adds);
    } else if (this.travelled <= 6 && event.type === "pointerup") {
      this.click(this.at(event));
    }
    this.app.state.set({ moved: {} });
    this.pane.drawOver();
  }

  click(place) {
    const sample = this.pane.pick(...place);
    const { state } = this.app;
    if (sample < 0 && state.get("pinned")) {
      state.set({ pinned: false, hover: null });
    } else if (sample < 0) {
      state.set({ selection: null });
    } else {
      state.set({ hover: { dataset: this.pane.dataset, sample, picture: this.pane.picture.index }, pinned: true });
    }
  }

  point(place) {
    if (!this.pane.data || this.app.state.get("pinned")) {
      return;
    }
    const sample = this.pane.pick(...place);
    const hover = this.app.state.get("hover");
    if (sample < 0) {
      this.leave();
    } else if (hover?.sample !== sample || hover.dataset !== this.pane.dataset || hover.picture !== this.pane.picture.index) {
      this.app.state.set({ hover: { dataset: this.pane.dataset, sample, picture: this.pane.picture.index } });
    }
  }

  leave() {
    if (!this.app.state.get("pinned")) {
      this.app.state.set({ hover: null });
    }
  }

  wheel(event) {
    event.preventDefault();
    const pixels = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
    this.pane.plane.grow(Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.0018)), ...this.at(event));
    this.pane.draw();
    this.app.state.set({ moved: {} });
  }

  whole() {
    this.pane.fit();
    this.pane.draw();
    this.app.state.set({ moved: {} });
  }

  key(event) {
    const moves = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    const middle = [this.pane.surface.width / 2, this.pane.surface.height / 2];
    if (event.key in moves && event.altKey) {
      this.step(moves[event.key].map((value) => -value));
    } else if (event.key in moves) {
      this.pane.plane.pan(...moves[event.key].map((value) => value * keyStep * this.pane.ratio));
    } else if (event.key === "+" || event.key === "=") {
      this.pane.plane.grow(1.25, ...middle);
    } else if (event.key === "-") {
      this.pane.plane.grow(0.8, ...middle);
    } else if (event.key === "0") {
      this.pane.fit();
    } else if (event.key === "Enter") {
      this.step([0, 0]);
    } else {
      return;
    }
    event.preventDefault();
    this.pane.draw();
    this.app.state.set({ moved: {} });
  }

  /** Points by keys: at the sample nearest to the middle first, then from sample to sample in a direction. */
  step([dx, dy]) {
    const { pane, app } = this;
    const hover = app.state.get("hover");
    pane.plane.toPixels(pane.places, pane.pixels);
    const own = hover?.dataset === pane.dataset ? hover.sample : -1;
    const [x, y] = own >= 0 ? [pane.pixels[2 * own], pane.pixels[2 * own + 1]] : [pane.surface.width / 2, pane.surface.height / 2];
    let [best, least] = [-1, Infinity];
    for (let i = 0; i < pane.data.count; i++) {
      const [px, py] = [pane.pixels[2 * i] - x, pane.pixels[2 * i + 1] - y];
      const along = px * dx + py * dy;
      const far = Math.hypot(px, py);
      // Within 45 degrees of the direction; without one, the nearest.
      const fits = own < 0 || (i !== own && along > 0 && along >= far * 0.7);
      if (fits && far < least && pane.coloring.colors[i] !== 0) {
        [best, least] = [i, far];
      }
    }
    if (best >= 0) {
      app.state.set({ hover: { dataset: pane.dataset, sample: best, picture: pane.picture.index }, pinned: true });
    }
  }
}
