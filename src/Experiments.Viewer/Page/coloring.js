// @ts-check
// What colours mean: for every choice a colour a sample of a picture, and the legend that says so.
import { abgr, ground, hexOf, onGround, scaleColor } from "./palette.js";
import { answersOf } from "./samples.js";
import { distancesFrom, keeping, stability } from "./truth.js";

const untold = "the file has no true neighbours";

/** @typedef {{from: number, to: number, title: string}} Scale */
/** @typedef {{colors: Uint32Array, classes?: Array, kind?: string, told?: string, scale?: Scale, missing?: string}} Coloring */

/** The choices that a dataset and the pictures on the stage offer. */
export function choicesOf(report, samples, pictures) {
  const some = (test) => pictures.some(test);
  const models = pictures.map((picture) => report.modelOf(picture));
  return [
    samples.labels && { by: "class", title: "class" },
    samples.values && { by: "value", title: samples.dataset.values.title ?? "value" },
    samples.groups && { by: "group", title: `group (${samples.dataset.grouping.method})` },
    models.some((model) => model.predicted) && { by: "predicted", title: "predicted class" },
    samples.labels && models.some((model) => model.predicted) && { by: "right", title: "right or wrong" },
    models.some((model) => model.confidence) && { by: "confidence", title: "confidence" },
    some((picture) => picture.trust) && { by: "trust", title: "trustworthiness" },
    some((picture) => picture.continuity) && { by: "continuity", title: "continuity" },
    some((picture) => report.layerOf(picture).neighbors) && { by: "false", title: "false neighbours" },
    some((picture) => report.layerOf(picture).neighbors) && { by: "missing", title: "missing neighbours, how far" },
    { by: "stability", title: "stability over seeds" },
    some((picture) => report.layerOf(picture).vectors || report.layerOf(picture).neighbors)
      && { by: "distance", title: "true distance from the pointer" },
    ...samples.dataset.columns.map((column) => ({ by: `column:${column.name}`, title: column.name })),
    { by: "none", title: "nothing" },
  ].filter(Boolean);
}

/**
 * Colours of a picture's points.
 * @returns {Promise<Coloring>}
 */
export async function coloringOf(report, samples, picture, by, pointed) {
  if (by === "class" && samples.labels) {
    return byClass(samples.labels, samples.classes);
  }
  if (by === "group" && samples.groups) {
    return byGroup(samples);
  }
  if (by === "predicted" || by === "right" || by === "confidence") {
    return byAnswer(report, samples, picture, by);
  }
  if (by.startsWith("column:")) {
    return byColumn(samples, by.slice("column:".length));
  }
  const values = await valuesOf(report, samples, picture, by, pointed);
  return values.data ? byValue(values) : plain(samples, values.missing);
}

async function valuesOf(report, samples, picture, by, pointed) {
  switch (by) {
    case "value":
      return { data: samples.values, title: "value" };
    case "trust":
      return share(await report.read(picture.trust), "trustworthiness of every point", "this picture was not judged point by point");
    case "continuity":
      return share(await report.read(picture.continuity), "continuity of every point", "this picture was not judged point by point");
    case "false": {
      const kept = await keeping(report, picture);
      return share01(kept?.wrong, `share of the ${kept?.k} nearest in the picture that are none in the layer`, untold);
    }
    case "missing": {
      const kept = await keeping(report, picture);
      const title = `how many times farther than the ${kept?.k} nearest the true neighbours lie`;
      return { data: kept?.torn, from: 1, most: 0.98, title, missing: untold };
    }
    case "stability":
      return share01(await stability(report, picture), "share of the nearest that another seed has too", "one run only");
    case "distance": {
      const sample = pointed ?? 0;
      const data = await distancesFrom(report, report.layerOf(picture), sample);
      const title = `distance from ${samples.name(sample)} in ${report.layerOf(picture).name}`;
      return { data, from: 0, title, missing: "the file has no distances", turned: true };
    }
    default:
      return { data: null, missing: "" };
  }
}

function share01(data, title, missing) {
  return { data, from: 0, to: 1, title, missing };
}

function share(bytes, title, missing) {
  return { data: bytes && Float32Array.from(bytes, (value) => value / 255), to: 1, title, missing };
}

const byLabels = new WeakMap();

/** Groups stand in for classes, and say that they are none. */
function byGroup(samples) {
  const { groups, told } = samples.dataset.grouping;
  return { ...byClass(samples.groups, groups), kind: "group", told };
}

/** Pictures of the same samples share the colours of their classes. */
function byClass(labels, named) {
  const { dark, unknown } = ground();
  const known = byLabels.get(labels);
  if (known?.dark === dark) {
    return { ...known.coloring };
  }
  const shades = named.map((one) => onGround(abgr(one.color), dark));
  const colors = new Uint32Array(labels.length);
  const counts = new Uint32Array(shades.length);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    colors[i] = label < 0 ? unknown : shades[label] ?? unknown;
    if (label >= 0) {
      counts[label]++;
    }
  }
  const classes = named.map((one, i) => ({ name: one.name, color: hexOf(shades[i]), count: counts[i], label: i }));
  const coloring = { colors, classes, groups: labels };
  byLabels.set(labels, { dark, coloring });
  return { ...coloring };
}

async function byAnswer(report, samples, picture, by) {
  const answers = await answersOf(report, report.modelOf(picture));
  if (!answers || (by === "right" && !samples.labels)) {
    return plain(samples, answers ? "the true classes are not known" : "this model was not trained to tell classes");
  }
  if (by === "predicted") {
    return byClass(answers.predicted, samples.classes);
  }
  if (by === "confidence") {
    return byValue({ data: Float32Array.from(answers.confidence, (value) => value / 255), to: 1, title: "confidence of the answer" });
  }
  const { good, bad, unknown } = ground();
  const groups = Int16Array.from(answers.predicted, (label, i) => (samples.labels[i] < 0 ? -1 : label === samples.labels[i] ? 0 : 1));
  const count = (wanted) => groups.reduce((sum, group) => sum + (group === wanted ? 1 : 0), 0);
  return {
    colors: Uint32Array.from(groups, (group) => (group < 0 ? unknown : group === 0 ? good : bad)), groups,
    classes: [{ name: "right", color: hexOf(good), count: count(0), label: 0 }, { name: "wrong", color: hexOf(bad), count: count(1), label: 1 }],
  };
}

async function byColumn(samples, name) {
  const column = (await samples.openColumns()).find((one) => one.name === name);
  if (!column) {
    return plain(samples, "this dataset has no such column");
  }
  if (column.kind === "number") {
    return byValue({ data: column.data, title: name });
  }
  const { dark } = ground();
  const shades = column.texts.map((_, i) => onGround(abgr(hueOf(i)), dark));
  const counts = new Uint32Array(shades.length);
  column.data.forEach((index) => { counts[index]++; });
  return {
    colors: Uint32Array.from(column.data, (index) => shades[index]), groups: column.data,
    classes: column.texts.map((text, i) => ({ name: text, color: hexOf(shades[i]), count: counts[i], label: i })),
  };
}

/** Hues a golden angle apart, as the printed report has them beyond ten classes. */
function hueOf(index) {
  const h = ((index * 137.508) % 360) / 60;
  const l = 0.32 + 0.12 * (index % 4);
  const c = (1 - Math.abs(2 * l - 1)) * 0.62;
  const x = c * (1 - Math.abs((h % 2) - 1));
  const [r, g, b] = [[c, x, 0], [x, c, 0], [0, c, x], [0, x, c], [x, 0, c], [c, 0, x]][Math.floor(h)];
  return `#${[r, g, b].map((v) => Math.round((v + l - c / 2) * 255).toString(16).padStart(2, "0")).join("")}`;
}

/** Colours by a scale from the least to the largest value, or to the one that a share of all values (`most`) keeps below. */
function byValue({ data, from, to, most: share = 1, title, turned }) {
  let [least, most] = [Infinity, -Infinity];
  for (const value of data) {
    if (Number.isFinite(value)) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  least = Math.min(from ?? least, least);
  most = Math.max(to ?? most, most);
  most = share < 1 ? Math.max(least, Float32Array.from(data).sort()[Math.floor(share * (data.length - 1))]) : most;
  const extent = most - least || 1;
  const { unknown } = ground();
  const shade = (value) => (Number.isFinite(value) ? scaleColor(turned ? 1 - (value - least) / extent : (value - least) / extent) : unknown);
  return { colors: Uint32Array.from(data, shade), values: data, scale: { from: least, to: most, title, turned } };
}

function plain(samples, missing) {
  return { colors: new Uint32Array(samples.count).fill(ground().unknown), missing };
}
