// @ts-check
// What the colours mean: classes to switch on and off, or a scale of values.
import { button, count, el, number, replace, style } from "./dom.js";
import { hexOf, scaleColor } from "./palette.js";
import { select } from "./selecting.js";

const fewest = 12;
/** Names and counts of more letters than that, together, do not fit beside each other. */
const shortEntry = 10;

/** The legend of the active picture's colours. */
export class Legend {
  constructor(app) {
    this.app = app;
    this.element = el("section", { class: "legend", "aria-label": "what the colours mean" });
    this.all = false;
    app.state.on(["colored", "active", "open"], () => this.show());
  }

  show() {
    const coloring = this.app.stage.active?.coloring;
    if (!coloring) {
      replace(this.element);
      return;
    }
    const pane = this.app.stage.active;
    if (coloring.classes) {
      this.showClasses(pane, coloring);
    } else if (coloring.scale) {
      this.showScale(coloring.scale);
    } else {
      replace(this.element, coloring.missing && el("p", { class: "quiet", text: coloring.missing }));
    }
  }

  showClasses(pane, coloring) {
    const classes = coloring.classes.toSorted((a, b) => (coloring.classes.length > fewest ? b.count - a.count : a.label - b.label));
    const shown = this.all ? classes : classes.slice(0, Math.max(fewest, classes.length <= fewest + 3 ? classes.length : fewest));
    const rest = classes.length - shown.length;
    const hidden = this.app.state.get("hidden");
    const unfold = () => { this.all = !this.all; this.show(); };
    const kind = coloring.kind ?? "class";
    const more = (rest > 0 || this.all) && classes.length > fewest + 3
      && button(this.all ? "show fewer" : `show all ${count(classes.length)} classes`, unfold, { class: "link" });
    const every = hidden.size > 0 && button(`show every ${kind}`, () => this.app.state.set({ hidden: new Set() }), { class: "link" });
    const width = classes.some((one) => one.name.length + count(one.count).length > shortEntry) ? "legend-list wide" : "legend-list";
    replace(this.element, el("ul", { class: width }, ...shown.map((one) => this.entry(pane, coloring, one, hidden))),
      coloring.told && el("p", { class: "quiet", text: coloring.told }), more, every);
  }

  entry(pane, coloring, one, hidden) {
    const off = hidden.has(one.label);
    const settings = { type: "button", class: "legend-entry", "aria-pressed": String(!off), title: `${off ? "show" : "hide"} ${one.name}` };
    const swatch = style(el("span", { class: "swatch" }), { background: off ? "transparent" : one.color, "border-color": one.color });
    const toggle = el("button", { ...settings, onclick: () => this.toggle(one.label) },
      swatch, el("span", { class: "legend-name", text: one.name }), el("span", { class: "quiet", text: count(one.count) }));
    const choose = button("◎", (event) => this.choose(pane, coloring, one.label, event.shiftKey || event.ctrlKey),
      { class: "icon", title: `select ${one.name}`, "aria-label": `select ${one.name}` });
    return el("li", {}, toggle, choose);
  }

  toggle(label) {
    const hidden = new Set(this.app.state.get("hidden"));
    hidden.has(label) ? hidden.delete(label) : hidden.add(label);
    this.app.state.set({ hidden });
  }

  choose(pane, coloring, label, adds) {
    const samples = [];
    coloring.groups.forEach((group, i) => { if (group === label) { samples.push(i); } });
    select(this.app, pane.dataset, samples, coloring.kind ?? "class", adds);
  }

  showScale({ from, to, title, turned }) {
    const label = `${title}, from ${number(from)} to ${number(to)}`;
    const bar = el("canvas", { width: 240, height: 12, class: "legend-bar", role: "img", "aria-label": label });
    const context = bar.getContext("2d");
    for (let x = 0; x < 240; x++) {
      context.fillStyle = hexOf(scaleColor(turned ? 1 - x / 239 : x / 239));
      context.fillRect(x, 0, 1, 12);
    }
    const ends = el("p", { class: "legend-ends" }, el("span", { text: number(from) }), el("span", { text: number(to) }));
    replace(this.element, el("p", { class: "legend-title", text: title }), bar, ends);
  }
}
