// Passkeys: the server asks, the browser has the person unlock a key, and the answer goes back in the form it came from.
const supported = window.PublicKeyCredential?.parseRequestOptionsFromJSON !== undefined && !/^[\d.]+$|^\[/.test(location.hostname);

async function answer(kind, json) {
  const options = JSON.parse(json);
  const credential = kind === 'create'
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  return JSON.stringify(credential.toJSON());
}

// From a page with a circuit.
export const ask = json => answer('get', json);
export const canAsk = () => supported;

// <passkey-form kind="get|create" question="/address"> around a form: hidden where the browser or the address cannot.
class PasskeyForm extends HTMLElement {
  connectedCallback() {
    if (!supported) return;
    this.hidden = false;
    this.addEventListener('submit', event => this.submitted(event));
  }

  async submitted(event) {
    event.preventDefault();
    event.stopPropagation();
    const form = event.target;
    const message = this.querySelector('[data-message]');
    message.textContent = '';
    try {
      const response = await fetch(this.getAttribute('question'), { method: 'POST', body: new URLSearchParams(new FormData(form)) });
      if (!response.ok) throw new Error(String(response.status));
      form.querySelector('[data-credential]').value = await answer(this.getAttribute('kind'), await response.text());
      form.submit();
    } catch {
      message.textContent = 'La clé d’accès n’a pas répondu. Réessayez, ou servez-vous de votre mot de passe.';
    }
  }
}

// The page loads this file under its fingerprinted name, ProofForm under this one: the second time there is nothing to define.
if (!customElements.get('passkey-form')) customElements.define('passkey-form', PasskeyForm);
