// @ts-check
// What the page can do, by mouse and by keys.
import { el } from "./dom.js";

const rings = "Every picture shows the same samples. A ring marks the sample under the pointer in each of them, thin rings its true neighbours in "
  + "the layer; a red line leads to a neighbour that the picture tore away.";
const address = "The address of the page keeps pictures, zoom, colour and selection: copy it to show somebody the same. Nothing is sent anywhere: "
  + "this file holds everything.";
const keys = [
  ["1 … 4", "make a picture on the stage the active one"],
  ["G, P", "go to the list of pictures, to the active picture"],
  ["arrows, +, −, 0", "in a picture: move, grow, shrink, show all (or drag, wheel, double click, two fingers)"],
  ["Enter, Alt + arrows", "in a picture: point at the sample in the middle, then from sample to sample"],
  ["Esc", "let go of the sample, then of the selection"],
  ["M, L, R", "dragging moves, draws a lasso, draws a rectangle; Shift always draws a lasso, Ctrl adds to what is selected"],
  ["N, B", "names of classes, arrows of features"],
  ["A", "atlas: a grid of images, its cells and largest distance by sliders"],
  ["O", "morph the active picture into another one, or along a setting, layers, seeds"],
  ["/", "search samples by number, name, class or column"],
  ["T", "light or dark"],
  ["?", "this help"],
];

/** The dialog of keys. */
export function helpDialog() {
  const dialog = el("dialog", { class: "help", "aria-label": "keys and help" },
    el("h2", { text: "What can be done here" }),
    el("p", { text: rings }),
    el("table", {}, el("tbody", {}, ...keys.map(([key, what]) => el("tr", {}, el("th", { scope: "row", text: key }), el("td", { text: what }))))),
    el("p", { class: "quiet", text: address }),
    el("form", { method: "dialog" }, el("button", { text: "Close" })));
  return dialog;
}
