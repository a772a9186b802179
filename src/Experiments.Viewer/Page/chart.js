// @ts-check
// What the small charts of the scores share: scales, ticks, a line that reads out what is pointed at, and marks that the arrow keys walk through.
import { el, svg } from "./dom.js";

/** A straight scale from [low, high] to [from, to]; of a single value the middle. */
export function chartScale(low, high, from, to) {
  return high > low ? (value) => from + (value - low) / (high - low) * (to - from) : () => (from + to) / 2;
}

/** About `wanted` round values between low and high. */
export function chartTicks(low, high, wanted = 5) {
  if (!(high > low)) {
    return [low];
  }
  const raw = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= raw * 0.999);
  const ticks = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
    // Steps are decimal: what adding up leaves in the last digits is no part of the value.
    ticks.push(Number((i * step).toPrecision(12)));
  }
  return ticks;
}

/** A tick in as few digits as it needs. */
export function chartTickText(value) {
  const size = Math.abs(value);
  const text = size !== 0 && (size >= 1e5 || size < 1e-4) ? value.toExponential() : String(Number(value.toPrecision(6)));
  return text.replace(/^-/, "−").replace("e-", "e−");
}

/** The extent of values with a little room on both sides. */
export function chartExtent(values, room = 0.04) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const gap = (high - low || Math.abs(high) * 0.02 || 1) * room;
  return [low - gap, high + gap];
}

/** A text of a chart. */
export function chartLabel(x, y, text, attributes = {}) {
  return svg("text", { x, y, class: "chart-text", ...attributes, text });
}

/** A select with its label before it. */
export function chartSelect(title, options, chosen, changed) {
  const select = el("select", { onchange: () => changed(select.value) },
    ...options.map(([value, text]) => el("option", { value, selected: value === chosen, text })));
  return el("label", { class: "scores-control" }, el("span", { text: title }), select);
}

/** The line under a chart that says what the pointer or the keyboard is on. */
export class ChartReadout {
  constructor(idle) {
    this.idle = idle;
    this.element = el("p", { class: "chart-readout", "aria-live": "polite", text: idle });
  }

  say(text) {
    this.element.textContent = text ?? this.idle;
  }
}

/**
 * Marks that are reached by one press of Tab and walked through by the arrow keys; what a mark stands for is said, and opened by a click or Enter.
 * @param {{element: any, text: string, open?: (add: boolean) => void}[]} marks in the order of the arrow keys
 */
export function chartMarks(host, marks, readout) {
  const places = new Map();
  marks.forEach((mark, place) => {
    places.set(mark.element, place);
    mark.element.setAttribute("tabindex", place === 0 ? "0" : "-1");
    mark.element.setAttribute("role", mark.open ? "button" : "img");
    mark.element.setAttribute("aria-label", mark.text);
  });
  const of = (event) => marks[places.get(event.target.closest("[tabindex]"))];
  host.addEventListener("pointerover", (event) => readout.say(of(event)?.text));
  host.addEventListener("pointerleave", () => readout.say(null));
  host.addEventListener("focusin", (event) => readout.say(of(event)?.text));
  host.addEventListener("focusout", () => readout.say(null));
  host.addEventListener("click", (event) => of(event)?.open?.(event.shiftKey));
  host.addEventListener("keydown", (event) => chartKey(event, marks, places, of(event)));
}

function chartKey(event, marks, places, mark) {
  if (!mark) {
    return;
  }
  const place = places.get(mark.element);
  const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10, Home: -Infinity, End: Infinity }[event.key];
  if (event.key === "Enter" || event.key === " ") {
    mark.open?.(event.shiftKey);
  } else if (step) {
    const next = marks[Math.max(0, Math.min(marks.length - 1, place + step))];
    mark.element.setAttribute("tabindex", "-1");
    next.element.setAttribute("tabindex", "0");
    next.element.focus();
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}
