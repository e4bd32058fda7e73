// The customers in space: turned by dragging, by the arrow keys, nearer and farther with + and −.

function scatter(points, explained, segments) {
  const canvas = element('canvas', {
    tabindex: '0', role: 'img',
    'aria-label': `${count(points.length)} customers in the space of the first three principal components. `
      + 'Turn with the arrow keys, zoom with plus and minus.',
  });
  const shown = new Set(segments);
  const middle = ['x', 'y', 'z'].map(key => points.reduce((sum, point) => sum + point[key], 0) / points.length);
  // Nearly all within a radius of one: a few far out must not shrink the rest to a speck.
  const reach = points.map(point => Math.hypot(point.x - middle[0], point.y - middle[1], point.z - middle[2]))
    .sort((a, b) => a - b)[Math.floor(points.length * .98)] || 1;
  const placed = points.map(point => ({
    at: [(point.x - middle[0]) / reach, (point.y - middle[1]) / reach, (point.z - middle[2]) / reach],
    segment: point.segment,
  }));
  const view = {turn: .6, tilt: .35, zoom: 1};

  function turned([x, y, z]) {
    const [cosTurn, sinTurn, cosTilt, sinTilt] =
      [Math.cos(view.turn), Math.sin(view.turn), Math.cos(view.tilt), Math.sin(view.tilt)];
    const depth = x * sinTurn + z * cosTurn;
    return [x * cosTurn - z * sinTurn, y * cosTilt - depth * sinTilt, y * sinTilt + depth * cosTilt];
  }

  function draw() {
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    if (!width) return;
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    const pen = canvas.getContext('2d');
    pen.scale(ratio, ratio);
    const unit = .44 * Math.min(width, height) * view.zoom;
    const project = at => {
      const [x, y, depth] = turned(at);
      const nearness = 3.2 / (3.2 - depth);
      return [width / 2 + x * unit * nearness, height / 2 - y * unit * nearness, nearness];
    };
    pen.font = '12px system-ui, sans-serif';
    pen.strokeStyle = style('--line');
    pen.fillStyle = style('--quiet');
    const origin = project([0, 0, 0]);
    [[1.1, 0, 0], [0, 1.1, 0], [0, 0, 1.1]].forEach((end, i) => {
      const tipAt = project(end);
      pen.beginPath();
      pen.moveTo(origin[0], origin[1]);
      pen.lineTo(tipAt[0], tipAt[1]);
      pen.stroke();
      const name = `PC${i + 1} ${percent(explained[i], 0)}`;
      // Within the picture, however long the axis.
      pen.fillText(name, Math.min(tipAt[0] + 4, width - pen.measureText(name).width - 4), Math.max(14, tipAt[1]));
    });
    const visible = placed.filter(point => shown.has(point.segment))
      .map(point => ({segment: point.segment, on: project(point.at)}))
      .sort((a, b) => a.on[2] - b.on[2]);
    const size = Math.max(1.7, Math.min(3.2, 90 / Math.sqrt(points.length)));
    for (const {segment, on: [x, y, nearness]} of visible) {
      const r = size * nearness;
      pen.globalAlpha = Math.min(.95, .3 + .45 * nearness * nearness);
      pen.fillStyle = colourOf(segment);
      pen.beginPath();
      switch (shapeOf(segment)) {
        case 0: pen.arc(x, y, r, 0, 2 * Math.PI); break;
        case 1: pen.rect(x - .9 * r, y - .9 * r, 1.8 * r, 1.8 * r); break;
        case 2: pen.moveTo(x, y - 1.2 * r); pen.lineTo(x + 1.1 * r, y + r); pen.lineTo(x - 1.1 * r, y + r); break;
        default: pen.moveTo(x, y - 1.3 * r); pen.lineTo(x + 1.3 * r, y); pen.lineTo(x, y + 1.3 * r); pen.lineTo(x - 1.3 * r, y);
      }
      pen.fill();
    }
    pen.globalAlpha = 1;
  }

  const zoomTo = zoom => { view.zoom = Math.min(6, Math.max(.4, zoom)); };
  const tiltTo = tilt => { view.tilt = Math.min(1.5, Math.max(-1.5, tilt)); };
  let held = null;
  canvas.addEventListener('pointerdown', event => {
    held = event;
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', event => {
    if (!held) return;
    view.turn -= (event.clientX - held.clientX) / 160;
    tiltTo(view.tilt + (event.clientY - held.clientY) / 160);
    held = event;
    draw();
  });
  ['pointerup', 'pointercancel'].forEach(name => canvas.addEventListener(name, () => { held = null; }));
  canvas.addEventListener('wheel', event => {
    // Without a key the page scrolls.
    if (!event.ctrlKey && !event.shiftKey) return;
    event.preventDefault();
    zoomTo(view.zoom * Math.exp(-(event.deltaY || event.deltaX) / 500));
    draw();
  }, {passive: false});
  const keys = {
    ArrowLeft: () => { view.turn += .12; }, ArrowRight: () => { view.turn -= .12; },
    ArrowUp: () => tiltTo(view.tilt - .12), ArrowDown: () => tiltTo(view.tilt + .12),
    '+': () => zoomTo(view.zoom * 1.15), '=': () => zoomTo(view.zoom * 1.15), '-': () => zoomTo(view.zoom / 1.15),
    0: () => Object.assign(view, {turn: .6, tilt: .35, zoom: 1}),
  };
  canvas.addEventListener('keydown', event => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key]();
    draw();
  });
  drawings.push(draw);

  const legend = element('ul', {class: 'legend', 'aria-label': 'Segments shown'}, ...segments.map(id => {
    const button = element('button', {type: 'button', 'aria-pressed': 'true'}, named(id));
    button.addEventListener('click', () => {
      if (!shown.delete(id)) shown.add(id);
      button.setAttribute('aria-pressed', String(shown.has(id)));
      draw();
    });
    return element('li', {}, button);
  }));
  return element('div', {class: 'space'}, legend, canvas);
}
