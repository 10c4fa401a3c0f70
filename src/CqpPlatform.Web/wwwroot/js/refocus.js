// Where the focus goes when what held it goes away or rests: a row is deleted, a page replaces its heading once it has read, a dialog closes on a button that is
// no more, a button is disabled while its act runs. Left alone it falls on the body, and whoever has no mouse, or hears the page, is nowhere.
let held = null;
let around = [];
let path = location.pathname;
let arriving = false;

function land(heading) {
  if (!heading?.hasAttribute('tabindex')) heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
}

// The first wrong field beside a button that was refused; a summary of errors takes the focus itself.
function wrong() {
  return document.querySelector('.summary') ? null : held.closest('form, dialog, section, main')?.querySelector('[aria-invalid="true"]');
}

document.addEventListener('focusin', (e) => {
  [held, around] = [e.target, []];
  for (let at = held.parentElement; at; at = at.parentElement) if (at.matches('li, article, section, form, dialog, main')) around.push(at);
});
document.addEventListener('keydown', () => { arriving = false; }, true);
document.addEventListener('pointerdown', () => { [held, arriving] = [null, false]; }, true);

new MutationObserver((changes) => {
  if (location.pathname !== path) [path, arriving] = [location.pathname, true];
  const title = document.querySelector('h1');
  // Blazor looks for the heading of a new page once; where it comes only with what the page reads, the focus is still in the menu.
  if (arriving && title) {
    arriving = false;
    if (!document.activeElement.closest('main')) land(title);
  }
  if (!held) return;
  const refused = document.activeElement === held && held.matches('button') && changes.some((c) => c.attributeName === 'aria-invalid' && c.target.ariaInvalid === 'true');
  if (refused) wrong()?.focus();
  if (document.activeElement !== document.body) return;
  if (held.isConnected && held.checkVisibility()) {
    if (!held.disabled) (wrong() ?? held).focus();
    return;
  }
  const still = around.filter((at) => at.isConnected && at.checkVisibility());
  land(still.map((at) => at.querySelector('h1, h2, h3')).find(Boolean) ?? title);
}).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ['hidden', 'open', 'disabled', 'aria-invalid'] });
