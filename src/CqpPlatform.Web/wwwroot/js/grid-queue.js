// Changes that wait for the server, each an entry of its own, so that two tabs never write over one another's.
// randomUUID is kept from pages without https; random values are not.
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

// A browser that keeps nothing still saves while it is open.
function store() {
  try {
    localStorage.setItem('cqp-essai', '1');
    localStorage.removeItem('cqp-essai');
    return localStorage;
  } catch {
    const held = new Map();
    return { get length() { return held.size; }, key: (i) => [...held.keys()][i], getItem: (k) => held.get(k) ?? null, setItem: (k, v) => held.set(k, v), removeItem: (k) => held.delete(k) };
  }
}

export class Queue {
  constructor(owner) {
    [this.prefix, this.store, this.last] = [`cqp-saisie:${owner}:`, store(), 0];
  }

  // In the order they were made.
  all() {
    const keys = [];
    for (let i = 0; i < this.store.length; i++) {
      const key = this.store.key(i);
      if (key.startsWith(this.prefix)) keys.push(key);
    }
    return keys.sort().map((key) => JSON.parse(this.store.getItem(key))).filter(Boolean);
  }

  add(change) {
    const before = Number(this.all().at(-1)?.order.split('-')[0] ?? 0);
    this.last = Math.max(Date.now(), before + 1, this.last + 1);
    const id = change.id ?? uuid();
    this.put({ ...change, id, order: `${String(this.last).padStart(15, '0')}-${id.slice(0, 8)}`, at: this.last });
  }

  put(change) { this.store.setItem(this.prefix + change.order, JSON.stringify(change)); }
  remove(change) { this.store.removeItem(this.prefix + change.order); }

  later(change) { return this.all().filter((c) => c.grid === change.grid && c.item === change.item && c.field === change.field && c.order > change.order); }

  // Saved: it goes, and what was typed since builds on what is stored now.
  acknowledge(change, basis) {
    this.remove(change);
    for (const next of this.later(change)) if (next.basis === change.id) this.put({ ...next, basis });
  }

  // Refused: it waits for its writer, with the last thing typed there.
  hold(change, held) {
    const later = this.later(change);
    later.forEach((c) => this.remove(c));
    const kept = { ...change, value: later.at(-1)?.value ?? change.value, held };
    this.put(kept);
    return kept;
  }

  // One tab at a time sends; without locks, ids make a second sending harmless.
  alone(work) { return navigator.locks ? navigator.locks.request(this.prefix, work) : work(); }
}
