extension Script {
    /// The parts that differ by period: made from the page's own and what a period changes of them.
    static let variants = #"""
        const slots = [], parsed = {};
        /* A tilde and four digits repeat a passage: how far back, and how long. */
        const expand = (text) => {
          const digit = (code) => code > 96 ? code - 71 : code === 95 ? 63 : code > 64 ? code - 65 : code === 45 ? 62 : code + 4;
          const from = [...text], out = [];
          for (let place = 0; place < from.length; place += 1) {
            if (from[place] !== '~') out.push(from[place]);
            else if (from[place + 1] === '~') { out.push('~'); place += 1; }
            else {
              const [a, b, c, length] = from.slice(place + 1, place + 5).map((mark) => digit(mark.charCodeAt(0)));
              const start = out.length - (a * 4096 + b * 64 + c);
              for (let index = 0; index < length + 16; index += 1) out.push(out[start + index]);
              place += 4;
            }
          }
          return out.join('');
        };
        const patches = () => parsed.patches ??= JSON.parse(expand(document.getElementById('periods-data').textContent));
        const renamed = ['class', 'id', 'data-metric', 'data-in', 'data-rows', 'aria-labelledby', 'aria-describedby'];
        const rename = (node, period) => {
          for (const name of renamed) {
            const value = node.getAttribute(name);
            if (value?.includes('ytd')) node.setAttribute(name, value.replaceAll('ytd', period));
          }
        };
        const copy = (reference, period) => {
          const node = reference.cloneNode(true);
          if (node.nodeType === 1) [node, ...node.querySelectorAll('*')].forEach((part) => rename(part, period));
          return node;
        };
        const make = (patch, reference, period, parent) => {
          if (patch === 0) return copy(reference, period);
          if (typeof patch === 'string') return document.createTextNode(patch);
          let [attributes, ...children] = patch;
          let node, old = [];
          if (typeof attributes === 'string') {
            const isSVG = attributes === 'svg' || parent.namespaceURI.endsWith('svg');
            node = isSVG ? document.createElementNS('http://www.w3.org/2000/svg', attributes) : document.createElement(attributes);
            [attributes, ...children] = children;
          } else {
            node = reference.cloneNode(false);
            rename(node, period);
            old = reference.childNodes;
          }
          for (const name in attributes) {
            if (attributes[name] === null) node.removeAttribute(name); else node.setAttribute(name, attributes[name]);
          }
          let last;
          children.forEach((child, index) => {
            last = make(child, old[index] ?? last, period, node);
            node.append(last);
          });
          return node;
        };
        const variant = (slot, period) => slot.made[period] ??= (() => {
          const node = make(patches()[slot.index][periods.indexOf(period)], slot.first, period, slot.shown.parentNode);
          setUp(node);
          return node;
        })();
        const stops = (node) => $$('a,button,input,summary,[tabindex]', node);
        /* Puts the parts of a period in the place of those shown; the focus goes to its counterpart. */
        const swap = (period) => {
          const focused = document.activeElement;
          for (const slot of slots) {
            const old = slot.shown, node = variant(slot, period);
            if (old === node) continue;
            const place = old.contains(focused) ? stops(old).indexOf(focused) : -1;
            const open = $$('details', old).map((part) => part.open);
            if (open.length) $$('details', node).forEach((part, index) => { part.open = open[index] ?? part.open; });
            old.replaceWith(node);
            slot.shown = node;
            if (place >= 0) (stops(node)[place] ?? stops(node)[0] ?? node.closest('section').querySelector('h2'))?.focus({ preventScroll: true });
          }
        };
        const setUp = (node) => {
          $$('a[href^="https:"]', node).forEach((link) => { link.target = '_blank'; link.rel = 'noopener noreferrer'; });
          const all = $$('table[data-name]', node);
          all.forEach(setUpOpeners);
          $$('.dr:has([data-metric$=":n"])', node).forEach(countIn);
          $$('svg[role=group]', node).forEach(setUpMarks);
          all.forEach(setUpTable);
        };
        const setUpPeriods = () => {
          $$('[data-v]').forEach((node, index) => slots.push({ index, shown: node, first: node.cloneNode(true), made: { ytd: node } }));
          setUp(document);
          swap(root.dataset.period);
          delete root.dataset.wait;
          /* The other periods are made while nothing else is to do, so that a switch only swaps. */
          const waiting = periods.flatMap((period) => slots.map((slot) => [slot, period]));
          const idle = globalThis.requestIdleCallback ?? ((work) => setTimeout(() => work({ timeRemaining: () => 5 }), 200));
          const work = (deadline) => {
            while (waiting.length && deadline.timeRemaining() > 2) variant(...waiting.pop());
            if (waiting.length) idle(work);
          };
          idle(work);
        };

        """#
}
