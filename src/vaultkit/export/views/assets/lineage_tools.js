// The lineage page: its tools, the mouse and the keys.
const tally = make("span", { className: "tally", role: "status" });
const fields = {};
function select(key, words, options) {
  fields[key] = make("select", {}, ...options.map(([value, name]) => make("option", { value }, name)));
  fields[key].addEventListener("change", () => { state[key] = fields[key].value; save_(); draw(); });
  return make("label", {}, words, fields[key]);
}
function date(key, words) {
  fields[key] = make("input", { type: "month" });
  fields[key].addEventListener("change", () => { state[key] = fields[key].value; save_(); draw(); });
  return make("label", {}, words, fields[key]);
}

// Find
const input = make("input", { type: "search", placeholder: "Find a model  ( / )", role: "combobox", autocomplete: "off" });
input.setAttribute("aria-label", "Find a model");
input.setAttribute("aria-expanded", "false");
input.setAttribute("aria-controls", "found");
const found = make("ul", { id: "found", className: "found", role: "listbox", hidden: true });
found.setAttribute("aria-label", "Models found");
let hits = [], at = 0;
function search() {
  hits = nodes.map((node) => [Math.max(matches(node.label, input.value), ...node.names.map((name) => matches(name, input.value) - 1)), node])
    .filter(([score]) => score > 0).sort((a, b) => b[0] - a[0] || a[1].label.localeCompare(b[1].label)).slice(0, 12).map(([, node]) => node);
  at = 0;
  list();
}
function list() {
  found.replaceChildren(...hits.map((node, number) => {
    const row = make("li", { role: "option", id: `hit${number}` }, node.label, make("small", {}, node.makers.map((one) => data.makers[one]).join(", ")));
    row.setAttribute("aria-selected", String(number === at));
    row.addEventListener("mousedown", (event) => { event.preventDefault(); choose(node); });
    return row;
  }));
  found.hidden = !hits.length;
  input.setAttribute("aria-expanded", String(hits.length > 0));
  input.setAttribute("aria-activedescendant", hits.length ? `hit${at}` : "");
}
function choose(node) {
  hits = [];
  list();
  input.value = "";
  pin(node);
  reveal(node);
  node.el?.focus({ preventScroll: true });
}
input.addEventListener("input", search);
input.addEventListener("blur", () => { hits = []; list(); });
input.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    at = (at + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % Math.max(hits.length, 1);
    list();
    event.preventDefault();
  } else if (event.key === "Enter" && hits.length) choose(hits[at]);
  else if (event.key === "Escape") { input.value = ""; hits = []; list(); input.blur(); }
  event.stopPropagation();
});

// Tools
const checks = make("fieldset", {}, make("legend", {}, "Relations"));
const used = new Set(ties.map((tie) => tie.group));
const boxes = data.groups.filter(([key]) => used.has(key)).map(([key, words]) => {
  const check = make("input", { type: "checkbox", value: key, checked: true });
  check.addEventListener("change", () => {
    const on = boxes.filter((one) => one.checked).map((one) => one.value);
    state.rel = on.length === boxes.length ? "" : on.join(",") || "none";
    save_();
    draw();
  });
  checks.append(make("label", {}, check, make("i", { className: key }), words));
  return check;
});
const more_ = () => $(".more");
const hide = make("input", { type: "checkbox" });
hide.addEventListener("change", () => { state.hide = hide.checked ? "1" : ""; save_(); draw(); });
function fill() {
  if (more_() && ["from", "to", "sure", "layer", "hide"].some((key) => state[key])) more_().hidden = false;
  const rel = state.rel ? state.rel.split(",") : GROUPS;
  for (const one of boxes) one.checked = rel.includes(one.value);
  for (const [key, field] of Object.entries(fields)) field.value = state[key];
  hide.checked = state.hide === "1";
}
const opens = [["", "all"], ["open", "open"], ["gated", "gated"], ["closed", "closed"], ["unknown", "unknown"]];
const layers = [...new Set(ties.flatMap((tie) => tie.layers))].sort();
if (svg) {
  const more = make("div", { className: "more", hidden: true }, date("from", "From"), date("to", "To"),
    select("sure", "Evidence", [["", "accepted"], ["high", "very sure"], ["all", "guesses too"]]),
    ...(layers.length > 1 ? [select("layer", "Layer", [["", "all"], ...layers.map((name) => [name, name])])] : []),
    make("label", {}, hide, "hide the rest"));
  const opener = button("More filters", "More filters: dates, evidence", () => {
    more.hidden = !more.hidden;
    opener.setAttribute("aria-expanded", String(!more.hidden));
  });
  opener.setAttribute("aria-expanded", "false");
  const tools = make("div", { className: "tools" },
    make("span", { className: "find" }, input, found),
    select("org", "Organisation", [["", "all"], ...data.makers.map((name) => [name, name])]),
    select("w", "Weights", opens), opener, tally, more, ...(boxes.length ? [checks] : []));
  tools.setAttribute("role", "search");
  foldable(tools);
  tools.setAttribute("aria-label", "Filters");
  $(".top").append(tools);
  const view = make("div", { className: "hands" },
    button("+", "Larger (+)", () => zoomBy(1.25)), button("−", "Smaller (-)", () => zoomBy(0.8)),
    button("Fit", "The whole picture (0)", whole),
    ...(edges.length ? [evenTime] : []), ...(foldable_.length > 1 ? [folder] : []));
  view.setAttribute("role", "group");
  view.setAttribute("aria-label", "View");
  const hands = make("div", { className: "hands" },
    button("SVG", "Save the picture as SVG", () => save("lineage.svg", new Blob([alone(svg)], { type: "image/svg+xml" }))),
    button("PNG", "Save the picture as PNG", async () => save("lineage.png", await png(svg))),
    button("Print", "Print on one page", () => print()),
    themeButton());
  hands.setAttribute("role", "group");
  hands.setAttribute("aria-label", "Save and print");
  tools.append(hands);
  tally.after(view);
}

// Mouse
for (const node of drawn) {
  node.el.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (event.shiftKey && state.n) waiting = true;
    rove(node);
    pin(node);
  });
  node.el.addEventListener("pointerenter", () => { if (!state.n && !dragging) { hover = node; draw(); } });
  node.el.addEventListener("pointerleave", () => { if (hover && !state.n) { hover = null; draw(); } });
  node.el.addEventListener("focus", () => { if (node.el.matches(":focus-visible")) { hover = node; draw(); reveal(node); } });
  // Who tabs on from a model comes to its card, which stays until he leaves it.
  node.el.addEventListener("blur", (event) => { if (hover === node && !side.contains(event.relatedTarget)) { hover = null; draw(); } });
}
side.addEventListener("focusout", (event) => { if (hover && !side.contains(event.relatedTarget)) { hover = null; draw(); } });
$(".side").addEventListener("click", (event) => {
  const link = target(event).closest('a[href^="#n="]');
  if (!link) return;
  event.preventDefault();
  const node = byId.get(decodeHref(link));
  if (node) { pin(node); reveal(node); }
});
$("#twin")?.addEventListener("click", (event) => {
  const link = target(event).closest('a[href^="#n="]');
  if (!link) return;
  event.preventDefault();
  const node = byId.get(decodeHref(link));
  if (node) { pin(node); reveal(node); scrollTo({ top: 0 }); }
});
let dragging = null;
box?.addEventListener("pointerdown", (event) => {
  if (event.button || event.pointerType === "touch" || target(event).closest(".n")) return;
  dragging = { x: event.clientX + box.scrollLeft, y: event.clientY + box.scrollTop, moved: false };
});
addEventListener("pointermove", (event) => {
  if (!dragging) return;
  dragging.moved = true;
  box.classList.add("drag");
  box.scrollLeft = dragging.x - event.clientX;
  box.scrollTop = dragging.y - event.clientY;
});
addEventListener("pointerup", (event) => {
  if (dragging && !dragging.moved && target(event).closest("#plot") && state.n) pin(null);
  dragging = null;
  box?.classList.remove("drag");
});
box?.addEventListener("wheel", (event) => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  zoomBy(event.deltaY < 0 ? 1.1 : 1 / 1.1);
}, { passive: false });

// Keys: one tab stop in the picture, arrows walk it
let stop = drawn.find((node) => node.id === readHash().get("n")) ?? drawn.toSorted((a, b) => a.x - b.x)[0];
for (const node of drawn) node.el.setAttribute("tabindex", node === stop ? "0" : "-1");
function rove(node) {
  stop?.el.setAttribute("tabindex", "-1");
  stop = node;
  stop.el.setAttribute("tabindex", "0");
}
function step(node, way) {
  const list_ = node[way].filter(shows).filter((tie) => (way === "up" ? tie.s : tie.t).el);
  const best = list_.sort((a, b) => b.tree - a.tree || b.confidence - a.confidence)[0];
  return best && (way === "up" ? best.s : best.t);
}
function beside(node, sign) {
  const far = (other) => Math.abs(other.y - node.y) * 2 + Math.abs(other.x - node.x);
  return drawn.filter((other) => (other.y - node.y) * sign > 4).sort((a, b) => far(a) - far(b))[0];
}
svg?.addEventListener("keydown", (event) => {
  const node = drawn.find((one) => one.el === document.activeElement);
  if (!node || event.ctrlKey || event.metaKey || event.altKey) return;
  const order = drawn.toSorted((a, b) => a.x - b.x);
  const next = { ArrowLeft: () => step(node, "up"), ArrowRight: () => step(node, "down"), ArrowUp: () => beside(node, -1),
    ArrowDown: () => beside(node, 1), Home: () => order[0], End: () => order.at(-1) }[event.key];
  if (next) {
    event.preventDefault();
    const to = next();
    if (to) { rove(to); to.el.focus({ preventScroll: true }); }
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    if (event.shiftKey && state.n) waiting = true;
    pin(node);
  }
});
addEventListener("keydown", (event) => {
  if (target(event).matches?.("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = { "/": () => input.focus(), "+": () => zoomBy(1.25), "-": () => zoomBy(0.8), 0: whole,
    "?": () => pin(null), Escape: () => { waiting = false; pin(null); } }[event.key];
  if (act) { event.preventDefault(); act(); }
});
addEventListener("hashchange", () => { if (location.hash !== written) load(); });
load();
