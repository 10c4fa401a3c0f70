// Leads to the field of a path such as $.blocks[2].criteria[0]; a path without a field of its own leads to what holds it.
export function goTo(path) {
  let target;
  for (let at = path; at && !(target = document.getElementById(at));) {
    const shorter = at.replace(/(\.[^.[\]]+|\[[^\]]*\])$/, '');
    if (shorter === at) return;
    at = shorter;
  }
  if (!target) return;
  target.scrollIntoView({ block: 'center' });
  target.focus({ preventScroll: true });
}
