// Writing in a cell: opens on Enter, F2, typing or a click, is saved when it is left.

import { columnOf, currentCell, isEditable, labelOf, lineOf, makeCurrent, neighbour, putDeferred, showText, table, textOf } from './table.js';
import { command, saveCell, say } from './server.js';

const levels = ['', 'муниципальный', 'методический', 'школьный'];
let open = null;

export const isOpen = () => open !== null;

export function openEditor(cell, typed = null) {
  if (!isEditable(cell) || open?.cell === cell || cell.querySelector('.clash')) return;
  closeEditor(true);
  const column = columnOf(cell);
  const field = column.key === 'level' ? levelField(textOf(cell)) : textField(column, typed ?? textOf(cell));
  field.className = 'inp cell-inp';
  field.setAttribute('aria-label', `${column.heading}, мероприятие ${labelOf(cell.parentElement)}`);
  const was = textOf(cell);
  cell.classList.add('is-writing');
  cell.querySelector('.t').hidden = true;
  cell.prepend(field);
  makeCurrent(cell, false);
  open = { cell, field, was, version: cell.parentElement.dataset.v };
  fit(field);
  field.focus();
  if (typed === null && field.select) field.select();
  field.addEventListener('input', () => fit(field));
  field.addEventListener('keydown', onKey);
  field.addEventListener('blur', () => closeEditor(true));
}

function textField(column, text) {
  const field = document.createElement('textarea');
  field.rows = 1;
  field.maxLength = column.key === 'code' ? 20 : 4000;
  field.value = text;
  return field;
}

function levelField(text) {
  const field = document.createElement('select');
  field.append(...levels.map(level => new Option(level || 'не указан', level, false, level === text)));
  return field;
}

/** As high as its words, so that nothing is hidden and the row keeps its shape. */
function fit(field) {
  field.rows = 1;
  const lines = Math.ceil((field.scrollHeight - 8) / 20);
  field.rows = Math.min(Math.max(lines, 1), 12);
}

function onKey(event) {
  const { cell } = open;
  if (event.key === 'Escape') {
    event.preventDefault();
    closeEditor(false);
    makeCurrent(cell);
  } else if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey) {
    event.preventDefault();
    closeEditor(true);
    const below = neighbour(cell.parentElement, 1);
    makeCurrent(below ? below.cells[cell.cellIndex] : cell);
  } else if (event.key === 'Tab') {
    const next = event.shiftKey ? cell.previousElementSibling : cell.nextElementSibling;
    if (!isEditable(next)) return;
    event.preventDefault();
    closeEditor(true);
    openEditor(document.getElementById(cell.parentElement.id).cells[next.cellIndex]);
  }
  event.stopPropagation();
}

export function closeEditor(isKept) {
  if (!open) return;
  const { cell, field, was, version } = open;
  const text = field.value.trim();
  open = null;
  cell.classList.remove('is-writing');
  cell.querySelector('.t').hidden = false;
  field.remove();
  if (!isKept || text === was.trim()) {
    putDeferred(cell.parentElement.id);
    return;
  }
  if (columnOf(cell).key === 'title' && text === '') {
    say('У мероприятия должно быть название: прежнее оставлено.', true);
    return;
  }
  save(cell, text, was, version);
}

function save(cell, text, was, version) {
  const column = columnOf(cell);
  showText(cell, text);
  cell.classList.add('is-sent');
  saveCell({ line: lineOf(cell.parentElement), column: column.key, heading: column.key === 'other' ? column.heading : '', text, was, version }, settle);
}

/** The answer about one cell: saved, refused, or somebody else was faster. */
export function settle(edit, answer) {
  const cell = cellOf(edit);
  cell?.classList.remove('is-sent');
  if (answer.conflict) showConflict(cell, edit, answer.conflict);
  else if (answer.problem) {
    say(`Не сохранено: ${answer.problem}`, true);
    if (cell) {
      showText(cell, edit.was);
      openEditor(cell, edit.text);
    }
  }
}

function cellOf(edit) {
  const row = document.getElementById(`m-${edit.line}`);
  return row && [...row.cells].find(cell => isEditable(cell) && columnOf(cell).key === edit.column && (edit.column !== 'other' || columnOf(cell).heading === edit.heading));
}

/** Both values in the cell; nothing is stored until one of them is chosen. */
function showConflict(cell, edit, conflict) {
  say('Не сохранено: эту ячейку только что изменили. Выберите, что оставить.', true);
  if (!cell) return;
  const stored = conflict.clashes[0]?.stored ?? '';
  const box = document.createElement('div');
  box.className = 'flag clash';
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', 'Два значения одной ячейки');
  box.append(line('Ваше', edit.text), line(`Сохранено (${conflict.who}, ${conflict.when})`, stored));
  const mine = button('Оставить моё', () => {
    box.remove();
    cell.querySelector('.t').hidden = false;
    save(cell, edit.text, stored, conflict.version);
    makeCurrent(cell);
  });
  const theirs = button('Взять чужое', () => {
    box.remove();
    cell.querySelector('.t').hidden = false;
    cell.parentElement.dataset.v = conflict.version;
    showText(cell, stored);
    makeCurrent(cell);
    say('Оставлено сохранённое значение.');
  });
  const buttons = document.createElement('div');
  buttons.className = 'btns';
  buttons.append(mine, theirs);
  box.append(buttons);
  cell.querySelector('.t').hidden = true;
  cell.append(box);
  mine.focus();
}

function line(label, text) {
  const p = document.createElement('p');
  const b = document.createElement('b');
  b.textContent = `${label}: `;
  p.append(b, text || 'пусто');
  return p;
}

function button(text, onClick) {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'btn btn-s';
  element.textContent = text;
  element.addEventListener('click', onClick);
  return element;
}

/** A new measure below a row, or at the end of a section: first its title, then the server makes the row. */
export function addBelow(row, isHeading) {
  closeEditor(true);
  const fresh = document.createElement('tr');
  fresh.className = 'edit';
  const cell = fresh.insertCell();
  cell.colSpan = table.tHead.rows[0].cells.length;
  const field = document.createElement('textarea');
  field.className = 'inp cell-inp';
  field.rows = 2;
  field.maxLength = 4000;
  field.setAttribute('aria-label', 'Название нового мероприятия');
  field.placeholder = 'Название нового мероприятия';
  cell.append(field);
  (isHeading ? lastOf(row) : row).after(fresh);
  field.focus();
  let isOver = false;
  const end = async isKept => {
    if (isOver) return;
    isOver = true;
    const title = field.value.trim();
    fresh.remove();
    if (isKept && title) await addRow(row, isHeading, title);
    else if (currentCell()) makeCurrent(currentCell());
  };
  field.addEventListener('keydown', event => {
    event.stopPropagation();
    if (event.key === 'Escape') end(false);
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      end(true);
    }
  });
  field.addEventListener('blur', () => end(true));
}

function lastOf(heading) {
  let last = heading;
  while (last.nextElementSibling && !last.nextElementSibling.classList.contains('sect')) last = last.nextElementSibling;
  return last;
}

async function addRow(row, isHeading, title) {
  const fields = { 'Form.VersionId': table.dataset.version, 'Form.Title': title, 'Form.Scope': 'none' };
  if (isHeading) fields['Form.Section'] = lineOf(row);
  const answer = await command(`${table.dataset.path}/measures/new${isHeading ? '' : `?after=${lineOf(row)}`}`, fields);
  const added = answer.part && [...answer.part.tBodies[0].rows].map(r => document.getElementById(r.id)).find(r => r?.cells[2] && textOf(r.cells[titleIndex(r)]) === title);
  if (added) makeCurrent(added.cells[titleIndex(added)]);
}

const titleIndex = row => [...row.cells].findIndex(cell => columnOf(cell)?.key === 'title');

