// What every page shares: data, the address, making elements, copying, sorting, colours.
const root = document.documentElement;
/** @type {(selector: string, within?: any) => any} */
const $ = (selector, within = document) => within.querySelector(selector);
/** @type {(selector: string, within?: any) => any[]} */
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
/** What an event happened to. @type {(event: Event) => any} */
const target = (event) => event.target;
const data = JSON.parse($("#data").textContent);
root.classList.add("js");

/** Makes an element; text is always text. @param {string} tag @param {object} [set] @param {...any} kids @returns {any} */
function make(tag, set = {}, ...kids) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(set)) {
    if (key in element && key !== "list") element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...kids);
  return element;
}

/** A button that does something. @returns {any} */
function button(words, title, act) {
  const one = make("button", { type: "button", title }, words);
  // What is read aloud holds what is seen, so that it can be called by it.
  one.setAttribute("aria-label", title.toLowerCase().includes(words.toLowerCase()) ? title : `${words}: ${title}`);
  one.addEventListener("click", act);
  return one;
}

/** The state in the address: #n=model/orca&off=data. Slashes stay readable. */
function readHash() {
  const out = new Map();
  for (const part of location.hash.slice(1).split("&")) {
    const at = part.indexOf("=");
    if (at < 1) continue;
    const raw = part.slice(at + 1);
    try { out.set(part.slice(0, at), decodeURIComponent(raw)); } catch { out.set(part.slice(0, at), raw); }
  }
  return out;
}

let written = null;
function writeHash(entries) {
  const text = entries.filter(([, value]) => value !== "" && value != null)
    .map(([key, value]) => `${key}=${encodeURIComponent(value).replace(/%2F/g, "/").replace(/%3A/g, ":")}`).join("&");
  written = text ? `#${text}` : "";
  if (written !== location.hash) history.replaceState(null, "", written || location.pathname + location.search);
}

/** How well a name answers what was typed: 0 for not at all. */
function matches(name, typed) {
  const text = name.toLowerCase(), want = typed.toLowerCase().trim();
  if (!want) return 0;
  if (text === want) return 100;
  const at = text.indexOf(want);
  if (at === 0) return 80;
  if (at > 0) return /[\w]/.test(text[at - 1]) ? 50 : 70;
  let from = 0, gaps = 0;
  for (const char of want.replace(/[\s._-]/g, "")) {
    const next = text.indexOf(char, from);
    if (next < 0) return 0;
    gaps += next - from;
    from = next + 1;
  }
  return Math.max(1, 30 - gaps);
}

/** The address that opens a note at a heading (`A > B`); `opener` ends where the note goes. */
function openIn(opener, note, heading = "") {
  const parts = heading.split(" > ").map((part) => part.replace(/#/g, " ").trim()).filter(Boolean).map((part) => `#${part}`);
  return opener + encodeURIComponent(note.replace(/\.md$/i, "") + parts.join(""));
}

async function copy(text, from) {
  let done = true;
  try { await navigator.clipboard.writeText(text); } catch {
    const field = make("textarea", { value: text, className: "offscreen" });
    document.body.append(field);
    field.select();
    done = document.execCommand("copy");
    field.remove();
  }
  const words = from.textContent;
  from.textContent = done ? "copied" : text;
  setTimeout(() => { from.textContent = words; }, 1400);
}

/** Light or dark by hand; the screen's own choice until then. */
function themeButton() {
  return button("Light / dark", "Change between light and dark", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
}

/** On a narrow screen filters wait behind a button: the picture comes first. */
function foldable(tools) {
  const opener = button("Filters", "Filters", () => {
    const folded = tools.classList.toggle("folded");
    opener.setAttribute("aria-expanded", String(!folded));
  });
  opener.className = "unfold";
  opener.setAttribute("aria-expanded", "false");
  tools.classList.add("folded");
  $(".find", tools).after(opener);
}

/** Makes the heads of a table buttons that sort it. */
function sortable(table) {
  $$("thead th", table).forEach((head, column) => {
    const words = head.textContent;
    const one = button(words, `Sort by ${words}`, () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      $$("thead th", table).forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const key = (row) => row.cells[column].dataset.v ?? row.cells[column].textContent.trim();
      const body = table.tBodies[0];
      const order = new Intl.Collator("en", { numeric: true });
      const rows = [...body.rows].sort((a, b) => {
        const [x, y] = [key(a), key(b)];
        if (!x || !y) return !x && !y ? 0 : x ? -1 : 1;
        return up ? order.compare(x, y) : order.compare(y, x);
      });
      body.append(...rows);
    });
    head.replaceChildren(one);
  });
}
$$("table").forEach(sortable);

/** Saves bytes as a file, from memory only. */
function save(name, blob) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 4000);
}

/** A copy of a picture that stands alone: with the page's style, light, without links. */
function alone(svg) {
  const copyOf = svg.cloneNode(true);
  copyOf.querySelector(".names")?.removeAttribute("transform");
  for (const link of [...copyOf.querySelectorAll("a")]) {
    const group = document.createElementNS("http://www.w3.org/2000/svg", "g");
    for (const name of ["class", "aria-label", "transform"]) if (link.hasAttribute(name)) group.setAttribute(name, link.getAttribute(name));
    group.append(...link.childNodes);
    link.replaceWith(group);
  }
  const [, , width, height] = svg.getAttribute("viewBox").split(" ");
  copyOf.setAttribute("width", width);
  copyOf.setAttribute("height", height);
  copyOf.setAttribute("data-theme", "light");
  const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
  style.textContent = $("style").textContent;
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [key, value] of Object.entries({ class: "sky", width: "100%", height: "100%" })) paper.setAttribute(key, value);
  copyOf.prepend(style, paper);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copyOf)}`;
}

/** Draws a picture into a PNG. @returns {Promise<Blob>} */
function png(svg) {
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const scale = Math.min(2, 12000 / width, 12000 / height);
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => {
      const canvas = make("canvas", { width: Math.ceil(width * scale), height: Math.ceil(height * scale) });
      const pen = canvas.getContext("2d");
      pen.scale(scale, scale);
      pen.drawImage(image, 0, 0, width, height);
      canvas.toBlob(resolve, "image/png");
    };
    image.onerror = reject;
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(alone(svg))}`;
  });
}
