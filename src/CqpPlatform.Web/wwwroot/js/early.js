// A page is shown before its circuit stands, and drawn anew once it does. On a slow network seconds lie between: what was typed or chosen meanwhile goes on in the new page.
// No module: it has to be there before the circuit.
{
  // A secret is typed again; a decision belongs to the candidate it was typed for, and the new page may open another.
  const fields = 'input[id]:not([type=file], [type=password]), select[id], textarea[id]', decision = 'form.vote';
  const early = () => document.querySelector('a.skip')?.dataset.live === 'false';
  const typed = new Map();
  const settling = 2000; // ms in which the new page gives the focus to its heading
  const reading = 10000; // ms in which the new page shows the fields that wait for what it reads
  let [was, at, path, back] = [early(), document.activeElement?.id, location.pathname, null];

  const ticked = (field) => field.matches('[type=radio], [type=checkbox]');
  const holds = (field) => (ticked(field) ? field.checked : field.value);
  const came = (field) => (ticked(field) ? field.defaultChecked
    : field.matches('select') ? ([...field.options].find((o) => o.defaultSelected) ?? field.options[0])?.value : field.defaultValue);

  function put(field, before) {
    // What somebody else has changed or closed since stays as it is now.
    if (field.readOnly || field.matches(':disabled') || holds(field) !== came(before)) return;
    if (ticked(field)) {
      field.click();
      return;
    }
    field.value = before.value;
    for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));
    // A field that was left is left again: some are read only then.
    if (field.id !== at) field.dispatchEvent(new FocusEvent('blur'));
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
      setTimeout(() => typed.clear(), reading);
      const gone = changes.flatMap((change) => [...change.removedNodes]).filter((node) => node.nodeType === Node.ELEMENT_NODE);
      for (const node of gone) for (const field of node.querySelectorAll(fields)) if (holds(field) !== came(field) && !field.closest(decision)) typed.set(field.id, field);
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
