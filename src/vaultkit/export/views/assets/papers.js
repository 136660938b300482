// The papers page: find, filter and sort; the address holds it.
const table = $("#papers");
const rows = table ? [...table.tBodies[0].rows] : [];
const years = [...new Set(rows.map((row) => row.cells[0].dataset.v.slice(0, 4)).filter(Boolean))].sort();
const state = { q: "", s: "", k: "", from: "", to: "" };
const fields = {};
const tally = make("span", { className: "tally", role: "status" });

function draw() {
  const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const row of rows) {
    const year = row.cells[0].dataset.v.slice(0, 4), text = row.textContent.toLowerCase();
    const fits = words.every((word) => text.includes(word))
      && (!state.s || row.dataset.s === (state.s === "noted" ? "" : state.s))
      && (!state.k || row.dataset.k.split(" ").some((kind) => kind.startsWith(state.k)))
      && (!state.from || (year && year >= state.from)) && (!state.to || (year && year <= state.to));
    row.classList.toggle("off", !fits);
    if (fits) count++;
  }
  tally.textContent = `${count}/${rows.length} papers`;
}
function set(key, value) {
  state[key] = value;
  writeHash(Object.entries(state));
  draw();
}
function select(key, words, options) {
  fields[key] = make("select", {}, ...options.map(([value, name]) => make("option", { value }, name)));
  fields[key].addEventListener("change", () => set(key, fields[key].value));
  return make("label", {}, words, fields[key]);
}
function load() {
  const read = readHash();
  for (const key of Object.keys(state)) { state[key] = read.get(key) ?? ""; fields[key].value = state[key]; }
  draw();
}
if (table) {
  fields.q = make("input", { type: "search", placeholder: "Find a paper, model or note  ( / )" });
  fields.q.setAttribute("aria-label", "Find a paper");
  fields.q.addEventListener("input", () => set("q", fields.q.value));
  const present = new Set(rows.map((row) => row.dataset.s));
  const tools = make("div", { className: "tools" }, make("span", { className: "find" }, fields.q),
    select("s", "State", [["", "all"], ...Object.entries(data.states).filter(([key]) => present.has(key)).map(([key, words]) => [key || "noted", words])]),
    select("k", "Introduces", [["", "anything"], ["model", "a model"], ["technique", "a technique"], ["dataset", "a dataset"]]),
    select("from", "From", [["", "any year"], ...years.map((year) => [year, year])]),
    select("to", "To", [["", "any year"], ...years.map((year) => [year, year])]),
    button("Print", "Print the list as it is shown", () => print()), themeButton(), tally);
  foldable(tools);
  tools.setAttribute("role", "search");
  tools.setAttribute("aria-label", "Filters");
  $(".top").append(tools);
  addEventListener("keydown", (event) => {
    if (event.key === "/" && !target(event).matches("input, select")) { event.preventDefault(); fields.q.focus(); }
    if (event.key === "Escape") { fields.q.value = ""; set("q", ""); }
  });
  addEventListener("hashchange", () => { if (location.hash !== written) load(); });
  load();
}
