// The time page: cards, colour by family or organisation, and one of them alone.
const cards = new Map($$(".card").map((card) => [card.id.slice(2), card]));
for (const card of cards.values()) card.removeAttribute("id");
const dots = $$("svg.plot a.n"), side = $(".side"), key = $("#key");
const state = { p: "", by: "", only: "" };

// Most models are young: where a picture is wider than its window, its end is shown first.
for (const plot of $$("svg.plot")) plot.parentElement.scrollLeft = plot.parentElement.scrollWidth;

function groups() { return state.by === "org" ? data.makers : data.families; }
function draw() {
  const by = state.by === "org" ? "o" : "f";
  const only = groups().find(([name]) => name === state.only)?.[1];
  for (const dot of dots) {
    for (const old of [...dot.classList]) if (/^f\d$/.test(old)) dot.classList.remove(old);
    dot.classList.add(`f${dot.dataset[by]}`);
    dot.classList.toggle("off", only !== undefined && dot.dataset[by] !== String(only));
    dot.classList.toggle("self", dot.getAttribute("href").slice(3) === state.p);
  }
  key.replaceChildren(...groups().filter(([, rank]) => rank).map(([name, rank]) => {
    const one = button("", `Only ${name}`, () => set("only", state.only === name ? "" : name));
    one.append(make("span", { className: `chip f${rank}` }), name);
    one.setAttribute("aria-pressed", String(state.only === name));
    return make("li", {}, one);
  }));
  const card = cards.get(state.p);
  side.classList.toggle("chosen", Boolean(card));
  for (const one of cards.values()) one.classList.toggle("on", one === card);
  const quote = card && $("blockquote[data-c]", card);
  if (quote && !$(".conf", card)) {
    const [id, sure] = quote.dataset.c.split(" ");
    const refuse = button("reject", `Copy the command that refuses this claim: vaultkit reject ${id}`, () => copy(`vaultkit reject ${id}`, refuse));
    refuse.className = "copy";
    quote.nextElementSibling.append(make("span", { className: "conf" }, sure), refuse);
  }
}
function set(name, value) {
  state[name] = value;
  writeHash(Object.entries(state));
  draw();
}
function load() {
  const read = readHash();
  for (const name of Object.keys(state)) state[name] = read.get(name) ?? "";
  by.value = state.by;
  draw();
  scrollTo(0, 0);
}
const by = make("select", {}, make("option", { value: "" }, "family"), make("option", { value: "org" }, "organisation"));
by.addEventListener("change", () => { state.only = ""; set("by", by.value); });
const pictures = $$("svg.plot");
const tools = make("div", { className: "tools" }, make("label", {}, "Colour by", by),
  button("SVG", "Save the pictures as SVG", () => pictures.forEach((one) => save(`${one.closest("figure").id}.svg`, new Blob([alone(one)], { type: "image/svg+xml" })))),
  button("PNG", "Save the pictures as PNG", async () => { for (const one of pictures) save(`${one.closest("figure").id}.png`, await png(one)); }),
  button("Print", "Print the pictures", () => print()), themeButton());
$(".top").append(tools);
document.addEventListener("click", (event) => {
  const link = target(event).closest('a[href^="#p="]');
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  set("p", link.getAttribute("href").slice(3));
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape") set("p", "");
  const dot = document.activeElement.closest?.("svg.plot a.n");
  const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!dot || !way) return;
  event.preventDefault();
  const row = $$("a.n", dot.closest("svg"));
  row[row.indexOf(dot) + way]?.focus();
});
for (const picture of pictures) $$("a.n", picture).forEach((dot, at) => dot.setAttribute("tabindex", at ? "-1" : "0"));
document.addEventListener("focusin", (event) => {
  const dot = target(event).closest("svg.plot a.n");
  if (dot) for (const one of $$("a.n", dot.closest("svg"))) one.setAttribute("tabindex", one === dot ? "0" : "-1");
});
addEventListener("hashchange", () => { if (location.hash !== written) load(); });
load();
