// Keys of the deliberation screen. A text field, a dialog or a focused control keeps its own keys.
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

export function listen(page) {
  const heard = (e) => {
    if (e.defaultPrevented || e.isComposing || e.target.matches(typing) || document.querySelector('dialog[open]')) return;
    const key = keyOf(e);
    if (!key) return;
    e.preventDefault();
    if (key === 'm') document.getElementById('Motive')?.focus();
    else page.invokeMethodAsync('KeyAsync', key);
  };
  document.addEventListener('keydown', heard);
  return { stop: () => document.removeEventListener('keydown', heard) };
}
