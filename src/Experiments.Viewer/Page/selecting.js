// @ts-check
// Which samples are chosen: by lasso, rectangle, class or search; one choice at a time, in one dataset.

/** Samples of a dataset whose choice an address still carries, in about 17,000 characters. */
export const mostInAddress = 100_000;

/** Samples of a pane inside a polygon (corners x, y, x, y … in the picture's places). */
export function samplesInside(pane, corners) {
  const { places } = pane;
  const inside = [];
  for (let i = 0; i < pane.data.count; i++) {
    if (pane.coloring.colors[i] !== 0 && isInside(corners, places[2 * i], places[2 * i + 1])) {
      inside.push(i);
    }
  }
  return inside;
}

function isInside(corners, x, y) {
  let inside = false;
  for (let i = 0, j = corners.length - 2; i < corners.length; j = i, i += 2) {
    const [xi, yi, xj, yj] = [corners[i], corners[i + 1], corners[j], corners[j + 1]];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) {
      inside = !inside;
    }
  }
  return inside;
}

/** Chooses samples; with `adds` beside those that are chosen already. An empty choice chooses nothing. */
export function select(app, dataset, samples, how, adds = false) {
  const old = app.state.get("selection");
  const mask = adds && old?.dataset === dataset ? old.mask.slice() : new Uint8Array(app.report.datasets[dataset].samples);
  for (const sample of samples) {
    mask[sample] = 1;
  }
  const size = mask.reduce((sum, one) => sum + one, 0);
  app.state.set({ selection: size === 0 ? null : { dataset, mask, size, how } });
}

/** The chosen samples in order. */
export function chosenSamples(selection) {
  const samples = [];
  selection.mask.forEach((one, i) => { if (one) { samples.push(i); } });
  return samples;
}

/** The chosen samples for the address: a bit for each sample, as base64 in an address's letters; null beyond what links carry. */
export function writeChoice(selection) {
  const { dataset, mask } = selection;
  if (mask.length > mostInAddress) {
    return null;
  }
  const bytes = new Uint8Array(Math.ceil(mask.length / 8));
  mask.forEach((one, i) => { bytes[i >> 3] |= one << (i & 7); });
  const text = btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
  return `${dataset}:${text.replace(/A*=*$/, "")}`;
}

/** Reads them again; null where they do not fit the report. */
export function readChoice(report, text) {
  const [dataset, bits] = text.split(":");
  const samples = report.datasets[Number(dataset)]?.samples;
  if (!samples || !/^[\w-]+$/.test(bits ?? "")) {
    return null;
  }
  const whole = bits.replaceAll("-", "+").replaceAll("_", "/").padEnd(Math.ceil(bits.length / 4) * 4, "A");
  const bytes = Uint8Array.from(atob(whole), (one) => one.charCodeAt(0));
  const mask = Uint8Array.from({ length: samples }, (_, i) => (bytes[i >> 3] >> (i & 7)) & 1);
  const size = mask.reduce((sum, one) => sum + one, 0);
  return size === 0 ? null : { dataset: Number(dataset), mask, size, how: "address" };
}
