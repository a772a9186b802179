// @ts-check
// One picture laid over another one: moved, turned, mirrored and scaled, whatever brings its points nearest (Procrustes analysis, Gower 1975).

/**
 * The places of `moving` after that, to compare with `fixed`.
 * @param {Float32Array} fixed
 * @param {Float32Array} moving
 * @returns {Float32Array}
 */
export function aligned(fixed, moving) {
  const [fx, fy] = centre(fixed);
  const [mx, my] = centre(moving);
  let [xx, xy, yx, yy, size] = [0, 0, 0, 0, 0];
  for (let i = 0; i < fixed.length; i += 2) {
    const [ax, ay] = [fixed[i] - fx, fixed[i + 1] - fy];
    const [bx, by] = [moving[i] - mx, moving[i + 1] - my];
    xx += ax * bx;
    xy += ax * by;
    yx += ay * bx;
    yy += ay * by;
    size += bx * bx + by * by;
  }
  // The best turn with and without a mirror, in closed form for the plane.
  const [turnCos, turnSin] = [xx + yy, yx - xy];
  const [mirrorCos, mirrorSin] = [xx - yy, yx + xy];
  const mirrored = Math.hypot(mirrorCos, mirrorSin) > Math.hypot(turnCos, turnSin);
  const [c, s] = mirrored ? [mirrorCos, mirrorSin] : [turnCos, turnSin];
  const scale = size > 0 ? 1 / size : 0;
  const result = new Float32Array(moving.length);
  for (let i = 0; i < moving.length; i += 2) {
    const [bx, by] = [moving[i] - mx, moving[i + 1] - my];
    result[i] = fx + scale * (mirrored ? c * bx + s * by : c * bx - s * by);
    result[i + 1] = fy + scale * (mirrored ? s * bx - c * by : s * bx + c * by);
  }
  return result;
}

function centre(places) {
  let [x, y] = [0, 0];
  for (let i = 0; i < places.length; i += 2) {
    x += places[i];
    y += places[i + 1];
  }
  return [(2 * x) / places.length, (2 * y) / places.length];
}

/**
 * The points that moved most against their true neighbours: by how far a point's move differs from the mean move of its neighbours.
 * @returns {number[]} at most `most` points, those beyond three times the median
 */
export function strayed(from, to, neighbors, most) {
  const { k, ids } = neighbors;
  const count = from.length / 2;
  const astray = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    let [x, y] = [0, 0];
    for (let j = i * k; j < (i + 1) * k; j++) {
      x += to[2 * ids[j]] - from[2 * ids[j]];
      y += to[2 * ids[j] + 1] - from[2 * ids[j] + 1];
    }
    astray[i] = Math.hypot(to[2 * i] - from[2 * i] - x / k, to[2 * i + 1] - from[2 * i + 1] - y / k);
  }
  const limit = 3 * astray.slice().sort()[count >> 1];
  return [...astray.keys()].filter((i) => astray[i] > limit && astray[i] > 1e-6).sort((a, b) => astray[b] - astray[a]).slice(0, most);
}
