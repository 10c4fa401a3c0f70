// Sends a file as it is, tells the page how far it is, then what was answered. Null when no file is chosen.
export function send(input, url, numbers, token, page) {
  const file = input.files[0];
  if (!file) return null;
  const request = new XMLHttpRequest();
  let told = 0;
  request.upload.onprogress = (e) => {
    const share = Math.floor((100 * e.loaded) / Math.max(1, e.total));
    if (share > told) page.invokeMethodAsync('Sent', (told = share));
  };
  request.onload = () => page.invokeMethodAsync('Answered', request.getResponseHeader('Content-Type')?.startsWith('application/json') ? request.responseText : null);
  request.onerror = () => page.invokeMethodAsync('Answered', null);
  request.open('POST', `${url}?${new URLSearchParams({ nom: file.name, numeros: numbers })}`);
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  request.setRequestHeader('RequestVerificationToken', token);
  request.send(file);
  return { stop: () => request.abort() };
}
