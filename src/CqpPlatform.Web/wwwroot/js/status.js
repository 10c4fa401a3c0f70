// A status that comes with its words in it is not read out: its words come a moment after it.
const moment = 100; // ms
const told = '.note[role=status] > div';

new MutationObserver((changes) => {
  for (const added of changes.flatMap((change) => [...change.addedNodes]).filter((node) => node.nodeType === Node.ELEMENT_NODE)) {
    // A page that is entered is read from its heading on.
    if (added.querySelector('h1')) continue;
    for (const words of added.matches(told) ? [added] : added.querySelectorAll(told)) {
      words.style.visibility = 'hidden';
      setTimeout(() => { words.style.visibility = ''; }, moment);
    }
  }
}).observe(document.body, { childList: true, subtree: true });
