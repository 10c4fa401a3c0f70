// Where the focus goes when what held it goes away or rests: a row is deleted, a page replaces its heading once it has read, a dialog closes on a button that is
// no more, a button is disabled while its act runs. Left alone it falls on the body, and whoever has no mouse, or hears the page, is nowhere.
let held = null;
// The button that was pressed while it had the focus, and the fields that were wrong before.
let pressed = null;
let around = [];
// The panel that was closed, unread: what opened it is where the person was.
let closed = null;
let path = location.pathname;
let arriving = false;

function land(heading) {
  if (!heading?.hasAttribute('tabindex')) heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
}

function wrongBeside(button) { return [...button.closest('form, dialog, section, main')?.querySelectorAll('[aria-invalid="true"]') ?? []]; }

// The first field that the press of a button found wrong; a summary of errors takes the focus itself.
function refused() {
  return pressed && !document.querySelector('.summary') ? wrongBeside(pressed.button).find((field) => !pressed.before.has(field)) : null;
}

document.addEventListener('focusin', (e) => {
  [held, around, closed] = [e.target, [], null];
  if (pressed?.button !== held) pressed = null;
  for (let at = held.parentElement; at; at = at.parentElement) if (at.matches('li, article, section, form, dialog, main')) around.push(at);
});
document.addEventListener('keydown', () => { arriving = false; }, true);
document.addEventListener('pointerdown', () => { [held, arriving] = [null, false]; }, true);
// Escape folds the panel one is in. A dialog and a list of choices have their own.
document.addEventListener('keydown', (e) => {
  if (e.key === 'Escape' && !e.defaultPrevented && !document.querySelector('dialog[open]')) e.target.closest?.('[data-panel]')?.querySelector('[data-close]')?.click();
});
// By mouse, Enter or Space.
document.addEventListener('click', (e) => {
  const button = e.target.closest('button');
  closed = e.target.closest('[data-close]')?.closest('[data-panel]').dataset.panel;
  pressed = button && button === held ? { button, before: new Set(wrongBeside(button)) } : null;
}, true);

// The focus is on the body too between the field that is left and the one that is entered, and what hears the change of the first may redraw just then.
function settle() {
  if (!held || !document.hasFocus() || document.activeElement !== document.body) return;
  if (held.isConnected && held.checkVisibility()) {
    if (!held.disabled) (refused() ?? held).focus();
    return;
  }
  const opener = closed && document.querySelector(`[data-opens="${closed}"]`);
  if (opener) {
    opener.focus();
    return;
  }
  const still = around.filter((at) => at.isConnected && at.checkVisibility());
  land(still.map((at) => at.querySelector('h1, h2, h3')).find(Boolean) ?? document.querySelector('h1'));
}

new MutationObserver((changes) => {
  if (location.pathname !== path) [path, arriving] = [location.pathname, true];
  for (const change of changes) if (change.attributeName === 'aria-invalid') pressed?.before.delete(change.target);
  // Whoever is in the bars of the browser stays there.
  if (!document.hasFocus()) return;
  const title = document.querySelector('h1');
  // Blazor looks for the heading of a new page once; where it comes only with what the page reads, the focus is still in the menu.
  if (arriving && title) {
    arriving = false;
    if (!document.activeElement.closest('main')) land(title);
  }
  if (!held) return;
  if (document.activeElement === pressed?.button) refused()?.focus();
  if (document.activeElement === document.body) setTimeout(settle);
}).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ['hidden', 'open', 'disabled', 'aria-invalid'] });
