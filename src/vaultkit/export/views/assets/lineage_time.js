// The lineage page: true time, where all months are equally wide, and families folded to a line each.
const [axisLeft = 0, ...edges] = data.axis;
const widest = Math.max(0, ...edges.slice(1).map((edge, at) => edge - edges[at]));
/** Where a place on the drawn axis stands when every month is as wide as the widest: nothing comes nearer. */
function even(x) {
  const by = x - axisLeft, last = edges.length - 1;
  if (last < 1 || by <= 0) return x;
  if (by >= edges[last]) return axisLeft + last * widest + by - edges[last];
  let at = 0;
  while (edges[at + 1] <= by) at++;
  return axisLeft + (at + (by - edges[at]) / (edges[at + 1] - edges[at])) * widest;
}

const STRIP = 46, GAP = 6, FOLDED_FROM = 400;
const numbers = (text) => text.match(/-?[\d.]+/g).map(Number);
const names = svg && $(".names", svg);
/** @type {any[]} */
const bands = svg ? $$(".bands .band", svg).map((rect, at) => {
  const part = $$(".fam", names)[at], top = Number(rect.getAttribute("y")), tall_ = Number(rect.getAttribute("height"));
  return { at, rect, part, name: $(".family", part)?.textContent ?? "", top, tall: tall_, now: top, folded: false };
}) : [];
const first = { wide: svg?.viewBox.baseVal.width ?? 0, tall: svg?.viewBox.baseVal.height ?? 0 };
for (const node of drawn) {
  [node.x0, node.y0] = [node.x, node.y];
  node.band = bands.find((band) => node.y0 < band.top + band.tall) ?? bands[0];
  const whisker = $(".w", node.el);
  if (whisker) node.whisker = [whisker, ...numbers(whisker.getAttribute("d"))];
}
for (const tie of ties) tie.d0 = tie.el.getAttribute("d");
const flat = svg ? [...$$(".grid, .tick", svg)].map((path) => [path, ...numbers(path.getAttribute("d"))]) : [];
const years = svg ? $$(".axis text", svg).map((text) => [text, Number(text.getAttribute("x"))]) : [];
const foldable_ = bands.filter((band) => band.tall > STRIP * 1.6);

/** A path of the drawing with its places moved: near an end as the end moves, else as the axis does. */
function moved(tie, x, dy) {
  const { s, t } = tie;
  const across = (at) => Math.abs(at - s.x0) <= 20 ? at + s.x - s.x0 : Math.abs(at - t.x0) <= 20 ? at + t.x - t.x0 : x(at);
  return tie.d0.replace(/([MLCQ])([^A-Z]+)|([HV])([^A-Z]+)/g, (_, many, pairs, one, value) => one
    ? `${one}${(one === "H" ? across(Number(value)) : Number(value) + dy).toFixed(1)}`
    : many + numbers(pairs).map((at, place) => (place % 2 ? at + dy : across(at)).toFixed(1)).join(" "));
}
function curve({ s, t }) {
  const reach = Math.max(40, (t.x - s.x) / 3), down = t.y - s.y;
  return `M${s.x},${s.y}C${s.x + reach * 0.3},${s.y + down * 0.6} ${t.x - reach},${t.y - down * 0.1} ${t.x - 11},${t.y}`;
}

/** Puts everything in its place: wide or even months, families open or folded. */
function layout() {
  if (!svg) return;
  const x = state.t ? even : (at) => at, all = state.fold === "all" || (!state.fold && drawn.length > FOLDED_FROM);
  const which = new Set(state.fold.split("|"));
  let top = bands[0]?.top ?? 0;
  for (const band of bands) {
    band.folded = foldable_.includes(band) && (all || which.has(band.name || "-"));
    band.now = top;
    top += (band.folded ? STRIP : band.tall) + GAP;
  }
  const tall_ = first.tall + (bands.length ? top - GAP - bands.at(-1).top - bands.at(-1).tall : 0);
  wide = x(first.wide);
  tall = Math.max(tall_, 120);
  svg.setAttribute("viewBox", `0 0 ${wide} ${tall}`);
  for (const band of bands) {
    const height = band.folded ? STRIP : band.tall;
    band.rect.setAttribute("y", band.now);
    band.rect.setAttribute("width", wide - 8);
    for (const rect of [band.rect, $(".tint", band.part)]) rect.setAttribute("height", height);
    band.part.setAttribute("transform", `translate(0,${band.now - band.top})`);
  }
  $(".veil", names).setAttribute("height", tall);
  $(".sky", svg).setAttribute("width", wide);
  for (const node of drawn) {
    const { band } = node;
    node.x = x(node.x0);
    node.y = band.folded ? band.now + STRIP / 2 : node.y0 + band.now - band.top;
    node.el.setAttribute("transform", `translate(${node.x.toFixed(1)},${node.y})`);
    node.el.classList.toggle("strip", band.folded);
    if (node.whisker) {
      const [path, from, height, to] = node.whisker;
      path.setAttribute("d", `M${x(node.x0 + from) - node.x},${height}H${x(node.x0 + to) - node.x}`);
    }
  }
  for (const tie of ties) {
    const { band } = tie.s, other = tie.t.band, dy = band.now - band.top;
    const same = band === other && !band.folded, still = !band.folded && !other.folded && !dy && other.now === other.top;
    tie.el.setAttribute("d", same || still ? moved(tie, x, dy) : curve(tie));
    tie.el.classList.toggle("tucked", band.folded && other.folded);
  }
  for (const [path, at, from, to] of flat) path.setAttribute("d", `M${x(at)},${from}V${path.classList.contains("grid") ? tall - 10 : to}`);
  for (const [text, at] of years) text.setAttribute("x", x(at));
  if (sticky) {
    sticky.setAttribute("viewBox", `0 0 ${wide} 46`);
    sticky.replaceChildren($(".axis", svg).cloneNode(true));
  }
  folder.textContent = foldable_.some((band) => band.folded) ? "Unfold families" : "Fold families";
  folder.setAttribute("aria-label", folder.textContent);
}

/** Folds or unfolds families, and keeps it in the address. */
function foldBands(wanted) {
  const folded = foldable_.filter(wanted).map((band) => band.name || "-");
  const plain = drawn.length > FOLDED_FROM ? foldable_.length : 0;
  state.fold = folded.length === plain ? "" : folded.length === foldable_.length ? "all" : folded.join("|") || "none";
  save_();
  layout();
  zoom(scale, true);
  keepNames();
}
const folder = button("Fold families", "Fold families", () => { const any = foldable_.some((band) => band.folded); foldBands(() => !any); });
for (const band of foldable_) {
  band.part.classList.add("may");
  band.part.append(document.createElementNS("http://www.w3.org/2000/svg", "title"));
  band.part.lastChild.textContent = "Fold or unfold this family";
  band.part.addEventListener("click", () => foldBands((one) => (one === band ? !one.folded : one.folded)));
}
const evenTime = button("True time", "True time: every month equally wide", () => {
  const middle = drawn.reduce((best, node) => Math.abs(node.x * scale - box.scrollLeft - box.clientWidth / 2) < Math.abs(best.x * scale - box.scrollLeft - box.clientWidth / 2) ? node : best, drawn[0]);
  state.t = state.t ? "" : "1";
  save_();
  place();
  box.scrollLeft = middle.x * scale - box.clientWidth / 2;
});
/** Draws the picture anew where it stands. */
function place() {
  layout();
  zoom(scale);
  evenTime.setAttribute("aria-pressed", String(state.t === "1"));
  keepNames();
}
