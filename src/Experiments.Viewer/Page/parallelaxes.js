// @ts-check
// The axes of parallel coordinates: where on its axis a trial's setting or score stands, as a share from 0 below to 1 above.
import { chartTicks, chartTickText } from "./chart.js";
import { scoreDirection, scoreMain } from "./scoremodel.js";

/** Positive settings that span more than this stand on an axis of logarithms; scores are shares and correlations, and stay as they are. */
const parallelSpan = 30;

/** So few values are all written at an axis of numbers. */
const parallelFew = 9;

/** Trials without a value stand below the others. */
const parallelMissing = 0.02;
const parallelFloor = 0.12;

/**
 * @typedef {{key: string, title: string, note: string, value: (trial: any) => any, metric?: any, usual: boolean}} AxisChoice
 * @typedef {AxisChoice & {place: (trial: any) => number, ticks: {at: number, text: string}[], textAt: (share: number) => string}} Axis
 */

/**
 * Everything that an axis can stand for.
 * @returns {AxisChoice[]}
 */
export function parallelChoices(report, trials) {
  const main = new Set(scoreMain(report));
  const settings = [...new Set(trials.flatMap(({ picture }) => Object.keys(picture.varied ?? {})))];
  const choices = [
    { key: "reducer", title: "Reducer", note: "", value: ({ picture }) => picture.reducer, usual: true },
    { key: "layer", title: "Layer", note: "", value: ({ group }) => group.title, usual: true },
    { key: "sweep", title: "Sweep", note: "", value: ({ picture }) => picture.sweep ?? undefined, usual: true },
    ...settings.map((name) => ({ key: `setting ${name}`, title: name, note: "", value: ({ picture }) => picture.varied[name], usual: true })),
    ...report.head.metrics.map((metric) => ({ key: `score ${metric.name}`, title: metric.title, note: scoreDirection(metric), metric,
      usual: main.has(metric), value: ({ picture }) => picture.scores[metric.name] })),
  ];
  return choices.filter((choice) => new Set(trials.map(choice.value)).size > 1);
}

/** @returns {Axis} */
export function parallelAxis(choice, trials) {
  const values = trials.map(choice.value);
  const known = values.filter((value) => value !== undefined && value !== null && !Number.isNaN(value));
  const floor = known.length < values.length ? parallelFloor : 0;
  const numeric = known.length > 0 && known.every((value) => typeof value === "number");
  const scale = numeric ? parallelNumbers(known, !choice.metric) : parallelCategories(known);
  const lift = (share) => floor + share * (1 - floor);
  const has = (value) => value !== undefined && value !== null && !Number.isNaN(value);
  return {
    ...choice,
    note: [choice.note, scale.note].filter(Boolean).join(", "),
    place: (trial) => has(choice.value(trial)) ? lift(scale.share(choice.value(trial))) : parallelMissing,
    ticks: [...scale.ticks.map(({ at, text }) => ({ at: lift(at), text })), ...floor > 0 ? [{ at: parallelMissing, text: "none" }] : []],
    textAt: (share) => share < floor ? "none" : scale.textAt((share - floor) / (1 - floor)),
  };
}

function parallelNumbers(known, mayLog) {
  const different = [...new Set(known)].sort((a, b) => a - b);
  const [low, high] = [different[0], different.at(-1)];
  const log = mayLog && low > 0 && high / low > parallelSpan;
  const forth = log ? Math.log : (value) => value;
  const back = log ? Math.exp : (value) => value;
  const share = (value) => high > low ? (forth(value) - forth(low)) / (forth(high) - forth(low)) : 0.5;
  const round = log ? parallelPowers(low, high) : chartTicks(low, high, 5);
  const shown = different.length <= parallelFew ? different : round.filter((tick) => tick >= low && tick <= high);
  return {
    share,
    note: log ? "logarithmic" : "",
    ticks: parallelApart(shown.map((value) => ({ at: share(value), text: chartTickText(value) }))),
    textAt: (at) => chartTickText(Number(back(forth(low) + Math.min(1, Math.max(0, at)) * (forth(high) - forth(low))).toPrecision(4))),
  };
}

function parallelPowers(low, high) {
  const ticks = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    ticks.push(...[1, 2, 5].map((factor) => Number((factor * 10 ** power).toPrecision(6))));
  }
  return ticks;
}

function parallelCategories(known) {
  const names = [...new Set(known.map(parallelWord))];
  const at = new Map(names.map((name, i) => [name, 1 - (i + 0.5) / names.length]));
  return {
    share: (value) => at.get(parallelWord(value)),
    note: "",
    ticks: parallelApart(names.map((text) => ({ at: at.get(text), text })).reverse()),
    textAt: (share) => names[Math.min(names.length - 1, Math.max(0, Math.floor((1 - share) * names.length)))],
  };
}

function parallelWord(value) {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Leaves out ticks whose texts would lie on the one below. */
function parallelApart(ticks) {
  const kept = [];
  for (const tick of ticks) {
    if (kept.length === 0 || tick.at - kept.at(-1).at >= 0.045) {
      kept.push(tick);
    }
  }
  return kept;
}
