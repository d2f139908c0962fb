/// The page's one script.
///
/// It shows and hides what is already there, sorts, searches, exports and opens dialogs. It draws
/// nothing and computes no figure. Text of the portal reaches the page through `textContent` only.
enum Script {
    /// Exactly what stands between the script tags; its hash is in the policy.
    static let text = written(
        state + variants + rule + documents + tables + drill + whatIf + marks + start)

    /// The source without indentation, empty lines and the lines that are comments.
    private static func written(_ source: String) -> String {
        source.split(separator: "\n").map { $0.drop { $0 == " " } }
            .filter { !($0.isEmpty || $0.hasPrefix("/*") && $0.hasSuffix("*/")) }
            .joined(separator: "\n")
    }

    /// Period, section, theme: address, storage, keys.
    private static let state = #"""
        'use strict';
        (() => {
        const root = document.documentElement;
        const $ = (selector, from = document) => from.querySelector(selector);
        const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
        const periods = ['thisWeek', 'lastWeek', 'mtd', 'ytd', 'lastYear', 'allTime'];
        const sections = ['executive', 'leads', 'funnel', 'target', 'pipeline', 'activity', 'contacts', 'insights'];
        const store = {
          get(key) { try { return localStorage.getItem('hubledger.' + key); } catch { return null; } },
          set(key, value) { try { localStorage.setItem('hubledger.' + key, value); } catch { /* private or file origin */ } },
        };
        const address = () => new URLSearchParams(location.hash.slice(1));
        let section = null;

        root.dataset.js = '';
        const themes = ['auto', 'light', 'dark'];
        const setTheme = (theme) => {
          if (theme === 'auto') delete root.dataset.theme; else root.dataset.theme = theme;
        };
        const theme = themes.includes(store.get('theme')) ? store.get('theme') : 'auto';
        setTheme(theme);
        const wanted = address().get('period');
        const first = [wanted, store.get('period'), 'ytd'].find((period) => periods.includes(period));
        root.dataset.period = first;
        /* Nothing is seen of the year to date where another period was chosen. */
        if (first !== 'ytd') root.dataset.wait = '';

        const showPeriod = (period, { write = true, say = true } = {}) => {
          if (!periods.includes(period) || period === root.dataset.period) return;
          root.dataset.period = period;
          swap(period);
          const radio = $(`#periods input[value="${period}"]`);
          radio.checked = true;
          requestAnimationFrame(() => centre(radio));
          store.set('period', period);
          if (write) remember(true);
          if (say) $('#said').textContent = 'Showing ' + radio.dataset.say;
        };
        const centre = (radio) => {
          const label = radio.closest('label'), row = $('.bar .in');
          row.scrollLeft = label.offsetLeft + label.offsetParent.offsetLeft - (row.clientWidth - label.offsetWidth) / 2;
        };
        const remember = (push) => {
          const parts = ['period=' + root.dataset.period];
          if (section) parts.push('section=' + section);
          const scenario = Object.entries(moved).map(([key, text]) => key + ':' + text);
          if (scenario.length) parts.push('whatif=' + scenario.join(','));
          const hash = '#' + parts.join('&');
          if (hash === location.hash) return;
          try { history[push ? 'pushState' : 'replaceState'](null, '', hash); } catch { /* too often */ }
        };
        const goTo = (key) => {
          if (!sections.includes(key)) return;
          section = key;
          const target = document.getElementById(key);
          target.scrollIntoView({ block: 'start' });
          const heading = $('h2', target);
          heading.tabIndex = -1;
          heading.focus({ preventScroll: true });
        };
        const follow = () => {
          const now = address();
          showPeriod(now.get('period'), { write: false });
          const key = now.get('section') ?? sections.find((name) => now.has(name));
          if (key && key !== section) goTo(key);
          readWhatIf();
        };
        const typing = (node) => node.matches?.('input:not([type=radio],[type=checkbox]),select,textarea,[contenteditable]');
        const shortcut = (event) => {
          if (event.key === 'Escape') hideTip();
          if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
          if (store.get('keys') === 'off' || $('dialog[open]')) return;
          const here = Math.max(0, sections.indexOf(section));
          if (event.key >= '1' && event.key <= '6') showPeriod(periods[event.key - 1]);
          else if (event.key === '[') { goTo(sections[Math.max(0, here - 1)]); remember(true); }
          else if (event.key === ']') { goTo(sections[Math.min(7, section ? here + 1 : 0)]); remember(true); }
          else if (event.key === '/') nextSearch()?.focus();
          else if (event.key === '?') openDialog($('#help'));
          else return;
          event.preventDefault();
        };
        const nextSearch = () => {
          const all = $$('input[type=search]').filter((input) => input.checkVisibility());
          return all.find((input) => input.getBoundingClientRect().bottom > 60) ?? all[0];
        };

        """#

    /// The parts that differ by period: made from the page's own and what a period changes of them.
    private static let variants = #"""
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

    /// The rule of figures, as `FigureFormat` has it: exact, rounded once, half away from zero.
    ///
    /// A number is a pair of integers, numerator and denominator; nothing is computed in floating
    /// point.
    static let rule = #"""
        const exact = (value) => {
          const match = /^(-?)(\d*)\.?(\d*)$/.exec(value === null || value === undefined ? '' : String(value));
          if (!match || !(match[2] + match[3])) return null;
          return [BigInt(match[1] + match[2] + match[3]), 10n ** BigInt(match[3].length)];
        };
        const times = (a, b) => a && b && [a[0] * b[0], a[1] * b[1]];
        const over = (a, b) => a && b && b[0] !== 0n ? (b[0] < 0n ? [-a[0] * b[1], a[1] * -b[0]] : [a[0] * b[1], a[1] * b[0]]) : null;
        const minus = (a, b) => a && b && [a[0] * b[1] - b[0] * a[1], a[1] * b[1]];
        const unitsOf = (value, places) => {
          const sign = value[0] < 0n ? -1n : 1n;
          return sign * ((2n * sign * value[0] * 10n ** BigInt(places) + value[1]) / (2n * value[1]));
        };
        const rounded = (value, places) => value && [unitsOf(value, places), 10n ** BigInt(places)];
        const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ',');
        const digitsOf = (units, places, most) => {
          const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
          const whole = grouped(digits.slice(0, digits.length - places));
          const rest = places ? digits.slice(-places) : '';
          const kept = most ? rest.replace(/0+$/, '') : rest;
          return (units < 0n ? '−' : '') + whole + (kept ? '.' + kept : '');
        };
        const money = (units, places) => (units < 0n ? '−' : '') + document.getElementById('metrics').dataset.currency + digitsOf(units < 0n ? -units : units, places);
        const texts = {
          m: (value) => {
            const cents = unitsOf(value, 2);
            return cents % 100n ? money(cents, 2) : money(cents / 100n, 0);
          },
          k: (value) => {
            const whole = unitsOf(value, 0);
            if (whole < 1000n && whole > -1000n) return money(whole, 0);
            for (const [suffix, shift, places, limit] of [['K', 3n, 1, 10000n], ['M', 6n, 2, 100000n], ['B', 9n, 2, 100000n], ['T', 12n, 2, 0n]]) {
              const units = unitsOf([value[0], value[1] * 10n ** shift], places);
              if (!limit || (units < limit && units > -limit)) return money(units, places) + suffix;
            }
          },
          n: (value) => digitsOf(unitsOf(value, 0), 0),
          v: (value) => digitsOf(unitsOf(value, 2), 2, true),
        };
        const textOf = (form, value) => value ? texts[form](value) : '–';

        """#

    /// The two documents inside the page, and dates.
    private static let documents = #"""
        const json = (id) => parsed[id] ??= JSON.parse(document.getElementById(id).textContent);
        const unpack = (value) => {
          if (value === null || typeof value !== 'object') return value;
          if (Array.isArray(value)) return value.map(unpack);
          const record = (keys, row) => Object.fromEntries(keys.map((key, index) => [key, unpack(row[index])]));
          if (value['=']) return value['='].slice(1).map((row) => record(value['='][0], row));
          if (value['#']) return Object.fromEntries(value['#'][0].map((name, index) => [name, record(value['#'][1], value['#'][index + 2])]));
          return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unpack(part)]));
        };
        const metrics = () => parsed.all ??= unpack(JSON.parse(expand(document.getElementById('metrics').textContent)));

        const offsets = () => parsed.zone ??= (() => {
          const parts = (json('manifest').zone || '1;0').split(';');
          const list = [{ second: -Infinity, offset: +parts[1] }];
          for (const part of parts.slice(2)) {
            const [second, offset] = part.split(':').map(Number);
            list.push({ second, offset });
          }
          return list;
        })();
        const localDate = (instant) => {
          if (!instant) return null;
          const time = Date.parse(instant);
          const { offset } = offsets().findLast(({ second }) => second * 1000 <= time);
          return new Date(time + offset * 1000).toISOString().slice(0, 10);
        };
        const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
        const countText = (count) => textOf('n', exact(count));
        const dayText = (date) => date ? `${+date.slice(8)} ${months[date.slice(5, 7) - 1]} ${+date.slice(0, 4)}` : '–';
        const ownerName = (id) => {
          if (id === null) return 'Unassigned';
          return metrics().records.owners.find((owner) => owner.ownerId === id)?.name ?? `Unknown owner (${id})`;
        };
        const stageName = (id) => metrics().pipeline.stages.find((stage) => stage.stageId === id)?.label ?? `Unknown stage (${id})`;

        const hidden = /[\u0000-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
        const shown = (text) => {
          if (/^[ -~]{0,200}$/.test(text)) return text;
          const characters = [...new Intl.Segmenter('en').segment(text.slice(0, 8000))].slice(0, 200).map(({ segment }) => segment);
          const clipped = [...characters.join('')].slice(0, 800).join('');
          return (clipped.length < text.length ? clipped + '…' : clipped).replace(hidden, (mark) => {
            const code = mark.codePointAt(0);
            if (code === 9 || code === 10 || code === 13) return ' ';
            if (code < 32) return String.fromCodePoint(0x2400 + code);
            if (code === 127) return '␡';
            return '[U+' + code.toString(16).toUpperCase().padStart(4, '0') + ']';
          });
        };

        """#

    /// Sorting, searching, paging and exporting what stands in tables.
    private static let tables = #"""
        const at = (value, path) => value && path in value ? value[path] : path.split('.').reduce((part, key) => part?.[key], value) ?? null;
        const rawOf = (cell, numeric) => {
          const text = cell.textContent, [, day, month, year] = /^\w+ (\d+) (\w{3}) (\d{4})$/.exec(text) ?? [];
          if (year) return `${year}-${String(months.indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
          return numeric ? (text === '–' ? null : Number(text.replaceAll(',', ''))) : text;
        };
        const rowsOf = (table) => {
          const path = table.dataset.rows;
          if (!path) return [...table.tBodies[0].rows].map((line) => Object.fromEntries(heads(table).map(({ field, numeric }, column) => [field, rawOf(line.cells[column], numeric)])));
          if (path.endsWith('+')) {
            const [, list, from] = path.match(/^(.*)\.(\d+)\+$/);
            return at(metrics(), list).slice(+from);
          }
          const rows = at(metrics(), path);
          if (!table.dataset.keys) return rows;
          return table.dataset.keys.split(',').map((key) => {
            if (Array.isArray(rows)) return rows[key];
            return rows[key] ? { key, ...rows[key] } : { key, whole: rows.whole?.[key], window: rows.window?.[key] };
          });
        };
        /* Fields whose cells say something else than the document: names for ids and stored words. */
        const named = ['ownerId', 'stageId', 'key', 'id', 'status', 'lifecycleStage', 'industry', 'reason'];
        const cellValue = (row, field, cell) => named.includes(field) ? cell().textContent : at(row, field);
        const heads = (table) => $$('thead th', table).map((head) => ({
          head, field: head.dataset.field, label: $('span,button', head).textContent, numeric: head.classList.contains('n'),
          words: $$('span,button,small', head).map((part) => part.textContent).join(' '),
        }));

        /* On narrow screens a row becomes a block of labelled figures: the labels, and the roles that go with the display, for the rows that are shown. */
        const roles = { THEAD: 'rowgroup', TBODY: 'rowgroup', TFOOT: 'rowgroup', TR: 'row', TD: 'cell' };
        const setUpDetails = (table, columns) => {
          table.classList.add('rd');
          table.role = 'table';
          for (const part of $$(':is(thead,tbody,tfoot,tr,th,td):not([role])', table)) {
            part.role = roles[part.tagName] ?? (part.scope === 'col' ? 'columnheader' : 'rowheader');
            if (part.tagName === 'TD') part.dataset.l = columns[part.cellIndex].words;
          }
        };
        /* A figure that is a count says how many records it opens. */
        const countIn = (button) => { button.count = button.textContent.replaceAll(',', ''); };
        const countOf = (button) => button.dataset.count ?? button.count;
        /* Makes buttons of the figures in columns that open their records. */
        const setUpOpeners = (table) => {
          const lines = [...table.tBodies[0].rows];
          heads(table).forEach(({ head, field }, column) => {
            if (!head.dataset.opens) return;
            const [drill, ...by] = head.dataset.opens.split(' ');
            if (drill === 'stage') by.push('pipelineId', 'stageId');
            const shown = drill === 'closed' ? /%/ : /[1-9]/;
            const open = (line, index) => {
              const text = line?.cells[column]?.lastChild;
              if (text?.nodeType !== 3 || !shown.test(text.data)) return;
              const button = element('button', { className: 'dr' });
              text.replaceWith(button);
              button.append(text);
              button.dataset.drill = index === undefined && drill === 'stage' ? 'open' : drill;
              if (/^(deals\w*|\w+Deals|9)$/.test(field)) countIn(button);
              if (index === undefined) return;
              button.dataset.by = by.join(' ');
              button.row = () => (table.raw ??= rowsOf(table))[index];
            };
            lines.forEach(open);
            open(table.tFoot?.rows[0]);
          });
        };

        const setUpTable = (table) => {
          const body = table.tBodies[0];
          if (!table.dataset.rows) table.raw = rowsOf(table);
          /* A dialog makes its lines when they are asked for. */
          const lines = [...body.rows], { make } = table;
          const lineAt = table.lineAt = (index) => lines[index] ??= make(index);
          const state = { lines: Array.from({ length: make ? table.count : lines.length }, (_, index) => index), page: 0, find: '' };
          const columns = heads(table);
          const size = matchMedia('(max-width:43.7em)').matches ? 12 : 50;
          const details = columns.length > 3 && !$('.hc', table) ? () => setUpDetails(table, columns) : null;
          const show = () => {
            const hits = state.lines.filter((index) => !state.find || lineAt(index).textContent.toLowerCase().includes(state.find));
            const pages = Math.max(1, Math.ceil(hits.length / size));
            state.page = Math.min(state.page, pages - 1);
            body.replaceChildren(...hits.slice(state.page * size, (state.page + 1) * size).map(lineAt));
            details?.();
            if (state.pager) {
              state.pager.hidden = pages === 1;
              state.where.textContent = `${state.page + 1} of ${pages}`;
            }
          };
          columns.forEach(({ head, field, numeric }, column) => {
            const label = $('span', head);
            const button = document.createElement('button');
            button.className = 'srt';
            button.textContent = label.textContent;
            label.replaceWith(button);
            button.addEventListener('click', () => {
              const down = head.ariaSort ? head.ariaSort === 'ascending' : numeric;
              columns.forEach((other) => other.head.removeAttribute('aria-sort'));
              head.ariaSort = down ? 'descending' : 'ascending';
              const rows = table.raw ??= rowsOf(table);
              const value = (index) => {
                const found = cellValue(rows[index], field, () => lineAt(index).cells[column]);
                return typeof found === 'string' ? found.toLowerCase() : found;
              };
              const keyed = state.lines.map((index) => ({ index, key: value(index) }));
              keyed.sort((left, right) => {
                if (left.key === right.key) return left.index - right.index;
                if (left.key === null) return 1;
                if (right.key === null) return -1;
                return (left.key < right.key ? -1 : 1) * (down ? -1 : 1);
              });
              state.lines = keyed.map(({ index }) => index);
              show();
            });
          });
          const actions = table.closest('.tw').nextElementSibling?.matches('.act') ? table.closest('.tw').nextElementSibling : null;
          const csv = actions && $('.csv', actions);
          csv?.addEventListener('click', () => exportTable(table));
          if (actions && state.lines.length > 15) {
            const input = document.createElement('input');
            input.type = 'search';
            input.placeholder = 'Search';
            input.ariaLabel = 'Search: ' + $('caption', table).textContent;
            input.addEventListener('input', () => { state.find = input.value.trim().toLowerCase(); state.page = 0; show(); });
            actions.append(input);
          }
          if (actions && state.lines.length > size) {
            state.pager = document.createElement('span');
            state.pager.className = 'pg';
            state.where = document.createElement('span');
            const step = (text, by) => {
              const button = document.createElement('button');
              button.type = 'button';
              button.textContent = text;
              button.addEventListener('click', () => { state.page = Math.max(0, state.page + by); show(); });
              return button;
            };
            state.pager.append(step('Previous', -1), ' ', state.where, ' ', step('Next', 1));
            actions.append(state.pager);
            show();
          } else if (make) show();
          else details?.();
        };

        const csvCell = (value) => {
          if (value === null || value === undefined) return '';
          if (typeof value === 'number') return String(value);
          let text = String(value);
          if (/^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text)) text = "'" + text;
          return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
        };
        const csvText = (lines) => '\ufeff' + lines.map((line) => line.map(csvCell).join(',')).join('\r\n') + '\r\n';
        const tableCSV = (table) => {
          const columns = heads(table);
          const rows = table.raw ??= rowsOf(table);
          const ownerOrStage = { ownerId: ownerName, stageId: stageName };
          return csvText([
            columns.map(({ label }) => label),
            ...rows.map((row, index) => columns.map(({ field }, column) => {
              const cell = table.lineAt(index).cells[column];
              if (cell.textContent.startsWith('–')) return '';
              if (ownerOrStage[field]) return ownerOrStage[field](at(row, field));
              return named.includes(field) ? ($('bdi', cell) ?? cell).textContent : at(row, field);
            })),
          ]);
        };
        const save = (name, text) => {
          const link = document.createElement('a');
          link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
          link.download = name;
          link.click();
          setTimeout(() => URL.revokeObjectURL(link.href), 10000);
        };
        const fileName = (name) => `hubledger-${name}-${root.dataset.period}-${localDate(metrics().asOf)}.csv`;
        const exportTable = (table) => save(fileName(table.dataset.name), tableCSV(table));

        """#

    /// The records behind a figure.
    private static let drill = #"""
        const openDialog = (dialog) => {
          hideTip();
          dialog.showModal();
        };
        const today = () => localDate(metrics().asOf);
        const dayBefore = (date) => new Date(Date.parse(date) - 86400000).toISOString().slice(0, 10);
        const isOpen = (deal) => deal.status === 'open';
        const isWon = (deal) => deal.status === 'won';
        const isClosing = (deal) => isOpen(deal) && deal.closeDate !== null;
        /* The name of each set of deals, which belong to it, and what places them in time. */
        const sets = {
          open: ['Open deals now', isOpen],
          overdue: ['Open deals past their close date', (deal) => isClosing(deal) && localDate(deal.closeDate) < today()],
          undated: ['Open deals without a close date', (deal) => isOpen(deal) && deal.closeDate === null],
          expected: ['Open deals that close', (deal) => isClosing(deal) && localDate(deal.closeDate) >= today(), 'closeDate'],
          stale: ['Stale deals', (deal) => deal.stale],
          stage: ['Deals now', () => true],
          wonEver: ['Deals won', isWon],
          deal: ['Open deal', (deal, index) => deal === metrics().records.deals[index]],
          won: ['Deals won', isWon, 'closedAt'],
          lost: ['Deals lost', (deal) => deal.status === 'lost', 'closedAt'],
          closed: ['Deals won and lost', (deal) => isWon(deal) || deal.status === 'lost', 'closedAt'],
          disqualified: ['Deals disqualified', (deal) => deal.status === 'disqualified', 'closedAt'],
          created: ['Deals created', () => true, 'createdAt'],
          createdWon: ['Deals won of those created', isWon, 'createdAt'],
          createdOpen: ['Deals still open of those created', isOpen, 'createdAt'],
          openDealsWithoutAmount: ['', (deal) => isOpen(deal) && deal.amount === null],
          wonDealsWithoutAmount: ['', (deal) => isWon(deal) && deal.amount === null],
          closedDealsWithoutCloseDate: ['', (deal) => !isOpen(deal) && deal.closedAt === null],
          wonDealsWithNegativeCycle: ['', (deal) => isWon(deal) && deal.createdAt !== null && deal.closedAt < deal.createdAt && deal.closedAt !== null],
          dealsInUnknownStage: ['', (deal) => metrics().pipeline.stages.some((stage) => stage.status === 'unknown' && stage.stageId === deal.stageId && stage.pipelineId === deal.pipelineId)],
          dealsWithoutCompany: ['', (deal) => deal.companyId === null],
        };
        const phrases = ['this week', 'last week', 'this month', 'this year', 'last year', 'over all time'];
        const joint = {
          ownerId: (row) => ' of ' + ownerName(row.ownerId), source: (row) => ' from ' + row.label,
          companyId: (row) => ' of ' + row.name, stageId: (row) => ' in ' + row.label,
        };
        const pathOf = (figure) => {
          const path = figure.dataset.metric.split(':')[0];
          return path[0] === '.' ? figure.closest('[data-in]').dataset.in.replace('*', root.dataset.period) + path : path;
        };
        /* The row of the document that a figure stands in. */
        const rowOf = (button) => button.row ? button.row() : at(metrics(), pathOf($('[data-metric]', button)).replace(/\.\w+$/, ''));
        /* First and exclusive last date, and how a title says them. */
        const rangeOf = (button, fields, row) => {
          const month = fields.includes('month') && (row.month ?? row[0]).slice(0, 7);
          if (month) {
            const [year, number] = month.split('-').map(Number);
            return [month + '-01', new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10), `in ${months[number - 1]} ${year}`];
          }
          const period = metrics().periods[root.dataset.period];
          const isStated = button.dataset.key !== undefined, { startDate, endDate } = fields.includes('interval') ? row : period;
          const [from, to] = isStated ? button.dataset.key.split('/') : [startDate, endDate];
          if (!isStated && !fields.includes('interval')) return [from, to, phrases[periods.indexOf(root.dataset.period)]];
          return [from, to, [from && 'from ' + dayText(from), to && 'until ' + dayText(dayBefore(to))].filter(Boolean).join(' ') || 'over all time'];
        };
        /* What a button opens: a title, and the records with their places in the document. */
        const recordsOf = (button) => {
          const { drill, key, by } = button.dataset;
          const fields = by ? by.split(' ') : [], row = by && by !== 'window' && rowOf(button);
          const shared = fields.filter((field) => joint[field] !== undefined || field === 'pipelineId');
          const filter = shared.map((field) => joint[field]?.(row) ?? '').join('');
          const listed = (list, test) => (list ?? []).map((record, index) => ({ record, index }))
            .filter(({ record }) => test(record) && shared.every((field) => record[field] === row[field]));
          if (drill === 'tasks') {
            const [from, to] = (key ?? '/').split('/');
            const age = key ? (to ? (+from ? `, ${from} to ${to - 1} days` : `, under ${to} days`) : `, ${from} days and more`) : '';
            return { title: 'Overdue tasks' + filter + age, list: listed(metrics().activities.overdueTasks.oldest, ({ daysOverdue }) => daysOverdue >= from && (!to || daysOverdue < to)) };
          }
          const [stated, test, field] = sets[drill];
          /* A note on data quality says itself what it counts. */
          const name = stated || button.parentNode.lastChild.textContent.trim().replace(/^./, (letter) => letter.toUpperCase());
          const window = by === 'window' ? metrics().pipeline.movement[root.dataset.period].window : null;
          const isInWindow = ({ closeDate }) => !window || (closeDate !== null && window.closeFrom <= localDate(closeDate) && localDate(closeDate) < window.closeTo);
          const place = window ? ', closing in the window' : '';
          if (!field) return { title: name + filter + place, list: listed(metrics().records.deals, (deal) => test(deal, key) && isInWindow(deal)) };
          const [from, to, words] = rangeOf(button, fields, row);
          return {
            title: `${name}${filter} ${words}, by ${field === 'createdAt' ? 'create' : 'close'} date${place}`,
            list: listed(metrics().records.deals, (deal) => {
              if (!test(deal) || !isInWindow(deal)) return false;
              const date = from || to ? localDate(deal[field]) : '';
              return date !== null && (!from || from <= date) && (!to || date < to);
            }),
          };
        };
        const hubSpot = (text, path) => {
          const { uiDomain, portalId } = metrics().portal;
          if (!/^app(-[a-z0-9]+)?\.hubspot\.com$/.test(uiDomain)) return text;
          return element('a', { href: `https://${uiDomain}/contacts/${portalId}/${path}`, target: '_blank', rel: 'noopener noreferrer' }, text);
        };
        const listLink = (text, type) => hubSpot(text, `objects/0-${type}/views/all/list`);
        const recordLink = (text, type, id) => {
          const name = element('bdi', { textContent: shown(text) });
          return /^\d{1,20}$/.test(id) ? hubSpot(name, `record/${type}/${id}`) : name;
        };
        const dealColumns = [
          ['Deal', 'name', (deal) => recordLink(deal.name, '0-3', deal.dealId), false],
          ['Owner', 'ownerId', (deal) => shown(ownerName(deal.ownerId)), false],
          ['Stage', 'stageId', (deal) => shown(stageName(deal.stageId)), false],
          ['Amount', 'amount', (deal) => textOf('m', exact(deal.amount)), true],
          ['Created', 'createdAt', (deal) => dayText(localDate(deal.createdAt)), false],
          ['Closes', 'closeDate', (deal) => dayText(localDate(deal.closeDate)), false],
        ];
        const taskColumns = [
          ['Task', 'subject', (task) => recordLink(task.subject ?? 'Task ' + task.taskId, '0-27', task.taskId), false],
          ['Person', 'ownerId', (task) => shown(ownerName(task.ownerId)), false],
          ['Due', 'dueAt', (task) => dayText(localDate(task.dueAt)), false],
          ['Days late', 'daysOverdue', (task) => countText(task.daysOverdue), true],
        ];
        const element = (name, properties = {}, ...children) => {
          const node = Object.assign(document.createElement(name), properties);
          node.append(...children);
          return node;
        };
        const showRecords = (button) => {
          const { drill } = button.dataset, count = countOf(button);
          const isTasks = drill === 'tasks', { title, list } = recordsOf(button);
          const counted = `${countText(list.length)} ${isTasks ? 'task' : 'deal'}${list.length === 1 ? '' : 's'}`;
          const cents = list.reduce((sum, { record }) => sum + unitsOf(exact(record.amount ?? 0), 2), 0n);
          const sum = isTasks ? counted + '.' : `${counted}, ${textOf('m', [cents, 100n])} in total.`;
          const { deals } = metrics().records, isFull = deals.length >= metrics().config.maxRecords;
          const isPart = count ? list.length !== +count : !isTasks && isFull;
          $('#drill-h').textContent = title;
          $('#drill-sum').replaceChildren(sum);
          if (isPart) {
            const held = count ? `${countText(list.length)} of ${countText(+count)}` : `the newest ${countText(deals.length)} deals`;
            $('#drill-sum').append(` The page holds ${held}: `, listLink('open HubSpot for the rest', isTasks ? 27 : 3), '.');
          }
          const table = element('table', {}, element('caption', { className: 'vh', textContent: title }));
          table.dataset.rows = isTasks ? 'activities.overdueTasks.oldest' : 'records.deals';
          table.dataset.keys = list.map(({ index }) => index).join(',');
          table.dataset.name = isTasks ? 'tasks-overdue' : 'deals-' + drill;
          const columns = isTasks ? taskColumns : dealColumns;
          const head = table.createTHead().insertRow();
          for (const [label, field, , numeric] of columns) {
            const cell = element('th', { scope: 'col', className: numeric ? 'n' : '' }, element('span', { textContent: label }));
            cell.dataset.field = field;
            head.append(cell);
          }
          table.createTBody();
          table.count = list.length;
          table.make = (index) => element('tr', {}, ...columns.map(([, , text, numeric], column) =>
            element(column ? 'td' : 'th', column ? { className: numeric ? '' : 't' } : { scope: 'row' }, text(list[index].record))));
          const actions = element('p', { className: 'act' }, element('button', { type: 'button', className: 'csv', textContent: 'CSV' }));
          $('#drill-body').replaceChildren();
          if (list.length) {
            $('#drill-body').append(element('div', { className: 'tw', tabIndex: 0, role: 'region', ariaLabel: title }, table), actions);
            setUpTable(table);
          }
          openDialog($('#drill'));
        };

        """#

    /// The what-if: the formulas of the document's model, with the inputs that were moved.
    private static let whatIf = #"""
        const moved = {};
        const percents = ['winRate', 'leadToMql', 'mqlToSql', 'sqlToOpportunity'];
        const funnelSteps = { leadToMql: 1, mqlToSql: 2, sqlToOpportunity: 3 };
        /* The document's rate, from the counts it was made of where they give it exactly. */
        const baseOf = (key) => {
          const { rates, leads, target } = metrics();
          const stated = exact(target.model[key]);
          let counted = null;
          if (key === 'winRate') counted = over(exact(rates.wonDeals), exact(rates.wonDeals + rates.lostDeals));
          const step = funnelSteps[key];
          if (step && leads) counted = over(exact(leads.funnel[step].reached), exact(leads.funnel[step - 1].reached));
          return stated && counted && unitsOf(counted, 4) === unitsOf(stated, 4) ? counted : stated;
        };
        const valueOf = (key) => {
          if (!(key in moved)) return baseOf(key);
          const value = exact(moved[key]);
          return percents.includes(key) ? over(value, [100n, 1n]) : value;
        };
        const upward = (value) => value && [(value[0] + value[1] - 1n) / value[1], 1n];
        /* The document's revenue in proportion; from scratch where nothing of it is left. */
        const revenueOf = () => {
          const velocity = metrics().pipeline.salesVelocity;
          const factors = [['winRate', false], ['avgDealSize', false], ['salesCycleDays', true]];
          if (!velocity) return null;
          const stated = exact(velocity.perMonth);
          if (stated && factors.some(([key]) => !(key in moved))) {
            return factors.filter(([key]) => key in moved).reduce((revenue, [key, inverse]) =>
              inverse ? over(times(revenue, baseOf(key)), valueOf(key)) : over(times(revenue, valueOf(key)), baseOf(key)), stated);
          }
          const rate = times(times(exact(velocity.openDeals), valueOf('winRate')), valueOf('avgDealSize'));
          return over(times(rate, [365n, 12n]), valueOf('salesCycleDays'));
        };
        const compute = () => {
          const { target } = metrics();
          const goal = valueOf('targetMonthly');
          const chain = { deals: over(goal, valueOf('avgDealSize')) };
          chain.opportunities = over(chain.deals, valueOf('winRate'));
          chain.sqls = over(chain.opportunities, valueOf('sqlToOpportunity'));
          chain.mqls = over(chain.sqls, valueOf('mqlToSql'));
          chain.leads = over(chain.mqls, valueOf('leadToMql'));
          const revenue = revenueOf();
          const cycle = valueOf('salesCycleDays');
          const shown = {
            pipeline: textOf('k', rounded(over(goal, valueOf('winRate')), 2)),
            leadsPerDay: textOf('v', over(chain.leads, exact(target.model.workingDaysInMonth))),
            revenue: textOf('k', rounded(revenue, 2)),
            gap: textOf('k', rounded(minus(goal, revenue), 2)),
            closeOn: '–',
          };
          for (const key in chain) {
            shown[key] = textOf('v', chain[key]);
            shown[key + 'Whole'] = textOf('n', upward(chain[key]));
          }
          if (cycle && cycle[0] > 0n) {
            const [year, month, day] = localDate(metrics().asOf).split('-').map(Number);
            shown.closeOn = dayText(new Date(Date.UTC(year, month - 1, day) + Number(unitsOf(cycle, 0)) * 86400000).toISOString().slice(0, 10));
          }
          return { shown, revenue };
        };
        const leverRevenue = (id, revenue) => {
          const { factors } = metrics().target.whatIf.find((scenario) => scenario.id === id);
          const rate = valueOf('winRate');
          let raised = times(rate, exact(factors.winRate));
          if (raised && raised[0] > raised[1]) raised = [1n, 1n];
          return over(times(over(times(revenue, raised), rate), exact(factors.dealSize)), exact(factors.cycle));
        };
        const put = (node, text) => {
          node.stated ??= [...node.childNodes];
          if (text === null) node.replaceChildren(...node.stated); else node.textContent = text;
        };
        const showWhatIf = () => {
          const isMoved = Object.keys(moved).length > 0;
          const result = isMoved ? compute() : null;
          for (const node of $$('#wi [data-out]')) {
            const lever = node.closest('[data-lever]');
            if (!lever) put(node, result && result.shown[node.dataset.out]);
            else {
              const revenue = result && leverRevenue(lever.dataset.lever, result.revenue);
              put(node, result && textOf('k', rounded(revenue, 2)));
            }
          }
          for (const line of $$('#wi .sl')) {
            const { key, base } = line.dataset;
            const [range, field] = $$('input', line);
            const text = moved[key] ?? (base === '–' ? '' : base);
            if (document.activeElement !== field || field.value === '') field.value = text;
            range.value = text || range.min;
            range.setAttribute('aria-valuetext', text || 'not known');
            $('.rs', line).disabled = !(key in moved);
          }
          $('#wi-reset').disabled = !isMoved;
          $('#wi-note').textContent = isMoved ? 'A what-if: computed on this page, nothing is stored.' : 'As the document has it.';
        };
        const isNumber = (text) => /^\d{1,12}(\.\d{1,6})?$/.test(text);
        const move = (key, text) => {
          const line = $(`#wi .sl[data-key="${key}"]`);
          if (!line || !isNumber(text)) return;
          const isPercent = percents.includes(key);
          if (isPercent && +text > 100) return;
          const base = exact(line.dataset.base), value = exact(text);
          if (base && base[0] * value[1] === value[0] * base[1]) delete moved[key]; else moved[key] = text;
        };
        const readWhatIf = () => {
          if (!$('#wi')) return;
          Object.keys(moved).forEach((key) => delete moved[key]);
          for (const part of (address().get('whatif') ?? '').split(',')) {
            const [key, text = ''] = part.split(':');
            if (/^[a-zA-Z]+$/.test(key)) move(key, text);
          }
          showWhatIf();
        };
        const changeWhatIf = (say) => {
          showWhatIf();
          remember(false);
          const out = (name) => $(`#wi [data-out=${name}]`).textContent;
          if (say) $('#said').textContent = `${out('dealsWhole')} deals, ${out('opportunitiesWhole')} opportunities, ${out('leadsWhole')} leads`;
        };
        const setUpWhatIf = () => {
          const box = $('#wi');
          if (!box) return;
          box.addEventListener('input', ({ target }) => {
            const { key } = target.closest('.sl').dataset;
            if (target.value === '') delete moved[key]; else move(key, target.value);
            changeWhatIf(false);
          });
          box.addEventListener('change', () => changeWhatIf(true));
          box.addEventListener('focusout', ({ target }) => { if (target.matches('[type=number]')) showWhatIf(); });
          box.addEventListener('keydown', (event) => {
            const steps = { PageUp: 10, PageDown: -10 }[event.key];
            if (!steps || event.target.type !== 'range') return;
            event.preventDefault();
            event.target[steps > 0 ? 'stepUp' : 'stepDown'](10);
            event.target.dispatchEvent(new Event('input', { bubbles: true }));
            event.target.dispatchEvent(new Event('change', { bubbles: true }));
          });
          box.addEventListener('click', ({ target }) => {
            if (target.matches('.rs')) {
              const line = target.closest('.sl');
              delete moved[line.dataset.key];
              $('input', line).focus();
            } else if (target.id === 'wi-reset') {
              Object.keys(moved).forEach((key) => delete moved[key]);
              $('#wi input').focus();
            } else return;
            changeWhatIf(true);
          });
          readWhatIf();
        };

        """#

    /// Tooltips and arrow keys within charts.
    private static let marks = #"""
        let leaving, pointed;
        const hideTip = () => { clearTimeout(leaving); $('#tip').hidden = true; };
        /* The tip stays while the pointer moves onto it, and while its figure has the focus. */
        const leaveTip = () => {
          if ($('#tip').hidden || pointed.matches(':focus-visible')) return;
          clearTimeout(leaving);
          leaving = setTimeout(hideTip, 300);
        };
        /* What a mark or a figure says when pointed at: exact value, period, number of records. */
        const tipText = (node) => {
          const { drill } = node.dataset, count = countOf(node);
          const records = count && drill ? `${countText(count)} ${drill === 'tasks' ? 'task' : 'deal'}${+count === 1 ? '' : 's'}` : '';
          if (node.matches('.mk')) return node.getAttribute('aria-label');
          const hint = node.matches('[title]') ? node : $('[title]', node);
          if (hint) { hint.dataset.tip = hint.title; hint.removeAttribute('title'); }
          const value = (hint ?? (node.matches('[data-tip]') ? node : $('[data-tip]', node)))?.dataset.tip;
          if (!value && !drill) return '';
          const period = node.closest('[data-v]') && phrases[periods.indexOf(root.dataset.period)];
          return [value ?? node.textContent, period, records].filter(Boolean).join(' · ');
        };
        const showTip = (mark) => {
          const tip = $('#tip'), text = tipText(mark);
          if (!text) return leaveTip();
          clearTimeout(leaving);
          pointed = mark;
          tip.textContent = text;
          tip.hidden = false;
          const box = mark.getBoundingClientRect();
          const size = tip.getBoundingClientRect();
          const left = Math.min(Math.max(8, box.left + box.width / 2 - size.width / 2), innerWidth - size.width - 8);
          const above = box.top - size.height - 8;
          tip.style.left = left + 'px';
          tip.style.top = (above > 60 ? above : Math.min(box.bottom + 8, innerHeight - size.height - 8)) + 'px';
        };
        const showTerm = (event, link) => {
          event.preventDefault();
          const entry = document.getElementById(link.hash.slice(1));
          const pop = $('#pop');
          const all = element('a', { href: link.hash, textContent: 'All definitions' });
          all.addEventListener('click', () => pop.hidePopover());
          pop.replaceChildren(
            element('p', {}, element('b', { textContent: $('dt', entry).textContent })),
            element('p', {}, ...$('dd', entry).cloneNode(true).childNodes), element('p', {}, all));
          const object = $('i', entry).textContent.split(/[ ,]+/)[0].toLowerCase(), type = { contacts: 1, companies: 2, deals: 3 }[object];
          if (type) pop.append(element('p', {}, listLink(`Open ${object} in HubSpot`, type)));
          pop.showPopover();
          const box = link.getBoundingClientRect();
          const size = pop.getBoundingClientRect();
          pop.style.left = Math.max(8, Math.min(box.left, innerWidth - size.width - 8)) + 'px';
          pop.style.top = (box.bottom + size.height + 8 < innerHeight ? box.bottom + 4 : Math.max(8, box.top - size.height - 4)) + 'px';
        };
        const setUpMarks = (plot) => {
          const all = $$('.mk', plot);
          const told = plot.dataset.told?.split(' ').map(Number);
          const openers = (plot.dataset.openers?.split(' ') ?? []).flatMap((place) => {
            const [name, column] = place.split('.');
            return [...($(`[data-name=${name}]`)?.tBodies[0].rows ?? [])].map((line) => $('.dr', line.cells[column]));
          });
          const table = told && $('table', plot.closest('.card'));
          /* Where a table is missing, the rows of the others would stand for other marks. */
          if (openers.length !== all.length) openers.length = 0;
          all.forEach((mark, index) => {
            if (told) {
              const { cells } = table.tBodies[0].rows[index];
              const parts = told.map((column) => $('span', table.tHead.rows[0].cells[column]).textContent + ' ' + cells[column].textContent);
              mark.setAttribute('aria-label', cells[0].textContent + ': ' + parts.join(', '));
              openers[index] = told.map((column) => $('.dr', cells[column])).find(Boolean);
              if (table.dataset.rows === 'records.deals') Object.assign(mark.dataset, { drill: 'deal', key: table.dataset.keys.split(',')[index], count: 1 });
            }
            mark.opener = openers[index];
            if (mark.opener) mark.dataset.drill = mark.opener.dataset.drill;
            mark.setAttribute('role', mark.dataset.drill ? 'button' : 'img');
            mark.setAttribute('tabindex', index ? '-1' : '0');
          });
          plot.addEventListener('keydown', (event) => {
            const here = all.indexOf(document.activeElement);
            if (here < 0) return;
            if (all[here].dataset.drill && (event.key === 'Enter' || event.key === ' ')) {
              event.preventDefault();
              showRecords(all[here].opener ?? all[here]);
              return;
            }
            const next = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key];
            if (next === undefined) return;
            event.preventDefault();
            const target = all[Math.min(Math.max(next, 0), all.length - 1)];
            all[here].setAttribute('tabindex', '-1');
            target.setAttribute('tabindex', '0');
            target.focus();
          });
        };
        /* New figures come with a reload: the reader's place and what was open are found again. */
        const nameOf = ({ tagName, id, dataset, textContent }) => [tagName, id, dataset.drill, dataset.key, dataset.drill ? '' : textContent].join('|');
        const keepPlace = () => {
          remember(false);
          const place = {
            section, top: $('#' + (section ?? 'main')).getBoundingClientRect().top,
            open: $$('main details').map((part) => part.open),
            focus: last && { index: stops(document).indexOf(last), name: nameOf(last) },
          };
          try {
            sessionStorage.setItem('hubledger.place', JSON.stringify(place));
            history.scrollRestoration = 'manual';
          } catch { /* no storage, no place */ }
        };
        const findPlace = () => {
          let place = null;
          try {
            place = JSON.parse(sessionStorage.getItem('hubledger.place'));
            sessionStorage.removeItem('hubledger.place');
          } catch { /* none */ }
          if (!place) return false;
          /* Not before the browser is done with it: it would put back a place in pixels of the old page. */
          addEventListener('load', () => setTimeout(() => { history.scrollRestoration = 'auto'; }, 500));
          $$('main details').forEach((part, index) => { part.open = place.open[index] ?? false; });
          /* Sections out of view have their height only once they were laid out. */
          const parts = $$('main>section');
          parts.forEach((part) => { part.style.contentVisibility = 'visible'; });
          const { top } = $('#' + (place.section ?? 'main')).getBoundingClientRect();
          scrollBy({ top: top - place.top, behavior: 'instant' });
          requestAnimationFrame(() => requestAnimationFrame(() => parts.forEach((part) => { part.style.contentVisibility = ''; })));
          if (place.focus) {
            const all = stops(document);
            const away = (node) => Math.abs(all.indexOf(node) - place.focus.index);
            const same = all.filter((node) => nameOf(node) === place.focus.name).sort((one, two) => away(one) - away(two));
            (same[0] ?? all[place.focus.index])?.focus({ preventScroll: true });
          }
          return true;
        };
        /* What had the focus before it came to the offer of new figures. */
        let last = null;
        const ageText = (minutes) => {
          const say = (count, unit) => `${count} ${unit}${count === 1 ? '' : 's'} ago`;
          if (minutes < 1) return 'just now';
          if (minutes < 60) return say(minutes, 'minute');
          if (minutes < 2880) return say(Math.floor(minutes / 60), 'hour');
          return say(Math.floor(minutes / 1440), 'day');
        };
        const refreshAge = () => {
          const age = $('#age');
          if (!age) return;
          const minutes = Math.max(0, Math.floor((Date.now() - Date.parse($('#asof time').dateTime)) / 60000));
          const [state, note] = minutes < 120 ? ['', ''] : minutes < 1440 ? [' old', ': may be out of date'] : [' stale', ': stale'];
          age.className = 'age js' + state;
          age.textContent = ageText(minutes) + note;
        };

        """#

    private static let start = #"""
        /* Before it is painted, so that nothing moves. */
        const early = new MutationObserver(() => {
          if (!$('#age')) return;
          early.disconnect();
          refreshAge();
        });
        early.observe(root, { childList: true, subtree: true });
        addEventListener('popstate', follow);
        addEventListener('hashchange', follow);
        addEventListener('keydown', shortcut);
        document.addEventListener('DOMContentLoaded', () => {
          setUpPeriods();
          const chosen = $(`#periods input[value="${root.dataset.period}"]`);
          chosen.checked = true;
          centre(chosen);
          $(`#theme input[value="${theme}"]`).checked = true;
          $('#keys').checked = store.get('keys') !== 'off';
          $('#periods').addEventListener('change', (event) => showPeriod(event.target.value));
          $('#theme').addEventListener('change', (event) => { setTheme(event.target.value); store.set('theme', event.target.value); });
          $('#keys').addEventListener('change', (event) => store.set('keys', event.target.checked ? 'on' : 'off'));
          $('#print').addEventListener('click', () => print());
          $('#jump').addEventListener('change', (event) => { goTo(event.target.value); remember(true); });
          $$('.rail a').forEach((link) => link.addEventListener('click', (event) => {
            event.preventDefault();
            goTo(link.hash.slice(1));
            remember(true);
          }));
          document.addEventListener('click', (event) => {
            const info = event.target.closest?.('.i');
            if (info) showTerm(event, info);
            const figure = event.target.closest?.('[data-drill]');
            if (figure) showRecords(figure.opener ?? figure);
            if (event.target.closest?.('dialog .x')) event.target.closest('dialog').close();
          });
          document.addEventListener('change', (event) => {
            if (event.target.matches?.('.sw input')) root.dataset.view = event.target.value;
          });
          document.addEventListener('focusin', ({ target }) => { if (target.id !== 'fresh') last = target; });
          for (const kind of ['pointerover', 'focusin', 'pointerdown']) {
            document.addEventListener(kind, (event) => {
              const { target } = event, mark = target.closest?.('.mk,.dr') ?? target.closest?.('[data-metric]');
              if (target.closest?.('#tip')) clearTimeout(leaving);
              else if (!mark) { if (kind === 'pointerover') leaveTip(); else if (kind === 'pointerdown' || !target.closest?.('svg')) hideTip(); }
              else if (kind !== 'focusin' || target.matches('.mk,:focus-visible')) showTip(mark);
            });
          }
          const links = $$('.rail a');
          const seen = new IntersectionObserver((entries) => {
            for (const { isIntersecting, target } of entries) {
              if (!isIntersecting) continue;
              section = target.id;
              $('#jump').value = section;
              for (const link of links) {
                if (link.hash === '#' + section) link.setAttribute('aria-current', 'true');
                else link.removeAttribute('aria-current');
              }
            }
          }, { rootMargin: '-35% 0px -60%' });
          sections.forEach((key) => seen.observe(document.getElementById(key)));
          setUpWhatIf();
          early.disconnect();
          setInterval(refreshAge, 60000);
          const key = address().get('section');
          if (!findPlace() && key) goTo(key);
          const isLatest = $('#age') && !location.pathname.includes('/snapshots/');
          if (isLatest && document.cookie.split('; ').includes('hubledger_live=1')) {
            const live = new EventSource('live');
            live.addEventListener('published', ({ data }) => {
              if (JSON.parse(data).asOf === $('#asof time').dateTime) return;
              $('#fresh').hidden = false;
              $('#said').textContent = 'New figures are ready to be shown';
              live.close();
            });
            $('#fresh').addEventListener('click', () => { keepPlace(); location.reload(); });
          }
        });
        })();
        """#
}
