extension Script {
    /// Period, section, theme: address, storage, keys.
    static let state = #"""
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
}
