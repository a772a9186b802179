// @ts-check
// Which samples are chosen: by lasso, rectangle, class or search; one choice at a time, in one dataset.

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

/** Ranges "0-4.9.12-13" of the chosen samples, for the address; null where that would be too long. */
export function writeChoice(selection) {
  const parts = [];
  const { mask } = selection;
  for (let i = 0; i < mask.length; i++) {
    if (mask[i]) {
      const from = i;
      while (i + 1 < mask.length && mask[i + 1]) {
        i++;
      }
      parts.push(from === i ? from.toString(36) : `${from.toString(36)}-${i.toString(36)}`);
    }
  }
  const text = `${selection.dataset}:${parts.join(".")}`;
  return text.length <= 4000 ? text : null;
}

/** Reads such ranges again; null where they do not fit the report. */
export function readChoice(report, text) {
  const [dataset, ranges] = text.split(":");
  const samples = report.datasets[Number(dataset)]?.samples;
  if (!samples || !ranges) {
    return null;
  }
  const mask = new Uint8Array(samples);
  for (const range of ranges.split(".")) {
    const [from, to] = range.split("-").map((digits) => parseInt(digits, 36));
    for (let i = from; i <= Math.min(to ?? from, samples - 1); i++) {
      mask[i] = 1;
    }
  }
  const size = mask.reduce((sum, one) => sum + one, 0);
  return size === 0 ? null : { dataset: Number(dataset), mask, size, how: "address" };
}
