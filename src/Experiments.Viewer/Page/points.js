// @ts-check
// A picture's points, opened when it is first shown.
import { Spots } from "./spots.js";

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
    this.places = Float32Array.from(raw, (value) => value / 65535);
    this.count = this.places.length / 2;
    return this;
  }

  /** The points sorted into cells. */
  get spots() {
    return (this.sorted ??= new Spots(this.places));
  }

  /** Every point's k nearest in the picture, k after k; worked out at the first call. */
  nearest(k) {
    if (this.near?.k !== k) {
      const ids = new Int32Array(this.count * k);
      for (let i = 0; i < this.count; i++) {
        this.spots.neighbors(i, k, ids, i * k);
      }
      this.near = { k, ids };
    }
    return this.near.ids;
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
