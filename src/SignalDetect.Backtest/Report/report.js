'use strict';
(() => {
  document.documentElement.classList.add('js');
  const alphabet = [...Array(94).keys()].map(i => String.fromCharCode(33 + i)).filter(c => !"\"&'<>`".includes(c));
  const digit = new Map(alphabet.map((c, i) => [c, i]));
  const TOP = 14, BOTTOM = 146, WIDTH = 1000, HEIGHT = 164;

  const unpack = (text, width) => {
    const codes = new Float64Array((text || '').length / width);
    for (let i = 0; i < codes.length; i++) {
      let code = 0;
      for (let j = 0; j < width; j++) code = code * 88 + (digit.get(text[i * width + j]) ?? NaN);
      codes[i] = code;
    }
    return codes;
  };
  const times = (text, step) => {
    const all = [], runs = text ? text.split(',').map(Number) : [];
    for (let i = 0; i < runs.length; i += 2) for (let k = 0; k < runs[i]; k++) all.push(runs[i + 1] + k * step);
    return all;
  };

  /* What a figure's attributes hold: points { t, d, hi, lo, e, l, u, s, p } of the whole, and single rows where something happened. */
  const read = data => {
    const [first, end, step, each, whole, vLow, vSpan, bLow, bSpan, bRoot] = data.m.split(',').map(Number);
    const value = c => { const v = vLow + vSpan * c / 681471; return whole ? Math.round(v) : v; };
    const bound = c => { const share = c / 7743; return bLow + bSpan * (bRoot ? share * share : share); };
    const points = (t, v, b, s, p, d, both) => {
      const values = unpack(v, 3), bounds = unpack(b, 2), scores = unpack(s, 1), ps = unpack(p, 2);
      return t.map((at, i) => ({ t: at, d, hi: value(values[both ? 2 * i : i]), lo: value(values[both ? 2 * i + 1 : i]),
        e: bound(bounds[3 * i]), l: bound(bounds[3 * i + 1]), u: bound(bounds[3 * i + 2]), s: scores[i] / 87, p: 10 ** (-20 * ps[i] / 7743) }));
    };
    const all = points(times(data.t, each * step), data.v, data.b, data.s, data.p, each * step, each > 1);
    const rows = data.dt ? points(times(data.dt, step), data.dv, data.db, data.ds, data.dp, step, false) : [];
    return { first, end, step, whole, all, rows };
  };

  /* The points of a range: buckets, and single rows beside them where they are few enough to be seen; when all are many, several as one, extremes kept. */
  const within = (chart, from, to) => {
    const meets = p => p.t + p.d > from && p.t < to;
    const points = chart.all.filter(meets), rows = points.length < 500 ? chart.rows.filter(meets) : [];
    if (rows.length && points.length + rows.length < 1500) return points.concat(rows).sort((a, b) => a.t - b.t || b.d - a.d);
    const most = 900, size = Math.ceil(points.length / most);
    if (size < 2) return points;
    const merged = [];
    for (let i = 0; i < points.length; i += size) {
      const part = points.slice(i, i + size), held = part.filter(p => p.hi === p.hi), judged = part.filter(p => p.e === p.e);
      const mean = key => judged.length ? judged.reduce((sum, p) => sum + p[key], 0) / judged.length : NaN;
      const last = part[part.length - 1];
      merged.push({ t: part[0].t, d: last.t + last.d - part[0].t, hi: held.length ? Math.max(...held.map(p => p.hi)) : NaN, lo: held.length ? Math.min(...held.map(p => p.lo)) : NaN,
        e: mean('e'), l: mean('l'), u: mean('u'), s: held.length ? Math.max(...held.map(p => p.s)) : NaN, p: judged.length ? Math.min(...judged.map(p => p.p)) : NaN });
    }
    return merged;
  };

  const scaleOf = points => {
    let least = Infinity, most = -Infinity;
    const tops = [];
    for (const p of points) {
      if (p.hi === p.hi) { least = Math.min(least, p.lo); most = Math.max(most, p.hi); tops.push(Math.abs(p.hi)); }
      if (p.e === p.e) { least = Math.min(least, p.l); if (p.hi === p.hi) most = Math.max(most, Math.min(p.u, 2 * Math.max(most, 1))); }
    }
    if (!tops.length) { least = 0; most = 1; }
    tops.sort((a, b) => a - b);
    const root = tops.length > 0 && least >= 0 && most > 8 * Math.max(tops[tops.length >> 1], 1e-12);
    if (least >= 0 && least < most / 2) least = 0;
    if (most - least < 1e-12 * Math.max(1, Math.abs(most))) most = least + 1;
    const of = v => root ? Math.sqrt(Math.max(0, v)) : v;
    const y = v => TOP + (BOTTOM - TOP) * (1 - Math.min(1, Math.max(0, (of(v) - of(least)) / (of(most) - of(least)))));
    const round = v => { const power = 10 ** Math.floor(Math.log10(v)), d = v / power; return power * (d < 1.5 ? 1 : d < 3.5 ? 2 : d < 7.5 ? 5 : 10); };
    let marks = [];
    if (root) marks = [0, ...[.05, .3, .75].map(share => round(most * share))];
    else { const each = round((most - least) / 3); for (let m = Math.ceil(least / each) * each; m <= most; m += each) marks.push(Math.abs(m) < each / 1e6 ? 0 : m); }
    return { y, marks: [...new Set(marks)].filter(m => m <= most) };
  };

  const short = v => { const a = Math.abs(v); return a >= 1e9 ? +(v / 1e9).toFixed(2) + 'G' : a >= 1e6 ? +(v / 1e6).toFixed(2) + 'M' : a >= 1e4 ? +(v / 1e3).toFixed(2) + 'k' : String(+v.toPrecision(4)); };
  const exact = v => Number.isInteger(v) ? String(v) : String(+v.toPrecision(5));
  const clock = t => new Date(t * 1000).toISOString();
  const stamp = t => clock(t).slice(0, 16).replace('T', ' ');
  const lasting = s => s % 86400 === 0 ? s / 86400 + ' d' : s % 3600 === 0 ? s / 3600 + ' h' : s % 60 === 0 ? s / 60 + ' min' : s + ' s';

  const build = figure => {
    const chart = read(figure.dataset), plot = figure.querySelector('.plot'), svg = plot.querySelector('svg');
    const coarse = svg.querySelector('path.observed').cloneNode();
    coarse.setAttribute('class', 'coarse');
    svg.querySelector('path.observed').before(coarse);
    const path = name => svg.querySelector('path.' + name), grid = svg.querySelector('.grid');
    const bars = [...svg.querySelectorAll('rect[data-x]')].map(bar => [bar, ...bar.dataset.x.split(',').map(Number)]);
    const ticks = [...svg.querySelectorAll('path.detection')].map(tick => [tick, Number(tick.dataset.x)]);
    const alarms = [...plot.querySelectorAll('i.alarm')].map(alarm => [alarm, Number(alarm.dataset.x)]);
    let from = chart.first, to = chart.end, points = within(chart, from, to), chosen = -1;
    const x = t => (t - from) / (to - from) * WIDTH;
    const make = (name, parent = plot) => { const made = document.createElement('div'); made.className = name; made.hidden = true; parent.append(made); return made; };
    const cursor = make('cursor'), pick = make('pick'), tip = make('tip');

    const draw = () => {
      points = within(chart, from, to);
      /* Where single rows stand among buckets, a bucket is a box as long as its time. */
      const mixed = points.some(p => p.d > chart.step * 1.01) && points.some(p => p.d < chart.step * 1.01), boxed = p => mixed && p.d > chart.step * 1.01;
      const scale = scaleOf(points), middle = p => x(p.t + p.d / 2);
      let boxes = '';
      const area = (held, high, low) => {
        let d = '', run = [];
        const end = () => {
          if (!run.length) return;
          const top = run.map(p => middle(p).toFixed(1) + ' ' + scale.y(high(p)).toFixed(1)), under = run.map(p => middle(p).toFixed(1) + ' ' + scale.y(low(p)).toFixed(1)).reverse();
          if (run.length === 1) top.push((middle(run[0]) + 1).toFixed(1) + ' ' + scale.y(high(run[0])).toFixed(1));
          d += 'M' + top.concat(under).join('L') + 'Z';
          run = [];
        };
        for (const p of points) {
          if (boxed(p)) {
            if (held(p)) boxes += `M${x(p.t).toFixed(1)} ${scale.y(high(p)).toFixed(1)}H${x(p.t + p.d).toFixed(1)}V${scale.y(low(p)).toFixed(1)}H${x(p.t).toFixed(1)}Z`;
            continue;
          }
          const last = run[run.length - 1];
          if (!held(p) || last && p.t - (last.t + last.d) > Math.max(p.d, chart.step) * .75) end();
          if (held(p)) run.push(p);
        }
        end();
        return d;
      };
      path('observed').setAttribute('d', area(p => p.hi === p.hi, p => p.hi, p => p.lo));
      coarse.setAttribute('d', boxes);
      boxes = '';
      const band = area(p => p.e === p.e, p => p.u, p => p.l);
      path('band').setAttribute('d', band + boxes);
      let line = '', before = null;
      for (const p of points) {
        if (boxed(p)) { if (p.e === p.e) line += `M${x(p.t).toFixed(1)} ${scale.y(p.e).toFixed(1)}H${x(p.t + p.d).toFixed(1)}`; before = null; continue; }
        if (p.e !== p.e) { before = null; continue; }
        line += (before && p.t - (before.t + before.d) <= Math.max(p.d, chart.step) * .75 ? 'L' : 'M') + middle(p).toFixed(1) + ' ' + scale.y(p.e).toFixed(1);
        before = p;
      }
      path('expected').setAttribute('d', line);
      grid.innerHTML = scale.marks.map(m => `<path d="M0 ${scale.y(m).toFixed(1)}h${WIDTH}"/>`).join('');
      for (const [bar, a, b] of bars) {
        const left = Math.max(-5, x(a)), right = Math.min(WIDTH + 5, x(b));
        bar.setAttribute('x', left.toFixed(1));
        bar.setAttribute('width', Math.max(right < 0 || left > WIDTH ? 0 : 1.5, right - left).toFixed(1));
      }
      for (const [tick, t] of ticks) tick.setAttribute('d', `M${x(t + (to - from < 2e5 ? chart.step / 2 : 0)).toFixed(1)} ${BOTTOM}v6`);
      for (const [alarm, t] of alarms) { const place = x(t) / 10; alarm.style.left = place + '%'; alarm.hidden = place < -.2 || place > 100.2; }
      plot.querySelectorAll(':scope > span').forEach(old => old.remove());
      const label = (name, text, place) => { const made = document.createElement('span'); made.className = name; made.textContent = text; Object.assign(made.style, place); plot.append(made); };
      for (const m of scale.marks) label('y', short(m), { top: scale.y(m) * 100 / HEIGHT + '%' });
      const span = to - from, steps = [60, 300, 900, 3600, 10800, 21600, 43200, 86400, 172800, 604800, 1209600, 2592000, 7776000], most = plot.clientWidth < 500 ? 3 : 6;
      const each = steps.find(s => span / s <= most) || 31536000;
      for (let t = Math.ceil(from / each) * each; t <= to; t += each) {
        const place = x(t) / 10;
        label('x' + (place < 6 ? ' start' : place > 94 ? ' end' : ' mid'), each >= 86400 ? clock(t).slice(0, 10) : t % 86400 === 0 || span > 86400 ? stamp(t).slice(5) : stamp(t).slice(11), { left: place + '%', transform: place >= 6 && place <= 94 ? 'translateX(-50%)' : '' });
      }
    };
    const show = (a, b) => {
      const least = 8 * chart.step, whole = chart.end - chart.first, span = Math.min(whole, Math.max(least, b - a)), centre = (a + b) / 2;
      from = Math.max(chart.first, Math.min(chart.end - span, centre - span / 2));
      to = from + span;
      draw();
      hide();
    };
    const zoom = (factor, about = (from + to) / 2) => show(about - (about - from) * factor, about + (to - about) * factor);
    const shift = share => { const by = (to - from) * share; if (by < 0) { const d = Math.max(by, chart.first - from); show(from + d, to + d); } else { const d = Math.min(by, chart.end - to); show(from + d, to + d); } };
    const alarm = way => {
      const centre = (from + to) / 2, width = Math.min(to - from, 100 * chart.step), slack = chart.step / 2;
      const next = way > 0 ? alarms.map(a => a[1]).filter(t => t > centre + slack || to - from > chart.end - chart.first - 1).sort((a, b) => a - b)[0] : alarms.map(a => a[1]).filter(t => t < centre - slack).sort((a, b) => b - a)[0];
      if (next === undefined) return;
      show(next - width / 2, next + width / 2);
      point(nearest(next + slack));
    };
    const hide = () => { cursor.hidden = tip.hidden = true; chosen = -1; };
    const point = i => {
      if (i < 0 || i >= points.length) return;
      chosen = i;
      const p = points[i], place = Math.min(100, Math.max(0, x(p.t + p.d / 2) / 10));
      const lines = [stamp(p.t) + ' UTC' + (p.d > chart.step * 1.01 ? ', ' + lasting(Math.round(p.d)) : '')];
      if (p.hi !== p.hi) lines.push('not collected');
      else lines.push('observed ' + (p.lo === p.hi ? exact(p.hi) : exact(p.lo) + ' to ' + exact(p.hi)));
      lines.push(p.e === p.e ? `expected ${short(p.e)} (${short(p.l)} to ${short(p.u)})` : 'nothing expected yet');
      if (p.e === p.e) lines.push(`score ${p.s.toFixed(2)}${p.d > chart.step * 1.01 ? ' at most' : ''}, p ${p.p < 1e-19 ? '≤ 1e-20' : +p.p.toPrecision(2)}${p.d > chart.step * 1.01 ? ' at least' : ''}`);
      tip.textContent = lines.join('\n');
      cursor.hidden = tip.hidden = false;
      cursor.style.left = place + '%';
      tip.style.left = place < 50 ? `calc(${place}% + 10px)` : '';
      tip.style.right = place < 50 ? '' : `calc(${100 - place}% + 10px)`;
    };
    const timeAt = event => { const box = svg.getBoundingClientRect(); return from + Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * (to - from); };
    const nearest = t => {
      let best = -1, least = Infinity;
      points.forEach((p, i) => { const away = Math.abs(p.t + p.d / 2 - t), key = away <= p.d / 2 ? p.d / 2 : away + chart.end - chart.first; if (key < least) { least = key; best = i; } });
      return best;
    };

    let began = null;
    svg.addEventListener('pointerdown', event => { began = timeAt(event); svg.setPointerCapture(event.pointerId); });
    svg.addEventListener('pointermove', event => {
      const t = timeAt(event);
      point(nearest(t));
      if (began === null) return;
      pick.hidden = false;
      pick.style.left = x(Math.min(t, began)) / 10 + '%';
      pick.style.width = Math.abs(x(t) - x(began)) / 10 + '%';
    });
    const done = event => {
      const t = timeAt(event), start = began;
      began = null;
      pick.hidden = true;
      if (event.type === 'pointerup' && start !== null && Math.abs(t - start) > (to - from) / 60) show(Math.min(t, start), Math.max(t, start));
    };
    svg.addEventListener('pointerup', done);
    svg.addEventListener('pointercancel', done);
    svg.addEventListener('pointerleave', () => { if (began === null) hide(); });
    svg.addEventListener('dblclick', () => show(chart.first, chart.end));
    svg.addEventListener('wheel', event => {
      if (document.activeElement !== svg && !event.ctrlKey) return;
      event.preventDefault();
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) shift(event.deltaX / 1000);
      else zoom(event.deltaY > 0 ? 1.25 : .8, timeAt(event));
    }, { passive: false });
    const keys = { '+': () => zoom(.5), '=': () => zoom(.5), '-': () => zoom(2), '0': () => show(chart.first, chart.end), Escape: () => show(chart.first, chart.end), n: () => alarm(1), p: () => alarm(-1),
      ArrowLeft: shifted => shifted ? shift(-.25) : point(chosen < 0 ? points.length - 1 : chosen - 1), ArrowRight: shifted => shifted ? shift(.25) : point(chosen + 1) };
    svg.addEventListener('keydown', event => {
      if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
      event.preventDefault();
      keys[event.key](event.shiftKey);
    });
    const nav = document.createElement('nav');
    for (const [text, title, act] of [['◂ alarm', 'previous alarm', () => alarm(-1)], ['alarm ▸', 'next alarm', () => alarm(1)], ['−', 'zoom out', () => zoom(2)], ['+', 'zoom in', () => zoom(.5)], ['whole', 'show the whole time', () => show(chart.first, chart.end)]]) {
      if (text.includes('alarm') && !alarms.length) continue;
      const button = document.createElement('button');
      Object.assign(button, { type: 'button', textContent: text, title });
      button.addEventListener('click', act);
      nav.append(button);
    }
    figure.querySelector('header').append(nav);
    return { show };
  };

  /* A chart is made ready when it comes near the screen, or when something points at it. */
  const ready = new Map();
  const wake = figure => { if (!ready.has(figure)) ready.set(figure, build(figure)); return ready.get(figure); };
  const watch = new IntersectionObserver(seen => seen.forEach(one => { if (one.isIntersecting) { watch.unobserve(one.target); wake(one.target); } }), { rootMargin: '200px' });
  document.querySelectorAll('figure[data-m]').forEach(figure => { watch.observe(figure); figure.querySelector('.plot svg').tabIndex = 0; });
  for (const kind of ['focusin', 'pointerover']) document.addEventListener(kind, event => { const figure = event.target.closest && event.target.closest('figure[data-m]'); if (figure) wake(figure); });
  const reach = () => {
    const figure = location.hash && document.getElementById(location.hash.slice(1));
    const fold = figure && figure.closest('details');
    if (fold && !fold.open) { fold.open = true; figure.scrollIntoView(); }
  };
  addEventListener('hashchange', reach);
  document.addEventListener('click', event => {
    const link = event.target.closest('a[href^="#s"]'), figure = link && document.getElementById(link.getAttribute('href').slice(1));
    if (!figure) return;
    const fold = figure.closest('details');
    if (fold) fold.open = true;
    if (link.dataset.go) wake(figure).show(...link.dataset.go.split(',').map(Number));
  });
  reach();

  document.querySelectorAll('table.sorts').forEach(table => table.querySelectorAll('th').forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener('click', () => {
      const up = head.getAttribute('aria-sort') === 'descending' || column === 0 && head.getAttribute('aria-sort') !== 'ascending';
      table.querySelectorAll('th').forEach(other => other.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
      const key = row => { const cell = row.cells[column], text = cell.dataset.v ?? cell.textContent; return text === '' || text === '–' ? null : /^-?[\d.]+(e-?\d+)?$/i.test(text) ? Number(text) : text; };
      const order = (a, b) => a === b ? 0 : a === null ? 1 : b === null ? -1 : (typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : 1) * (up ? 1 : -1);
      const body = table.tBodies[0];
      body.append(...[...body.rows].sort((a, b) => order(key(a), key(b))));
    });
  }));
})();
