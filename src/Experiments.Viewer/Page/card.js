// @ts-check
// What is known of the sample in question: image, name, classes, how far to trust it in each picture, its true neighbours.
import { button, count, el, number, replace, style } from "./dom.js";
import { answersOf } from "./samples.js";
import { keptOf, stabilityOf, trueNeighbors } from "./truth.js";

const mostCells = 40;
const invitation = "Point at a sample to see it, its true neighbours, and how far each picture can be trusted there. A click holds it.";
const trustColumns = [
  ["trust", "trustworthiness of the point: few strangers near it"], ["cont.", "continuity of the point: few of its neighbours lost"],
  ["kept", "true neighbours that are near here"], ["steady", "share of its neighbours that other seeds give too"],
];

/** The card of the sample that is pointed at. */
export class Card {
  constructor(app) {
    this.app = app;
    this.canvases = [];
    this.element = el("section", { class: "card", "aria-label": "the sample in question", "aria-live": "polite" });
    app.state.on(["hover", "pinned", "open"], () => this.soon());
    app.whenImages(() => this.soon());
    this.show();
  }

  /** Shows the sample with the next frame, so that the page is laid out once for a move of the pointer. */
  soon() {
    if (!this.waiting) {
      this.waiting = true;
      requestAnimationFrame(() => {
        this.waiting = false;
        this.show();
      });
    }
  }

  async show() {
    const hover = this.app.state.get("hover");
    if (!hover) {
      replace(this.element, el("p", { class: "quiet", text: invitation }), this.markText());
      return;
    }
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const samples = await this.app.samplesOf(hover.dataset);
    const panes = this.app.stage.shown.filter((pane) => pane.dataset === hover.dataset && pane.data);
    const [answers, cells, trust] = await Promise.all(
      [this.answers(samples, hover, panes), this.cells(samples, hover.sample), this.trust(hover.sample, panes)]);
    if (turn === this.turn) {
      const letGo = () => this.app.state.set({ pinned: false, hover: null });
      const pin = this.app.state.get("pinned") && button("let go", letGo, { class: "link" });
      const told = el("div", {}, el("h3", { text: samples.name(hover.sample) }), ...answers, pin);
      const top = el("div", { class: "card-top" }, this.image(hover.dataset, hover.sample, 112, "", this.canvas(0)), told);
      const text = samples.texts && el("blockquote", { class: "sample-text", text: samples.texts[hover.sample] });
      const room = style(el("div"), { "min-height": `${this.height ?? 0}px` });
      replace(this.element, top, text, trust, cells, room);
      requestAnimationFrame(() => this.fill(room, samples, hover, panes));
    }
  }

  /** The true neighbours, the most of the card, come a frame later: what is pointed at is told at once. */
  fill(room, samples, hover, panes) {
    if (room.isConnected) {
      replace(room, this.neighbors(samples, hover, panes));
      style(room, { "min-height": "0" });
      this.height = room.offsetHeight;
    }
  }

  markText() {
    const { mark } = this.app.report.head;
    if (!mark) {
      return null;
    }
    const answer = mark.prediction ? ` is taken for ${mark.prediction.name} (${Math.round(mark.prediction.confidence * 100)} %)` : "";
    const text = `${mark.name}${answer}; a ring and cross mark where it lies, thin rings the samples nearest to it.`;
    return el("div", { class: "card-top" }, this.markImage(mark), el("p", { text }));
  }

  /** The input's own image; null where it has none. */
  markImage(mark) {
    if (mark.image && !this.marked) {
      const [width, height] = [112, Math.round((112 * mark.height) / mark.width)];
      this.marked = el("canvas", { width, height, role: "img", "aria-label": mark.name });
      this.app.report.read(mark.image).then((bytes) => createImageBitmap(new Blob([bytes], { type: "image/webp" })))
        .then((image) => this.marked.getContext("2d").drawImage(image, 0, 0, width, height));
    }
    return this.marked ?? null;
  }

  async answers(samples, hover, panes) {
    const truth = samples.truth(hover.sample);
    const group = samples.group(hover.sample);
    const lines = [truth && el("p", {}, samples.values ? "value " : "class ", el("b", { text: truth })), group && el("p", { text: group })];
    const models = [...new Set(panes.map((pane) => this.app.report.modelOf(pane.picture)))];
    for (const model of models) {
      const answers = await answersOf(this.app.report, model);
      if (answers) {
        const taken = answers.predicted[hover.sample];
        const isKnown = (samples.labels?.[hover.sample] ?? -1) >= 0;
        const right = isKnown && samples.labels[hover.sample] === taken;
        const of = models.length > 1 ? `${model.title}: ` : "";
        const sure = answers.confidence ? ` (${Math.round(answers.confidence[hover.sample] / 2.55)} %)` : "";
        lines.push(el("p", { class: right ? "right" : isKnown ? "wrong" : null }, `${of}${right ? "taken for it" : "taken for "}`,
          right ? null : el("b", { text: samples.className(taken) }), sure));
      }
    }
    return lines.filter(Boolean);
  }

  /** The canvas of a place on the card, kept: a dozen new ones with every move of the pointer would be slow. */
  canvas(place) {
    return (this.canvases[place] ??= el("canvas", { role: "img" }));
  }

  /** A sample's image on a canvas; null where there are no images. */
  image(dataset, sample, size, label = "", canvas = el("canvas", { role: "img" })) {
    const images = this.app.imagesOf(dataset);
    if (!images) {
      return null;
    }
    const scale = size / Math.max(images.width, images.height);
    const [width, height] = [Math.round(images.width * scale), Math.round(images.height * scale)];
    Object.assign(canvas, { width, height });
    canvas.setAttribute("aria-label", label || `image of sample ${sample}`);
    images.draw(canvas.getContext("2d", { willReadFrequently: true }), sample, 0, 0, width, height);
    return canvas;
  }

  async cells(samples, sample) {
    const columns = await samples.openColumns();
    if (columns.length === 0) {
      return null;
    }
    const rows = columns.slice(0, mostCells).map((column) => el("tr", {},
      el("th", { scope: "row", text: column.name }), el("td", { text: samples.cell(column, sample) })));
    const cut = columns.length > mostCells && el("p", { class: "quiet", text: `${mostCells} of ${count(columns.length)} columns` });
    return el("details", { open: columns.length <= 16 }, el("summary", { text: `values (${count(columns.length)})` }),
      el("table", { class: "cells" }, el("tbody", {}, ...rows)), cut);
  }

  /** A row a picture: trustworthiness, continuity, neighbours kept, stability. */
  async trust(sample, panes) {
    const { report } = this.app;
    const rows = await Promise.all(panes.map(async ({ picture, data, neighbors }) => {
      const [trust, continuity, steady] = await Promise.all(
        [report.read(picture.trust), report.read(picture.continuity), stabilityOf(report, picture, sample)]);
      const kept = keptOf(data, neighbors, sample);
      const share = (bytes) => (bytes ? number(bytes[sample] / 255, 2) : "–");
      const cells = [share(trust), share(continuity), kept ? `${kept.kept}/${kept.of}` : "–", steady === null ? "–" : number(steady, 2)];
      return el("tr", {}, el("th", { scope: "row", text: picture.label }), ...cells.map((text) => el("td", { text })));
    }));
    const head = trustColumns.map(([text, title]) => el("th", { scope: "col", text, title }));
    return rows.length === 0 ? null
      : el("table", { class: "trust" }, el("thead", {}, el("tr", {}, el("td"), ...head)), el("tbody", {}, ...rows));
  }

  neighbors(samples, hover, panes) {
    const pane = panes.find((one) => one.picture.index === hover.picture) ?? panes[0];
    if (!pane?.neighbors) {
      return null;
    }
    const { near } = keptOf(pane.data, pane.neighbors, hover.sample);
    const items = trueNeighbors(pane.neighbors, hover.sample).map((id, place) => {
      const title = [samples.name(id), samples.truth(id), samples.texts?.[id]].filter(Boolean).join(", ")
        + (near.has(id) ? "" : ": not near in this picture");
      const shown = this.image(hover.dataset, id, 34, samples.name(id), this.canvas(place + 1)) ?? samples.line(id);
      const go = () => this.app.state.set({ hover: { ...hover, sample: id }, pinned: true });
      return el("li", {}, el("button", { type: "button", class: near.has(id) ? "near" : "torn", title, onclick: go }, shown));
    });
    return el("div", {}, el("h4", { text: `true neighbours in ${pane.layer.name}` }),
      el("ul", { class: samples.texts ? "row-list" : "near-list" }, ...items));
  }
}
