// @ts-check
// One axis of parallel coordinates that is brushed: dragged by the pointer, or moved by the arrow keys.
import { svg } from "./dom.js";
import { chartLabel } from "./chart.js";

const brushStep = 0.02;

const brushHelp = "Drag to choose a range; a click takes it away. Keys: up and down move the upper end, with Shift the lower; Escape takes it away.";

/** An axis at `x` between `top` and `bottom`; `changed` is called whenever its range is another. */
export class AxisBrush {
  constructor(axis, { x, top, bottom }, range, changed) {
    Object.assign(this, { axis, x, top, bottom, range, changed, moved: false });
    this.mark = svg("rect", { x: x - 7, width: 14, y: top, height: 0, class: "parallel-brush" });
    this.ends = [0, 1].map(() => chartLabel(x + 10, 0, "", { class: "chart-text parallel-end" }));
    this.element = svg("g", { class: "parallel-axis", tabindex: 0, role: "slider", "aria-orientation": "vertical",
      "aria-label": `Range of ${axis.title}`, "aria-valuemin": 0, "aria-valuemax": 100, onkeydown: (event) => this.key(event) },
    svg("title", { text: brushHelp }),
    svg("line", { x1: x, x2: x, y1: top, y2: bottom, class: "parallel-line" }), this.mark,
    ...axis.ticks.flatMap(({ at, text }) => [
      svg("line", { x1: x - 4, x2: x + 4, y1: this.y(at), y2: this.y(at), class: "parallel-line" }),
      chartLabel(x - 8, this.y(at) + 4, text.length > 16 ? `${text.slice(0, 15)}…` : text,
        { "text-anchor": "end", class: "chart-text parallel-tick" }),
    ]), ...this.ends,
    svg("rect", { x: x - 14, width: 28, y: top - 8, height: bottom - top + 16, class: "parallel-catch" }));
    this.listen();
    this.show();
  }

  y(share) {
    return this.bottom - share * (this.bottom - this.top);
  }

  share(event) {
    const box = this.element.ownerSVGElement.getBoundingClientRect();
    return Math.min(1, Math.max(0, (this.bottom - (event.clientY - box.top)) / (this.bottom - this.top)));
  }

  listen() {
    const target = this.element.lastElementChild;
    let from = null;
    target.addEventListener("pointerdown", (event) => {
      target.setPointerCapture(event.pointerId);
      from = this.share(event);
      this.moved = false;
    });
    target.addEventListener("pointermove", (event) => {
      if (from !== null) {
        const to = this.share(event);
        this.set([Math.min(from, to), Math.max(from, to)]);
      }
    });
    const end = () => {
      // A press without a way is no range: it takes the old one away.
      if (from !== null && (!this.range || this.range[1] - this.range[0] < 0.01 || !this.moved)) {
        this.set(null);
      }
      from = null;
    };
    target.addEventListener("pointerup", end);
    target.addEventListener("pointercancel", end);
  }

  key(event) {
    const up = { ArrowUp: 1, ArrowRight: 1, PageUp: 5, ArrowDown: -1, ArrowLeft: -1, PageDown: -5 }[event.key];
    if (event.key === "Escape" || event.key === "Delete" || event.key === "Backspace") {
      this.set(null);
    } else if (up) {
      const [low, high] = this.range ?? [0, 1];
      const moved = (end) => Math.min(1, Math.max(0, end + up * brushStep));
      this.set(event.shiftKey ? [Math.min(moved(low), high), high] : [low, Math.max(moved(high), low)]);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  set(range) {
    // The whole axis is no range.
    this.range = range && (range[0] > 0 || range[1] < 1) ? range : null;
    this.moved = true;
    this.show();
    this.changed(this.range);
  }

  show() {
    const [low, high] = this.range ?? [0, 1];
    this.mark.setAttribute("y", String(this.y(high)));
    this.mark.setAttribute("height", String(this.range ? Math.max(2, this.y(low) - this.y(high)) : 0));
    [high, low].forEach((share, i) => {
      this.ends[i].textContent = this.range ? this.axis.textAt(share) : "";
      this.ends[i].setAttribute("y", String(this.y(share) + (i === 0 ? -2 : 12)));
    });
    this.element.setAttribute("aria-valuenow", String(Math.round(100 * high)));
    this.element.setAttribute("aria-valuetext", this.range ? `${this.axis.textAt(low)} to ${this.axis.textAt(high)}` : "everything");
    this.element.classList.toggle("parallel-brushed", this.range !== null && this.range !== undefined);
  }
}
