'use strict';
// Runs before anything is drawn, so that no page flashes in the wrong theme. The choice is "light", "dark" or "system".
(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const chosen = () => {
    try { return localStorage.getItem('segue.theme') || 'system'; } catch { return 'system'; }
  };
  const apply = choice => {
    document.documentElement.dataset.theme = choice === 'system' ? (dark.matches ? 'dark' : 'light') : choice;
    dispatchEvent(new Event('segue:theme'));
  };
  window.segueTheme = {
    chosen,
    choose(choice) {
      // Where storage is closed to the page, the choice lasts as long as the page does.
      try { localStorage.setItem('segue.theme', choice); } catch { /* as said */ }
      apply(choice);
    },
  };
  dark.addEventListener('change', () => { if (chosen() === 'system') apply('system'); });
  apply(chosen());
})();
