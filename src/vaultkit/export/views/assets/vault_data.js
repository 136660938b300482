// The vault page: its data, unpacked into columns.
/** @returns {Promise<object>} the data, from packed bytes where it was large */
async function unpack() {
  if (!data.packed) return data;
  const bytes = Uint8Array.from(atob(data.packed), (char) => char.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).json();
}

/** Columns to a graph with neighbours in one array. */
function graphOf(raw) {
  const count = raw.x.length, links = raw.to.length;
  const graph = {
    raw, count, links, x: Float32Array.from(raw.x), y: Float32Array.from(raw.y), kind: Uint8Array.from(raw.kind), group: Int32Array.from(raw.group),
    from: new Uint32Array(links), to: Uint32Array.from(raw.to), how: new Uint8Array(links), degree: new Uint32Array(count),
  };
  let at = 0;
  for (let link = 0; link < links; link++) {
    at += raw.from[link];
    graph.from[link] = at;
    graph.how[link] = raw.how.charCodeAt(link) - 48;
    graph.degree[at]++;
    graph.degree[graph.to[link]]++;
  }
  graph.path = raw.path;
  graph.title = raw.title.map((title, node) => title || raw.path[node].replace(/\.md$/i, "").split("/").pop());
  graph.id = raw.id.map((id, node) => id || `note/${raw.path[node]}`);
  graph.at = new Map(graph.id.map((id, node) => [id, node]));
  const start = new Uint32Array(count + 1);
  for (let node = 0; node < count; node++) start[node + 1] = start[node] + graph.degree[node];
  const fill = start.slice(0, count), near = new Uint32Array(links * 2), by = new Uint32Array(links * 2);
  for (let link = 0; link < links; link++) {
    const a = graph.from[link], b = graph.to[link];
    near[fill[a]] = b; by[fill[a]++] = link;
    near[fill[b]] = a; by[fill[b]++] = link;
  }
  /** Neighbours of a node with the link to each. */
  graph.near = (node) => {
    const found = [];
    for (let slot = start[node]; slot < start[node + 1]; slot++) found.push([near[slot], by[slot]]);
    return found;
  };
  // The most telling links first: what joins two much-linked nodes.
  graph.order = Uint32Array.from({ length: links }, (_, link) => link);
  const weight = Float32Array.from({ length: links }, (_, link) => Math.min(graph.degree[graph.from[link]], graph.degree[graph.to[link]]) + (graph.how[link] === 2 ? 3 : 0));
  graph.order.sort((a, b) => weight[b] - weight[a] || a - b);
  graph.byDegree = Uint32Array.from({ length: count }, (_, node) => node).sort((a, b) => graph.degree[b] - graph.degree[a] || a - b);
  const groups = Math.max(0, ...raw.group) + 1;
  graph.centres = raw.names.map((name, group) => ({ name, group, x: 0, y: 0, size: 0 }));
  for (let node = 0; node < count; node++) {
    const centre = graph.centres[graph.group[node]];
    if (centre && groups) { centre.x += graph.x[node]; centre.y += graph.y[node]; centre.size++; }
  }
  for (const centre of graph.centres) { centre.x /= centre.size || 1; centre.y /= centre.size || 1; }
  return graph;
}

/** A node and what is near it, with a layout of its own: rings by distance, then springs. */
function localOf(graph, middle, depth, most = 140) {
  const ring = new Map([[middle, 0]]);
  let edge = [middle];
  for (let step = 1; step <= depth; step++) {
    const next = [];
    for (const node of edge) {
      const others = graph.near(node).map(([other]) => other).filter((other) => !ring.has(other))
        .sort((a, b) => graph.kind[a] - graph.kind[b] || graph.degree[b] - graph.degree[a]);
      for (const other of others) if (ring.size < most && !ring.has(other)) { ring.set(other, step); next.push(other); }
    }
    edge = next;
  }
  const nodes = [...ring.keys()], slot = new Map(nodes.map((node, at) => [node, at]));
  const links = [];
  for (const node of nodes) for (const [other, link] of graph.near(node)) if (node < other && slot.has(other)) links.push([slot.get(node), slot.get(other), link]);
  const x = new Float32Array(nodes.length), y = new Float32Array(nodes.length);
  const rings = nodes.map((node) => ring.get(node));
  for (let step = 1; step <= depth; step++) {
    const those = nodes.map((_, at) => at).filter((at) => rings[at] === step)
      .sort((a, b) => graph.kind[nodes[a]] - graph.kind[nodes[b]] || a - b);
    those.forEach((at, number) => {
      const angle = (2 * Math.PI * number) / those.length + step * 0.4, far = 900 * step * (1 + 0.16 * (number % 3));
      x[at] = far * Math.cos(angle);
      y[at] = far * Math.sin(angle);
    });
  }
  const ideal = 760 / Math.sqrt(Math.max(nodes.length / 22, 1));
  for (let turn = 0; turn < 160; turn++) {
    const heat = 90 * (1 - turn / 160), px = new Float32Array(nodes.length), py = new Float32Array(nodes.length);
    for (let a = 0; a < nodes.length; a++) {
      for (let b = a + 1; b < nodes.length; b++) {
        const dx = x[a] - x[b], dy = y[a] - y[b], force = (ideal * ideal) / (dx * dx + dy * dy + 100);
        px[a] += dx * force; py[a] += dy * force; px[b] -= dx * force; py[b] -= dy * force;
      }
    }
    for (const [a, b] of links) {
      const dx = x[b] - x[a], dy = y[b] - y[a], force = Math.hypot(dx, dy) / ideal * 0.28;
      px[a] += dx * force; py[a] += dy * force; px[b] -= dx * force; py[b] -= dy * force;
    }
    for (let at = 1; at < nodes.length; at++) {
      const size = Math.hypot(px[at], py[at]) || 1, step = Math.min(size * 0.1, heat) / size;
      x[at] += px[at] * step;
      y[at] += py[at] * step;
    }
  }
  return { nodes, slot, links, x, y };
}
