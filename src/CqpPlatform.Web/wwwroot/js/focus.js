// Links of an error summary, and the skip link. Caught before Blazor's router, which would take them for a navigation.
document.addEventListener('click', (e) => {
  const link = e.target.closest('a[data-focus]');
  if (!link) return;
  const target = document.getElementById(link.dataset.focus);
  // A bare fragment would be read from the root of the site.
  if (target || link.getAttribute('href').startsWith('#')) e.preventDefault();
  if (!target) return;
  target.scrollIntoView({ block: target.matches('section') ? 'start' : 'center' });
  const control = target.matches('input, select, textarea, button, a, [tabindex]') ? target : target.querySelector('input, select, textarea, button, a');
  (control ?? target).focus({ preventScroll: true });
}, true);

// A link to a line of another page. Where that page holds no circuit, Blazor's router would go to the fragment over and over and never to the page.
document.addEventListener('click', (e) => {
  const link = e.target.closest('a[href*="#"]:not([target], [download])');
  if (!link || e.defaultPrevented || e.button !== 0 || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey || link.pathname === location.pathname) return;
  e.preventDefault();
  location.assign(link.href);
}, true);
