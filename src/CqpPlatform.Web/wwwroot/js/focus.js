// Links of an error summary, and the skip link. Caught before Blazor's router, which would take them for a navigation.
document.addEventListener('click', (e) => {
  const link = e.target.closest('a[data-focus]');
  const target = link && document.getElementById(link.dataset.focus);
  if (!target) return;
  e.preventDefault();
  target.scrollIntoView({ block: target.matches('section') ? 'start' : 'center' });
  const control = target.matches('input, select, textarea, button, a, [tabindex]') ? target : target.querySelector('input, select, textarea, button, a');
  (control ?? target).focus({ preventScroll: true });
}, true);

// Whoever acts by the keyboard keeps their place. An act may disable the control that had the focus, or take it away with the panel around it:
// the focus then goes back to that control, or to the heading of what is left of its place.
let held = null;
document.addEventListener('focusin', (e) => {
  const path = [];
  for (let at = e.target; at && at !== document.body; at = at.parentElement) path.push(at);
  held = path;
});
document.addEventListener('focusout', (e) => queueMicrotask(() => {
  // Left on purpose: a click beside it.
  if (held?.[0] === e.target && e.target.isConnected && !e.target.disabled && document.activeElement === document.body) held = null;
}));
new MutationObserver(() => {
  if (!held || document.activeElement !== document.body) return;
  const [control] = held;
  if (control.isConnected && (control.disabled || !control.checkVisibility())) return;
  if (control.isConnected) return control.focus({ preventScroll: true });
  const place = [...held, document.querySelector('main')].find((at) => at?.isConnected && at.querySelector('h1, h2, h3'));
  const heading = place?.querySelector('h1, h2, h3');
  if (!heading) return;
  if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });

// A link to a line of another page. Where that page holds no circuit, Blazor's router would go to the fragment over and over and never to the page.
document.addEventListener('click', (e) => {
  const link = e.target.closest('a[href*="#"]:not([target], [download])');
  if (!link || e.button !== 0 || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey || link.pathname === location.pathname) return;
  e.preventDefault();
  location.assign(link.href);
}, true);
