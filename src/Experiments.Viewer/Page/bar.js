// @ts-check
// The bar above: views, colour, tools, search, theme and help.
import { atlasDistance, atlasGrid } from "./atlas.js";
import { choicesOf } from "./coloring.js";
import { button, el, number, replace } from "./dom.js";
import { Finder } from "./finder.js";

const themeKey = "experiments-theme";
const tools = [["pan", "Move", "m"], ["lasso", "Lasso", "l"], ["rectangle", "Rectangle", "r"]];
const switches = [["names", "Names", "n"], ["arrows", "Arrows", "b"], ["atlas", "Atlas", "a"], ["morph", "Morph", "o"]];

/** The tool bar. */
export class Bar {
  constructor(app, views) {
    this.app = app;
    const { state } = app;
    this.color = el("select", { "aria-label": "colour by", onchange: (event) => state.set({ color: event.target.value, hidden: new Set() }) });
    this.finder = new Finder(app);
    this.views = el("nav", { class: "views", "aria-label": "views" }, ...views.map(([name, title]) => this.choice("view", name, title)));
    this.tools = el("div", { class: "tools" },
      el("label", { class: "coloring" }, el("span", { text: "colour " }), this.color),
      this.group("what dragging does", tools.map(([name, title, key]) => this.choice("tool", name, title, key))),
      this.group("what is shown", switches.map(([name, title, key]) => this.toggle(name, title, key))));
    this.sliders = el("div", { class: "sliders", hidden: true });
    const theme = button("◐", () => this.turn(), { title: "light or dark (T)", "aria-label": "light or dark" });
    const help = button("?", () => app.help(), { title: "keys and help (?)", "aria-label": "keys and help" });
    const { name } = app.report.head;
    this.element = el("header", { class: "bar" }, el("h1", { text: name, title: name }), this.views, this.tools, this.finder.element,
      this.group("the page", [theme, help]), this.sliders);
    state.on(["view", "tool", "names", "arrows", "atlas", "morph"], () => this.mark());
    state.on(["open", "active", "color"], () => this.offer());
    this.readTheme();
    this.mark();
  }

  group(label, buttons) {
    return el("span", { class: "group", role: "group", "aria-label": label }, ...buttons);
  }

  choice(key, value, title, hot) {
    const hint = hot ? `${title} (${hot.toUpperCase()})` : title;
    return button(title, () => this.app.state.set({ [key]: value }), { "data-key": key, "data-value": value, title: hint });
  }

  toggle(name, title, hot) {
    return button(title, () => this.flip(name), { "data-key": name, title: `${title} (${hot.toUpperCase()})` });
  }

  flip(name) {
    const { state } = this.app;
    const dataset = this.app.report.datasets[this.app.stage.active?.dataset ?? 0];
    const on = state.get(name);
    state.set({ [name]: name === "atlas" ? (on ? null : { ...dataset.atlas }) : !on });
  }

  mark() {
    const { state } = this.app;
    for (const one of this.element.querySelectorAll("button[data-key]")) {
      const value = state.get(one.dataset.key);
      one.setAttribute("aria-pressed", String(one.dataset.value ? value === one.dataset.value : Boolean(value)));
    }
    this.tools.hidden = this.finder.element.hidden = state.get("view") !== "pictures";
    this.showSliders();
  }

  showSliders() {
    const atlas = this.app.state.get("atlas");
    this.sliders.hidden = !atlas || this.app.state.get("view") !== "pictures";
    if (!atlas || this.sliders.contains(document.activeElement)) {
      return;
    }
    const slider = (name, least, most, step) => {
      const told = el("output", { text: name === "distance" ? number(atlas[name]) : atlas[name] });
      const move = (event) => {
        told.textContent = event.target.value;
        this.app.state.set({ atlas: { ...this.app.state.get("atlas"), [name]: Number(event.target.value) } });
      };
      const range = el("input", { type: "range", min: least, max: most, step, value: atlas[name], oninput: move });
      return el("label", {}, name === "grid" ? "cells a side " : "largest distance ", range, told);
    };
    replace(this.sliders, slider("grid", ...atlasGrid, 1), slider("distance", ...atlasDistance, 0.005));
  }

  /** The colours that what is open offers. */
  async offer() {
    const { report, state, stage } = this.app;
    const pane = stage.active;
    if (!pane) {
      return;
    }
    const samples = await this.app.samplesOf(pane.dataset);
    const choices = choicesOf(report, samples, stage.shown.map((one) => one.picture));
    const chosen = state.get("color");
    if (!choices.some((choice) => choice.by === chosen)) {
      state.set({ color: choices[0].by });
    }
    const now = state.get("color");
    replace(this.color, ...choices.map((choice) => el("option", { value: choice.by, text: choice.title, selected: choice.by === now })));
  }

  readTheme() {
    try {
      document.documentElement.dataset.theme = localStorage.getItem(themeKey) ?? "";
    } catch {
      // A private window keeps nothing; the system's choice holds.
    }
    if (!document.documentElement.dataset.theme) {
      delete document.documentElement.dataset.theme;
    }
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.app.state.set({ theme: {} }));
  }

  turn() {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try {
      localStorage.setItem(themeKey, root.dataset.theme);
    } catch {
      // Nothing is kept then.
    }
    this.app.state.set({ theme: {} });
  }

  /** A key pressed anywhere but in a field. */
  key(key) {
    const tool = tools.find(([, , hot]) => hot === key);
    const flip = switches.find(([, , hot]) => hot === key);
    if (tool) {
      this.app.state.set({ tool: tool[0] });
    } else if (flip) {
      this.flip(flip[0]);
    } else if (key === "t") {
      this.turn();
    } else if (key === "/") {
      this.finder.input.focus();
    } else {
      return false;
    }
    return true;
  }
}
