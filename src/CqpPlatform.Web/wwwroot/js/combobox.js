// An open combobox keeps the arrows, Enter and Escape for its list: Enter must not send the form, nor the arrows move the caret.
document.addEventListener('keydown', (e) => {
  if (['ArrowDown', 'ArrowUp', 'Enter', 'Escape'].includes(e.key) && e.target.matches?.('[role=combobox][aria-expanded=true]')) e.preventDefault();
});
