/// The page's one script.
///
/// It shows and hides what is already there, sorts, searches, exports and opens dialogs. It draws
/// nothing and computes no figure. Text of the portal reaches the page through `textContent` only.
enum Script {
    /// Exactly what stands between the script tags; its hash is in the policy.
    static let text = state + documents + tables + drill + marks + start

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

        const showPeriod = (period, { write = true, say = true } = {}) => {
          if (!periods.includes(period) || period === root.dataset.period) return;
          root.dataset.period = period;
          const radio = $(`#periods input[value="${period}"]`);
          radio.checked = true;
          centre(radio);
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

    /// The two documents inside the page, dates, and the rule of figures.
    private static let documents = #"""
        const parsed = {};
        const json = (id) => parsed[id] ??= JSON.parse(document.getElementById(id).textContent);
        const metrics = () => json('metrics');

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
        const dayText = (date) => date ? `${+date.slice(8)} ${months[date.slice(5, 7) - 1]} ${+date.slice(0, 4)}` : '–';
        const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ',');
        const moneyText = (amount) => {
          if (amount === null || amount === undefined) return '–';
          const cents = Math.round(Math.abs(amount) * 100);
          const whole = grouped(String(Math.floor(cents / 100)));
          const rest = cents % 100 ? '.' + String(cents % 100).padStart(2, '0') : '';
          return (amount < 0 && cents ? '−' : '') + $('#metrics').dataset.currency + whole + rest;
        };
        const countText = (count) => (count < 0 ? '−' : '') + grouped(String(Math.abs(count)));
        const ownerName = (id) => {
          if (id === null) return 'Unassigned';
          return metrics().records.owners.find((owner) => owner.ownerId === id)?.name ?? `Unknown owner (${id})`;
        };
        const stageName = (id) => metrics().pipeline.stages.find((stage) => stage.stageId === id)?.label ?? `Unknown stage (${id})`;

        const hidden = /[\u0000-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
        const shown = (text) => {
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
        const at = (value, path) => path.split('.').reduce((part, key) => part?.[key], value) ?? null;
        const rowsOf = (table) => {
          const path = table.dataset.rows;
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
        const isRaw = (field) => /(At|Date|date)$/.test(field);
        const cellValue = (row, field, cell, numeric) => {
          const value = at(row, field);
          if (numeric || isRaw(field) || field === 'name' || field === 'subject' || field === 'ownerName' || field === 'label') return value;
          return cell?.textContent ?? value;
        };
        const heads = (table) => $$('thead th', table).map((head) => ({
          head, field: head.dataset.field, label: $('span,button', head).textContent, numeric: head.classList.contains('n'),
        }));

        const setUpTable = (table) => {
          const body = table.tBodies[0];
          const state = { lines: [...body.rows].map((line, index) => ({ line, index })), page: 0, find: '' };
          const columns = heads(table);
          const size = 50;
          const show = () => {
            const hits = state.lines.filter(({ line }) => !state.find || line.textContent.toLowerCase().includes(state.find));
            const pages = Math.max(1, Math.ceil(hits.length / size));
            state.page = Math.min(state.page, pages - 1);
            body.replaceChildren(...hits.slice(state.page * size, (state.page + 1) * size).map(({ line }) => line));
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
              const rows = rowsOf(table);
              const value = ({ line, index }) => {
                const found = cellValue(rows[index], field, line.cells[column], numeric);
                return typeof found === 'string' ? found.toLowerCase() : found;
              };
              const keyed = state.lines.map((entry) => ({ entry, key: value(entry) }));
              keyed.sort((left, right) => {
                if (left.key === right.key) return left.entry.index - right.entry.index;
                if (left.key === null) return 1;
                if (right.key === null) return -1;
                return (left.key < right.key ? -1 : 1) * (down ? -1 : 1);
              });
              state.lines = keyed.map(({ entry }) => entry);
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
          }
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
          const cells = [...table.tBodies[0].rows];
          const rows = rowsOf(table);
          const ownerOrStage = { ownerId: ownerName, stageId: stageName };
          return csvText([
            columns.map(({ label }) => label),
            ...rows.map((row, index) => columns.map(({ field, numeric }) => {
              if (ownerOrStage[field]) return ownerOrStage[field](at(row, field));
              return cellValue(row, field, field === 'key' ? null : cells[index]?.cells[0], numeric || field !== 'label');
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

    /// The deals behind a figure.
    private static let drill = #"""
        const openDialog = (dialog) => {
          hideTip();
          dialog.showModal();
        };
        const inPeriod = (instant) => {
          const { startDate, endDate } = metrics().periods[root.dataset.period];
          if (!startDate) return true;
          const date = localDate(instant);
          return date !== null && startDate <= date && date < endDate;
        };
        const filters = {
          open: (deal) => deal.status === 'open',
          won: (deal) => deal.status === 'won' && inPeriod(deal.closedAt),
          lost: (deal) => deal.status === 'lost' && inPeriod(deal.closedAt),
          closed: (deal) => (deal.status === 'won' || deal.status === 'lost') && inPeriod(deal.closedAt),
          disqualified: (deal) => deal.status === 'disqualified' && inPeriod(deal.closedAt),
          created: (deal) => inPeriod(deal.createdAt),
          overdue: (deal) => deal.status === 'open' && deal.closeDate !== null && localDate(deal.closeDate) < localDate(metrics().asOf),
          undated: (deal) => deal.status === 'open' && deal.closeDate === null,
          stale: (deal) => deal.stale,
          stage: (deal, key) => deal.pipelineId + '/' + deal.stageId === key,
        };
        const phrases = ['this week', 'last week', 'this month', 'this year', 'last year', 'of all time'];
        const titleOf = (drill, key) => {
          const phrase = phrases[periods.indexOf(root.dataset.period)];
          return {
            open: 'Open deals now', overdue: 'Open deals past their close date',
            undated: 'Open deals without a close date', stale: 'Stale deals',
            created: `Deals created ${phrase}, by create date`,
            closed: `Deals won and lost ${phrase}, by close date`,
            stage: 'Deals now in ' + (key ? shown(stageName(key.slice(key.indexOf('/') + 1))) : ''),
          }[drill] ?? `Deals ${drill} ${phrase}, by close date`;
        };
        const dealLink = (deal) => {
          const { uiDomain, portalId } = metrics().portal;
          const name = document.createElement('bdi');
          name.textContent = shown(deal.name);
          if (!/^\d{1,20}$/.test(deal.dealId) || !/^app(-[a-z0-9]+)?\.hubspot\.com$/.test(uiDomain)) return name;
          const link = document.createElement('a');
          link.href = `https://${uiDomain}/contacts/${portalId}/record/0-3/${deal.dealId}`;
          link.target = '_blank';
          link.rel = 'noopener noreferrer';
          link.append(name);
          return link;
        };
        const drillColumns = [
          ['Deal', 'name', dealLink, false],
          ['Owner', 'ownerId', (deal) => shown(ownerName(deal.ownerId)), false],
          ['Stage', 'stageId', (deal) => shown(stageName(deal.stageId)), false],
          ['Amount', 'amount', (deal) => moneyText(deal.amount), true],
          ['Created', 'createdAt', (deal) => dayText(localDate(deal.createdAt)), false],
          ['Closes', 'closeDate', (deal) => dayText(localDate(deal.closeDate)), false],
        ];
        const element = (name, properties = {}, ...children) => {
          const node = Object.assign(document.createElement(name), properties);
          node.append(...children);
          return node;
        };
        const showDeals = (button) => {
          const { drill, key, count } = button.dataset;
          const title = titleOf(drill, key);
          const all = metrics().records.deals;
          const kept = all.map((deal, index) => ({ deal, index })).filter(({ deal }) => filters[drill](deal, key));
          const cents = kept.reduce((sum, { deal }) => sum + Math.round((deal.amount ?? 0) * 100), 0);
          const sum = `${countText(kept.length)} ${kept.length === 1 ? 'deal' : 'deals'}, ${moneyText(cents / 100)} in total.`;
          const missing = all.length >= metrics().config.maxRecords && kept.length !== +count;
          $('#drill-h').textContent = title;
          $('#drill-sum').textContent = missing ? `${sum} The page holds ${countText(kept.length)} of ${countText(+count)}: open HubSpot for the rest.` : sum;
          const table = element('table', {}, element('caption', { className: 'vh', textContent: title }));
          table.dataset.rows = 'records.deals';
          table.dataset.keys = kept.map(({ index }) => index).join(',');
          table.dataset.name = 'deals-' + drill;
          const head = table.createTHead().insertRow();
          for (const [label, field, , numeric] of drillColumns) {
            const cell = element('th', { scope: 'col', className: numeric ? 'n' : '' }, element('span', { textContent: label }));
            cell.dataset.field = field;
            head.append(cell);
          }
          const body = table.createTBody();
          for (const { deal } of kept) {
            const line = body.insertRow();
            drillColumns.forEach(([, , text, numeric], column) => {
              line.append(element(column ? 'td' : 'th', column ? { className: numeric ? '' : 't' } : { scope: 'row' }, text(deal)));
            });
          }
          const actions = element('p', { className: 'act' }, element('button', { type: 'button', className: 'csv', textContent: 'CSV' }));
          $('#drill-body').replaceChildren(element('div', { className: 'tw', tabIndex: 0, role: 'region', ariaLabel: title }, table), actions);
          setUpTable(table);
          openDialog($('#drill'));
        };

        """#

    /// Tooltips and arrow keys within charts.
    private static let marks = #"""
        const hideTip = () => { $('#tip').hidden = true; };
        const showTip = (mark) => {
          const tip = $('#tip');
          tip.textContent = mark.getAttribute('aria-label');
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
            element('p', { textContent: $('dd', entry).textContent }), element('p', {}, all));
          pop.showPopover();
          const box = link.getBoundingClientRect();
          const size = pop.getBoundingClientRect();
          pop.style.left = Math.max(8, Math.min(box.left, innerWidth - size.width - 8)) + 'px';
          pop.style.top = (box.bottom + size.height + 8 < innerHeight ? box.bottom + 4 : Math.max(8, box.top - size.height - 4)) + 'px';
        };
        const setUpMarks = (plot) => {
          const all = $$('.mk', plot);
          all.forEach((mark, index) => {
            mark.setAttribute('role', 'img');
            mark.setAttribute('tabindex', index ? '-1' : '0');
          });
          plot.addEventListener('keydown', (event) => {
            const here = all.indexOf(document.activeElement);
            if (here < 0) return;
            const next = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key];
            if (next === undefined) return;
            event.preventDefault();
            const target = all[Math.min(Math.max(next, 0), all.length - 1)];
            all[here].setAttribute('tabindex', '-1');
            target.setAttribute('tabindex', '0');
            target.focus();
          });
        };
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
        addEventListener('popstate', follow);
        addEventListener('hashchange', follow);
        addEventListener('keydown', shortcut);
        document.addEventListener('DOMContentLoaded', () => {
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
            if (figure) showDeals(figure);
            if (event.target.closest?.('dialog .x')) event.target.closest('dialog').close();
          });
          document.addEventListener('change', (event) => {
            if (event.target.matches?.('.sw input')) root.dataset.view = event.target.value;
          });
          for (const kind of ['pointerover', 'focusin', 'pointerdown']) {
            document.addEventListener(kind, (event) => {
              const mark = event.target.closest?.('.mk');
              if (mark) showTip(mark); else if (kind !== 'focusin' || !event.target.closest?.('svg')) hideTip();
            });
          }
          $$('a[href^="https:"]').forEach((link) => { link.target = '_blank'; link.rel = 'noopener noreferrer'; });
          $$('svg[role=group]').forEach(setUpMarks);
          $$('table[data-rows]').forEach(setUpTable);
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
          refreshAge();
          setInterval(refreshAge, 60000);
          const key = address().get('section');
          if (key) goTo(key);
          const isLatest = $('#age') && !location.pathname.includes('/snapshots/');
          if (isLatest && document.cookie.split('; ').includes('hubledger_live=1')) {
            const live = new EventSource('live');
            live.addEventListener('published', ({ data }) => {
              if (JSON.parse(data).asOf === $('#asof time').dateTime) return;
              $('#fresh').hidden = false;
              live.close();
            });
            $('#fresh').addEventListener('click', () => location.reload());
          }
        });
        })();
        """#
}
