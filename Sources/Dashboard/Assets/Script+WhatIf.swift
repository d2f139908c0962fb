extension Script {
    /// The what-if: the formulas of the document's model, with the inputs that were moved.
    static let whatIf = #"""
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
}
