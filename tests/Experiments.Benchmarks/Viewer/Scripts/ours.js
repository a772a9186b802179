// How report.html is driven: by what its own gestures call.
globalThis.side = (() => {
  const { stage, state } = globalThis.experimentsReport;
  return {
    pan: (step) => stage.shown.forEach((pane) => {
      pane.plane.pan(step, 0);
      pane.draw();
    }),
    canvases: () => stage.shown.flatMap((pane) => [pane.surface.context, pane.overlay]),
    // Pointed at, ringed in every picture and told of in the card.
    hovered: () => {
      const hover = state.get("hover");
      const told = document.querySelector(".card h3")?.textContent;
      const drawn = stage.shown.every((pane) => !pane.waiting && !pane.waitingOver);
      return hover && drawn && told === `sample ${hover.sample}` ? hover.sample : null;
    },
    at: (view, sample) => {
      const pane = stage.shown[view];
      const box = pane.field.getBoundingClientRect();
      const [x, y] = pane.plane.pixel(pane.places[2 * sample], pane.places[2 * sample + 1]);
      return [box.left + x / pane.ratio, box.top + y / pane.ratio];
    },
    look: () => stage.shown.map((pane) => [pane.surface.width, pane.surface.height, 2 * pane.radius, stage.shown.length]),
  };
})();
