// @ts-check
// The panel of the chosen samples: what they are, how they compare with the whole, and ways to take them along.
import { button, count, csvField, download, el, number, replace, style } from "./dom.js";
import { answersOf } from "./samples.js";
import { chosenSamples, mostInAddress } from "./selecting.js";
import { keeping, stability } from "./truth.js";
import { tellingWords } from "./telling.js";

const pageOfImages = 200;
const mostClasses = 12;
const mostLines = 20;
const nothing = "Nothing is selected. Draw a lasso (L, or hold Shift) or a rectangle (R), use ◎ beside a name, or search.";
const shortNames = {
  trustworthiness: "trust", continuity: "cont.", "false neighbours": "false", "missing neighbours, how far": "torn", stability: "steady",
};

/** The panel of the selection. */
export class Chosen {
  constructor(app) {
    this.app = app;
    this.order = "row";
    this.most = pageOfImages;
    this.element = el("section", { class: "chosen", "aria-label": "selected samples" });
    app.state.on(["selection", "open"], () => { this.most = pageOfImages; this.show(); });
    app.whenImages(() => this.show());
    this.show();
  }

  async show() {
    const selection = this.app.state.get("selection");
    if (!selection) {
      replace(this.element, el("p", { class: "quiet", text: nothing }));
      return;
    }
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const samples = await this.app.samplesOf(selection.dataset);
    const panes = this.app.stage.shown.filter((pane) => pane.dataset === selection.dataset && pane.data);
    const members = chosenSamples(selection);
    const answering = panes[0] ? answersOf(this.app.report, this.app.report.modelOf(panes[0].picture)) : null;
    const [measures, answers] = await Promise.all([this.measures(panes), answering]);
    if (turn !== this.turn) {
      return;
    }
    replace(this.element, el("h3", { text: `${count(selection.size)} of ${count(samples.count)} samples` }),
      this.actions(samples, members, answers), this.sending(samples), this.composition(samples, members), this.words(samples, members),
      this.local(measures, members),
      this.sorting(measures, answers), this.grid(samples, selection.dataset, this.sorted(samples, members, measures, answers)));
  }

  actions(samples, members, answers) {
    return el("p", { class: "actions" },
      button("Save ids (CSV)", () => this.save(samples, members, answers)),
      button("Copy explain lines", (event) => this.copy(event.target, samples, members)),
      button("let go", () => this.app.state.set({ selection: null }), { class: "link" }));
  }

  /** What an address would be too long for is said. */
  sending(samples) {
    return samples.count <= mostInAddress ? null
      : el("p", { class: "quiet", text: "A choice among so many samples is not kept in the address: send the saved ids." });
  }

  save(samples, members, answers) {
    const head = ["row", "name", samples.values ? "value" : "class", ...(answers ? ["predicted", "confidence"] : [])];
    const sure = (i) => (answers.confidence ? (answers.confidence[i] / 255).toFixed(3) : "");
    const answer = (i) => (answers ? [samples.className(answers.predicted[i]), sure(i)] : []);
    const lines = members.map((i) => [samples.row(i), samples.names?.[i] ?? "", samples.values ? samples.values[i] : samples.truth(i), ...answer(i)]
      .map(csvField).join(","));
    download(`${this.app.report.head.name}-selection.csv`, [head.join(","), ...lines, ""].join("\n"));
  }

  async copy(button, samples, members) {
    const { folder } = this.app.report.head;
    const lines = members.slice(0, mostLines).map((i) => `./run.sh explain '${folder.replaceAll("'", "'\\''")}' --sample ${samples.row(i)}`);
    await this.app.copy(button, lines.join("\n"));
  }

  composition(samples, members) {
    if (!samples.labels || samples.classes.length < 2) {
      return null;
    }
    const all = new Uint32Array(samples.classes.length);
    const own = new Uint32Array(samples.classes.length);
    samples.labels.forEach((label) => { if (label >= 0) { all[label]++; } });
    members.forEach((i) => { if (samples.labels[i] >= 0) { own[samples.labels[i]]++; } });
    const present = [...own.keys()].filter((label) => own[label] > 0).sort((a, b) => own[b] - own[a]);
    const rows = present.slice(0, mostClasses).map((label) => {
      const width = `${(100 * own[label]) / members.length}%`;
      const bar = style(el("span", { class: "share-bar" }), { width, background: samples.classes[label].color });
      return el("tr", {}, el("th", { scope: "row", text: samples.className(label) }), el("td", { class: "share-cell" }, bar),
        el("td", { text: count(own[label]) }), el("td", { class: "quiet", text: `of ${count(all[label])}` }));
    });
    return el("div", {}, el("h4", { text: "classes" }), el("table", { class: "shares" }, el("tbody", {}, ...rows)),
      present.length > mostClasses && el("p", { class: "quiet", text: `${mostClasses} of ${present.length} classes` }));
  }

  /** The words that set the texts chosen apart from the others. */
  words(samples, members) {
    if (!samples.texts || members.length === samples.count) {
      return null;
    }
    const items = tellingWords(samples, members).map(({ word, score, inside, outside }) =>
      el("li", { title: `${count(inside)} times here, ${count(outside)} elsewhere; log-odds ${number(score, 1)} standard errors`, text: word }));
    const title = "log-odds ratios over their standard errors, above 1.96, with the words of all texts as prior (Monroe, Colaresi, Quinn 2008)";
    return el("div", {}, el("h4", { text: "words that set them apart", title }),
      items.length > 0 ? el("ul", { class: "telling" }, ...items) : el("p", { class: "quiet", text: "none that chance would not give" }));
  }

  /** What is known of every sample in each open picture. */
  measures(panes) {
    const { report } = this.app;
    return Promise.all(panes.map(async ({ picture }) => {
      const [trust, continuity, kept, steady] = await Promise.all(
        [report.read(picture.trust), report.read(picture.continuity), keeping(report, picture), stability(report, picture)]);
      const unit = (bytes) => bytes && Float32Array.from(bytes, (value) => value / 255);
      const values = {
        trustworthiness: unit(trust), continuity: unit(continuity),
        "false neighbours": kept?.wrong, "missing neighbours, how far": kept?.torn, stability: steady,
      };
      return { picture, values };
    }));
  }

  /** Means over the selection, and under them means over all. */
  local(measures, members) {
    const names = Object.keys(measures[0]?.values ?? {}).filter((name) => measures.some((one) => one.values[name]));
    if (names.length === 0) {
      return null;
    }
    const mean = (values, picks) => picks.reduce((sum, i) => sum + values[i], 0) / picks.length;
    const cell = (values) => el("td", {}, values ? number(mean(values, members), 2) : "–", el("br"),
      el("span", { class: "quiet", text: values ? number(values.reduce((sum, value) => sum + value, 0) / values.length, 2) : "" }));
    const rows = measures.map(({ picture, values }) => el("tr", {},
      el("th", { scope: "row", text: picture.label }), ...names.map((name) => cell(values[name]))));
    const head = el("tr", {}, el("td"), ...names.map((name) => el("th", { scope: "col", text: shortNames[name], title: name })));
    return el("div", {}, el("h4", { text: "means here, and of all (grey)" }),
      el("table", { class: "locals" }, el("thead", {}, head), el("tbody", {}, ...rows)));
  }

  sorting(measures, answers) {
    const judged = Object.keys(measures[0]?.values ?? {}).filter((name) => measures[0].values[name]);
    const names = ["row", "class", ...(answers?.confidence ? ["confidence"] : []), ...judged];
    return el("label", { class: "sorting" }, "sorted by ", el("select", { onchange: (event) => { this.order = event.target.value; this.show(); } },
      ...names.map((name) => el("option", { value: name, text: name, selected: name === this.order }))));
  }

  sorted(samples, members, measures, answers) {
    const by = {
      row: (i) => i,
      class: (i) => samples.labels?.[i] ?? samples.values?.[i] ?? 0,
      confidence: (i) => answers?.confidence?.[i] ?? 0,
    };
    const values = measures[0]?.values[this.order];
    const key = by[this.order] ?? (values ? (i) => values[i] : by.row);
    return members.toSorted((a, b) => key(a) - key(b) || a - b);
  }

  grid(samples, dataset, members) {
    const items = members.slice(0, this.most).map((i) => {
      const title = [samples.line(i), samples.truth(i)].filter(Boolean).join(" · ");
      const go = () => this.app.state.set({ hover: { dataset, sample: i, picture: this.app.state.get("active") }, pinned: true });
      return el("li", {}, el("button", { type: "button", title, onclick: go }, this.app.card.image(dataset, i, 40, samples.name(i)) ?? title));
    });
    const goOn = () => { this.most += pageOfImages * 2; this.show(); };
    const more = members.length > this.most && button(`show more (${count(this.most)} of ${count(members.length)})`, goOn, { class: "link" });
    return el("div", {}, el("ul", { class: this.app.imagesOf(dataset) ? "near-list" : "row-list" }, ...items), more);
  }
}
