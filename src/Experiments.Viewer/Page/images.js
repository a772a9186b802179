// @ts-check
// The samples' images: tiles on sheets, decoded when they are first wanted.

/** Images of a dataset. */
export class Images {
  constructor(report, dataset, whenReady) {
    this.report = report;
    this.layout = dataset.images;
    this.whenReady = whenReady;
    this.sheets = new Map();
    this.width = this.layout.width;
    this.height = this.layout.height;
  }

  /** The sheet that holds a sample's image, or null while it is being decoded. */
  sheet(sample) {
    const perSheet = this.layout.columns * this.layout.rows;
    const index = Math.floor(sample / perSheet);
    if (!this.sheets.has(index)) {
      this.sheets.set(index, null);
      this.decode(index);
    }
    return this.sheets.get(index);
  }

  async decode(index) {
    const bytes = await this.report.read(this.layout.sheets[index]);
    this.sheets.set(index, await createImageBitmap(new Blob([bytes], { type: "image/webp" })));
    this.whenReady();
  }

  /** Draws a sample's image into a rectangle; false while it is not there yet. */
  draw(context, sample, x, y, width, height) {
    const sheet = this.sheet(sample);
    if (!sheet) {
      return false;
    }
    const { columns, rows } = this.layout;
    const place = sample % (columns * rows);
    const sx = (place % columns) * this.width;
    const sy = Math.floor(place / columns) * this.height;
    context.imageSmoothingEnabled = width < this.width;
    context.drawImage(sheet, sx, sy, this.width, this.height, x, y, width, height);
    return true;
  }
}
