// Reads a Mermaid diagram from stdin with Mermaid's own parser, and prints what it understood as JSON.
// usage: node mermaid.mjs FOLDER, where FOLDER/node_modules holds mermaid and jsdom (its parser wants a page).
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";

const packages = (file) => import(pathToFileURL(resolve(process.argv[2], "node_modules", file)));
const { JSDOM } = (await packages("jsdom/lib/api.js")).default;
const { window } = new JSDOM("<!doctype html><body></body>");
for (const name of ["document", "Element", "HTMLElement", "SVGElement", "Node", "DOMParser", "NodeFilter"])
  globalThis[name] ??= window[name];
globalThis.window ??= window;
const { default: mermaid } = await packages("mermaid/dist/mermaid.core.mjs");
let text = "";
for await (const part of process.stdin) text += part;
await mermaid.parse(text);
const { type, db } = await mermaid.mermaidAPI.getDiagramFromText(text);
const vertices = Object.fromEntries([...db.getVertices()].map(([id, one]) => [id, one.text]));
const edges = db.getEdges().map((one) => [vertices[one.start], one.text, vertices[one.end], one.stroke]);
console.log(JSON.stringify({ type, vertices, edges }));
