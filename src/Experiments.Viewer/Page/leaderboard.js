// @ts-check
// Every setting's scores in one table: sorted by any column, filtered, and opened by a click.
import { el, replace, download, csvField, count } from "./dom.js";
import { scoreFamily, scoreDirection, scoreText, scoreOpen, scoreDataset } from "./scoremodel.js";
import { leaderFilter } from "./leaderfilter.js";
import { leaderFailures } from "./leaderfailures.js";

/** So many rows are in the table at first; the others follow as they are scrolled to, since laying out a thousand takes a second. */
const leaderChunk = 150;

const leaderOrder = new Intl.Collator("en", { numeric: true });

/** The section of the leaderboard. Its rows are made once; sorting and filtering only choose and move them. */
export class Leaderboard {
  constructor(report, state, layers) {
    this.name = "leaderboard";
    this.title = "Leaderboard";
    this.report = report;
    this.state = state;
    this.layers = layers;
    this.rows = layers.flatMap((layer) => [...layer.rows.values()]);
    this.columns = leaderColumns(this.rows, report);
    this.element = el("section", { class: "leader" });
    const first = this.columns.find((column) => column.metric && column.metric.name === report.head.primary)
      ?? this.columns.find((column) => column.metric) ?? this.columns[0];
    this.sorting = { column: first, best: true };
  }

  render() {
    if (this.table) {
      return;
    }
    this.lines = this.rows.map((row) => leaderLine(row, this.columns, this.state));
    this.body = el("tbody");
    this.table = el("table", { class: "leader-table" }, this.head(), this.body);
    this.body.addEventListener("mousedown", (event) => event.shiftKey && event.preventDefault());
    this.body.addEventListener("click", (event) => this.openAt(event));
    this.shown = el("output", { class: "scores-count" });
    this.filter = leaderFilter(this.report, this.rows, () => this.update());
    const save = el("button", { type: "button", onclick: () => this.save(), text: "Save as CSV" });
    replace(this.element, el("div", { class: "scores-controls" }, ...this.filter.controls, this.shown, save),
      el("p", { class: "scores-note", text: this.note() }),
      el("div", { class: "scores-scroll leader-scroll", tabindex: 0, role: "region", "aria-label": "Scores of every setting",
        onscroll: (event) => this.follow(event.currentTarget) }, this.table),
      leaderFailures(this.report, this.layers));
    this.state.on(["open"], () => this.markOpen());
    window.addEventListener("beforeprint", () => this.more(this.order.length));
    this.markOpen();
    this.update();
  }

  follow({ scrollTop, clientHeight, scrollHeight }) {
    if (scrollTop + clientHeight > scrollHeight - clientHeight) {
      this.more(leaderChunk);
    }
  }

  more(rows) {
    const there = this.body.childElementCount;
    this.body.append(...this.order.slice(there, there + rows).map((line) => line.element));
  }

  note() {
    const several = this.rows.some((row) => row.done.length > 1);
    return [
      `Bold: the best of its column on its layer. A click opens the picture, with Shift beside those that are open.`,
      several ? "Means over repeats; under them half the 95 % interval by Student’s t from five repeats on, of fewer the smallest and the largest."
        : "",
      this.rows.some((row) => this.report.head.metrics.some((metric) => !row.competes(metric)))
        ? "What saw the labels is not ranked by scores that judge by labels." : "",
    ].filter(Boolean).join(" ");
  }

  /** Two lines of heads: families over their neighbourhood sizes. */
  head() {
    const above = el("tr");
    const below = el("tr");
    for (const [place, column] of this.columns.entries()) {
      const before = this.columns[place - 1];
      if (column.k === null || column.k === undefined) {
        above.append(this.headCell(column, column.title, { rowspan: 2 }));
        continue;
      }
      if (before?.k === undefined || before?.k === null || before.title !== column.title) {
        const span = this.columns.filter((other) => other.title === column.title && other.k !== null).length;
        above.append(el("th", { scope: "colgroup", colspan: span, class: "leader-family", text: column.title }));
      }
      below.append(this.headCell(column, String(column.k), {}));
    }
    return el("thead", {}, above, below);
  }

  headCell(column, text, attributes) {
    const direction = column.metric ? `, ${scoreDirection(column.metric)}` : "";
    const k = column.metric && column.k !== null ? ` at k = ${column.k}` : "";
    const press = () => this.sort(column);
    const button = el("button", { type: "button", class: "leader-sort", onclick: press, title: `${column.title}${k}${direction}`,
      "aria-label": `Sort by ${column.title}${k}${direction}` }, el("span", { text }));
    column.head = el("th", { scope: "col", class: column.className, ...attributes }, button);
    return column.head;
  }

  sort(column) {
    this.sorting = { column, best: this.sorting.column === column ? !this.sorting.best : true };
    this.update();
  }

  update() {
    const { column, best } = this.sorting;
    for (const other of this.columns) {
      const ascending = (other.up ?? true) !== best;
      other.head.setAttribute("aria-sort", other !== column ? "none" : ascending ? "ascending" : "descending");
    }
    this.order = this.lines.filter((line) => this.filter.accepts(line.row)).sort((a, b) => leaderCompare(column, best, a.row, b.row));
    this.body.replaceChildren();
    this.more(leaderChunk);
    this.shown.textContent = `${count(this.order.length)} of ${count(this.lines.length)} settings`;
  }

  openAt(event) {
    const line = this.lines.find((one) => one.element === event.target.closest("tr"));
    // A reader who marks numbers to copy them does not mean to leave the table.
    if (line?.row.picture && (event.target.closest("button") || String(getSelection()) === "")) {
      scoreOpen(this.state, line.row.picture, event.shiftKey);
    }
  }

  markOpen() {
    const open = new Set(this.state.get("open") ?? []);
    for (const { element, row } of this.lines) {
      element.classList.toggle("leader-opened", row.pictures.some((picture) => open.has(picture.index)));
    }
  }

  save() {
    download(`${this.report.head.name}-leaderboard.csv`, leaderCsv(this.report, this.order.map((line) => line.row)));
  }
}

/** The columns: `value` sorts; `up` says that more comes first. */
function leaderColumns(rows, report) {
  const several = (value) => new Set(rows.map(value)).size > 1;
  const text = (title, className, value) => ({ title, className, value, text: value, up: false });
  return [
    text("Reducer and setting", "leader-label", (row) => row.label),
    ...several((row) => row.sweep) ? [text("Sweep", "leader-word", (row) => row.sweep ?? "")] : [],
    ...several((row) => row.group) ? [text("Layer", "leader-word", (row) => row.group.title)] : [],
    ...rows.some((row) => row.pictures.length > 1)
      ? [{ title: "Runs", className: "leader-score", value: (row) => row.done.length, text: leaderRuns, up: true }] : [],
    ...report.head.metrics.map((metric) => {
      const { title, k } = scoreFamily(metric);
      return { title, k, metric, className: "leader-score", value: (row) => row.score(metric.name)?.mean, up: metric.higherIsBetter };
    }),
    ...rows.some((row) => Number.isFinite(row.seconds))
      ? [{ title: "Seconds", className: "leader-score", value: (row) => row.seconds, text: (row) => scoreText(row.seconds, 2), up: false }] : [],
  ];
}

function leaderRuns(row) {
  return row.failed.length > 0 ? `${row.done.length} of ${row.pictures.length}` : String(row.done.length);
}

function leaderCompare(column, best, a, b) {
  const [left, right] = [column.value(a), column.value(b)];
  if (typeof left === "string") {
    return (best ? 1 : -1) * leaderOrder.compare(left, right);
  }
  // What is undefined comes last either way.
  const gap = Number.isFinite(left) && Number.isFinite(right) ? left - right : Number(Number.isFinite(right)) - Number(Number.isFinite(left));
  return Number.isFinite(left) && Number.isFinite(right) ? (column.up === best ? -gap : gap) : gap;
}

function leaderLine(row, columns, state) {
  const cells = columns.map((column, place) => place === 0 ? leaderLabel(row) : column.metric ? leaderScore(row, column.metric)
    : el("td", { class: column.className, text: column.text(row) }));
  return { row, element: el("tr", {}, ...cells) };
}

function leaderLabel(row) {
  const dot = el("span", { class: "scores-dot" });
  dot.style.setProperty("--dot", row.color);
  // Names of settings may break after their underscores.
  const parts = row.label.split(/(?<=_)/).flatMap((part, i) => i === 0 ? [part] : [el("wbr"), part]);
  const name = row.picture ? el("button", { type: "button", class: "leader-open" }, ...parts) : el("span", {}, ...parts);
  const words = row.done.length > 0 ? `${row.failed.length} of ${row.pictures.length} failed` : row.failed[0].reason ?? row.failed[0].status;
  return el("th", { scope: "row", class: "leader-label" }, dot, name, row.failed.length > 0 && el("small", { text: words }));
}

function leaderScore(row, metric) {
  const score = row.score(metric.name);
  if (!score) {
    const reason = row.failed[0]?.reason ?? `${metric.title} is undefined for this picture`;
    return el("td", { class: "leader-score leader-none", title: reason, text: "–" });
  }
  const best = leaderBest(row, metric);
  const apart = scoreText(score.low) !== scoreText(score.high);
  const under = score.half !== null ? `±${scoreText(score.half)}` : apart ? `${scoreText(score.low)}–${scoreText(score.high)}` : null;
  const range = `${scoreText(score.low)} to ${scoreText(score.high)} over ${score.repeats} ${row.group.repeatsInWords}`;
  const title = [best ? `best on ${row.group.title}` : null, score.half !== null ? `95 % interval ${range}` : score.repeats > 1 ? range : null];
  return el("td", { class: best ? "leader-score leader-best" : "leader-score", title: title.filter(Boolean).join("; ") || null },
    el(best ? "b" : "span", { text: scoreText(score.mean) }), under && el("small", { text: under }));
}

/** Tells whether no other setting on the layer has a better mean. */
function leaderBest(row, metric) {
  row.group.bests ??= new Map();
  if (!row.group.bests.has(metric.name)) {
    const means = [...row.group.rows.values()].filter((other) => other.competes(metric)).map((other) => other.score(metric.name)?.mean);
    const finite = means.filter(Number.isFinite);
    row.group.bests.set(metric.name, finite.length < 2 ? NaN : metric.higherIsBetter ? Math.max(...finite) : Math.min(...finite));
  }
  return row.competes(metric) && row.score(metric.name).mean === row.group.bests.get(metric.name);
}

function leaderCsv(report, rows) {
  const metrics = report.head.metrics;
  const spread = rows.some((row) => row.done.length > 1);
  const heads = ["dataset", "model", "layer", "sweep", "reducer", "setting", "runs", "failed",
    ...metrics.flatMap((metric) => spread ? [metric.name, `${metric.name} low`, `${metric.name} high`] : [metric.name]), "seconds"];
  const lines = rows.map((row) => [
    scoreDataset(report, row.group.layer.dataset), row.group.model.title, row.group.layer.name, row.sweep, row.reducer, row.setting,
    row.done.length, row.failed.length,
    ...metrics.flatMap((metric) => {
      const score = row.score(metric.name);
      return spread ? [score?.mean, score?.low, score?.high] : [score?.mean];
    }),
    Number.isFinite(row.seconds) ? row.seconds : null,
  ]);
  return [heads, ...lines].map((line) => line.map(csvField).join(",")).join("\r\n") + "\r\n";
}
