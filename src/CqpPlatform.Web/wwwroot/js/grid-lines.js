// The lines of a grid on the page: what they hold, what they say, and what somebody changes there.
const fields = ['Rating', 'Comment', 'Criteria'];
const nbsp = '\u00a0';

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function count(n, noun) { return `${n}${nbsp}${noun}${n < 2 ? '' : 's'}`; }
function time(at) { return new Date(at).toLocaleTimeString('fr-FR', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Paris' }); }

function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS('http://www.w3.org/2000/svg', 'use'));
  svg.firstChild.setAttribute('href', `/icons.svg#${name}`);
  return svg;
}

export class Lines {
  // record: something changed. flush: its writer went on. settle: one of two values was chosen.
  constructor(root, { record, flush, settle }) {
    // What this person wrote on an earlier page may be undone from this one: the server says what, the latest first.
    const way = [...root.querySelectorAll('[data-way]')].reverse().map((back) => ({ item: back.dataset.back, field: back.dataset.field, before: back.dataset.value, past: true }));
    Object.assign(this, { root, record, flush, settle, undone: way });
    this.all = [...root.querySelectorAll('[data-line]')];
    // What was said before anything was saved from this page, and again where only the network was missing.
    this.saidSaved = root.querySelector('[data-saved]')?.textContent.trim();
    this.seen = new Map(this.all.flatMap((line) => fields.map((field) => [`${line.dataset.line}/${field}`, this.sent(line, field)])));
    root.addEventListener('change', (e) => this.changed(e.target, false));
    root.addEventListener('input', (e) => { if (e.target.matches('textarea')) this.changed(e.target, true); });
    root.addEventListener('click', (e) => this.clicked(e));
    root.addEventListener('focusin', (e) => { if (e.target.closest('[data-line]')) this.last = e.target.id; });
  }

  line(item) { return this.all.find((line) => line.dataset.line === item); }

  read(line, field) {
    if (field === 'Rating') return line.querySelector('input[type=radio]:checked')?.value ?? '';
    if (field === 'Comment') return line.querySelector('textarea')?.value ?? '';
    return [...line.querySelectorAll('input[type=checkbox]:checked')].map((box) => box.value).join(',');
  }

  // As the server sent it, whatever was changed since.
  sent(line, field) {
    if (field === 'Rating') return [...line.querySelectorAll('input[type=radio]')].find((radio) => radio.defaultChecked)?.value ?? '';
    if (field === 'Comment') return line.querySelector('textarea')?.defaultValue ?? '';
    return [...line.querySelectorAll('input[type=checkbox]')].filter((box) => box.defaultChecked).map((box) => box.value).join(',');
  }

  // What was answered before this script was there to hear it. A browser that comes back to a page may put old values in it: those are nobody's answer.
  catchUp() {
    if (performance.getEntriesByType('navigation')[0]?.type !== 'navigate') return;
    for (const line of this.all) for (const field of fields) this.note(line, field, false);
  }

  write(item, field, value) {
    const line = this.line(item);
    if (!line) return;
    if (field === 'Rating') line.querySelectorAll('input[type=radio]').forEach((radio) => { radio.checked = radio.value === value; });
    else if (field === 'Comment') line.querySelector('textarea').value = value ?? '';
    else line.querySelectorAll('input[type=checkbox]').forEach((box) => { box.checked = (value ?? '').split(',').includes(box.value); });
    this.seen.set(`${item}/${field}`, this.read(line, field));
  }

  current(item, field) {
    const line = this.line(item);
    return line ? this.read(line, field) : '';
  }

  basis(item, field) { return this.line(item)?.dataset[`${field.toLowerCase()}Basis`] || null; }
  setBasis(item, field, basis) { const line = this.line(item); if (line) line.dataset[`${field.toLowerCase()}Basis`] = basis ?? ''; }

  changed(control, typing) {
    const line = control.closest('[data-line]');
    const field = control.matches('[type=radio]') ? 'Rating' : control.matches('textarea') ? 'Comment' : control.matches('[type=checkbox]') ? 'Criteria' : null;
    if (!line || !field) return;
    if (!this.note(line, field, typing) && !typing) this.flush();
    this.update();
    // A comment that opens because it is due is seen, above what stays at the foot of the page.
    if (field === 'Rating' && this.due(line) !== line) line.querySelector('.more').scrollIntoView({ block: 'nearest' });
  }

  // True where the field holds something new.
  note(line, field, typing) {
    const key = `${line.dataset.line}/${field}`;
    const [before, value] = [this.seen.get(key), this.read(line, field)];
    if (before === value) return false;
    const top = this.undone.at(-1);
    // A text is one entry however many keys it took; what was written on an earlier page is another.
    if (!(typing && top && !top.past && top.item === line.dataset.line && top.field === field)) this.undone.push({ item: line.dataset.line, field, before });
    this.seen.set(key, value);
    this.record(line, field, value, typing);
    return true;
  }

  clicked(e) {
    const opener = e.target.closest('[data-comment-opener]');
    if (opener) {
      opener.closest('[data-line]').querySelector('.more').classList.add('open');
      opener.closest('[data-line]').querySelector('textarea').focus();
      opener.hidden = true;
    }
    const folded = e.target.closest('[data-unfold]');
    if (folded) {
      const card = folded.nextElementSibling;
      [folded.hidden, card.hidden] = [true, false];
      card.focus();
    }
    const choice = e.target.closest('[data-choice]');
    if (choice) this.settle(choice.closest('[data-line]').dataset.line, choice.dataset.choice);
    const taken = e.target.closest('[data-take-rating]');
    if (taken) this.take(taken.closest('[data-line]'), taken.dataset.takeRating, taken.dataset.takeComment ?? '');
    if (e.target.closest('[data-undo]')) this.undo();
    const back = e.target.closest('[data-back]');
    if (back) this.giveBack(back.dataset.back, back.dataset.field, back.dataset.value);
  }

  // An entry of the history is undone: its field holds again what it held before, and that too can be undone.
  giveBack(item, field, value) {
    const line = this.line(item);
    if (!line) return;
    this.undone.push({ item, field, before: this.read(line, field) });
    this.put(line, field, value);
  }

  // One examiner's answer becomes the common one, its comment with it.
  take(line, rating, comment) {
    line.querySelectorAll('input[type=radio]').forEach((radio) => { radio.checked = radio.value === rating; });
    line.querySelector('textarea').value = comment;
    line.querySelector('.more').classList.toggle('open', comment !== '');
    for (const field of ['Rating', 'Comment']) this.note(line, field, false);
    this.update();
  }

  undo() {
    const entry = this.undone.pop();
    if (!entry) return;
    const line = this.line(entry.item);
    if (line) this.put(line, entry.field, entry.before);
  }

  put(line, field, value) {
    this.write(line.dataset.line, field, value);
    this.record(line, field, value, false);
    this.update();
    this.focus(line);
  }

  focus(target) {
    const line = target.closest('[data-line]');
    const folded = line?.querySelector('[data-unfold]:not([hidden])');
    if (folded) folded.click();
    if (line && target.matches('textarea')) target.closest('.more')?.classList.add('open');
    target.scrollIntoView({ block: 'center' });
    (target.matches('textarea, input, fieldset') ? target : target.querySelector('input[type=radio]:checked') ?? target.querySelector('input[type=radio], textarea') ?? target).focus({ preventScroll: true });
  }

  // What of a line waits: its comment, where only that is due.
  due(target) {
    return target.matches('[data-line]') && this.chosen(target) && !this.complete(target) ? target.querySelector('textarea') : target;
  }

  chosen(line) { return line.querySelector('input[type=radio]:checked'); }

  complete(line) {
    const chosen = this.chosen(line);
    return chosen && (!chosen.matches('.needs') || line.querySelector('textarea').value.trim() !== '');
  }

  // Counts, the next line to answer, and what the ticked criteria suggest.
  update() {
    const [total, left] = [this.all.length, this.all.filter((line) => !this.complete(line))];
    for (const line of this.all) {
      const ticks = line.querySelector('.ticks');
      if (ticks) this.suggest(ticks);
      const opener = line.querySelector('[data-comment-opener]');
      if (opener) opener.hidden = !this.chosen(line) || line.querySelector('.more').matches('.open') || line.querySelector('input.needs:checked') !== null;
    }
    const unrated = left.filter((line) => !this.chosen(line)).length;
    const said = this.root.querySelector('[data-count]');
    if (said) said.textContent = `${count(total - unrated, said.dataset.count)} sur${nbsp}${total}`;
    const rest = this.root.querySelector('[data-left]');
    const due = [[unrated, 'appréciation'], [left.length - unrated, 'commentaire']].filter(([n]) => n > 0);
    if (rest) rest.textContent = left.length === 0 ? 'Tout est renseigné.' : `Il reste ${due.map(([n, noun]) => count(n, noun)).join(' et ')} à donner.`;
    const bar = this.root.querySelector('.phone-bar .progress');
    if (bar) {
      bar.querySelector('.n').textContent = `${count(total - left.length, 'compétence')} sur${nbsp}${total}`;
      bar.querySelector('.fill').setAttribute('width', `${Math.floor((100 * (total - left.length)) / total)}%`);
      bar.querySelector('.bar').classList.toggle('done', left.length === 0);
    }
    const next = this.root.querySelector('[data-to-answer]');
    if (next) {
      [next.hidden, this.root.querySelector('.phone-foot [data-submit]').hidden] = [left.length === 0, left.length > 0];
      next.textContent = `Suivante (${left.length})`;
      if (left[0]) next.dataset.focus = this.chosen(left[0]) ? left[0].querySelector('textarea').id : left[0].querySelector('fieldset').id;
    }
    const undo = this.root.querySelector('[data-undo]');
    if (undo) undo.hidden = this.undone.length === 0;
    for (const back of this.root.querySelectorAll('[data-back]')) {
      const line = this.line(back.dataset.back);
      back.hidden = !line || this.read(line, back.dataset.field) === back.dataset.value;
    }
  }

  // Saved, a change takes back what one of two examiners had confirmed.
  confirmAgain() {
    const link = this.root.querySelector('[data-confirmed]');
    if (!link?.hidden) return;
    link.hidden = false;
    this.root.querySelector('[data-next]')?.classList.remove('primary');
  }

  suggest(ticks) {
    const boxes = [...ticks.querySelectorAll('input')];
    const ticked = boxes.filter((box) => box.checked).length;
    const label = ticked === 0 ? null : ticked === boxes.length ? ticks.dataset.all : ticks.dataset.some;
    const said = ticks.querySelector('[data-suggestion]');
    if (!said) return;
    said.hidden = !label;
    if (label) said.querySelector('b').textContent = label;
  }

  words(line, field, value) {
    if (!value) return 'rien';
    if (field === 'Rating') {
      const radio = [...line.querySelectorAll('input[type=radio]')].find((r) => r.value === value);
      return radio?.closest('label').textContent.trim() ?? value;
    }
    return field === 'Comment' ? `«${nbsp}${value}${nbsp}»` : count(value.split(',').length, 'critère');
  }

  // Why a change is not saved; where somebody else wrote meanwhile, both values and the choice.
  trouble(change) {
    const line = this.line(change.item);
    const box = line?.querySelector('[data-trouble]');
    if (!box) return;
    const { message, other } = change.held;
    const note = element('div', null, { class: `note ${other ? 'wait' : 'late'}`, role: 'alert' });
    const text = element('div');
    note.append(icon('warn'), text);
    text.append(element('p', message));
    if (other) {
      text.append(element('p', `Votre réponse${nbsp}: ${this.words(line, change.field, change.value)}`), element('p', `Enregistré${other.by ? ` par ${other.by}` : ''}${other.at ? ` à ${other.at}` : ''}${nbsp}: ${this.words(line, change.field, other.value)}`));
      const actions = element('div', null, { class: 'actions' });
      actions.append(element('button', 'Garder ma réponse', { type: 'button', class: 'btn small', 'data-choice': 'mine' }), element('button', 'Prendre l’autre', { type: 'button', class: 'btn small', 'data-choice': 'theirs' }));
      text.append(actions);
    }
    box.replaceChildren(note);
    box.hidden = false;
    const folded = line.querySelector('[data-unfold]:not([hidden])');
    if (folded) [folded.hidden, folded.nextElementSibling.hidden] = [true, false];
  }

  calm(item) {
    const box = this.line(item)?.querySelector('[data-trouble]');
    if (box) [box.hidden, box.textContent] = [true, ''];
  }

  showFirstTrouble() { this.root.querySelector('[data-trouble]:not([hidden])')?.scrollIntoView({ block: 'center' }); }

  say(state, { at, kept, signIn }) {
    const place = this.root.querySelector('[data-saved]');
    if (!place) return;
    const keptAt = kept ? ` à ${time(kept)}` : '';
    const texts = {
      saved: at || this.saidSaved ? ['check', at ? `Enregistré à ${at}` : this.saidSaved] : null,
      saving: null,
      kept: ['phone', `Gardé sur cet appareil${keptAt}`],
      later: ['noconn', `${kept ? `Gardé sur cet appareil${keptAt}. ` : ''}Pas de réseau${nbsp}: vous remettrez à son retour.`],
      refused: ['warn', 'Une réponse n’est pas enregistrée'],
      out: ['phone', `Votre accès a pris fin. Gardé sur cet appareil${keptAt}${signIn ? '. ' : `${nbsp}: rouvrez le lien de votre courriel.`}`],
      stale: ['warn', `Cette page n’est plus valable. Gardé sur cet appareil${keptAt}. `],
    };
    if (state === 'later' && place.dataset.state === 'saved') this.saidSaved = place.textContent.trim();
    const again = place.dataset.state === state;
    place.dataset.state = state;
    const said = texts[state];
    if (!said || place.textContent.trim().startsWith(said[1].trim())) return;
    // A link under the finger stays where it is: pressing it leaves the field, whose answer is tried again before the finger rises.
    if (again && place.querySelector('a')) {
      place.childNodes[1].data = said[1];
      return;
    }
    place.replaceChildren(icon(said[0]), said[1]);
    if (state === 'stale') place.append(element('a', 'Recharger la page', { href: location.pathname + location.search }));
    if (state === 'out' && signIn) {
      const link = element('a', 'Se reconnecter', { href: signIn });
      link.addEventListener('click', () => {
        link.href = `${signIn}?retour=${encodeURIComponent(location.pathname + location.search + (this.last ? `#${this.last}` : ''))}`;
      });
      place.append(link);
    }
  }
}
