// A page of embedding-atlas views. Which point is under the pointer is for its users to find: here by looking at every one.
import { EmbeddingView } from "embedding-atlas-component";
import { classes, given, pictures, places } from "./data.js";

const { width, height } = given;
const scale = 0.95;
let over = null;
const elements = places("div");
const at = { x: 0, y: 0, scale };

function nearest({ x, y }, px, py, unit) {
  let [best, least] = [-1, (12 * unit) ** 2];
  for (let i = 0; i < x.length; i++) {
    const far = (x[i] - px) ** 2 + (y[i] - py) ** 2;
    [best, least] = far < least ? [i, far] : [best, least];
  }
  return best < 0 ? null : { x: x[best], y: y[best], category: classes[best], text: `sample ${best}`, identifier: best };
}

const views = elements.map((element, view) => new EmbeddingView(element, {
  data: { ...pictures[view], category: classes }, categoryColors: given.colors, width, height, pixelRatio: 1, viewportState: { ...at },
  config: { mode: "points", pointSize: given.size / 2, colorScheme: "light", autoLabelEnabled: false },
  querySelection: async (x, y, unit) => nearest(pictures[view], x, y, unit),
  onTooltip: (point) => { over = point ? `${view} ${point.identifier}` : null; },
}));
let moved = 0;
globalThis.side = {
  pan: (step) => {
    moved += (2 * step) / Math.max(width, height);
    views.forEach((view) => view.update({ viewportState: { ...at, x: moved } }));
  },
  hovered: () => over,
  at: (view, sample) => {
    const box = elements[view].getBoundingClientRect();
    const unit = (Math.max(width, height) / 2) * scale;
    return [box.left + width / 2 + (pictures[view].x[sample] - moved) * unit, box.top + height / 2 - pictures[view].y[sample] * unit];
  },
};
await globalThis.bench.first(() => globalThis.bench.views() === views.length && globalThis.bench.drawn() > 0);
