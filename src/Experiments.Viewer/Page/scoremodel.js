// @ts-check
// The trials of a report as rows of settings: what differs in nothing but chance is one row, its scores the means over its repeats.
import { count } from "./dom.js";

/** Fewer repeats are better shown by their own smallest and largest value than by an interval; the printed report draws the same line. */
const scoreFewest = 5;

/** @typedef {{mean: number, low: number, high: number, half: number|null, deviation: number|null, repeats: number}} ScoreSummary */

/** One setting of one reducer on one layer. */
export class SettingRow {
  constructor(group, picture, place) {
    this.group = group;
    this.label = picture.label;
    this.reducer = picture.reducer;
    this.kind = picture.kind;
    this.color = picture.color;
    this.sawLabels = picture.sawLabels;
    this.setting = picture.setting;
    this.sweep = picture.sweep;
    this.place = place;
    this.pictures = [];
    this.scores = new Map();
  }

  get done() {
    return this.pictures.filter((picture) => picture.status === "done");
  }

  get failed() {
    return this.pictures.filter((picture) => picture.status !== "done");
  }

  /** The picture that stands for the row: the one that the printed report shows, else the first that has points. */
  get picture() {
    return this.pictures.find((picture) => picture.best && picture.points) ?? this.pictures.find((picture) => picture.points) ?? null;
  }

  /** Tells whether a metric may compare the row with others: not by the classes that it was fitted to. */
  competes(metric) {
    return !(this.sawLabels && metric.needsLabels);
  }

  /**
   * A metric over the repeats of the row.
   * @returns {ScoreSummary|null}
   */
  score(name) {
    if (!this.scores.has(name)) {
      this.scores.set(name, scoreSummary(this.repeats((picture) => picture.scores[name])));
    }
    return this.scores.get(name);
  }

  /** The seconds of a run, on average. */
  get seconds() {
    return scoreMean(this.done.map((picture) => picture.seconds).filter(Number.isFinite));
  }

  /** Only draws at the outermost place are independent: a value for each of them, the mean of whatever was run on it. */
  repeats(value) {
    const values = new Map();
    for (const picture of this.done) {
      const one = value(picture);
      if (Number.isFinite(one)) {
        const key = this.group.repeatOf(picture);
        values.set(key, [...(values.get(key) ?? []), one]);
      }
    }
    return [...values.values()].map(scoreMean);
  }
}

/** The same layer of the same model and data, however often these were drawn and trained. */
export class LayerOfScores {
  constructor(report, picture) {
    this.report = report;
    this.layer = report.layerOf(picture);
    this.dataset = report.datasetOf(picture);
    this.model = report.modelOf(picture);
    this.name = this.layer.group;
    this.pictures = [];
    this.rows = new Map();
  }

  add(picture) {
    const key = `${picture.sweep ?? ""}\n${picture.label}`;
    if (!this.rows.has(key)) {
      this.rows.set(key, new SettingRow(this, picture, this.rows.size));
    }
    this.rows.get(key).pictures.push(picture);
    this.pictures.push(picture);
  }

  /** What tells a repeat of a setting from another: the draw of the data, else the training, else the seed of the reducer. */
  repeatOf(picture) {
    if (!this.kindOfRepeat) {
      const layers = this.pictures.map((each) => this.report.layerOf(each));
      const several = (key) => new Set(layers.map((layer) => layer[key])).size > 1;
      this.kindOfRepeat = several("dataset") ? "dataset" : several("model") ? "model" : "seed";
    }
    return this.kindOfRepeat === "seed" ? picture.seed : this.report.layerOf(picture)[this.kindOfRepeat];
  }

  /** The word for several repeats. */
  get repeatsInWords() {
    this.repeatOf(this.pictures[0]);
    return { dataset: "draws of the data", model: "trainings", seed: "seeds" }[this.kindOfRepeat];
  }
}

/**
 * Sorts the pictures of a report into layers and these into settings, in the order in which the report lists them.
 * @returns {LayerOfScores[]}
 */
export function scoreLayers(report) {
  const layers = new Map();
  for (const picture of report.pictures) {
    const layer = report.layerOf(picture);
    const key = [scoreDataset(report, layer.dataset), report.models[layer.model].title, layer.group].join("\n");
    if (!layers.has(key)) {
      layers.set(key, new LayerOfScores(report, picture));
    }
    layers.get(key).add(picture);
  }
  const groups = [...layers.values()];
  for (const group of groups) {
    // Where the name of the layer says too little, the dataset and the model stand before it.
    const same = groups.filter((other) => other.layer.group === group.name);
    group.title = [
      ...new Set(same.map((other) => scoreDataset(report, other.layer.dataset))).size > 1 ? [scoreDataset(report, group.layer.dataset)] : [],
      ...new Set(same.map((other) => other.model.title)).size > 1 ? [group.model.title] : [],
      group.name,
    ].join(" · ");
  }
  return groups;
}

/** The name of a dataset, with split and size where its title belongs to several. */
export function scoreDataset(report, index) {
  const dataset = report.datasets[index];
  const name = (one) => `${one.title} ${one.split} ${count(one.total)}`;
  const several = new Set(report.datasets.filter((other) => other.title === dataset.title).map(name)).size > 1;
  return several ? name(dataset) : dataset.title;
}

/** The layer that the report starts with: the most telling one. */
export function scoreFirstLayer(report, layers) {
  const first = report.byId.get(report.head.start?.[0]);
  return layers.find((layer) => layer.pictures.includes(first)) ?? layers.at(-1);
}

/** A metric's family and neighbourhood: "Trustworthiness" and 15 of "trustworthiness@15". */
export function scoreFamily(metric) {
  const k = /@(\d+)$/.exec(metric.name);
  return { title: metric.title.replace(/\s*(@\s*\d+|at k\s*=\s*\d+)$/u, ""), k: k ? Number(k[1]) : null };
}

/** The metrics that stand for their families: the one at the report's neighbourhood, and those that have none. */
export function scoreMain(report) {
  const { metrics, neighborhood } = report.head;
  const main = metrics.filter((metric) => [null, neighborhood].includes(scoreFamily(metric).k));
  return main.length > 0 ? main : metrics.slice(0, 6);
}

/** "more is better". */
export function scoreDirection(metric) {
  return metric.higherIsBetter ? "more is better" : "less is better";
}

/** A score as the printed report writes it: three decimals, a true minus sign, never a negative zero. */
export function scoreText(value, digits = 3) {
  if (!Number.isFinite(value)) {
    return "–";
  }
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** A trial in words: "t-SNE, perplexity 30, seed 0, on wine". */
export function scoreTrial(group, picture) {
  return [picture.label, picture.sweep, `seed ${picture.seed}`, `on ${group.title}`].filter(Boolean).join(", ");
}

/** Opens a picture on the stage, alone or beside those that are there: four at most. */
export function scoreOpen(state, picture, add) {
  const others = add ? (state.get("open") ?? []).filter((index) => index !== picture.index) : [];
  state.set({ view: "pictures", open: [...others, picture.index].slice(-4) });
}

/**
 * Mean, and what the values lie between: their interval where there are enough of them, else the smallest and the largest.
 * @returns {ScoreSummary|null}
 */
export function scoreSummary(values) {
  if (values.length === 0) {
    return null;
  }
  const mean = scoreMean(values);
  if (values.length < scoreFewest) {
    return { mean, low: Math.min(...values), high: Math.max(...values), half: null, deviation: null, repeats: values.length };
  }
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
  const half = deviation / Math.sqrt(values.length) * scoreStudent(values.length - 1);
  return { mean, low: mean - half, high: mean + half, half, deviation, repeats: values.length };
}

function scoreMean(values) {
  return values.length === 0 ? NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Student's t at 97.5 %, by the expansion of Abramowitz and Stegun (26.7.5): to three digits from four degrees of freedom on. */
function scoreStudent(freedom) {
  const z = 1.959964;
  return z + (z ** 3 + z) / (4 * freedom)
    + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2)
    + (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3)
    + (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / (92160 * freedom ** 4);
}
