// @ts-check
// A picture's points, opened when it is first shown.
import { Spots } from "./spots.js";

// Milliseconds of work at a time.
const slice = 25;

/** The points of a picture: places from 0 to 1, and what is found out about them. */
export class Points {
  constructor(report, picture) {
    this.report = report;
    this.picture = picture;
    this.layer = report.layerOf(picture);
    this.dataset = this.layer.dataset;
  }

  async open() {
    const raw = await this.report.read(this.picture.points);
    this.places = new Float32Array(raw.length);
    for (let i = 0; i < raw.length; i++) {
      this.places[i] = raw[i] / 65535;
    }
    this.count = this.places.length / 2;
    return this;
  }

  /** The points sorted into cells. */
  get spots() {
    return (this.sorted ??= new Spots(this.places));
  }

  /** The k nearest of one point in the picture, nearest first. */
  nearestOf(point, k) {
    if (this.near?.k === k) {
      return this.near.ids.subarray(point * k, (point + 1) * k);
    }
    const ids = new Int32Array(k);
    this.spots.neighbors(point, k, ids, 0);
    return ids;
  }

  /** Every point's k nearest in the picture, k after k; worked out once, in slices, so that the page stays awake. */
  nearest(k) {
    if (this.asked?.k !== k) {
      this.asked = { k, ids: this.findAll(k) };
    }
    return this.asked.ids;
  }

  async findAll(k) {
    const ids = new Int32Array(this.count * k);
    let until = performance.now() + slice;
    for (let i = 0; i < this.count; i++) {
      this.spots.neighbors(i, k, ids, i * k);
      if (i % 64 === 0 && performance.now() > until) {
        await new Promise((done) => setTimeout(done));
        until = performance.now() + slice;
      }
    }
    this.near = { k, ids };
    return ids;
  }
}

const opened = new WeakMap();

/** The points of a picture, read once. */
export function pointsOf(report, picture) {
  if (!opened.has(picture)) {
    opened.set(picture, new Points(report, picture).open());
  }
  return opened.get(picture);
}
