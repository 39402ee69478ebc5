// The roadmap as a sheet: keys, clicks and what belongs to them. Every action has a form on the server's pages, so the table works without this file.

import { body, currentCell, isEditable, isMeasure, makeCurrent, neighbour, offerPage, prepareAll, showText, table } from './table.js';
import { command, lookForOthers, takeOver } from './server.js';
import { addBelow, closeEditor, isOpen, openEditor, settle } from './editor.js';
import { step, watchHandles } from './moving.js';
import { watchSelection } from './selection.js';
import { watchPaste } from './pasting.js';

const others = 15000;

prepareAll();
watchHandles();
watchSelection();
watchPaste();
document.getElementById('road-keys').hidden = false;
setInterval(lookForOthers, others);
document.addEventListener('visibilitychange', lookForOthers);
takeOver(showWaiting, settle);

/** Words that did not arrive are shown again. */
function showWaiting(edit) {
  const row = document.getElementById(`m-${edit.line}`);
  const cell = row && [...row.cells].find(c => isEditable(c) && table.tHead.rows[0].cells[c.cellIndex].dataset.key === edit.column);
  if (!cell) return;
  showText(cell, edit.text);
  cell.classList.add('is-sent');
}

body.addEventListener('click', event => {
  const add = event.target.closest('a.add');
  if (add) {
    event.preventDefault();
    addBelow(add.closest('tr'), true);
    return;
  }
  const cell = event.target.closest('td');
  if (!isEditable(cell) || isOpen() && cell.classList.contains('is-writing')) return;
  if (event.target.closest('button, .clash, .flag a, .more')) return;
  // A new window is asked for: then the link is a link.
  if (event.target.closest('a') && (event.ctrlKey || event.metaKey || event.shiftKey)) return;
  event.preventDefault();
  openEditor(cell);
});

// The answers to questions about deadlines are buttons of one form.
body.addEventListener('click', event => {
  const button = event.target.closest('button[form=act]');
  if (!button) return;
  event.preventDefault();
  command(button.getAttribute('formaction'), { 'Form.VersionId': table.dataset.version, [button.name]: button.value });
});

document.getElementById('undo').addEventListener('submit', event => {
  event.preventDefault();
  delete event.target.dataset.sent;
  undo();
});

async function undo() {
  closeEditor(true);
  await command(`${table.dataset.path}/undo`, { versionId: table.dataset.version });
  if (currentCell()) makeCurrent(currentCell());
}

body.addEventListener('focusin', event => {
  const cell = event.target.closest('td');
  if (!isEditable(cell)) return;
  makeCurrent(cell, false);
  offerPage(cell.parentElement);
});

body.addEventListener('pointerover', event => offerPage(event.target.closest('tr')));

table.addEventListener('keydown', event => {
  const cell = event.target.closest?.('td');
  if (isOpen() || !isEditable(cell) || event.target !== cell) return;
  const key = keys[event.key];
  if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
    event.preventDefault();
    step(cell, event.key === 'ArrowDown');
  } else if ((event.ctrlKey || event.metaKey) && (event.code === 'KeyZ')) {
    event.preventDefault();
    undo();
  } else if (event.ctrlKey && event.key === 'Enter') {
    event.preventDefault();
    addBelow(cell.parentElement, false);
  } else if (key && !event.ctrlKey && !event.altKey && !event.metaKey) {
    event.preventDefault();
    key(cell);
  } else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.altKey && !event.metaKey) {
    event.preventDefault();
    openEditor(cell, event.key);
  }
});

const side = (cell, step) => {
  const next = step > 0 ? cell.nextElementSibling : cell.previousElementSibling;
  if (isEditable(next)) makeCurrent(next);
};

const rowBeside = (cell, step) => {
  const row = neighbour(cell.parentElement, step);
  if (isMeasure(row)) makeCurrent(row.cells[cell.cellIndex]);
};

const keys = {
  Enter: cell => openEditor(cell),
  F2: cell => openEditor(cell),
  Delete: cell => openEditor(cell, ''),
  ArrowLeft: cell => side(cell, -1),
  ArrowRight: cell => side(cell, 1),
  ArrowUp: cell => rowBeside(cell, -1),
  ArrowDown: cell => rowBeside(cell, 1),
  ' ': cell => cell.parentElement.querySelector('.pick input').click(),
};
