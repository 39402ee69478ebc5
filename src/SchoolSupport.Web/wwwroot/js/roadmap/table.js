// The table on the page: rows, cells, what stands in them. Nothing here speaks to the server.

export const table = document.getElementById('road');
export const body = table.tBodies[0];
export const columns = [...table.tHead.rows[0].cells].map(head => ({ key: head.dataset.key, heading: head.textContent.trim() }));

export const isMeasure = row => row?.id.startsWith('m-');
export const lineOf = row => row.id.slice(2);
export const labelOf = row => row.querySelector('.pick input')?.getAttribute('aria-label').replace('Выбрать мероприятие ', '') ?? '';
export const measures = () => [...body.rows].filter(isMeasure);
export const columnOf = cell => columns[cell.cellIndex];
export const isEditable = cell => isMeasure(cell?.parentElement) && cell.cellIndex > 0;

/** The words of a cell, without what is shown around them. */
export const textOf = cell => cell.querySelector('.t').textContent;

/** Shows words before the server has answered: what was understood of the old ones is gone. */
export function showText(cell, text) {
  cell.querySelector('.t').textContent = text;
  for (const old of cell.querySelectorAll('.sched, .flag, .parsed, .from')) old.remove();
  cell.classList.remove('inh');
}

/** One cell of the table can be reached with Tab; arrows go from it to the others. */
let current = null;
export function makeCurrent(cell, focus = true) {
  if (current && current !== cell) current.tabIndex = -1;
  current = cell;
  cell.tabIndex = 0;
  if (focus) cell.focus();
}
export const currentCell = () => current?.isConnected ? current : null;

/** The measure above or below, headings passed over. */
export function neighbour(row, step) {
  let next = row;
  do next = step > 0 ? next.nextElementSibling : next.previousElementSibling;
  while (next && !isMeasure(next));
  return next;
}

export function prepare(row) {
  if (!isMeasure(row)) return;
  for (const cell of row.cells) if (cell.cellIndex > 0) cell.tabIndex = -1;
  // Enter on the cell opens its editor; the link of a row without script would be a second stop in each row.
  const link = row.querySelector('a.t');
  if (link) link.tabIndex = -1;
}

/** The way to the page of the measure, shown in the row that is pointed at or written. */
export function offerPage(row) {
  if (!isMeasure(row) || row.querySelector('.more')) return;
  const link = row.querySelector('a.t');
  const more = document.createElement('a');
  more.className = 'more';
  more.href = link.href;
  more.textContent = 'Подробно';
  more.setAttribute('aria-label', `Подробно, мероприятие ${labelOf(row)}`);
  link.parentElement.append(more);
}

export function prepareAll() {
  table.setAttribute('role', 'grid');
  table.classList.add('is-live');
  for (const row of body.rows) prepare(row);
  const first = measures()[0];
  if (first) makeCurrent(first.cells[Math.min(2, first.cells.length - 1)], false);
}

const deferred = new Map();

/**
 * Puts rows from an answer of the server in place of the old ones, new ones behind the row that they name. A row that is being written waits
 * until its editor is closed.
 */
export function putRows(part) {
  const focused = document.activeElement?.closest?.('td');
  const place = focused && body.contains(focused) ? [focused.parentElement.id, focused.cellIndex] : null;
  for (const id of (part.dataset.gone ?? '').split(' ').filter(Boolean)) document.getElementById(id)?.remove();
  for (const fresh of [...part.tBodies[0].rows]) putRow(fresh);
  const row = place && document.getElementById(place[0]);
  if (row && !row.querySelector('.is-writing') && row.cells[place[1]]) makeCurrent(row.cells[place[1]], document.activeElement === document.body);
}

/** A row whose editor is closed gets what came meanwhile. */
export function putDeferred(id) {
  const fresh = deferred.get(id);
  if (!fresh) return;
  deferred.delete(id);
  putRow(fresh);
}

function putRow(fresh) {
  const old = document.getElementById(fresh.id);
  const above = fresh.dataset.above;
  if (old?.querySelector('.is-writing, .clash')) {
    deferred.set(fresh.id, fresh);
    return;
  }
  const row = document.importNode(fresh, true);
  delete row.dataset.above;
  const isPicked = old?.querySelector('.pick input')?.checked;
  // Rows that the page's conditions leave out have no neighbour here; then an old row keeps its place.
  const before = above && document.getElementById(above);
  if (before && before !== old) {
    old?.remove();
    before.after(row);
  } else if (old) {
    old.replaceWith(row);
  } else if (above === '') {
    body.prepend(row);
  } else {
    return;
  }
  prepare(row);
  const tick = row.querySelector('.pick input');
  if (tick && isPicked) {
    tick.checked = true;
    row.classList.add('is-picked');
  }
}
