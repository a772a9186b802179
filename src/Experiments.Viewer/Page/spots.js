// @ts-check
// A picture's points sorted into the cells of a grid: finds what is under the pointer, and every point's neighbours in the picture.

const perCell = 4;

/** Points (x and y of every point in one array) in a grid of square cells. */
export class Spots {
  constructor(places) {
    this.places = places;
    this.count = places.length / 2;
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < this.count; i++) {
      left = Math.min(left, places[2 * i]);
      right = Math.max(right, places[2 * i]);
      top = Math.min(top, places[2 * i + 1]);
      bottom = Math.max(bottom, places[2 * i + 1]);
    }
    this.left = left;
    this.top = top;
    const [width, height] = [Math.max(right - left, 1e-9), Math.max(bottom - top, 1e-9)];
    const cells = Math.max(1, this.count / perCell);
    this.size = Math.max(Math.sqrt((width * height) / cells), Math.max(width, height) / 2048);
    this.columns = Math.floor(width / this.size) + 1;
    this.rows = Math.floor(height / this.size) + 1;
    this.sort();
  }

  sort() {
    const starts = new Uint32Array(this.columns * this.rows + 1);
    const cells = new Uint32Array(this.count);
    for (let i = 0; i < this.count; i++) {
      cells[i] = this.cellOf(this.places[2 * i], this.places[2 * i + 1]);
      starts[cells[i] + 1]++;
    }
    for (let c = 0; c < this.columns * this.rows; c++) {
      starts[c + 1] += starts[c];
    }
    const next = starts.slice();
    this.members = new Uint32Array(this.count);
    for (let i = 0; i < this.count; i++) {
      this.members[next[cells[i]]++] = i;
    }
    this.starts = starts;
  }

  column(x) {
    return Math.max(0, Math.min(this.columns - 1, Math.floor((x - this.left) / this.size)));
  }

  row(y) {
    return Math.max(0, Math.min(this.rows - 1, Math.floor((y - this.top) / this.size)));
  }

  cellOf(x, y) {
    return this.row(y) * this.columns + this.column(x);
  }

  /** The nearest point within a distance for which `wanted` holds; -1 for none. */
  nearest(x, y, within, wanted = () => true) {
    let best = -1;
    let least = within * within;
    const [c0, c1, r0, r1] = [this.column(x - within), this.column(x + within), this.row(y - within), this.row(y + within)];
    for (let r = r0; r <= r1; r++) {
      for (let c = c0; c <= c1; c++) {
        const cell = r * this.columns + c;
        for (let m = this.starts[cell]; m < this.starts[cell + 1]; m++) {
          const i = this.members[m];
          const dx = this.places[2 * i] - x;
          const dy = this.places[2 * i + 1] - y;
          const squared = dx * dx + dy * dy;
          if (squared <= least && wanted(i)) {
            least = squared;
            best = i;
          }
        }
      }
    }
    return best;
  }

  /**
   * The k nearest points of a point, nearest first, into `ids`; of points equally far the one with the lower number comes first.
   * @param {number} point
   * @param {number} k
   * @param {Int32Array|Uint32Array} ids
   * @param {number} offset where in `ids` to write
   */
  neighbors(point, k, ids, offset) {
    const found = this.found ??= { id: new Int32Array(64), far: new Float64Array(64) };
    if (found.id.length < k + 1) {
      this.found = { id: new Int32Array(2 * k), far: new Float64Array(2 * k) };
      this.neighbors(point, k, ids, offset);
      return;
    }
    const [x, y] = [this.places[2 * point], this.places[2 * point + 1]];
    const [column, row] = [this.column(x), this.row(y)];
    let held = 0;
    const most = Math.max(this.columns, this.rows);
    for (let ring = 0; ring <= most; ring++) {
      // All that lies nearer than the ring's inner edge has been seen.
      const safe = (ring - 1) * this.size + Math.min(
        x - (this.left + column * this.size), this.left + (column + 1) * this.size - x,
        y - (this.top + row * this.size), this.top + (row + 1) * this.size - y);
      if (held === k && safe > 0 && found.far[k - 1] <= safe * safe) {
        break;
      }
      held = this.ring(point, x, y, column, row, ring, k, found, held);
    }
    ids.set(found.id.subarray(0, k), offset);
  }

  ring(point, x, y, column, row, ring, k, found, held) {
    for (let r = Math.max(0, row - ring); r <= Math.min(this.rows - 1, row + ring); r++) {
      const edge = Math.abs(r - row) === ring;
      const step = edge || ring === 0 ? 1 : 2 * ring;
      for (let c = column - ring; c <= column + ring; c += step) {
        if (c < 0 || c >= this.columns) {
          continue;
        }
        const cell = r * this.columns + c;
        for (let m = this.starts[cell]; m < this.starts[cell + 1]; m++) {
          const i = this.members[m];
          if (i !== point) {
            const dx = this.places[2 * i] - x;
            const dy = this.places[2 * i + 1] - y;
            held = insert(found, held, k, i, dx * dx + dy * dy);
          }
        }
      }
    }
    return held;
  }
}

function insert(found, held, k, id, far) {
  const { id: ids, far: fars } = found;
  if (held === k && (far > fars[k - 1] || (far === fars[k - 1] && id > ids[k - 1]))) {
    return held;
  }
  let at = held < k ? held : k - 1;
  while (at > 0 && (fars[at - 1] > far || (fars[at - 1] === far && ids[at - 1] > id))) {
    fars[at] = fars[at - 1];
    ids[at] = ids[at - 1];
    at--;
  }
  fars[at] = far;
  ids[at] = id;
  return Math.min(k, held + 1);
}
