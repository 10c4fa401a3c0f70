// A page is shown before its circuit stands, and drawn anew once it does. On a slow network seconds lie between: what was typed, chosen or unfolded meanwhile goes on in the new page.
// No module: it has to be there before the circuit.
{
  const fields = 'input[id]:not([type=file]), select[id], textarea[id]';
  const early = () => document.querySelector('a.skip')?.dataset.live === 'false';
  const typed = new Map();
  const settling = 2000; // ms in which the new page gives the focus to its heading
  let [was, at, path, back] = [early(), document.activeElement?.id, location.pathname, null];

  const changed = (field) => (field.matches('select') ? [...field.options].some((o) => o.selected !== o.defaultSelected) && field.value !== ''
    : field.matches('[type=radio], [type=checkbox]') ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);

  function put(field, before) {
    if (before.matches('[type=radio], [type=checkbox]')) {
      if (field.checked !== before.checked) field.click();
      return;
    }
    field.value = before.value;
    for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));
  }

  document.addEventListener('focusin', (e) => {
    if (early()) at = e.target.id;
    else if (back?.isConnected && e.target.matches('h1')) back.focus();
  });
  document.addEventListener('pointerdown', () => { back = null; }, true);
  // The browser would send an empty form, and load the page anew.
  document.addEventListener('submit', (e) => { if (early() && !e.target.hasAttribute('method')) e.preventDefault(); }, true);

  new MutationObserver((changes) => {
    if (early()) {
      [was, path] = [true, location.pathname];
      return;
    }
    if (was) {
      was = false;
      const gone = changes.flatMap((change) => [...change.removedNodes]).filter((node) => node.nodeType === Node.ELEMENT_NODE);
      for (const node of gone) for (const field of node.querySelectorAll(fields)) if (changed(field)) typed.set(field.id, field);
      const menu = document.querySelector('.menu');
      if (menu && gone.some((node) => node.querySelector('.menu[open]'))) menu.open = true;
    }
    if (typed.size > 0 && location.pathname !== path) typed.clear();
    // The new page's fields may come only with what it reads.
    for (const [id, before] of typed) {
      const field = document.getElementById(id);
      if (!field) continue;
      typed.delete(id);
      put(field, before);
      if (id !== at) continue;
      back = field;
      field.focus();
      setTimeout(() => { back = null; }, settling);
    }
  }).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ['data-live'] });
}
