// Put before the scripts of every page that is measured. Frames are held and run at once while something is timed, so that no time goes by waiting
// for a screen; and whatever was drawn is read back, because a browser without a graphics card draws after it says that it has.
globalThis.bench = (() => {
  const real = globalThis.requestAnimationFrame.bind(globalThis);
  const realCancel = globalThis.cancelAnimationFrame.bind(globalThis);
  const firstHeld = 1e9;
  const contexts = new Set();
  const pixel = new Uint8Array(4);
  let held = null;
  let number = firstHeld;

  globalThis.requestAnimationFrame = (callback) => {
    if (!held) {
      return real(callback);
    }
    held.push([++number, callback]);
    return number;
  };
  globalThis.cancelAnimationFrame = (id) => {
    if (id < firstHeld) {
      realCancel(id);
    } else if (held) {
      held = held.filter(([one]) => one !== id);
    }
  };
  for (const surface of [HTMLCanvasElement, globalThis.OffscreenCanvas]) {
    const get = surface.prototype.getContext;
    surface.prototype.getContext = function (kind, ...rest) {
      const context = get.call(this, kind, ...rest);
      if (context && /^webgl/.test(kind)) {
        contexts.add(context);
        context.benchDraws ??= 0;
      }
      return context;
    };
  }
  for (const kind of [WebGLRenderingContext, WebGL2RenderingContext]) {
    for (const name of ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced"].filter((one) => one in kind.prototype)) {
      const draw = kind.prototype[name];
      kind.prototype[name] = function (...all) {
        this.benchDraws++;
        return draw.apply(this, all);
      };
    }
  }

  const frames = (count) => new Promise((done) => {
    const next = (left) => (left === 0 ? done() : real(() => next(left - 1)));
    next(count);
  });
  const channel = new MessageChannel();
  const tasks = [];
  channel.port1.onmessage = () => tasks.shift()();
  const task = () => new Promise((done) => {
    tasks.push(done);
    channel.port2.postMessage(0);
  });

  /** What follows at once upon what was done: promises, and promises upon them. */
  async function settled() {
    for (let i = 0; i < 20; i++) {
      await null;
    }
  }

  /** Waits until everything is drawn that a context was told to draw. */
  function readBack(canvases = []) {
    for (const gl of contexts) {
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
    }
    canvases.forEach((context) => context.getImageData(0, 0, 1, 1));
  }

  /** Runs what waits for the next frame; what that asks for comes in the frame after. */
  function flush() {
    const now = performance.now();
    const due = held;
    held = [];
    due.forEach(([, callback]) => callback(now));
  }

  async function hold(work) {
    held = [];
    await frames(3);
    try {
      return await work();
    } finally {
      const due = held;
      held = null;
      due.forEach(([, callback]) => real(callback));
    }
  }

  /** Milliseconds of frames in which every picture is moved a little. */
  function pan(count) {
    return hold(async () => {
      const times = [];
      for (let i = 0; i < count; i++) {
        const start = performance.now();
        globalThis.side.pan(i % 2 === 0 ? 3 : -3);
        await settled();
        flush();
        readBack(globalThis.side.canvases?.());
        times.push(performance.now() - start);
        await task();
      }
      return times;
    });
  }

  let answer = null;

  /**
   * Milliseconds from the pointer's next move to the end of the frame that shows another sample than before; -1 where none comes. A browser hands
   * moves over at the beginning of a frame, so that none is waited for where the answer comes in the same one.
   */
  async function watch(patience) {
    const before = globalThis.side.hovered();
    answer = new Promise((done) => {
      setTimeout(done, 2 * patience, -1);
      addEventListener("pointermove", async () => {
        const start = performance.now();
        let found = false;
        while (!found && performance.now() - start < patience) {
          await frames(1);
          await task();
          found = globalThis.side.hovered() !== before && globalThis.side.hovered() !== null;
        }
        // Canvases without WebGL are drawn when their frame ends.
        readBack();
        done(found ? performance.now() - start : -1);
      }, { capture: true, once: true });
    });
    await frames(3);
  }

  /** Marks the first picture once everything is drawn and has been handed to the screen. */
  async function first(isDrawn) {
    while (!isDrawn()) {
      await frames(1);
    }
    readBack();
    await frames(2);
    performance.mark("first-picture");
  }

  const drawn = () => Math.min(Infinity, ...[...contexts].map((gl) => gl.benchDraws));
  return { pan, watch, answer: () => answer, first, drawn, views: () => contexts.size };
})();
