// @ts-check
// Elements built by hand: whatever comes from data is set as text, never as markup.

/**
 * Makes an element. Attributes that begin with "on" are listeners, `class` and `data-…` are set as they are, `text` is its text.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {any}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  return fill(element, attributes, children);
}

/** Makes a button with a text and what a click does. */
export function button(text, click, attributes = {}) {
  return el("button", { type: "button", text, onclick: click, ...attributes });
}

/** Makes an SVG element in the same way. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (name === "text") {
      element.textContent = value;
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Replaces all children. */
export function replace(element, ...children) {
  element.replaceChildren(...children.filter((child) => child !== null && child !== undefined && child !== false));
}

/** Sets a style property from script, which the content security policy allows where a style attribute is refused. */
export function style(element, properties) {
  for (const [name, value] of Object.entries(properties)) {
    element.style.setProperty(name, value);
  }
  return element;
}

/** A number for people: three decimals, fewer of large ones, a true minus sign. */
export function number(value, digits = 3) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return "–";
  }
  const size = Math.abs(value);
  const text = size !== 0 && (size >= 1e6 || size < 1e-3) ? value.toExponential(2) : value.toFixed(size >= 1000 ? 0 : size >= 100 ? 1 : digits);
  return text.replaceAll("-", "−");
}

/** "1,234". */
export function count(value) {
  // By hand: a browser takes 25 ms to make its first formatter.
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Offers text as a file to save. */
export function download(name, text, type = "text/csv") {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** A field of a CSV file, quoted where it must be. */
export function csvField(value) {
  const text = String(value ?? "");
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
