// The lineage page: focus, filters, keys, and an address that holds all of it.
const GROUPS = data.groups.map(([key]) => key);
const nodes = data.nodes.map(([id, label, names, ids, makers, open, month, family], at) =>
  ({ at, id, label, names, ids, makers, open, month, family, up: [], down: [] }));
const ties = data.ties.map(([s, t, g, confidence, layers, sure, tree]) =>
  ({ s: nodes[s], t: nodes[t], group: GROUPS[g], confidence, layers, sure, tree }));
const byId = new Map();
for (const node of nodes) for (const id of [node.id, ...node.ids]) if (!byId.has(id)) byId.set(id, node);
const svg = $("#plot"), box = $("#scroll"), side = $(".side");
const anchors = svg ? $$(".n", svg) : [];
for (const anchor of anchors) {
  const node = byId.get(decodeHref(anchor));
  if (!node) continue;
  node.el = anchor;
  const hit = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  for (const [name, value] of [["class", "hit"], ["r", "12"]]) hit.setAttribute(name, value);
  anchor.prepend(hit);
  [node.x, node.y] = anchor.getAttribute("transform").match(/[\d.]+/g).map(Number);
}
if (svg) $$(".e", svg).forEach((element, at) => { ties[at].el = element; });
for (const tie of ties) { tie.s.down.push(tie); tie.t.up.push(tie); }
const drawn = nodes.filter((node) => node.el);
const cards = new Map($$(".card").map((card) => [card.id.slice(2), card]));
// From here on the script chooses the card; an id would make the window jump to it.
for (const card of cards.values()) card.removeAttribute("id");
function decodeHref(anchor) { return anchor.getAttribute("href").slice(3); }

const EMPTY = { n: "", m: "", rel: "", org: "", w: "", from: "", to: "", sure: "", layer: "", hide: "", z: "" };
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
  const card = node && cards.get(node.id);
  side.classList.toggle("chosen", Boolean(card));
  for (const one of cards.values()) one.classList.toggle("on", one === card);
  if (!card) return;
  let counts = $(".counts", card);
  if (!counts) {
    counts = make("p", { className: "counts" });
    const link = button("Copy link", "Copy the address of this view", () => copy(location.href, link));
    const other = button("Path to …", "Choose another model to see the way between the two", () => { waiting = true; other.textContent = "now choose the other model"; });
    link.className = other.className = "copy";
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
  fill();
  zoom(Number(state.z) || null);
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
  save_();
  draw();
}

/** Scrolls the picture so that a model is seen. */
function reveal(node) {
  if (!node.el || !box) return;
  const left = node.x * scale, top = node.y * scale;
  if (left < box.scrollLeft + 60 || left > box.scrollLeft + box.clientWidth - 140) box.scrollLeft = left - box.clientWidth * 0.45;
  if (top < box.scrollTop + 70 || top > box.scrollTop + box.clientHeight - 50) box.scrollTop = top - box.clientHeight * 0.4;
}

// Zoom: the picture gets wider, the window scrolls
let scale = 1;
const wide = svg ? svg.viewBox.baseVal.width : 0, tall = svg ? svg.viewBox.baseVal.height : 0;
function zoom(to, keep = false) {
  if (!svg) return;
  const fit = box.clientWidth / wide, old = scale;
  scale = Math.max(0.2, Math.min(3, to ?? Math.min(1.15, Math.max(fit, 0.8))));
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
const names = svg && $(".names", svg);
function keepNames() {
  const by = box.scrollLeft / scale;
  names.setAttribute("transform", `translate(${by.toFixed(1)},0)`);
  names.classList.toggle("moved", by > 8);
}
box?.addEventListener("scroll", keepNames, { passive: true });

/** Shows the busiest part of a picture that is wider than its window. */
function toBusiest() {
  const room = box.clientWidth / scale, inside = (from, to) => drawn.filter((node) => node.x > from && node.x < to).length;
  const seen = (left) => inside(left + 130, left + room - 80) - 2 * inside(left, left + 130);
  let best = 0;
  for (let left = 0; left < wide - room + 40; left += 40) if (seen(left) > seen(best)) best = left;
  box.scrollLeft = best * scale;
}
