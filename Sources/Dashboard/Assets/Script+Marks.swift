extension Script {
    /// Tooltips and arrow keys within charts.
    static let marks = #"""
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
}
