// Moving rows: with Alt and arrows, and by the handle at their left edge.

import { body, columns, isMeasure, labelOf, lineOf, makeCurrent, table } from './table.js';
import { command, pathOf, say } from './server.js';
import { closeEditor } from './editor.js';

const edge = 60;

export async function step(cell, down) {
  const { id } = cell.parentElement;
  const index = cell.cellIndex;
  closeEditor(true);
  const answer = await command(`${pathOf(cell.parentElement)}/move`, { 'Form.VersionId': table.dataset.version, 'Form.Step': down ? 'down' : 'up' });
  focusAgain(id, index, answer, down ? 'ниже' : 'выше');
}

function focusAgain(id, index, answer, where) {
  const row = document.getElementById(id);
  if (!row || !answer.part) return;
  makeCurrent(row.cells[index]);
  row.scrollIntoView({ block: 'nearest' });
  if (answer.part.tBodies[0].rows.length > 0) say(`Мероприятие ${labelOf(row)} перемещено ${where}. ${document.getElementById('road-saved').textContent}`);
}

/** The handle is the first cell; a press on the tick itself stays a tick. */
export function watchHandles() {
  body.addEventListener('pointerdown', event => {
    const cell = event.target.closest('td.pick');
    if (!cell || event.target.closest('input') || event.button !== 0) return;
    event.preventDefault();
    drag(cell.parentElement, event);
  });
}

function drag(row, start) {
  const mark = document.createElement('tr');
  mark.className = 'drop-mark';
  mark.insertCell().colSpan = columns.length;
  let place = null;
  row.classList.add('is-dragged');
  table.classList.add('is-dragging');
  body.setPointerCapture(start.pointerId);

  const onMove = event => {
    scrollNear(event.clientY);
    const over = document.elementFromPoint(event.clientX, event.clientY)?.closest('tr');
    if (!over || over === mark || over.parentElement !== body) return;
    place = placeAt(over, event.clientY);
    if (place.row === row) {
      place = null;
      mark.remove();
    } else if (place.after) place.row.after(mark);
    else place.row.before(mark);
  };
  const finish = async isDone => {
    body.removeEventListener('pointermove', onMove);
    body.removeEventListener('pointerup', onUp);
    body.removeEventListener('pointercancel', onCancel);
    removeEventListener('keydown', onEscape, true);
    row.classList.remove('is-dragged');
    table.classList.remove('is-dragging');
    mark.remove();
    if (!isDone || !place) return;
    const name = isMeasure(place.row) ? (place.after ? 'Form.After' : 'Form.Before') : 'Form.Start';
    const answer = await command(`${pathOf(row)}/move`, { 'Form.VersionId': table.dataset.version, [name]: lineOf(place.row) });
    focusAgain(row.id, 2, answer, 'на новое место');
  };
  const onUp = () => finish(true);
  const onCancel = () => finish(false);
  const onEscape = event => {
    if (event.key === 'Escape') finish(false);
  };
  body.addEventListener('pointermove', onMove);
  body.addEventListener('pointerup', onUp);
  body.addEventListener('pointercancel', onCancel);
  addEventListener('keydown', onEscape, true);
}

/** Over a heading: the beginning of its section. */
function placeAt(over, y) {
  const box = over.getBoundingClientRect();
  return { row: over, after: !isMeasure(over) || y > box.top + box.height / 2 };
}

function scrollNear(y) {
  if (y < edge) scrollBy(0, -12);
  else if (y > innerHeight - edge) scrollBy(0, 12);
}
