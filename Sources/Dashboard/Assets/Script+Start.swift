extension Script {
    static let start = #"""
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
