// The vault page: filters, the list that is the picture's twin, the card, keys and the address.
const state = { n: "", k: "", f: "", t: "", d: "", hide: "", v: "" };
const canvas = $("#map"), list = $("#list"), side = $(".side");
const tally = make("span", { className: "tally", role: "status" });
let graph = null, map = null, shown = null, rows = [], at = -1, lower = [], counted = [0, 0];
const KIND_WORDS = { note: "notes", model: "models", technique: "techniques", paper: "papers", dataset: "datasets", organization: "organisations", other: "others" };

function kindMark(kind) { return make("span", { className: `kind k-${kind}` }); }
function tell() {
  const [drawn, total] = counted;
  tally.textContent = `${rows.length.toLocaleString("en")} of ${graph.count.toLocaleString("en")} shown, ${drawn.toLocaleString("en")} of ${total.toLocaleString("en")} links drawn`;
}

// Filters
function fits(node) {
  const { raw } = graph, off = state.k ? state.k.split(",") : [];
  if (off.includes(raw.kinds[graph.kind[node]])) return false;
  if (state.f && !(raw.folder[node] >= 0 && (`${raw.folders[raw.folder[node]]}/`).startsWith(`${state.f}/`))) return false;
  return !state.t || raw.tag[node].some((tag) => raw.tags[tag] === state.t || raw.tags[tag].startsWith(`${state.t}/`));
}
function filter() {
  shown = new Uint8Array(graph.count);
  for (let node = 0; node < graph.count; node++) shown[node] = fits(node) ? 1 : 0;
  map.filter(shown, state.hide === "1");
  search();
}
function search() {
  const typed = input.value.trim();
  const found = [];
  for (const node of graph.byDegree) {
    if (!shown[node]) continue;
    const score = typed ? matches(lower[node], typed.toLowerCase()) : 1;
    if (score) found.push([score, node]);
  }
  if (typed) found.sort((a, b) => b[0] - a[0] || graph.degree[b[1]] - graph.degree[a[1]]);
  rows = found.map(([, node]) => node);
  at = state.n ? rows.indexOf(graph.at.get(state.n)) : -1;
  list.scrollTop = 0;
  draw();
  tell();
}

// The list: only the rows in sight are made
const TALL = 30;
function draw() {
  const first = Math.max(0, Math.floor(list.scrollTop / TALL) - 4), many = Math.ceil(list.clientHeight / TALL) + 8;
  const body = make("div", { className: "rows" });
  const part = rows.slice(first, first + many).map((node, number) => {
    const row = make("div", { role: "option", id: `row${first + number}`, className: "row" }, kindMark(graph.raw.kinds[graph.kind[node]]), make("span", {}, graph.title[node]));
    row.setAttribute("aria-selected", String(first + number === at));
    row.setAttribute("aria-setsize", rows.length);
    row.setAttribute("aria-posinset", first + number + 1);
    row.addEventListener("click", () => choose(node));
    return row;
  });
  body.append(...part);
  const lead = make("div"), tail = make("div");
  lead.style.height = `${first * TALL}px`;
  tail.style.height = `${Math.max(0, rows.length - first - many) * TALL}px`;
  list.replaceChildren(lead, body, tail);
  if (at >= first && at < first + many) list.setAttribute("aria-activedescendant", `row${at}`);
  else list.removeAttribute("aria-activedescendant");
}
function moveTo(number) {
  if (!rows.length) return;
  at = Math.max(0, Math.min(rows.length - 1, number));
  const top = at * TALL;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + TALL > list.scrollTop + list.clientHeight) list.scrollTop = top + TALL - list.clientHeight;
  draw();
}

// The card
function nearOf(node) {
  return graph.near(node).sort((a, b) => graph.raw.how.charCodeAt(b[1]) - graph.raw.how.charCodeAt(a[1]) || graph.degree[b[0]] - graph.degree[a[0]]);
}
/** What the notes say between two things (on the page around one). */
function sentences(node, other) {
  const link = graph.near(node).find(([near]) => near === other)?.[1];
  return (graph.raw.said?.[link] ?? []).map(([words, turned, quote, place, address, claim]) => {
    const subject = (turned === 1) === (node > other);
    const box = make("div", { className: "said" }, make("span", { className: "small" }, subject ? words : `${graph.title[other]}: ${words} ${graph.title[node]}`));
    if (quote) box.append(make("blockquote", {}, quote));
    if (place) {
      const where = make("p", { className: "where" }, address ? make("a", { href: address }, place) : place);
      const refuse = button("reject", `Copy the command that refuses this claim: vaultkit reject ${claim}`, () => copy(`vaultkit reject ${claim}`, refuse));
      refuse.className = "copy";
      where.append(refuse);
      box.append(where);
    }
    return box;
  });
}
function show() {
  const node = graph.at.get(state.n);
  side.classList.toggle("chosen", node !== undefined);
  const card = $("#card");
  if (node === undefined) { card.replaceChildren(); map.focus(null, []); return; }
  const near = nearOf(node), path = graph.path[node], { raw } = graph;
  const parts = [make("h2", {}, graph.title[node]),
    make("p", { className: "meta" }, kindMark(raw.kinds[graph.kind[node]]), ` ${raw.kinds[graph.kind[node]]} · ${near.length} link${near.length === 1 ? "" : "s"}`)];
  if (path) {
    const place = make("p", { className: "small" }, path);
    if (raw.opener) place.append(" ", make("a", { href: openIn(raw.opener, path) }, "Open in Obsidian"));
    parts.push(place);
  }
  if (raw.tag[node].length) parts.push(make("p", { className: "small" }, raw.tag[node].map((tag) => `#${raw.tags[tag]}`).join(" ")));
  const local = button(state.d ? "Whole vault" : "Only what is near", state.d ? "Show the whole vault" : "Show only this and what is near it", () => set({ d: state.d ? "" : "1" }));
  const link = button("Copy link", "Copy the address of this view", () => copy(location.href, link));
  const acts = make("p", { className: "acts" }, local, link);
  for (const one of [local, link]) one.className = "copy";
  if (near.length > NEAREST && !state.d) {
    const all = button(`Show all ${near.length}`, `Show all ${near.length} links in the picture`, () => map.all(node, near.map(([other]) => other)));
    all.className = "copy";
    acts.append(all);
  }
  parts.push(acts);
  for (const how of [2, 0, 1]) {
    const those = near.filter(([, edge]) => graph.how[edge] === how);
    if (!those.length) continue;
    parts.push(make("h3", {}, `${["Links", "Mentions", "Said of it"][how]} (${those.length})`));
    const items = those.slice(0, NEAREST).map(([other]) => {
      const go = make("a", { href: `#n=${encodeURIComponent(graph.id[other]).replace(/%2F/g, "/")}` }, graph.title[other]);
      go.addEventListener("click", (event) => { event.preventDefault(); choose(other); });
      return make("li", {}, kindMark(raw.kinds[graph.kind[other]]), make("div", {}, go, ...sentences(node, other)));
    });
    parts.push(make("ul", { className: "links near" }, ...items));
    if (those.length > NEAREST) parts.push(make("p", { className: "where" }, `and ${those.length - NEAREST} more`));
  }
  card.replaceChildren(...parts);
  map.focus(node, near.map(([other]) => other));
}
function choose(node) {
  set({ n: node === null ? "" : graph.id[node] });
  if (node !== null && !state.d) map.see(node);
}

// State and address
function set(change) {
  const before = { ...state };
  Object.assign(state, change);
  writeHash(Object.entries(state));
  apply(before);
}
function apply(before) {
  if (!before || ["k", "f", "t", "hide"].some((key) => before[key] !== state[key])) filter();
  if (!before || before.d !== state.d || (state.d && before.n !== state.n)) {
    const node = graph.at.get(state.n);
    map.scene(state.d && node !== undefined ? localOf(graph, node, Number(state.d) || 1) : null);
    depth.value = state.d;
  }
  const number = state.n ? rows.indexOf(graph.at.get(state.n)) : -1;
  if (number !== at) { at = number; draw(); }
  show();
}
function load() {
  const read = readHash();
  for (const key of Object.keys(state)) state[key] = read.get(key) ?? "";
  if (!state.n && !read.size && graph.raw.start) state.n = graph.raw.start;
  if (!graph.at.has(state.n)) state.n = "";
  const off = state.k ? state.k.split(",") : [];
  for (const check of checks) check.checked = !off.includes(check.value);
  [folder.value, tag.value, depth.value, hide.checked] = [state.f, state.t, state.d, state.hide === "1"];
  apply(null);
  if (state.v && !state.d) map.goTo(state.v);
}

// Tools
const input = make("input", { type: "search", placeholder: "Find  ( / )" });
input.setAttribute("aria-label", "Find a note or thing");
input.setAttribute("aria-controls", "list");
const folder = make("select"), tag = make("select"), hide = make("input", { type: "checkbox" });
const depth = make("select", {}, make("option", { value: "" }, "whole vault"), ...[1, 2, 3].map((steps) => make("option", { value: String(steps) }, `${steps} step${steps > 1 ? "s" : ""} away`)));
let checks = [];
function options(box, names, all) {
  box.replaceChildren(make("option", { value: "" }, all), ...names.map((name) => make("option", { value: name }, name)));
}
async function start() {
  graph = graphOf(await unpack());
  lower = graph.title.map((title) => title.toLowerCase());
  const present = new Set(graph.kind);
  const kinds = make("fieldset", {}, make("legend", {}, "Show"));
  checks = graph.raw.kinds.filter((_, number) => present.has(number)).map((kind) => {
    const check = make("input", { type: "checkbox", value: kind, checked: true });
    check.addEventListener("change", () => set({ k: checks.filter((one) => !one.checked).map((one) => one.value).join(",") }));
    kinds.append(make("label", {}, check, kindMark(kind), KIND_WORDS[kind] ?? kind));
    return check;
  });
  const folders = new Set();
  for (const path of graph.raw.folders) {
    const parts = path.split("/");
    for (let many = 1; many <= Math.min(parts.length, 3); many++) if (parts[0]) folders.add(parts.slice(0, many).join("/"));
  }
  options(folder, [...folders].sort(), "all folders");
  options(tag, graph.raw.tags, "all tags");
  folder.addEventListener("change", () => set({ f: folder.value }));
  tag.addEventListener("change", () => set({ t: tag.value }));
  depth.addEventListener("change", () => set({ d: depth.value }));
  hide.addEventListener("change", () => set({ hide: hide.checked ? "1" : "" }));
  input.addEventListener("input", search);
  const tools = make("div", { className: "tools" }, make("span", { className: "find" }, input), kinds,
    ...(folders.size ? [make("label", {}, "Folder", folder)] : []), ...(graph.raw.tags.length ? [make("label", {}, "Tag", tag)] : []),
    make("label", {}, "Near the chosen one", depth), make("label", {}, hide, "hide the rest"), tally);
  foldable(tools);
  tools.setAttribute("role", "search");
  tools.setAttribute("aria-label", "Filters");
  $(".top").append(tools);
  map = picture(canvas, graph, (drawn, total) => { counted = [drawn, total]; tell(); });
  const seen = () => { state.v = state.d ? "" : map.place(); writeHash(Object.entries(state)); };
  $(".hands").append(button("+", "Closer (+)", () => { map.zoom(1.5); seen(); }), button("−", "Farther (-)", () => { map.zoom(1 / 1.5); seen(); }),
    button("Fit", "The whole picture (0)", () => { map.fit(); state.v = ""; writeHash(Object.entries(state)); }),
    button("PNG", "Save the picture as PNG", () => canvas.toBlob((blob) => save("vault.png", blob))), themeButton());
  $(".hands").addEventListener("click", () => setTimeout(() => map.redraw(), 0));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => map.redraw());
  addEventListener("resize", () => map.fit());
  hands(seen);
  keys();
  map.fit();
  load();
  addEventListener("hashchange", () => { if (location.hash !== written) load(); });
}
function hands(seen) {
  const down = new Map();
  let moved = 0;
  canvas.addEventListener("pointerdown", (event) => { down.set(event.pointerId, event); moved = 0; canvas.setPointerCapture(event.pointerId); });
  canvas.addEventListener("pointermove", (event) => {
    const last = down.get(event.pointerId);
    if (!last) { canvas.style.cursor = map.under(event.offsetX, event.offsetY) === null ? "grab" : "pointer"; return; }
    if (down.size === 2) {
      const other = [...down.values()].find((one) => one.pointerId !== event.pointerId);
      const far = (one) => Math.hypot(one.offsetX - other.offsetX, one.offsetY - other.offsetY) || 1;
      map.zoom(far(event) / far(last), (event.offsetX + other.offsetX) / 2, (event.offsetY + other.offsetY) / 2);
    } else map.pan(event.offsetX - last.offsetX, event.offsetY - last.offsetY);
    moved += Math.abs(event.offsetX - last.offsetX) + Math.abs(event.offsetY - last.offsetY);
    down.set(event.pointerId, event);
  });
  const up = (event) => {
    if (down.delete(event.pointerId) && moved < 5) choose(map.under(event.offsetX, event.offsetY));
    else seen();
  };
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", (event) => down.delete(event.pointerId));
  canvas.addEventListener("wheel", (event) => { event.preventDefault(); map.zoom(Math.exp(-event.deltaY * 0.0015), event.offsetX, event.offsetY); }, { passive: false });
}
function keys() {
  list.addEventListener("scroll", draw, { passive: true });
  list.addEventListener("keydown", (event) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 12, PageUp: at - 12, Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) { event.preventDefault(); moveTo(to); } else if (event.key === "Enter" && rows[at] !== undefined) { event.preventDefault(); choose(rows[at]); }
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); list.focus(); moveTo(0); } else if (event.key === "Enter" && rows.length) choose(rows[Math.max(at, 0)]);
  });
  addEventListener("keydown", (event) => {
    if (target(event).matches?.("input, select") && event.key !== "Escape") return;
    const act = { "/": () => input.focus(), "+": () => map.zoom(1.5), "-": () => map.zoom(1 / 1.5), 0: () => map.fit(), Escape: () => { input.value = ""; set({ n: "", d: "" }); search(); } }[event.key];
    if (act && !event.ctrlKey && !event.metaKey) { event.preventDefault(); act(); }
  });
}
if (canvas) start();
