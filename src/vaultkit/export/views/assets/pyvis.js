// The page of a pyvis network: vis-network draws it, with text only and places from Python.
const box = $("#net"), card = $("#card");
const byId = new Map(data.nodes.map((node) => [node.id, node]));
const style = () => getComputedStyle(root);
const cut = (name) => name.length > 32 ? `${name.slice(0, 31)}…` : name;
/** Our own colours have a light and a dark form; others stay as they are. */
const tone = (color) => (data.palette[color] && style().getPropertyValue(data.palette[color]).trim()) || color;
function options() {
  const of = (name) => style().getPropertyValue(name).trim();
  return {
    autoResize: true, physics: false,
    interaction: { hover: true, hideEdgesOnDrag: data.edges.length > 400, keyboard: { enabled: false } },
    nodes: { font: { color: of("--ink"), size: 13, face: "Helvetica, Arial, sans-serif", strokeWidth: 4, strokeColor: of("--bg") }, borderWidth: 1.5 },
    edges: { color: { color: of("--soft"), opacity: 0.45, highlight: of("--focus"), hover: of("--soft") }, width: 1, selectionWidth: 1.5, smooth: data.edges.length < 300, arrows: { to: { scaleFactor: 0.5 }, from: { scaleFactor: 0.5 } } },
  };
}
const pictures = new vis.DataSet(data.nodes.map(({ id, label, color, shape, size, x, y }) => ({ id, label: cut(label), color: tone(color), shape, size, x, y })));
const lines = data.edges.map(({ id, from, to, arrows }) => ({ id, from, to, arrows }));
const network = new vis.Network(box, { nodes: pictures, edges: new vis.DataSet(lines) }, options());
network.once("afterDrawing", () => { box.dataset.ready = "1"; });

function show(id) {
  const node = byId.get(id);
  if (!node) { card.replaceChildren(make("p", {}, "Choose something to see what it is linked to.")); return; }
  const rows = data.edges.filter((edge) => edge.from === id || edge.to === id).map((edge) => {
    const other = byId.get(edge.from === id ? edge.to : edge.from);
    const go = button(other.label, `Go to ${other.label}`, () => choose(other.id));
    go.className = "copy";
    return make("li", {}, edge.from === id ? `${edge.words} ` : `${edge.words} (of it) `, go);
  });
  card.replaceChildren(make("h2", {}, node.label), make("p", { className: "meta" }, `${node.name} · ${rows.length} link${rows.length === 1 ? "" : "s"}`), make("ul", { className: "links" }, ...rows));
}
function choose(id) {
  const node = byId.get(id);
  network.selectNodes(node ? [id] : []);
  if (node) network.focus(id, { scale: Math.max(network.getScale(), 0.7) });
  writeHash([["n", node ? node.name : ""]]);
  show(id);
}
network.on("click", (event) => { writeHash([["n", byId.get(event.nodes[0])?.name ?? ""]]); show(event.nodes[0]); });

const input = make("input", { type: "search", placeholder: "Find  ( / )" });
input.setAttribute("aria-label", "Find a thing");
input.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  const best = data.nodes.map((node) => [matches(node.label, input.value), node]).filter(([score]) => score).sort((a, b) => b[0] - a[0])[0];
  if (best) choose(best[1].id);
});
const tools = make("div", { className: "tools" }, make("span", { className: "find" }, input));
tools.setAttribute("role", "search");
$(".top").append(tools);
$(".hands").append(button("Fit", "The whole picture", () => network.fit()),
  button("PNG", "Save the picture as PNG", () => $("canvas", box).toBlob((blob) => save("network.png", blob))), themeButton());
function recolour() {
  network.setOptions(options());
  pictures.update(data.nodes.map(({ id, color }) => ({ id, color: tone(color) })));
}
$(".hands").addEventListener("click", () => setTimeout(recolour, 0));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
addEventListener("keydown", (event) => {
  if (event.key === "/" && !target(event).matches?.("input")) { event.preventDefault(); input.focus(); }
  if (event.key === "Escape") choose(-1);
});
const wanted = data.nodes.find((node) => node.name === readHash().get("n"));
if (wanted) choose(wanted.id);
