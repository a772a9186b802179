// @ts-check
// The report as the file holds it: the head as JSON, everything large in blocks that are opened when they are asked for.

const arrays = { u8: Uint8Array, i8: Int8Array, u16: Uint16Array, i16: Int16Array, u32: Uint32Array, i32: Int32Array, f32: Float32Array };

/** @typedef {{b: number, t: string, n: number}} Ref */

/** The whole report. */
export class Report {
  constructor(head) {
    this.head = head;
    this.opened = new Map();
    this.datasets = head.datasets;
    this.models = head.models;
    this.layers = head.layers;
    this.pictures = head.pictures;
    this.pictures.forEach((picture, index) => { picture.index = index; });
    this.byId = new Map(this.pictures.map((picture) => [picture.id, picture]));
  }

  /** Reads the report of this document. */
  static ofDocument() {
    return new Report(JSON.parse(document.getElementById("head").textContent));
  }

  /** The layer of a picture. */
  layerOf(picture) {
    return this.layers[picture.layer];
  }

  /** The dataset of a picture. */
  datasetOf(picture) {
    return this.datasets[this.layerOf(picture).dataset];
  }

  /** Where a picture is from: its dataset, where there are several, and its layer. */
  placeOf(picture) {
    const { group } = this.layerOf(picture);
    const { title } = this.datasetOf(picture);
    const isNamed = group === title || group.startsWith(`${title} `);
    return this.datasets.length < 2 || isNamed ? group : `${title} · ${group}`;
  }

  /** The model of a picture. */
  modelOf(picture) {
    return this.models[this.layerOf(picture).model];
  }

  /** The metric by which everything is ordered first. */
  get primary() {
    return this.head.metrics.find((metric) => metric.name === this.head.primary) ?? null;
  }

  /**
   * Opens a block once: a typed array, parsed JSON, or the bytes of an image.
   * @param {Ref|null} ref
   * @returns {Promise<any>}
   */
  read(ref) {
    if (!ref) {
      return Promise.resolve(null);
    }
    if (!this.opened.has(ref.b)) {
      this.opened.set(ref.b, open(ref));
    }
    return this.opened.get(ref.b);
  }
}

async function open(ref) {
  const holder = await holderOf(ref.b);
  const bytes = decode(holder.textContent);
  // The text is not needed any more; several megabytes of it would stay.
  holder.remove();
  if (ref.t === "webp") {
    return bytes;
  }
  const raw = await inflate(bytes);
  return ref.t === "json" ? JSON.parse(new TextDecoder().decode(raw)) : new arrays[ref.t](raw.buffer, 0, ref.n);
}

/** The element of a block. Those that the first sight does not need stand behind the script, and are waited for while the browser still reads. */
async function holderOf(number) {
  const isWhole = () => document.readyState !== "loading" || document.getElementById(`b${number}`)?.nextElementSibling;
  if (!isWhole()) {
    await new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
  }
  return document.getElementById(`b${number}`);
}

function decode(text) {
  const trimmed = text.trim();
  if ("fromBase64" in Uint8Array) {
    // @ts-ignore
    return Uint8Array.fromBase64(trimmed);
  }
  const binary = atob(trimmed);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) {
    bytes[i] = binary.charCodeAt(i);
  }
  return bytes;
}

async function inflate(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
