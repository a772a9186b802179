// @ts-check
// The page: parts that share one report and one state.
import { keepAddress, readAddress } from "./address.js";
import { Bar } from "./bar.js";
import { Card } from "./card.js";
import { Chosen } from "./chosen.js";
import { Report } from "./data.js";
import { count, el, replace } from "./dom.js";
import { Gallery } from "./gallery.js";
import { helpDialog } from "./help.js";
import { Images } from "./images.js";
import { Legend } from "./legend.js";
import { Morph } from "./morph.js";
import { Samples } from "./samples.js";
import { scoresView } from "./scores.js";
import { Stage } from "./stage.js";
import { State } from "./state.js";
import { wordsView } from "./words.js";

const mostOpen = 4;

/** What the parts of the page share. */
class App {
  constructor(report) {
    this.report = report;
    const start = report.head.start.map((id) => report.byId.get(id)).filter((picture) => picture?.points).map((picture) => picture.index);
    const { changes, views } = readAddress(report);
    this.views = views;
    this.samples = new Map();
    this.images = new Map();
    this.imageWatchers = [];
    this.state = new State({
      view: "pictures", open: [], active: -1, color: "class", hover: null, pinned: false, selection: null, hidden: new Set(), only: null,
      tool: "pan", names: true, arrows: false, atlas: null, morph: false, theme: {}, moved: {}, colored: {},
    });
    this.stage = new Stage(this);
    this.card = new Card(this);
    this.chosen = new Chosen(this);
    this.legend = new Legend(this);
    this.morph = new Morph(this);
    this.build();
    const some = report.pictures.filter((picture) => picture.points).slice(0, 1).map((picture) => picture.index);
    const open = start.length > 0 ? start : some;
    this.state.set({ open, atlas: firstAtlas(report, open[0]), ...changes });
    keepAddress(this);
    document.addEventListener("keydown", (event) => this.key(event));
    addEventListener("hashchange", () => this.follow());
  }

  build() {
    const { report, state } = this;
    this.scores = scoresView(report, state);
    this.words = wordsView(report, state);
    this.gallery = new Gallery(this);
    this.bar = new Bar(this, [["pictures", "Pictures"], ["scores", "Scores"], ["words", "Findings"]]);
    this.dialog = helpDialog();
    const side = el("aside", { class: "side", "aria-label": "colours, sample and selection" },
      this.sampledNote(), this.legend.element, this.card.element, this.chosen.element);
    const middle = el("div", { class: "middle" }, this.stage.element, this.morph.element);
    this.pictures = el("div", { class: "pictures" }, this.gallery.element, middle, side);
    replace(document.getElementById("app"), this.bar.element, el("main", {}, this.pictures, this.scores, this.words), this.dialog);
    state.on(["view"], () => this.turnTo(state.get("view")));
    this.turnTo(state.get("view"));
  }

  sampledNote() {
    const cut = this.report.datasets.filter((dataset) => dataset.samples < dataset.total);
    const said = ({ title, samples, total }) => `${title}: ${count(samples)} of ${count(total)} samples are in this file, drawn class by class.`;
    return cut.length > 0 && el("p", { class: "sampled", text: cut.map(said).join(" ") });
  }

  turnTo(view) {
    this.pictures.hidden = view !== "pictures";
    this.scores.hidden = view !== "scores";
    this.words.hidden = view !== "words";
    (view === "scores" ? this.scores : view === "words" ? this.words : null)?.show?.();
  }

  /** The samples of a dataset, opened once. */
  samplesOf(dataset) {
    if (!this.samples.has(dataset)) {
      this.samples.set(dataset, new Samples(this.report, this.report.datasets[dataset]).open());
    }
    return this.samples.get(dataset);
  }

  /** The images of a dataset; null without any. */
  imagesOf(dataset) {
    if (!this.images.has(dataset)) {
      const described = this.report.datasets[dataset];
      this.images.set(dataset, described.images ? new Images(this.report, described, () => this.imagesCame()) : null);
    }
    return this.images.get(dataset);
  }

  whenImages(watcher) {
    this.imageWatchers.push(watcher);
  }

  imagesCame() {
    this.stage.panes.forEach((pane) => pane.drawOver());
    this.imageWatchers.forEach((watcher) => watcher());
  }

  titleOf(picture) {
    const layer = this.report.layerOf(picture);
    return `${picture.sweep ? `${picture.sweep} · ` : ""}${layer.group} · ${picture.label}${picture.seed ? `, seed ${picture.seed}` : ""}`;
  }

  /** The command that runs a picture's setting again. */
  settingLine(picture) {
    const { config, folder } = this.report.head;
    const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
    const set = Object.entries(picture.parameters).filter(([, value]) => value !== null);
    const settings = set.map(([name, value]) => `, ${name}: ${JSON.stringify(value)}`).join("");
    return `./run.sh sweep ${quoted(config ?? `${folder}/config.yaml`)} --set ${quoted(`reducers=[{kind: ${picture.kind}${settings}}]`)}`;
  }

  /** The part of a picture that the address asked for; once. */
  takeView(id) {
    const view = this.views.get(id) ?? null;
    this.views.delete(id);
    return view;
  }

  /** Shows what an address says that somebody put in by hand. */
  follow() {
    const { changes, views } = readAddress(this.report);
    this.views = views;
    this.state.set(changes);
    this.stage.panes.forEach((pane, index) => views.has(this.report.pictures[index].id) && pane.data && pane.resize());
  }

  /** Puts a picture in the place of the active one. */
  show(index) {
    const open = this.state.get("open");
    if (open.includes(index)) {
      this.state.set({ active: index });
      return;
    }
    const active = this.state.get("active");
    this.state.set({ open: open.length === 0 ? [index] : open.map((one) => (one === active ? index : one)), active: index, view: "pictures" });
  }

  add(index) {
    const open = this.state.get("open").filter((one) => one !== index);
    this.state.set({ open: [...open, index].slice(-mostOpen), active: index, view: "pictures" });
  }

  close(index) {
    this.state.set({ open: this.state.get("open").filter((one) => one !== index) });
  }

  help() {
    this.dialog.showModal();
  }

  /** Copies text, and says so on the button. */
  async copy(button, text) {
    const told = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "copied";
    } catch {
      button.textContent = "copying is not allowed here";
    }
    setTimeout(() => { button.textContent = told; }, 1500);
  }

  key(event) {
    if (event.target.closest("input:not([type=range]), select, textarea, dialog") || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const { state } = this;
    const key = event.key.toLowerCase();
    const open = state.get("open");
    if (key === "escape") {
      state.set(state.get("pinned") || state.get("hover") ? { pinned: false, hover: null } : { selection: null });
    } else if (/^[1-4]$/.test(key) && open[Number(key) - 1] !== undefined) {
      this.stage.panes.get(open[Number(key) - 1]).field.focus();
    } else if (key === "g") {
      this.gallery.list.querySelector("button")?.focus();
    } else if (key === "p") {
      this.stage.active?.field.focus();
    } else if (key === "?") {
      this.help();
    } else if (!this.bar.key(key)) {
      return;
    }
    event.preventDefault();
  }
}

/** Images whose classes nobody knows are seen best as themselves. */
function firstAtlas(report, picture) {
  const dataset = report.pictures[picture] && report.datasetOf(report.pictures[picture]);
  return dataset?.images && !dataset.labels && !dataset.values ? { ...dataset.atlas } : null;
}

const app = new App(Report.ofDocument());
app.stage.ready().then(() => performance.mark("first-picture"));
// Tests and the curious reach the page's parts here.
globalThis.experimentsReport = app;
