// The time of one oral, in this browser alone: begun, suspended and ended by the examiner, kept from page to page and through a reload.
const day = 24 * 3600 * 1000;
const prefix = 'cqp-oral:';

function clock(seconds) {
  const whole = Math.abs(Math.trunc(seconds));
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}

// A browser that keeps nothing still counts while the page is open.
function keep(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* nothing is lost but the reload */ } }
function kept(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } }
function forgetOld() {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix) && !(kept(key)?.at > Date.now() - day)) localStorage.removeItem(key);
  } catch { /* nothing was kept */ }
}

class OralTimer extends HTMLElement {
  static observedAttributes = ['data-oral', 'data-minutes', 'data-planned'];

  // A page with a circuit puts the element in place before what it holds.
  connectedCallback() { queueMicrotask(() => this.isConnected && this.begin()); }

  // Another oral in the same place, or another length.
  attributeChangedCallback(name, before, now) { if (this.state && before !== now) this.connectedCallback(); }

  begin() {
    forgetOld();
    clearInterval(this.ticking);
    this.before = undefined;
    [this.key, this.total] = [prefix + this.dataset.oral, this.dataset.minutes * 60];
    // used: seconds before the last start; since: when that was, null while the time stands still.
    this.state = kept(this.key) ?? { used: 0, since: null, ended: false };
    [this.run, this.end] = [this.querySelector('[data-run]'), this.querySelector('[data-end]')];
    this.run.onclick = () => this.toggle();
    this.end.onclick = () => { this.stop(true); this.run.focus(); };
    this.planned = this.dataset.planned;
    this.tick();
    this.ticking = setInterval(() => this.tick(), 1000);
  }

  disconnectedCallback() { clearInterval(this.ticking); }

  get used() { return this.state.used + (this.state.since === null ? 0 : (Date.now() - this.state.since) / 1000); }

  toggle() {
    if (this.state.since !== null) this.stop(false);
    else this.put({ used: this.state.used, since: Date.now(), ended: false });
  }

  stop(ended) { this.put({ used: this.used, since: null, ended }); }

  put(state) {
    this.state = { ...state, at: Date.now() };
    keep(this.key, this.state);
    this.tick();
  }

  tick() {
    const { since, ended } = this.state;
    const [used, left] = [this.used, Math.ceil(this.total - this.used)];
    const extra = this.planned.split(',').slice(1).join(',').replace(' compris', '');
    const of = `sur ${clock(this.total)}${extra && `,${extra}`}`;
    const begun = used > 0 || since !== null;
    this.querySelector('b').textContent = ended ? clock(used) : left < 0 ? `+ ${clock(left)}` : clock(left);
    this.querySelector('.meta').textContent = !begun ? this.planned : ended ? `oral terminé, ${of}` : left < 0 ? `de plus que ${of.slice(4)}` : `${since === null ? 'à reprendre,' : 'restantes'} ${of}`;
    this.querySelector('.timer').classList.toggle('late', begun && !ended && left < 0);
    this.run.textContent = since !== null ? 'Suspendre' : begun ? 'Reprendre' : 'Commencer l’oral';
    [this.run.hidden, this.end.hidden] = [false, !begun || ended];
    const passed = (mark) => since !== null && this.before > mark && left <= mark;
    if (passed(300) || passed(0)) this.querySelector('[role=status]').textContent = passed(0) ? 'Le temps de l’oral est écoulé.' : 'Il reste 5 minutes.';
    this.before = left;
  }
}

customElements.define('oral-timer', OralTimer);

// P, wherever nothing is typed and no question is open; an oral that has ended begins again by its button alone.
document.addEventListener('keydown', (e) => {
  if (e.repeat || e.defaultPrevented || document.querySelector('dialog[open]')) return;
  if (e.key.toLowerCase() !== 'p' || e.ctrlKey || e.altKey || e.metaKey || e.target.matches('textarea, select, input:not([type=radio]):not([type=checkbox])')) return;
  const timer = document.querySelector('oral-timer');
  if (timer?.state && !timer.state.ended) timer.toggle();
});
