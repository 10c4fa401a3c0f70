// A grid saves itself (docs/adr/0028): each change goes into the browser's own storage at once, then to the server, in order and once.
// What the server acknowledged leaves the storage; everything else is sent again until it is, from whichever page comes next.
import { Queue } from './grid-queue.js';
import { Lines } from './grid-lines.js';

const quiet = 600; // ms without a keystroke before a text is sent
const waits = [1000, 2000, 4000, 8000, 15000];

class Saver {
  constructor(root) {
    this.root = root;
    this.queue = new Queue(root.dataset.owner);
    this.token = root.querySelector('input[name=__RequestVerificationToken]')?.value ?? '';
    this.grid = root.dataset.grid;
    [this.failures, this.ended] = [0, null];
    if (root.dataset.editable) {
      this.lines = new Lines(root, {
        record: (line, field, value, later) => this.record(line, field, value, later),
        flush: () => this.send(),
        settle: (item, choice) => this.settle(item, choice),
      });
      this.lines.catchUp();
      this.restore();
    }
    this.tell();
    this.send();
  }

  get mine() { return this.queue.all().filter((c) => c.grid === this.grid); }

  // What waits was typed after what the server knows: it is shown again, and sent.
  restore() {
    for (const change of this.mine) {
      this.lines.undone.push({ item: change.item, field: change.field, before: this.lines.current(change.item, change.field), past: true });
      this.lines.write(change.item, change.field, change.value);
      if (change.held) this.lines.trouble(change);
    }
    this.lines.update();
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    // Once the page is drawn the browser goes to the fragment itself, and takes the focus from whatever had it.
    if (target) requestAnimationFrame(() => requestAnimationFrame(() => this.lines.focus(this.lines.due(target))));
  }

  record(line, field, value, later) {
    const item = line.dataset.line;
    const last = this.mine.filter((c) => c.item === item && c.field === field).at(-1);
    if (last?.held?.other) this.queue.put({ ...last, value });
    else if (last && !last.held && !last.sent) this.queue.put({ ...last, value });
    else {
      if (last?.held) this.queue.remove(last);
      this.queue.add({ grid: this.grid, url: this.root.dataset.save, item, field, value, basis: last && !last.held ? last.id : this.lines.basis(item, field) });
      if (last?.held) this.lines.calm(item);
    }
    if (last?.held?.other) this.lines.trouble(this.mine.find((c) => c.order === last.order));
    clearTimeout(this.typing);
    if (later) this.typing = setTimeout(() => this.send(), quiet);
    else this.send();
    this.tell();
  }

  // The loser of two writes has seen both values and chosen.
  settle(item, choice) {
    const held = this.mine.find((c) => c.item === item && c.held);
    if (!held) return;
    this.queue.remove(held);
    this.lines.setBasis(item, held.field, held.held.other.basis);
    if (choice === 'mine') this.queue.add({ ...held, held: undefined, sent: false, id: undefined, basis: held.held.other.basis });
    else this.lines.write(item, held.field, held.held.other.value ?? '');
    this.lines.calm(item);
    this.lines.update();
    this.tell();
    this.send();
  }

  // One sending at a time: whoever asks meanwhile waits for it, and what came in at its end starts the next.
  send() {
    this.running ??= this.drain().finally(() => {
      this.running = null;
      if (this.failures === 0 && this.queue.all().some((c) => !c.held)) this.send();
    });
    return this.running;
  }

  async drain() {
    clearTimeout(this.retry);
    try {
      await this.queue.alone(async () => {
        for (let change; (change = this.queue.all().find((c) => !c.held)) && (await this.post(change)););
      });
    } finally {
      this.tell();
    }
    if (this.failures > 0 && !this.ended) this.retry = setTimeout(() => this.send(), waits[Math.min(this.failures, waits.length) - 1]);
  }

  // True where the next one may go.
  async post(change) {
    this.queue.put({ ...change, sent: true });
    let response, answer;
    try {
      response = await fetch(change.url, {
        method: 'POST', redirect: 'manual', signal: AbortSignal.timeout(10000),
        headers: { 'Content-Type': 'application/json', RequestVerificationToken: this.token },
        body: JSON.stringify({ id: change.id, item: change.item, field: change.field, value: change.value, basis: change.basis }),
      });
      if (response.type === 'opaqueredirect' || response.status === 401) return this.stop('out');
      if (response.status >= 500 || response.status === 429) return this.stop();
      answer = await response.json();
    } catch {
      return this.stop();
    }
    [this.failures, this.ended] = [0, null];
    // Another account signed in here meanwhile, or the page is older than its keys.
    if (response.status === 400) return this.stop('stale');
    if (response.ok) {
      this.queue.acknowledge(change, answer.basis);
      if (change.grid === this.grid) {
        this.savedAt = answer.at;
        this.lines?.setBasis(change.item, change.field, answer.basis);
        this.lines?.confirmAgain();
      }
    } else {
      const held = this.queue.hold(change, { message: answer.message, other: answer.other ?? undefined });
      if (held.grid === this.grid) this.lines?.trouble(held);
    }
    this.tell();
    return true;
  }

  // ended: 'out' until one signs in again, 'stale' until the page is loaded again; null where trying again may help.
  stop(ended = null) {
    [this.failures, this.ended] = [this.failures + 1, ended];
    return false;
  }

  // One line says where the last change is: on the server, in this browser, or nowhere yet.
  tell() {
    const waiting = this.queue.all();
    this.root.dataset.waiting = waiting.length;
    const offline = this.failures > 0 && waiting.some((c) => !c.held);
    this.root.querySelectorAll('[data-offline]').forEach((banner) => { banner.hidden = !offline || this.ended !== null; });
    if (!this.lines) return;
    const state = this.ended && offline ? this.ended : offline ? 'kept' : this.mine.some((c) => c.held) ? 'refused' : waiting.length > 0 ? 'saving' : 'saved';
    this.lines.say(state, { at: this.savedAt, kept: waiting.at(-1)?.at, signIn: this.root.dataset.signIn });
  }
}

let saver;

function start() {
  const root = document.querySelector('[data-owner]');
  if (!root?.dataset.owner || saver?.root === root) return;
  saver = new Saver(root);
}

start();
globalThis.Blazor?.addEventListener?.('enhancedload', start);
for (const wake of ['online', 'focus', 'pageshow']) addEventListener(wake, () => saver?.send());
document.addEventListener('visibilitychange', () => saver?.send());
// A signature is asked of what is saved: what still waits goes first.
document.addEventListener('click', async (e) => {
  const link = e.target.closest?.('a[data-submit]');
  if (!link || !saver || (saver.mine.length === 0 && navigator.onLine)) return;
  e.preventDefault();
  await saver.send();
  if (saver.mine.length === 0 && navigator.onLine) location.assign(link.href);
  else if (saver.mine.some((c) => c.held)) saver.lines.showFirstTrouble();
  else if (!saver.ended) saver.lines.say('later', { kept: saver.mine.at(-1)?.at });
}, true);
