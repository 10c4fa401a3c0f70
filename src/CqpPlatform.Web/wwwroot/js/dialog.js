// A native dialog can only be opened as a modal from script.
export function open(dialog) {
  if (!dialog.open) dialog.showModal();
}

export function close(dialog) {
  if (dialog.open) dialog.close();
}
