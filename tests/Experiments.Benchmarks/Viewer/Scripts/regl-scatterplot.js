// A page of regl-scatterplot views that share a renderer, as its documentation has it for several.
import createScatterplot, { createRenderer } from "regl-scatterplot";
import { classes, given, pictures, places } from "./data.js";

const renderer = createRenderer();
const { width, height } = given;
let over = null;
const canvases = places("canvas");
const plots = canvases.map((canvas) => createScatterplot({
  renderer, canvas, width, height, pointSize: given.size, pointColor: given.colors, colorBy: "valueA", opacity: given.opacity,
  backgroundColor: "#ffffff",
}));
plots.forEach((plot, view) => {
  plot.subscribe("pointover", (point) => { over = `${view} ${point}`; });
  plot.subscribe("pointout", () => { over = null; });
});
globalThis.side = {
  pan: (step) => plots.forEach((plot) => {
    plot.get("camera").translate([(2 * step) / width, 0]);
    plot.redraw();
  }),
  hovered: () => over,
  at: (view, sample) => {
    const [x, y] = plots[view].getScreenPosition(sample);
    const box = canvases[view].getBoundingClientRect();
    return [box.left + x, box.top + y];
  },
};
await Promise.all(plots.map((plot, view) => plot.draw({ ...pictures[view], valueA: Array.from(classes) }, { zDataType: "categorical" })));
await globalThis.bench.first(() => globalThis.bench.drawn() >= plots.length);
