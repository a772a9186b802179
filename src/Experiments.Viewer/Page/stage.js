// @ts-check
// The stage: one to four large pictures that show the same samples.
import { el, replace } from "./dom.js";
import { Pane } from "./pane.js";

/** The large pictures, laid out by their number. */
export class Stage {
  constructor(app) {
    this.app = app;
    this.panes = new Map();
    this.element = el("div", { class: "stage" });
    this.empty = el("p", { class: "waiting", text: "No picture is open: choose one from the list." });
    this.watch = new ResizeObserver((entries) => entries.forEach(({ target }) => this.panes.get(Number(target.dataset.index))?.resize()));
    const { state } = app;
    state.on(["open"], () => this.arrange());
    state.on(["color", "hidden", "theme"], () => this.panes.forEach((pane) => pane.data && pane.recolor()));
    state.on(["selection", "atlas"], () => this.panes.forEach((pane) => pane.draw()));
    state.on(["names", "arrows"], () => this.panes.forEach((pane) => pane.drawOver()));
    state.on(["hover"], () => this.pointed());
    state.on(["tool", "open"], () => { this.element.dataset.tool = state.get("tool"); });
    state.on(["active", "open"], () => this.panes.forEach((pane) =>
      pane.element.classList.toggle("active", pane.picture.index === state.get("active"))));
  }

  /** The panes in their order. */
  get shown() {
    return this.app.state.get("open").map((index) => this.panes.get(index)).filter(Boolean);
  }

  /** The pane that keys and the gallery act on. */
  get active() {
    return this.panes.get(this.app.state.get("active")) ?? this.shown[0];
  }

  arrange() {
    const open = this.app.state.get("open");
    for (const index of [...this.panes.keys()].filter((known) => !open.includes(known))) {
      this.watch.unobserve(this.panes.get(index).field);
      this.panes.delete(index);
    }
    for (const index of open.filter((wanted) => !this.panes.has(wanted))) {
      const pane = new Pane(this.app, this.app.report.pictures[index]);
      this.panes.set(index, pane);
      this.watch.observe(pane.field);
    }
    this.element.dataset.count = String(open.length);
    replace(this.element, ...(open.length > 0 ? this.shown.map((pane) => pane.element) : [this.empty]));
    if (!open.includes(this.app.state.get("active"))) {
      this.app.state.set({ active: open[0] ?? -1 });
    }
  }

  pointed() {
    const distance = this.app.state.get("color") === "distance";
    this.panes.forEach((pane) => {
      if (pane.data) {
        distance ? pane.recolor() : pane.drawOver();
      }
    });
  }

  /** Resolves when everything that is open has been drawn once. */
  async ready() {
    await Promise.all(this.shown.map((pane) => pane.opened));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
}
