// Shows the reconnection dialog from the classes Blazor's script puts on it, as a true modal dialog.
const dialog = document.getElementById('components-reconnect-modal');

const states = [
  ['components-reconnect-rejected', 'rejected'],
  ['components-reconnect-failed', 'failed'],
  ['components-reconnect-show', 'retrying'],
];

// A drop shorter than this mends itself: a dialog would only interrupt.
const patience = 700;
let opening;

function follow() {
  const state = states.find(([name]) => dialog.classList.contains(name))?.[1];
  clearTimeout(opening);
  if (!state) {
    delete dialog.dataset.state;
    if (dialog.open) dialog.close();
    return;
  }
  dialog.dataset.state = state;
  if (!dialog.open) opening = setTimeout(() => dialog.showModal(), state === 'retrying' ? patience : 0);
}

async function retry() {
  const resumed = await Blazor.reconnect();
  if (resumed === false) location.reload();
}

if (dialog) {
  new MutationObserver(follow).observe(dialog, { attributes: true, attributeFilter: ['class'] });
  dialog.addEventListener('cancel', (e) => { if (dialog.dataset.state === 'retrying') e.preventDefault(); });
  dialog.addEventListener('click', (e) => {
    const action = e.target.closest('[data-action]')?.dataset.action;
    if (action === 'retry') retry();
    if (action === 'reload') location.reload();
    if (action === 'stay') dialog.close();
  });
}

document.addEventListener('click', (e) => {
  if (e.target.closest('[data-reload]')) location.reload();
});
