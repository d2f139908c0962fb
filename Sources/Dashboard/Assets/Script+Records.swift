extension Script {
    /// The records behind a figure.
    static let drill = #"""
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
}
