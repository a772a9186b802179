// @ts-check
// The search box: samples by number, name, class, their text or what a text column says.
import { button, count, el, replace } from "./dom.js";
import { select } from "./selecting.js";

const mostHints = 8;

/** The search box with its suggestions. */
export class Finder {
  constructor(app) {
    this.app = app;
    this.input = el("input", {
      type: "search", placeholder: "search samples", "aria-label": "search samples by number, name, class, text or column", autocomplete: "off",
      role: "combobox", "aria-expanded": "false", "aria-controls": "finder-hints", oninput: () => this.look(), onkeydown: (event) => this.key(event),
    });
    this.hints = el("div", { class: "finder-hints", id: "finder-hints", role: "listbox", "aria-label": "samples found", hidden: true });
    const submit = (event) => { event.preventDefault(); this.choose(this.found); };
    this.element = el("form", { class: "finder", role: "search", onsubmit: submit }, this.input, this.hints);
    this.element.addEventListener("focusout", (event) => { if (!this.element.contains(event.relatedTarget)) { this.close(); } });
  }

  key(event) {
    if (event.key === "Escape") {
      this.input.value = "";
      this.close();
    } else if (event.key === "ArrowDown") {
      this.hints.querySelector("button")?.focus();
      event.preventDefault();
    }
  }

  close() {
    this.hints.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }

  async look() {
    const text = this.input.value.trim().toLowerCase();
    const dataset = this.app.stage.active?.dataset ?? 0;
    const samples = await this.app.samplesOf(dataset);
    const texts = (await samples.openColumns()).filter((column) => column.kind === "text");
    if (text === "" || text !== this.input.value.trim().toLowerCase()) {
      this.close();
      return;
    }
    const row = /^\d+$/.test(text) ? Number(text) : -1;
    this.found = [];
    for (let i = 0; i < samples.count; i++) {
      const names = samples.names ? samples.names[i] : "";
      if (samples.row(i) === row || names.toLowerCase().includes(text) || (!samples.values && samples.truth(i).toLowerCase() === text)
        || samples.texts?.[i].toLowerCase().includes(text) || texts.some((column) => column.texts[column.data[i]]?.toLowerCase().includes(text))) {
        this.found.push(i);
      }
    }
    this.dataset = dataset;
    this.show(samples);
  }

  show(samples) {
    const found = this.found.length;
    const told = found === 0 ? "no sample found" : `select all ${count(found)} found (Enter)`;
    const all = button(told, () => this.choose(this.found), { role: "option", class: "finder-all", disabled: found === 0 });
    const hints = this.found.slice(0, mostHints).map((i) =>
      button([samples.line(i), samples.truth(i)].filter(Boolean).join(" · "), () => this.choose([i]), { role: "option" }));
    replace(this.hints, all, ...hints);
    this.hints.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  choose(found) {
    if (!found || found.length === 0) {
      return;
    }
    this.close();
    select(this.app, this.dataset, found, "search");
    // Keys act on the pictures again.
    this.app.stage.active?.field.focus();
    if (found.length === 1) {
      this.app.state.set({ hover: { dataset: this.dataset, sample: found[0], picture: this.app.state.get("active") }, pinned: true });
    }
  }
}
