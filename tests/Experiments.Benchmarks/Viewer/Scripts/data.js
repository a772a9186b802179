// The data of a page as its library takes them: float32 coordinates from -1 to 1 of every picture, a byte for the class.

/** What the page was given: size and number of views, colours, data in base64. */
export const given = JSON.parse(document.getElementById("given").textContent);

function bytes(id) {
  const text = document.getElementById(id).textContent;
  return Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

export const classes = bytes("classes");

/** x and y of the pictures. */
export const pictures = given.pictures.map((_, i) => ({
  x: new Float32Array(bytes(`x${i}`).buffer), y: new Float32Array(bytes(`y${i}`).buffer),
}));

/** Elements for the views, side by side as ours stand. */
export function places(tag) {
  document.body.style.margin = "0";
  document.body.style.display = "grid";
  document.body.style.gridTemplateColumns = `repeat(${given.pictures.length > 1 ? 2 : 1}, ${given.width}px)`;
  return given.pictures.map(() => {
    const place = document.createElement(tag);
    place.style.width = `${given.width}px`;
    place.style.height = `${given.height}px`;
    document.body.append(place);
    return place;
  });
}
