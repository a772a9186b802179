namespace Experiments.Tests.Viewer.Browser;

/// <summary>What tests ask of a page that is open: where things lie, so that the pointer can go there, and which pixels are shown.</summary>
internal static class ReportScripts
{
    /// <summary>Defines <c>look</c>; run before the page's own script.</summary>
    public const string Helpers = """
        globalThis.look = {
          get app() { return globalThis.experimentsReport; },
          pane(i) { return this.app.stage.shown[i]; },
          frame() { return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))); },
          async settled() {
            await this.app.stage.ready();
            await new Promise((done) => setTimeout(done, 30));
            await this.frame();
          },
          // Where a sample lies, in pixels of its canvas.
          spot(i, sample) {
            const pane = this.pane(i);
            return pane.plane.pixel(pane.places[2 * sample], pane.places[2 * sample + 1]);
          },
          // The same in the window.
          at(i, sample) {
            const { ratio, field } = this.pane(i);
            const box = field.getBoundingClientRect();
            const [x, y] = this.spot(i, sample);
            return [box.left + x / ratio, box.top + y / ratio];
          },
          field(i) {
            const box = this.pane(i).field.getBoundingClientRect();
            return [box.left, box.top, box.width, box.height];
          },
          middle(selector, index = 0) {
            const element = document.querySelectorAll(selector)[index];
            element.scrollIntoView({ block: "nearest" });
            const box = element.getBoundingClientRect();
            return [box.left + box.width / 2, box.top + box.height / 2];
          },
          canvas(i, layer) { return this.pane(i).field.querySelector(`canvas.${layer}`); },
          image(canvas) { return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height); },
          // A number that differs where any pixel does.
          print(canvas) {
            let sum = 2166136261;
            for (const value of new Uint32Array(this.image(canvas).data.buffer)) {
              sum = Math.imul(sum ^ value, 16777619) >>> 0;
            }
            return sum;
          },
          prints(layer) { return this.app.stage.shown.map((_, i) => this.print(this.canvas(i, layer))); },
          // How many pixels have a colour, give or take.
          inked(i, layer, hex, give = 40) {
            const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
            const { data } = this.image(this.canvas(i, layer));
            let count = 0;
            for (let p = 0; p < data.length; p += 4) {
              if (data[p + 3] > 100 && Math.abs(data[p] - r) <= give && Math.abs(data[p + 1] - g) <= give && Math.abs(data[p + 2] - b) <= give) {
                count++;
              }
            }
            return count;
          },
          // The pixel at the middle of every sample: red, green, blue.
          sampled(i) {
            const canvas = this.canvas(i, "points");
            const { data } = this.image(canvas);
            const pane = this.pane(i);
            return Array.from({ length: pane.data.count }, (_, sample) => {
              const [x, y] = this.spot(i, sample).map(Math.round);
              const at = 4 * (y * canvas.width + x);
              return x < 0 || y < 0 || x >= canvas.width || y >= canvas.height ? [-1, -1, -1] : [data[at], data[at + 1], data[at + 2]];
            });
          },
          // Whether a ring is drawn about a point of the canvas: a pixel that is not empty in every direction, some way out.
          ringed(i, x, y, least, most) {
            const canvas = this.canvas(i, "over");
            const { data } = this.image(canvas);
            const directions = 16;
            let seen = 0;
            for (let d = 0; d < directions; d++) {
              const [dx, dy] = [Math.cos((2 * Math.PI * d) / directions), Math.sin((2 * Math.PI * d) / directions)];
              for (let far = least; far <= most; far += 0.5) {
                const [px, py] = [Math.round(x + far * dx), Math.round(y + far * dy)];
                if (data[4 * (py * canvas.width + px) + 3] > 60) {
                  seen++;
                  break;
                }
              }
            }
            return seen >= directions - 1;
          },
          // The sample farthest from all others: nothing covers it.
          alone(i) {
            const { places } = this.pane(i);
            let [best, most] = [0, -1];
            for (let a = 0; a < places.length / 2; a++) {
              let least = Infinity;
              for (let b = 0; b < places.length / 2; b++) {
                least = a === b ? least : Math.min(least, (places[2 * a] - places[2 * b]) ** 2 + (places[2 * a + 1] - places[2 * b + 1]) ** 2);
              }
              [best, most] = least > most ? [a, least] : [best, most];
            }
            return best;
          },
          text(selector) {
            return [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility())
              .map((one) => one.innerText.replaceAll("\u00a0", " ").trim());
          },
          color(value) {
            const canvas = document.createElement("canvas").getContext("2d");
            canvas.fillStyle = value;
            return canvas.fillStyle;
          },
        };
        """;
}
