// The lineage page: focus, filters, keys, and an address that holds all of it.
const GROUPS = data.groups.map(([key]) => key);
const svg = $("#plot"), box = $("#scroll"), side = $(".side");
// The words stand in the cards, in the same order as the data's rows.
/** @type {any[]} */
const nodes = $$(".card").map((card, at) => {
  const [makers, month, ids] = data.nodes[at];
  const [, folded = [], aliases = []] = data.more[at], names = [...aliases, ...folded];
  return { at, card, id: card.id.slice(2), label: $("h2", card).textContent, names, ids, makers, month, open: "", up: [], down: [] };
});
/** @type {any[]} */
const ties = data.ties.map(([s, t, g, confidence, layers, how, down]) =>
  ({ s: nodes[s], t: nodes[t], group: GROUPS[g], confidence: confidence / 100, layers: layers.map((at) => data.layers[at]), sure: how & 1, tree: how & 2, down: data.down[down] }));
const byId = new Map();
for (const node of nodes) for (const id of [node.id, ...node.ids]) for (const name of [id, id.replace(/^model\//, ""), `model/${id}`]) if (!byId.has(name)) byId.set(name, node);
for (const anchor of svg ? $$(".n", svg) : []) {
  const node = byId.get(decodeHref(anchor));
  if (!node) continue;
  node.el = anchor;
  node.open = ["open", "gated", "closed"].find((one) => anchor.classList.contains(one)) ?? "";
  const hit = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  for (const [name, value] of [["class", "hit"], ["r", "12"]]) hit.setAttribute(name, value);
  anchor.prepend(hit);
  [node.x, node.y] = anchor.getAttribute("transform").match(/[\d.]+/g).map(Number);
  anchor.setAttribute("aria-label", [node.label, ...$(".meta", node.card).textContent.split(" · ")].join(", "));
}
if (svg) $$(".e", svg).forEach((element, at) => { ties[at].el = element; });
for (const tie of ties) { tie.s.down.push(tie); tie.t.up.push(tie); }
const drawn = nodes.filter((node) => node.el);
// From here on the script chooses the card; an id would make the window jump to it.
for (const node of nodes) node.card.removeAttribute("id");
function decodeHref(anchor) { return anchor.getAttribute("href").slice(3); }

const EMPTY = { n: "", m: "", rel: "", org: "", w: "", from: "", to: "", sure: "", layer: "", hide: "", t: "", fold: "", z: "" };
let state = { ...EMPTY };
let hover = null;

// What is on
const shows = (tie) => {
  const rel = state.rel ? state.rel.split(",") : GROUPS;
  return rel.includes(tie.group) && (tie.sure || state.sure === "all") && (state.sure !== "high" || tie.confidence >= 0.9)
    && (!state.layer || tie.layers.includes(state.layer));
};
const month = (text) => { const [year, one] = text.split("-").map(Number); return year * 12 + (one || 1) - 1; };
const fits = (node) => (!state.org || node.makers.some((at) => data.makers[at] === state.org))
  && (!state.w || (node.open || "unknown") === state.w)
  && (!state.from || (node.month !== null && node.month >= month(state.from)))
  && (!state.to || (node.month !== null && node.month <= month(state.to)));

/** Everything that a walk in one direction reaches. */
function reach(start, way) {
  const found = new Set(), stack = [start];
  while (stack.length) {
    for (const tie of stack.pop()[way]) {
      const next = way === "up" ? tie.s : tie.t;
      if (shows(tie) && !found.has(next) && next !== start) { found.add(next); stack.push(next); }
    }
  }
  return found;
}

/** The shortest way between two models: down or up first, else any way. */
function path(from, to) {
  for (const ways of [["down"], ["up"], ["up", "down"]]) {
    const came = new Map([[from, null]]), queue = [from];
    while (queue.length && !came.has(to)) {
      const at = queue.shift();
      for (const way of ways) for (const tie of at[way]) {
        const next = way === "up" ? tie.s : tie.t;
        if (shows(tie) && !came.has(next)) { came.set(next, tie); queue.push(next); }
      }
    }
    if (!came.has(to)) continue;
    const steps = [];
    for (let at = to; came.get(at); at = came.get(at).s === at ? came.get(at).t : came.get(at).s) steps.push(came.get(at));
    return steps.reverse();
  }
  return null;
}

function draw() {
  if (!svg) return;
  const pinned = byId.get(state.n), end = byId.get(state.m), chosen = hover ?? pinned;
  svg.classList.toggle("hide", state.hide === "1");
  svg.classList.toggle("guesses", state.sure === "all");
  let models = 0, relations = 0;
  for (const node of drawn) { node.ok = fits(node); node.el.classList.toggle("off", !node.ok); models += node.ok; }
  for (const tie of ties) {
    tie.ok = shows(tie) && tie.s.ok && tie.t.ok;
    tie.el.classList.toggle("off", !tie.ok);
    relations += tie.ok;
  }
  let on = new Set(), lines = new Set(), note = "";
  if (chosen) {
    const up = reach(chosen, "up"), down = reach(chosen, "down");
    on = new Set([chosen, ...up, ...down]);
    const above = new Set([chosen, ...up]), below = new Set([chosen, ...down]);
    lines = new Set(ties.filter((tie) => shows(tie) && ((above.has(tie.s) && above.has(tie.t)) || (below.has(tie.s) && below.has(tie.t)))));
    note = `${up.size} ancestor${up.size === 1 ? "" : "s"}, ${down.size} descendant${down.size === 1 ? "" : "s"}`;
    if (!hover && end && end !== chosen) {
      const steps = path(chosen, end);
      lines = new Set(steps ?? []);
      on = new Set([chosen, end, ...(steps ?? []).flatMap((tie) => [tie.s, tie.t])]);
      note = steps ? `${steps.length} step${steps.length === 1 ? "" : "s"} between ${chosen.label} and ${end.label}` : `No way between ${chosen.label} and ${end.label}`;
    }
  }
  svg.classList.toggle("focus", Boolean(chosen));
  for (const node of drawn) {
    node.el.classList.toggle("on", on.has(node));
    node.el.classList.toggle("self", Boolean(chosen) && (node === chosen || (node === end && !hover)));
  }
  for (const tie of ties) tie.el.classList.toggle("on", lines.has(tie));
  tally.textContent = `${models}/${drawn.length} models, ${relations}/${ties.filter((tie) => tie.sure || state.sure === "all").length} relations`;
  show(chosen, note);
}

/** Shows one model's card, or how to read the page. */
function show(node, note) {
  const card = node?.card;
  side.classList.toggle("chosen", Boolean(card));
  for (const one of nodes) one.card.classList.toggle("on", one.card === card);
  if (!card) return;
  let counts = $(".counts", card);
  if (!counts) {
    counts = make("p", { className: "counts" });
    const link = button("Copy link", "Copy the address of this view", () => copy(location.href, link));
    const other = button("Path to …", "Choose another model to see the way between the two", () => { waiting = true; other.textContent = "now choose the other model"; });
    link.className = other.className = "copy";
    more(node);
    $(".meta", card).after(counts, make("p", { className: "acts" }, link, other));
    for (const quote of $$("blockquote[data-c]", card)) {
      const [id, sure] = quote.dataset.c.split(" ");
      const refuse = button("reject", `Copy the command that refuses this claim: vaultkit reject ${id}`, () => copy(`vaultkit reject ${id}`, refuse));
      refuse.className = "copy";
      quote.nextElementSibling.append(make("span", { className: "conf", title: "How sure the reader is" }, sure), refuse);
    }
  }
  counts.textContent = note;
}

/** A place in a note, as a link that opens it where links are wanted. */
function placed(at, line, quote) {
  const [note, heading = ""] = data.places[at], words = line ? `${note}:${line}` : note;
  const set = { className: line ? "src" : "", title: quote ?? "" };
  return data.opener ? make("a", { ...set, href: openIn(data.opener, note, heading) }, words) : make("span", set, words);
}
/** What a card says beside the lineage: facts, other names, the paper, notes. */
function more(node) {
  const [facts = [], folded = [], aliases = [], paper = "", notes = []] = data.more[node.at];
  const part = (words, ...kids) => node.card.append(make("h3", {}, words), ...kids);
  const led = node.down.toSorted((a, b) => b.sure - a.sure || GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) || a.t.at - b.t.at);
  if (led.length) {
    part("Led to", make("ul", { className: "links" }, ...led.map((tie) => make("li", { className: tie.group }, `${tie.down} `, make("a", { href: `#n=${tie.t.id}` }, tie.t.label)))));
  }
  if (facts.length) {
    part("Facts", make("dl", {}, ...facts.flatMap(([name, ...lines]) => [make("dt", {}, name), make("dd", {},
      ...lines.map(([values, at, line, quote]) => make("div", {}, values, ...(line ? [" ", placed(at, line, quote)] : []))))])));
  }
  if (folded.length) part("Stands for", make("p", { className: "small" }, folded.join(", ")));
  if (aliases.length) part("Also written", make("p", { className: "small" }, aliases.join(", ")));
  if (paper) part("Paper", make("p", { className: "small" }, make("a", { href: paper, rel: "noreferrer" }, paper.slice(8))));
  if (notes.length) part($("blockquote", node.card) || facts.length ? "Other notes" : "Notes", make("ul", { className: "notes" }, ...notes.map((at) => make("li", {}, placed(at)))));
}

// The address
function save_() {
  writeHash(Object.keys(EMPTY).map((key) => [key, state[key]]));
}
function load() {
  const read = readHash();
  state = { ...EMPTY };
  for (const key of Object.keys(EMPTY)) if (read.has(key)) state[key] = read.get(key);
  state.n = byId.get(state.n)?.id ?? "";
  state.m = byId.get(state.m)?.id ?? "";
  hover = null;
  if (state.m === "" && state.n && drawn.length > FOLDED_FROM && !state.fold) openFor(byId.get(state.n));
  fill();
  layout();
  zoom(Number(state.z) || null);
  evenTime.setAttribute("aria-pressed", String(state.t === "1"));
  draw();
  if (byId.get(state.n)) reveal(byId.get(state.n));
  else if (box) toBusiest();
  scrollTo(0, 0);
}
let waiting = false;
function pin(node) {
  if (waiting && node && state.n && node.id !== state.n) { state.m = node.id; waiting = false; } else { state.n = node ? node.id : ""; state.m = ""; waiting = false; }
  for (const other of $$(".acts .copy:last-child")) other.textContent = "Path to …";
  hover = null;
  if (node?.band?.folded) openFor(node);
  save_();
  draw();
}

/** Unfolds a model's family, when it is chosen. */
function openFor(node) {
  if (!node?.band) return;
  layout();
  if (node.band.folded) foldBands((band) => band !== node.band && band.folded);
}

/** Scrolls the picture so that a model is seen. */
function reveal(node) {
  if (!node.el || !box) return;
  const left = node.x * scale, top = node.y * scale, column = columnWidth();
  // All that is lit, where there is room for it.
  const lit = drawn.filter((one) => one === node || one.el.classList.contains("on")).map((one) => one.x);
  const from = Math.min(...lit), to = Math.max(...lit), seen = (at) => at * scale > box.scrollLeft + column * scale && at * scale < box.scrollLeft + box.clientWidth - 140;
  if (!(seen(from) && seen(to)) && to - from < box.clientWidth / scale - column - 190) box.scrollLeft = (from - column - 40) * scale;
  if (left < box.scrollLeft + column * scale + 10 || left > box.scrollLeft + box.clientWidth - 140) box.scrollLeft = left - box.clientWidth * 0.45;
  if (top < box.scrollTop + 70 || top > box.scrollTop + box.clientHeight - 50) box.scrollTop = top - box.clientHeight * 0.4;
}

// Zoom: the picture gets wider, the window scrolls
let scale = 1, wide = 0, tall = 0;
function zoom(to, keep = false) {
  if (!svg) return;
  const fit = box.clientWidth / wide, old = scale;
  scale = Math.max(0.2, Math.min(3, to ?? Math.min(1.4, Math.max(fit, 0.92))));
  const middle = (box.scrollLeft + box.clientWidth / 2) / old, height = (box.scrollTop + box.clientHeight / 2) / old;
  for (const one of $$("svg", box)) {
    const [, , w, h] = one.getAttribute("viewBox").split(" ");
    one.setAttribute("width", w * scale);
    one.setAttribute("height", h * scale);
  }
  if (sticky) sticky.style.marginBottom = `${-sticky.getAttribute("height")}px`;
  if (keep) { box.scrollLeft = middle * scale - box.clientWidth / 2; box.scrollTop = height * scale - box.clientHeight / 2; }
}
const zoomBy = (factor) => { zoom(scale * factor, true); state.z = scale.toFixed(2); save_(); };
const whole = () => { zoom(Math.min(box.clientWidth / wide, (box.clientHeight - 4) / tall)); state.z = scale.toFixed(2); save_(); };

// A copy of the axis that stays in sight
let sticky = null;
if (svg && $(".axis", svg).childNodes.length) {
  sticky = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  sticky.setAttribute("viewBox", `0 0 ${wide} 46`);
  sticky.setAttribute("class", "sticky");
  sticky.setAttribute("aria-hidden", "true");
  sticky.append($(".axis", svg).cloneNode(true));
  box.prepend(sticky);
}

// Families' names stay at the left
const columnWidth = () => parseFloat(getComputedStyle($(".veil", svg)).width) || 124;
function keepNames() {
  const by = box.scrollLeft / scale;
  names.setAttribute("transform", `translate(${by.toFixed(1)},0)`);
  names.classList.toggle("moved", by > 8);
}
box?.addEventListener("scroll", keepNames, { passive: true });

/** Shows the busiest part of a picture that is larger than its window; no dot half under the names. */
function toBusiest() {
  const room = box.clientWidth / scale, tallest = box.clientHeight / scale, column = columnWidth();
  const seen = (left) => drawn.reduce((sum, { x, y, up, down }) => sum + (up.length + down.length ? 1 : 0.25) * (y > tallest ? 0 : x > left + column + 12 && x < left + room - 70 ? 1 - (up.some((tie) => tie.tree && tie.s.x < left + column) ? 0.6 : 0)
    : x > left + column - 70 && x <= left + column + 12 ? -0.6 : 0), 0);
  let best = 0;
  for (let left = 0; left < wide - room + 20; left += 12) if (seen(left) > seen(best) + 0.5) best = left;
  box.scrollLeft = best * scale;
}
