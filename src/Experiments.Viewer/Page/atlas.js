// @ts-check
// The atlas: a grid over the picture whose cells show the nearest sample, where one is near enough.

/** The cells along a side that may be asked for. */
export const atlasGrid = [2, 60];

/** The largest distances that may be asked for, in a picture scaled to 0..1. */
export const atlasDistance = [0.005, 0.3];

/**
 * The sample of every cell, -1 for none: each axis scaled to 0..1 by itself, grid points evenly over 0..1, the first row at the top, and a sample
 * only where it is strictly nearer than `distance`; the printed atlas is made in the same way.
 * @param {Float32Array} places
 * @param {number} side cells along each side
 * @param {number} distance
 */
export function atlasCells(places, side, distance) {
  const scaled = atlasScaled(places);
  const cells = new Int32Array(side * side).fill(-1);
  const least = new Float64Array(side * side).fill(distance * distance);
  const step = side === 1 ? 1 : 1 / (side - 1);
  const reach = Math.ceil(distance / step);
  for (let i = 0; i < scaled.length / 2; i++) {
    const [x, y] = [scaled[2 * i], scaled[2 * i + 1]];
    const [c, r] = side === 1 ? [0, 0] : [Math.round(x / step), Math.round((1 - y) / step)];
    for (let row = Math.max(0, r - reach); row <= Math.min(side - 1, r + reach); row++) {
      for (let column = Math.max(0, c - reach); column <= Math.min(side - 1, c + reach); column++) {
        const left = side === 1 ? 0 : column / (side - 1);
        const bottom = 1 - (side === 1 ? 0 : row / (side - 1));
        const far = (x - left) ** 2 + (y - bottom) ** 2;
        if (far < least[row * side + column]) {
          least[row * side + column] = far;
          cells[row * side + column] = i;
        }
      }
    }
  }
  return cells;
}

function atlasScaled(places) {
  const scaled = new Float64Array(places.length);
  for (let axis = 0; axis < 2; axis++) {
    let [least, most] = [Infinity, -Infinity];
    for (let i = axis; i < places.length; i += 2) {
      least = Math.min(least, places[i]);
      most = Math.max(most, places[i]);
    }
    for (let i = axis; i < places.length; i += 2) {
      scaled[i] = most > least ? (places[i] - least) / (most - least) : 0.5;
    }
  }
  return scaled;
}

/** Where a cell's image lies on a canvas of so many pixels: a square grid in its middle. */
export function atlasFrame(width, height, side) {
  const cell = Math.floor((Math.min(width, height) * 0.96) / side);
  return { cell, left: Math.floor((width - cell * side) / 2), top: Math.floor((height - cell * side) / 2) };
}
