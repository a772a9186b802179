// @ts-check
// The samples of a dataset, as far as the file tells of them: class, name, row, values.
import { number } from "./dom.js";

const lineLength = 70;

/** Everything known of a dataset's samples. */
export class Samples {
  constructor(report, dataset) {
    this.report = report;
    this.dataset = dataset;
    this.count = dataset.samples;
    this.columns = [];
  }

  /** Opens what every view needs; columns are opened when somebody asks. */
  async open() {
    const { report, dataset } = this;
    [this.labels, this.values, this.groups, this.names, this.rows, this.texts] = await Promise.all(
      [dataset.labels, dataset.values, dataset.grouping?.data, dataset.names, dataset.rows, dataset.texts].map((ref) => report.read(ref)));
    return this;
  }

  async openColumns() {
    this.columns = await Promise.all(this.dataset.columns.map(async (column) => ({ ...column, data: await this.report.read(column.data) })));
    return this.columns;
  }

  get classes() {
    return this.dataset.classes;
  }

  /** The row of a sample in the sweep's arrays, by which other commands know it. */
  row(sample) {
    return this.rows ? this.rows[sample] : sample;
  }

  name(sample) {
    return this.names?.[sample] ?? `sample ${this.row(sample)}`;
  }

  /** What stands for a sample in a list: the beginning of its text, else its name. */
  line(sample) {
    const text = this.texts?.[sample];
    return text === undefined ? this.name(sample) : text.length > lineLength ? `${text.slice(0, lineLength - 1).trimEnd()}…` : text;
  }

  /** The true class in words, or the value that stands in its place; "" where neither is known. */
  truth(sample) {
    if (this.values) {
      return number(this.values[sample]);
    }
    const label = this.labels?.[sample] ?? -1;
    return label >= 0 ? this.className(label) : "";
  }

  className(label) {
    return label < 0 ? "no class" : this.classes[label]?.name ?? `class ${label}`;
  }

  /** The group of a sample in words, where groups stand in for classes: "group 3 of 6, by k-means in pooled of resnet18"; "" without groups. */
  group(sample) {
    if (!this.groups) {
      return "";
    }
    const { groups, method, place } = this.dataset.grouping;
    return `${groups[this.groups[sample]].name} of ${groups.length}, by ${method} in ${place}`;
  }

  /** What a column says of a sample. */
  cell(column, sample) {
    return column.kind === "text" ? column.texts[column.data[sample]] ?? "" : number(column.data[sample]);
  }
}

/** What a model takes the samples for; null where it was not trained to tell. */
export async function answersOf(report, model) {
  if (!model.predicted) {
    return null;
  }
  const [predicted, confidence] = await Promise.all([report.read(model.predicted), report.read(model.confidence)]);
  return { predicted, confidence };
}
