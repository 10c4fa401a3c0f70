// Arrow keys in a grid: one tab stop, arrows move, Home and End go to the ends of the row, Enter follows the link. The last one chosen keeps the class "here".
// Usage: <table data-keys> with a link or button in each cell that can be reached. R goes to the next [data-late]; [data-jump="-1"] and "1" do the same by a click.
const reachable = 'tbody a, tbody button';

function cells(grid) {
  return [...grid.rows]
    .map((row) => [...row.cells].flatMap((cell) => Array(cell.colSpan).fill(cell.querySelector('a, button'))))
    .filter((row) => row.some((stop) => stop?.matches(reachable)));
}

function place(rows, stop) {
  for (let y = 0; y < rows.length; y++) {
    const x = rows[y].indexOf(stop);
    if (x >= 0) return [x, y];
  }
  return [0, 0];
}

function walk(rows, x, y, dx, dy) {
  const start = rows[y][x];
  for (x += dx, y += dy; y >= 0 && y < rows.length && x >= 0 && x < rows[y].length; x += dx, y += dy)
    if (rows[y][x] !== start && rows[y][x]?.matches(reachable)) return rows[y][x];
  return null;
}

// From the last one back to the first, and the other way.
function late(grid, from, way) {
  const all = [...grid.querySelectorAll('[data-late]')];
  const side = way > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const beyond = from ? all.filter((stop) => from.compareDocumentPosition(stop) & side) : [];
  return way > 0 ? beyond[0] ?? all[0] : beyond.at(-1) ?? all.at(-1);
}

document.addEventListener('keydown', (e) => {
  const grid = e.target.closest?.('table[data-keys]');
  if (!grid || !e.target.matches(reachable) || e.ctrlKey || e.altKey || e.metaKey) return;
  const rows = cells(grid);
  const [x, y] = place(rows, e.target);
  const stops = rows[y].filter((stop) => stop?.matches(reachable));
  const moves = {
    ArrowLeft: () => walk(rows, x, y, -1, 0),
    ArrowRight: () => walk(rows, x, y, 1, 0),
    ArrowUp: () => walk(rows, x, y, 0, -1),
    ArrowDown: () => walk(rows, x, y, 0, 1),
    Home: () => stops[0],
    End: () => stops.at(-1),
    r: () => late(grid, e.target, 1),
  };
  const move = moves[e.key] ?? moves[e.key.toLowerCase()];
  if (!move) return;
  e.preventDefault();
  move()?.focus();
});

document.addEventListener('click', (e) => {
  const by = e.target.closest?.('[data-jump]');
  const grid = by && document.querySelector('table[data-keys]');
  if (grid) late(grid, grid.querySelector('.here'), Number(by.dataset.jump))?.focus();
});

// One tab stop: the chosen cell, else the first.
function settle(grid, stop) {
  grid.querySelectorAll(reachable).forEach((other) => { other.tabIndex = other === stop ? 0 : -1; });
}

document.addEventListener('focusin', (e) => {
  const grid = e.target.closest?.('table[data-keys]');
  if (!grid || !e.target.matches(reachable)) return;
  settle(grid, e.target);
  grid.querySelector('.here')?.classList.remove('here');
  e.target.classList.add('here');
});

// Rows come and go, by a filter or a fold: the stop may have gone with them, or come twice.
new MutationObserver((changes) => {
  const grid = document.querySelector('table[data-keys]');
  if (grid && changes.some((change) => grid.contains(change.target))) settle(grid, grid.querySelector('.here') ?? grid.querySelector('tbody .c') ?? grid.querySelector(reachable));
}).observe(document.documentElement, { childList: true, subtree: true });

// A line waits for its answer, or for the comment that goes with it.
function waits(line) {
  const chosen = line.querySelector('input[type=radio]:checked');
  return !chosen || (chosen.matches('.needs') && !line.querySelector('textarea').value.trim());
}

// Grading: in [data-grade], 1 2 3 choose on the line that has the focus, up and down go from line to line, Ctrl and right to [data-next].
// Native radios would take up and down to change the answer.
document.addEventListener('keydown', (e) => {
  if (e.key === 'ArrowRight' && e.ctrlKey && !e.target.matches('textarea, input:not([type=radio])')) {
    document.querySelector('a[data-next]')?.click();
    return;
  }
  if (e.ctrlKey || e.altKey || e.metaKey) return;
  // From the heading, where a page is entered, the same keys lead to the first line that waits; they answer nothing yet.
  if (e.target.matches('body, h1') && (e.key === 'ArrowDown' || /^[1-9]$/.test(e.key))) {
    const line = [...document.querySelectorAll('[data-grade] [data-line]')].find(waits);
    const first = line?.querySelector('input[type=radio]:checked') ?? line?.querySelector('input[type=radio]:not(:disabled)');
    if (first) e.preventDefault();
    first?.focus();
    return;
  }
  if (!e.target.matches('[data-grade] [data-line] input[type=radio]')) return;
  const line = e.target.closest('[data-line]');
  const radios = [...line.querySelectorAll('input[type=radio]')];
  const chosen = /^[1-9]$/.test(e.key) && radios[e.key - 1];
  if (chosen) {
    e.preventDefault();
    chosen.focus();
    chosen.click();
    return;
  }
  if (e.key !== 'ArrowUp' && e.key !== 'ArrowDown') return;
  e.preventDefault();
  const lines = [...e.target.closest('[data-grade]').querySelectorAll('[data-line]')];
  const other = lines[lines.indexOf(line) + (e.key === 'ArrowDown' ? 1 : -1)];
  (other?.querySelector('input[type=radio]:checked') ?? other?.querySelector('input[type=radio]'))?.focus();
});
