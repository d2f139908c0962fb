/// The one script of the list of snapshots: the theme, and the comparison of two.
///
/// It subtracts whole steps (cents, hundredths of a percent, ones), so every difference is exact, and
/// writes it by the rule of ``FigureFormat``. Text reaches the page through `textContent` only.
enum IndexScript {
    /// Exactly what stands between the script tags; its hash is in the policy.
    static let text = theme + rule + comparison

    private static let theme = #"""
        'use strict';
        (() => {
        const root = document.documentElement;
        const $ = (selector, from = document) => from.querySelector(selector);
        const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
        const store = {
          get(key) { try { return localStorage.getItem('hubledger.' + key); } catch { return null; } },
          set(key, value) { try { localStorage.setItem('hubledger.' + key, value); } catch { /* private or file origin */ } },
        };
        root.dataset.js = '';
        const setTheme = (theme) => {
          if (theme === 'auto') delete root.dataset.theme; else root.dataset.theme = theme;
        };
        const kept = store.get('theme');
        const theme = ['light', 'dark'].includes(kept) ? kept : 'auto';
        setTheme(theme);

        """#

    /// Differences in words and figures.
    private static let rule = #"""
        const size = (number) => number < 0n ? -number : number;
        const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ',');
        const decimal = (units, places) => {
          const digits = String(size(units)).padStart(places + 1, '0');
          const point = digits.length - places;
          return grouped(digits.slice(0, point)) + (places ? '.' + digits.slice(point) : '');
        };
        // Steps of a form as text without a sign: cents, hundredths of a percent, ones.
        const written = (form, steps, prefix) => form === 'm'
          ? prefix + (steps % 100n ? decimal(steps, 2) : decimal(steps / 100n, 0))
          : form === 'p' ? decimal(steps, 2) + ' pts' : decimal(steps, 0);
        // A change against what was there, in tenths of a percent, half away from zero.
        const share = (change, base) => {
          if (base === 0n) return change > 0n ? 'from none' : 'from none to less';
          const tenths = (size(change) * 2000n + size(base)) / (2n * size(base));
          return (tenths ? decimal(tenths, 1) : '<0.1') + '% ' + (change > 0n ? 'more' : 'less');
        };
        const days = (from, to) => Math.round(Math.abs(Date.parse(to) - Date.parse(from)) / 864e5);
        const counted = (number, one) => grouped(String(number)) + ' ' + one + (String(number) === '1' ? '' : 's');

        """#

    private static let comparison = #"""
        addEventListener('DOMContentLoaded', () => {
          $(`#theme input[value="${theme}"]`).checked = true;
          $('#theme').addEventListener('change', (event) => { setTheme(event.target.value); store.set('theme', event.target.value); });
          if (!$('#compare')) return;
          const sides = JSON.parse($('#data').textContent);
          const named = new Map(sides.map((side) => [side.name, side]));
          const rows = $$('#compare tbody tr');
          const list = $$('#list tbody tr');
          let from, to;

          // The newest, and the one before it that the list compares it with.
          const before = (side) => sides.find((other) => other.asOf < side.asOf && other.ledger === side.ledger
            && other.isHindsight === side.isHindsight && other.currency === side.currency);
          const other = (side) => before(side) ?? sides.find((one) => one !== side);
          const asked = () => {
            const hash = new URLSearchParams(location.hash.slice(1));
            return [named.get(hash.get('from')), named.get(hash.get('to'))];
          };

          const change = (row, index, comparable) => {
            const form = row.dataset.form, cell = $('.d', row);
            $('.a', row).textContent = from.texts[index];
            $('.b', row).textContent = to.texts[index];
            cell.className = 'n d';
            const main = document.createElement('b'), note = document.createElement('small');
            if (from.steps[index] === '' || to.steps[index] === '') {
              main.textContent = '–';
              note.textContent = 'not known in ' + (from.steps[index] === '' && to.steps[index] === '' ? 'either' : 'one of them');
            } else if (form === 'm' && !comparable) {
              main.textContent = '–';
              note.textContent = 'two currencies';
            } else {
              const steps = BigInt(to.steps[index]) - BigInt(from.steps[index]);
              const text = written(form, size(steps), to.prefix);
              main.textContent = steps === 0n ? '● no change' : (steps > 0n ? '▲ +' : '▼ −') + text;
              note.textContent = steps === 0n ? '' : form === 'p' ? (steps > 0n ? 'higher' : 'lower') : share(steps, BigInt(from.steps[index]));
              if (steps !== 0n && 'good' in row.dataset) cell.classList.add(steps > 0n ? 'good' : 'bad');
            }
            cell.replaceChildren(main, ...(note.textContent ? [note] : []));
          };

          const finding = (comparable) => {
            if (from === to) return 'Choose two different snapshots';
            if (!comparable) return `Amounts in ${from.currency} and ${to.currency} have no difference`;
            const steps = BigInt(to.steps[0]) - BigInt(from.steps[0]);
            const text = written('m', size(steps), to.prefix);
            return steps === 0n ? `${to.texts[0]} won in both, ${from.time} and ${to.time}`
              : `${text} ${steps > 0n ? 'more' : 'less'} won on ${to.time} than on ${from.time}`;
          };

          const warnings = (comparable) => {
            const same = from.ledger === to.ledger;
            const list = [];
            if (!same) list.push('They come from two ledgers: differences may say more about those than about sales.');
            if (!comparable) list.push(`Amounts are in ${from.currency} and in ${to.currency}, so only counts and rates are compared.`);
            if (from.year !== to.year) list.push(`Figures of the year to date begin on ${from.year || 'another day'} in one and on ${to.year || 'another day'} in the other.`);
            if (from.isHindsight !== to.isHindsight) list.push('One shows what was known then, the other what is known with hindsight.');
            for (const side of new Set([from, to])) if (!side.isComplete) list.push(`${side.time} is ${side.verdict}: records may be missing.`);
            return list;
          };

          const say = () => {
            if (from === to) return finding(true);
            const apart = counted(days(from.asOf, to.asOf), 'day');
            return finding(from.currency === to.currency) + '. ' + (from.ledger === to.ledger
              ? `${apart} and ${counted(Math.abs(to.sequence - from.sequence), 'event')} of the log lie between them.` : `${apart} lie between them.`);
          };

          const show = (announce) => {
            const comparable = from.currency === to.currency;
            $('#from').value = from.name;
            $('#to').value = to.name;
            for (const [key, side] of [['from', from], ['to', to]]) {
              $(`#${key}-page`).textContent = side.time;
              $(`#${key}-page`).href = side.page;
              $(`#${key}-words`).textContent = `${side.words}, ${side.verdict}, log position ${side.position}`;
            }
            rows.forEach((row, index) => change(row, index, comparable));
            $('#finding').textContent = finding(comparable);
            $('#notes').replaceChildren(...warnings(comparable).map((text) => {
              const item = document.createElement('li');
              item.textContent = text;
              return item;
            }));
            for (const row of list) {
              const name = row.dataset.name, tag = $('.tg', row);
              const roles = [name === from.name ? 'From' : '', name === to.name ? 'To' : ''].filter(Boolean);
              row.toggleAttribute('data-chosen', roles.length > 0);
              tag.hidden = !roles.length;
              tag.textContent = roles.join(' and ');
            }
            if (announce) $('#said').textContent = say();
          };

          const choose = (first, second) => {
            [from, to] = [first, second];
            const hash = '#' + new URLSearchParams({ from: from.name, to: to.name });
            if (hash !== location.hash) { try { history.pushState(null, '', hash); } catch { /* too often */ } }
            show(true);
          };
          const read = () => {
            const [first, second] = asked();
            to = second ?? (first && first !== sides[0] ? sides[0] : sides.find((side) => before(side) && side !== first) ?? sides[0]);
            from = first ?? other(to);
            show(false);
          };

          $('#from').addEventListener('change', (event) => choose(named.get(event.target.value), to));
          $('#to').addEventListener('change', (event) => choose(from, named.get(event.target.value)));
          $('#swap').addEventListener('click', () => choose(to, from));
          $('#list').addEventListener('click', (event) => {
            const button = event.target.closest('[data-from]');
            if (!button) return;
            const side = named.get(button.closest('tr').dataset.name);
            choose(side === to ? other(side) : side, to);
            $('#finding').focus({ preventScroll: true });
            $('#compare').scrollIntoView();
          });
          addEventListener('popstate', read);
          addEventListener('hashchange', read);
          read();
        });
        })();
        """#
}
