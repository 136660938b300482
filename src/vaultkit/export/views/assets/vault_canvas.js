// The vault page: the picture. It is painted in short slices into a bitmap larger than the window;
// moving only shows that bitmap elsewhere, and a fresh one follows when the hand rests.
const SLICE = 14, REST = 90, MARGIN = 0.25, NEAREST = 40;
const SIDES = [0, 4, 3, 4.5, 6, 5, 0]; // corners of a kind's shape; 0 is a circle, 4.5 a diamond

function picture(canvas, graph, told) {
  const pen = canvas.getContext("2d");
  let wide = 0, tall = 0, dots = 1, colours = {}, front = null, job = 0, rest = 0, home = 1;
  let view = { k: 1, x: 0, y: 0 };
  let scene = { nodes: null, x: graph.x, y: graph.y };
  let shown = new Uint8Array(graph.count).fill(1), hide = false, focus = null, grid = null, gridView = view;

  function measure() {
    const box = canvas.getBoundingClientRect();
    [wide, tall, dots] = [box.width, box.height, Math.min(devicePixelRatio || 1, 2)];
    [canvas.width, canvas.height] = [Math.round(wide * dots), Math.round(tall * dots)];
    const style = getComputedStyle(root), of = (name) => style.getPropertyValue(name).trim();
    colours = { bg: of("--bg"), ink: of("--ink"), soft: of("--soft"), rule: of("--soft"), focus: of("--focus"),
      kind: ["--f0", "--f1", "--f3", "--f2", "--f7", "--f5", "--f6"].map(of) };
  }
  const slots = () => (scene.nodes ? scene.nodes.length : graph.count);
  const nodeAt = (slot) => (scene.nodes ? scene.nodes[slot] : slot);
  const slotOf = (node) => (scene.nodes ? scene.slot.get(node) : node);
  function radius(node, k) {
    const near = scene.nodes || graph.count < 100 ? 1.7 : Math.min(2.4, Math.sqrt(k / home));
    return Math.min(11, (1.5 + 0.5 * Math.sqrt(graph.degree[node])) * near);
  }

  function shape(to, sides, x, y, r) {
    if (!sides) { to.moveTo(x + r, y); to.arc(x, y, r, 0, 6.2832); return; }
    const turn = sides === 4 ? Math.PI / 4 : sides === 4.5 ? 0 : -Math.PI / 2, corners = Math.floor(sides);
    for (let at = 0; at <= corners; at++) {
      const angle = turn + (2 * Math.PI * at) / corners;
      to[at ? "lineTo" : "moveTo"](x + 1.15 * r * Math.cos(angle), y + 1.15 * r * Math.sin(angle));
    }
  }

  /** Paints the scene step by step, pausing where it is told to. */
  function* paint(to, at, w, h) {
    const inside = (x, y) => x > -40 && y > -40 && x < w + 40 && y < h + 40;
    const px = (slot) => scene.x[slot] * at.k + at.x, py = (slot) => scene.y[slot] * at.k + at.y;
    to.fillStyle = colours.bg;
    to.fillRect(0, 0, w, h);
    const links = scene.links ?? null, total = links ? links.length : graph.links;
    const budget = links ? 2 * total : Math.round(14000 + 16000 * Math.min(3, at.k / home - 1));
    let drawn = 0;
    to.strokeStyle = colours.rule;
    to.lineWidth = 1;
    // Links between communities first and fainter, so that each community is seen as one.
    for (const within of links ? [null] : [false, true]) {
      let batch = 0, done = 0;
      to.globalAlpha = links ? 0.4 : Math.max(0.05, Math.min(0.34, (within ? 14 : 5) / Math.sqrt(total)));
      to.beginPath();
      for (let number = 0; number < total && done < (within ? budget : budget / 2); number++) {
        const link = links ? links[number] : graph.order[number];
        const a = links ? link[0] : graph.from[link], b = links ? link[1] : graph.to[link];
        if (within !== null && (graph.group[a] === graph.group[b]) !== within) continue;
        if (!shown[nodeAt(a)] || !shown[nodeAt(b)]) continue;
        const x1 = px(a), y1 = py(a), x2 = px(b), y2 = py(b);
        if ((x1 < 0 && x2 < 0) || (y1 < 0 && y2 < 0) || (x1 > w && x2 > w) || (y1 > h && y2 > h)) continue;
        to.moveTo(x1, y1);
        to.lineTo(x2, y2);
        done++;
        if (++batch === 400) { to.stroke(); to.beginPath(); batch = 0; yield; }
      }
      to.stroke();
      drawn += done;
    }
    told(drawn, total);
    for (let kind = 0; kind < colours.kind.length; kind++) {
      for (const on of [0, 1]) {
        if (!on && hide) continue;
        to.fillStyle = colours.kind[kind];
        to.globalAlpha = on ? (kind ? 0.95 : 0.6) : 0.1;
        to.beginPath();
        for (let slot = 0, count = slots(); slot < count; slot++) {
          const node = nodeAt(slot);
          if (graph.kind[node] !== kind || shown[node] !== on) continue;
          const x = px(slot), y = py(slot);
          if (inside(x, y)) shape(to, SIDES[kind], x, y, radius(node, at.k));
        }
        to.fill();
        yield;
      }
    }
    to.globalAlpha = 1;
    yield* names(to, at, w, h, px, py, inside);
  }

  const cut = (name, most) => name.length > most ? `${name.slice(0, most - 1)}…` : name;
  /** Where a name begins: right of its node, or left of it where it would be cut off. */
  const beside = (x, far, width, edge, right) => x < right && x + far + width > right && x - far - width > edge ? x - far - width : x + far;

  /** Names: of communities from afar, of nodes by their links as one comes closer; none overlap. */
  function* names(to, at, w, h, px, py, inside) {
    const cells = new Map();
    const free = (x, y, width, height) => {
      const box = [x, y, x + width, y + height], keys = [];
      for (let cx = Math.floor(box[0] / 80); cx <= box[2] / 80; cx++) for (let cy = Math.floor(box[1] / 24); cy <= box[3] / 24; cy++) {
        const key = cx * 10007 + cy;
        for (const other of cells.get(key) ?? []) if (box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return false;
        keys.push(key);
      }
      for (const key of keys) cells.set(key, [...(cells.get(key) ?? []), box]);
      return true;
    };
    // The window's sides in the bitmap: names stay between them.
    const edge = wide * MARGIN, right = w - edge;
    const within = (x, half) => x < edge || x > right ? x : Math.max(edge + half, Math.min(right - half, x));
    const write = (text, x, y) => { to.strokeText(text, x, y); to.fillText(text, x, y); };
    to.lineJoin = "round";
    to.strokeStyle = colours.bg;
    to.fillStyle = colours.ink;
    to.textBaseline = "middle";
    if (!scene.nodes && graph.centres.length > 1 && at.k < home * 2.5) {
      to.font = `700 15px ${getComputedStyle(document.body).fontFamily}`;
      to.textAlign = "center";
      to.lineWidth = 5;
      for (const centre of graph.centres) {
        if (centre.size < Math.max(6, graph.count / 400)) continue;
        const text = cut(centre.name, 26);
        const width = to.measureText(text).width, y = centre.y * at.k + at.y;
        const x = within(centre.x * at.k + at.x, width / 2 + 4);
        if (inside(x, y) && free(x - width / 2 - 6, y - 11, width + 12, 22)) write(text, x, y);
      }
    }
    to.font = `12px ${getComputedStyle(document.body).fontFamily}`;
    to.textAlign = "left";
    to.lineWidth = 3.5;
    to.fillStyle = scene.nodes || graph.centres.length < 2 ? colours.ink : colours.soft;
    let count = 0;
    const most = scene.nodes ? 160 : Math.round(50 * Math.min(4, at.k / home));
    for (let number = 0; number < graph.count && count < most; number++) {
      const node = graph.byDegree[number], slot = slotOf(node);
      if (slot === undefined || !shown[node]) continue;
      const x = px(slot), y = py(slot);
      if (!inside(x, y)) continue;
      const text = cut(graph.title[node], 34);
      const width = to.measureText(text).width, left = beside(x, radius(node, at.k) + 4, width, edge, right);
      if (free(left - 2, y - 8, width + 6, 16)) { write(text, left, y); count++; }
      if (number % 400 === 399) yield;
    }
  }

  /** Paints a fresh bitmap in slices and shows it when it is done. */
  function repaint() {
    const mine = ++job, extra = { w: wide * MARGIN, h: tall * MARGIN };
    const sheet = document.createElement("canvas");
    sheet.width = Math.round((wide + 2 * extra.w) * dots);
    sheet.height = Math.round((tall + 2 * extra.h) * dots);
    const to = sheet.getContext("2d", { alpha: false });
    to.scale(dots, dots);
    const now = { ...view }, steps = paint(to, { k: now.k, x: now.x + extra.w, y: now.y + extra.h }, wide + 2 * extra.w, tall + 2 * extra.h);
    const run = () => {
      if (mine !== job) return;
      const end = performance.now() + SLICE;
      let step = steps.next();
      while (!step.done && performance.now() < end) step = steps.next();
      if (!step.done) { requestAnimationFrame(run); return; }
      front = { sheet, view: now, extra };
      grid = null;
      show();
      canvas.dataset.ready = "1";
    };
    run();
  }
  function show() {
    pen.setTransform(dots, 0, 0, dots, 0, 0);
    pen.fillStyle = colours.bg;
    pen.fillRect(0, 0, wide, tall);
    if (front) {
      const ratio = view.k / front.view.k;
      pen.globalAlpha = focus ? 0.22 : 1;
      pen.drawImage(front.sheet, view.x - (front.view.x + front.extra.w) * ratio, view.y - (front.view.y + front.extra.h) * ratio,
        (front.sheet.width / dots) * ratio, (front.sheet.height / dots) * ratio);
      pen.globalAlpha = 1;
    }
    if (focus) spotlight();
  }
  /** The chosen node, its strongest links and their names, on top of all. */
  function spotlight() {
    const slot = slotOf(focus.node);
    if (slot === undefined) return;
    const px = (at) => scene.x[at] * view.k + view.x, py = (at) => scene.y[at] * view.k + view.y;
    const near = focus.near.map((node) => [node, slotOf(node)]).filter(([node, at]) => at !== undefined && shown[node]);
    pen.strokeStyle = colours.focus;
    pen.globalAlpha = 0.55;
    pen.lineWidth = 1.2;
    pen.beginPath();
    for (const [, at] of near) { pen.moveTo(px(slot), py(slot)); pen.lineTo(px(at), py(at)); }
    pen.stroke();
    pen.globalAlpha = 1;
    for (const [node, at] of [...near, [focus.node, slot]]) {
      pen.fillStyle = colours.kind[graph.kind[node]];
      pen.beginPath();
      shape(pen, SIDES[graph.kind[node]], px(at), py(at), Math.max(3.5, radius(node, view.k)));
      pen.fill();
    }
    pen.beginPath();
    pen.arc(px(slot), py(slot), radius(focus.node, view.k) + 6, 0, 6.2832);
    pen.strokeStyle = colours.ink;
    pen.lineWidth = 2;
    pen.stroke();
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    pen.strokeStyle = colours.bg;
    pen.fillStyle = colours.ink;
    const boxes = [], spots = [[focus.node, slot], ...near].map(([, at]) => [px(at), py(at)]);
    /** A free place beside a node: no name there, and no node but its own. */
    const free = (x, y, width, own) => !boxes.some(([bx, by, bw]) => x < bx + bw && bx < x + width && Math.abs(y - by) < 15)
      && !spots.some(([sx, sy], spot) => spot !== own && sx > x - 4 && sx < x + width + 4 && Math.abs(sy - y) < 12);
    for (const [order, [node, at]] of [[focus.node, slot], ...near].entries()) {
      const own = node === focus.node;
      pen.font = `${own ? "700 14px" : "12px"} ${getComputedStyle(document.body).fontFamily}`;
      pen.lineWidth = 4;
      const text = cut(graph.title[node], 34), y = py(at), width = pen.measureText(text).width, far = radius(node, view.k) + (own ? 8 : 4);
      const first = beside(px(at), far, width, 0, wide);
      const x = own ? first : [first, px(at) + far, px(at) - far - width].find((one) => free(one, y, width, order));
      if (x === undefined) continue;
      boxes.push([x, y, width]);
      pen.strokeText(text, x, y);
      pen.fillText(text, x, y);
    }
  }
  function later() {
    show();
    clearTimeout(rest);
    rest = setTimeout(repaint, REST);
  }
  function bounds() {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let slot = 0, count = slots(); slot < count; slot++) {
      left = Math.min(left, scene.x[slot]); right = Math.max(right, scene.x[slot]);
      top = Math.min(top, scene.y[slot]); bottom = Math.max(bottom, scene.y[slot]);
    }
    return [left, top, right, bottom];
  }
  function fit() {
    measure();
    const [left, top, right, bottom] = bounds(), pad = 36;
    const names = wide < 500 ? 40 : scene.nodes || graph.count < 300 ? 110 : 50; // at the right of the last dots
    const across = Math.max(right - left, 1), down = Math.max(bottom - top, 1);
    const k = Math.min((wide - 2 * pad - names) / across, (tall - 2 * pad) / down, scene.nodes ? 0.6 : 1);
    home = k;
    view = { k, x: (wide - names - k * (left + right)) / 2, y: (tall - k * (top + bottom)) / 2 };
    front = null;
    repaint();
  }
  function zoom(factor, x = wide / 2, y = tall / 2) {
    const k = Math.max(home * 0.5, Math.min(home * 60, view.k * factor)), by = k / view.k;
    view = { k, x: x - (x - view.x) * by, y: y - (y - view.y) * by };
    later();
  }
  /** The node under a point, by a grid over the window. */
  function under(x, y) {
    if (!grid) {
      grid = new Map();
      for (let slot = 0, count = slots(); slot < count; slot++) {
        const gx = Math.floor((scene.x[slot] * view.k + view.x) / 24), gy = Math.floor((scene.y[slot] * view.k + view.y) / 24);
        const key = gx * 100003 + gy;
        if (!grid.has(key)) grid.set(key, []);
        grid.get(key).push(slot);
      }
      gridView = { ...view };
    }
    if (gridView.k !== view.k || gridView.x !== view.x || gridView.y !== view.y) { grid = null; return under(x, y); }
    let best = null, least = 15 * 15;
    for (let dx = -1; dx <= 1; dx++) for (let dy = -1; dy <= 1; dy++) {
      for (const slot of grid.get((Math.floor(x / 24) + dx) * 100003 + Math.floor(y / 24) + dy) ?? []) {
        const node = nodeAt(slot);
        if (!shown[node] && hide) continue;
        const far = (scene.x[slot] * view.k + view.x - x) ** 2 + (scene.y[slot] * view.k + view.y - y) ** 2;
        if (far < least) { least = far; best = node; }
      }
    }
    return best;
  }
  return {
    fit, zoom, under, repaint,
    pan(dx, dy) { view.x += dx; view.y += dy; later(); },
    place: () => [((wide / 2 - view.x) / view.k).toFixed(0), ((tall / 2 - view.y) / view.k).toFixed(0), (view.k / home).toFixed(2)].join(","),
    goTo(text) {
      const [x, y, ratio] = text.split(",").map(Number);
      if (!(ratio > 0)) return;
      const k = home * Math.max(0.5, Math.min(60, ratio));
      view = { k, x: wide / 2 - x * k, y: tall / 2 - y * k };
      repaint();
    },
    focus(node, near) { focus = node === null ? null : { node, near: near.slice(0, NEAREST) }; show(); },
    all(node, near) { focus = { node, near }; show(); },
    see(node) {
      const slot = slotOf(node);
      if (slot === undefined) return;
      const x = scene.x[slot] * view.k + view.x, y = scene.y[slot] * view.k + view.y;
      if (x < 40 || y < 40 || x > wide - 120 || y > tall - 60) { view.x += wide / 2 - x; view.y += tall / 2 - y; later(); }
    },
    filter(now, hiding) { shown = now; hide = hiding; repaint(); },
    scene(local) { scene = local ?? { nodes: null, x: graph.x, y: graph.y }; fit(); },
    redraw() { measure(); repaint(); },
    svg: () => scene,
  };
}
