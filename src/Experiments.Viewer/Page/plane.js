// @ts-check
// Where a picture lies on its canvas: which pixel a point has, and which point a pixel.

const margin = 0.06;
const mostZoom = 4000;

/** The view of a picture: a scale and a shift, up is up. */
export class Plane {
  constructor() {
    this.scale = 1;
    this.x = 0;
    this.y = 0;
    this.fitted = true;
  }

  /** Shows all of `places` on a canvas of so many pixels. */
  fit(places, width, height) {
    let left = Infinity;
    let bottom = Infinity;
    let right = -Infinity;
    let top = -Infinity;
    for (let i = 0; i < places.length; i += 2) {
      const x = places[i];
      const y = places[i + 1];
      left = x < left ? x : left;
      right = x > right ? x : right;
      bottom = y < bottom ? y : bottom;
      top = y > top ? y : top;
    }
    const [w, h] = [Math.max(right - left, 1e-6), Math.max(top - bottom, 1e-6)];
    this.whole = this.scale = Math.min((width * (1 - 2 * margin)) / w, (height * (1 - 2 * margin)) / h);
    this.x = width / 2 - ((left + right) / 2) * this.scale;
    this.y = height / 2 + ((bottom + top) / 2) * this.scale;
    this.fitted = true;
  }

  /** How many times larger than the whole picture. */
  get zoom() {
    return this.scale / (this.whole || this.scale);
  }

  toPixels(places, pixels) {
    const { scale, x, y } = this;
    for (let i = 0; i < places.length; i += 2) {
      pixels[i] = places[i] * scale + x;
      pixels[i + 1] = y - places[i + 1] * scale;
    }
    return pixels;
  }

  pixel(u, v) {
    return [u * this.scale + this.x, this.y - v * this.scale];
  }

  point(px, py) {
    return [(px - this.x) / this.scale, (this.y - py) / this.scale];
  }

  pan(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.fitted = false;
  }

  /** Grows by a factor about a pixel. */
  grow(factor, px, py) {
    const least = (this.whole || this.scale) / 4;
    const wanted = Math.min(Math.max(this.scale * factor, least), (this.whole || this.scale) * mostZoom);
    const real = wanted / this.scale;
    this.x = px - (px - this.x) * real;
    this.y = py - (py - this.y) * real;
    this.scale = wanted;
    this.fitted = false;
  }
}
