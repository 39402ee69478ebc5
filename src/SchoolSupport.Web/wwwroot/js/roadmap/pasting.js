// Rows copied in Excel or Word: a table on the clipboard goes to the page that shows what would be added.

import { isMeasure, lineOf, table } from './table.js';
import { isOpen } from './editor.js';

const merged = '\u3003';

export function watchPaste() {
  table.addEventListener('paste', event => {
    if (isOpen()) return;
    const text = textOf(event.clipboardData);
    if (!text) return;
    event.preventDefault();
    send(text, event.target.closest?.('tr'));
  });
}

/** Tabulated text of the table on the clipboard; empty when it holds none. */
function textOf(clipboard) {
  const page = new DOMParser().parseFromString(clipboard.getData('text/html'), 'text/html');
  const found = page.querySelector('table');
  if (found) return fromHtml(found);
  const plain = clipboard.getData('text/plain');
  return plain.includes('\t') || plain.trim().includes('\n') ? plain : '';
}

function fromHtml(found) {
  const rows = [];
  const covered = [];
  for (const row of found.rows) {
    const cells = [];
    for (const cell of row.cells) {
      while (covered[cells.length] > 0) take(cells, covered);
      const at = cells.length;
      cells.push(quoted(cell));
      for (let i = 1; i < cell.colSpan; i++) cells.push('');
      if (cell.rowSpan > 1) for (let i = 0; i < cell.colSpan; i++) covered[at + i] = cell.rowSpan - 1;
    }
    while (covered[cells.length] > 0) take(cells, covered);
    rows.push(cells.join('\t'));
  }
  return rows.join('\n');
}

function take(cells, covered) {
  covered[cells.length]--;
  cells.push(merged);
}

function quoted(cell) {
  for (const line of cell.querySelectorAll('br')) line.replaceWith('\n');
  const paragraphs = [...cell.querySelectorAll('p, li')];
  const text = paragraphs.length > 1 ? paragraphs.map(p => clean(p.textContent)).join('\n') : clean(cell.textContent);
  return /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const clean = text => text.replace(/[ \u00a0]*\n[ \u00a0]*/g, '\n').replace(/[ \u00a0\t]+/g, ' ').trim();

function send(text, row) {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = `${table.dataset.path}/paste`;
  form.hidden = true;
  const fields = { 'Form.VersionId': table.dataset.version, 'Form.Map': table.dataset.table, 'Form.Text': text };
  if (isMeasure(row)) fields['Form.After'] = lineOf(row);
  const token = document.querySelector('#act input[name=__RequestVerificationToken]');
  for (const [name, value] of [...Object.entries(fields), [token.name, token.value]]) {
    const field = document.createElement('textarea');
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

