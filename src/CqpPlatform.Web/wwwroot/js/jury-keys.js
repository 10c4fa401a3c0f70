// Keys of the deliberation screen. A text field, a dialog or a focused control keeps its own keys; under a panel of the session the bar is hidden, and nothing is heard.
const moves = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];
const typing = 'textarea, select, [contenteditable], input:not([type=radio]):not([type=checkbox])';

function keyOf(e) {
  if (e.altKey || e.metaKey && e.key !== 'z') return null;
  const letter = e.key.toLowerCase();
  if (e.ctrlKey || e.metaKey) return letter === 'z' && !e.shiftKey ? 'undo' : null;
  const radio = e.target.matches('input[type=radio]');
  if (moves.includes(e.key)) return radio || e.target.matches('[role=region]') ? null : e.key;
  if (e.key === 'Enter') return e.target.matches('a, button, summary') || radio ? null : 'Enter';
  return ['v', 'n', 'd', 'm'].includes(letter) ? letter : null;
}

// A refused decision may be further down than what is in view.
function showWrong() {
  const wrong = document.querySelector('.vote [aria-invalid=true], .vote .note.late');
  wrong?.scrollIntoView({ block: 'center' });
  wrong?.focus({ preventScroll: true });
}

export function listen(page) {
  const heard = (e) => {
    if (e.defaultPrevented || e.isComposing || e.target.matches(typing) || document.querySelector('dialog[open], .keys[hidden]')) return;
    const key = keyOf(e);
    if (!key) return;
    e.preventDefault();
    if (key === 'm') document.getElementById('Motive')?.focus();
    else page.invokeMethodAsync('KeyAsync', key).then(() => key === 'Enter' && showWrong());
  };
  // On a phone the file lies under the table: whoever chooses a candidate is taken to it.
  const chosen = (e) => {
    if (e.target.closest?.('.jt a') && matchMedia('(max-width: 640px)').matches) document.getElementById('file-title')?.scrollIntoView();
  };
  document.addEventListener('keydown', heard);
  document.addEventListener('click', chosen);
  return {
    stop: () => {
      document.removeEventListener('keydown', heard);
      document.removeEventListener('click', chosen);
    },
  };
}
