// Where the focus goes when what held it goes away: a row is deleted, a page replaces its heading once it has read, a dialog closes on a button that is no more.
// Left alone it falls on the body, and whoever has no mouse, or hears the page, is nowhere.
let held = null;
let around = [];
let path = location.pathname;
let arriving = false;

function land(heading) {
  if (!heading?.hasAttribute('tabindex')) heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
}

document.addEventListener('focusin', (e) => {
  [held, around] = [e.target, []];
  for (let at = held.parentElement; at; at = at.parentElement) if (at.matches('section, article, form, dialog, main')) around.push(at);
});
document.addEventListener('keydown', () => { arriving = false; }, true);
document.addEventListener('pointerdown', () => { [held, arriving] = [null, false]; }, true);

new MutationObserver(() => {
  if (location.pathname !== path) [path, arriving] = [location.pathname, true];
  const title = document.querySelector('h1');
  // Blazor looks for the heading of a new page once; where it comes only with what the page reads, the focus is still in the menu.
  if (arriving && title) {
    arriving = false;
    if (!document.activeElement.closest('main')) land(title);
  }
  if (!held || document.activeElement !== document.body || (held.isConnected && held.checkVisibility())) return;
  const still = around.filter((at) => at.isConnected && at.checkVisibility());
  land(still.map((at) => at.querySelector('h1, h2, h3')).find(Boolean) ?? title);
}).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ['hidden', 'open'] });
