extension Script {
    /// Sorting, searching, paging and exporting what stands in tables.
    static let tables = #"""
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
}
