// Everything that goes to the server: one after another, kept on this computer until it has arrived.

import { table, putRows, lineOf } from './table.js';
import { keeper } from './kept.js';

const token = () => document.querySelector('#act input[name=__RequestVerificationToken]').value;
const saved = document.getElementById('road-saved');
const retryAfter = 5000;

const queue = [];
let keep = () => {};
let isSending = false;
let timer = 0;

export function say(text, isBad = false) {
  saved.textContent = text;
  saved.classList.toggle('is-bad', isBad);
}

/** A cell that is saved when it is its turn; a later text of the same cell takes the place of one that has not gone yet. */
export function saveCell(edit, done) {
  const same = queue.findIndex((other, index) => (index > 0 || !isSending) && other.line === edit.line && other.column === edit.column && other.heading === edit.heading);
  if (same >= 0) queue[same] = { ...edit, was: queue[same].was, version: queue[same].version };
  else queue.push(edit);
  handlers.set(nameOf(edit), done);
  keep(queue);
  say('Сохраняется…');
  send();
}

const handlers = new Map();
const nameOf = edit => `${edit.line} ${edit.column} ${edit.heading ?? ''}`;

/** Sends what windows that are gone have left, an earlier visit's too. */
export function takeOver(show, done) {
  keep = keeper(`roadmap:${table.dataset.user}:${table.dataset.version}`, left => {
    for (const edit of left) {
      queue.push(edit);
      handlers.set(nameOf(edit), done);
      show(edit);
    }
    keep(queue);
    send();
  });
}

async function send() {
  if (isSending) return;
  isSending = true;
  clearTimeout(timer);
  while (queue.length > 0) {
    const edit = queue[0];
    const answer = await post(`${table.dataset.path}/measures/${edit.line}/cell`, {
      'Form.VersionId': table.dataset.version, 'Form.RowVersion': edit.version, 'Form.Column': edit.column,
      'Form.Heading': edit.heading ?? '', 'Form.Text': edit.text, 'Form.Was': edit.was, 'Form.HasWas': 'true',
    });
    if (answer.isOffline) {
      say(`Не сохранено: ${answer.problem}. Изменения останутся на этом компьютере и будут отправлены, когда связь появится.`, true);
      timer = setTimeout(send, retryAfter);
      break;
    }
    queue.shift();
    keep(queue);
    handlers.get(nameOf(edit))?.(edit, answer);
  }
  isSending = false;
}

addEventListener('online', send);

// Leaving the page with unsent work asks first; the work itself is kept either way.
addEventListener('beforeunload', event => {
  if (queue.length > 0) event.preventDefault();
});

/** A command at once, in its turn behind the cells that wait. */
export async function command(path, fields) {
  say('Сохраняется…');
  const answer = await post(path, fields);
  if (answer.problem) say(`Не сохранено: ${answer.problem}`, true);
  return answer;
}

async function post(path, fields) {
  const form = fields instanceof FormData ? fields : new FormData();
  if (form !== fields) for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.set('__RequestVerificationToken', token());
  let response;
  try {
    response = await fetch(path, { method: 'POST', body: form, headers: headers(), redirect: 'manual' });
  } catch {
    return { isOffline: true, problem: 'нет связи с сервером' };
  }
  return readAnswer(response);
}

const headers = () => ({ 'X-Requested-With': 'fetch', 'X-Roadmap-Table': table.dataset.table });

async function readAnswer(response) {
  if (response.type === 'opaqueredirect') return { isOffline: true, problem: 'нужно войти заново. Откройте вход в соседней вкладке' };
  if (response.status === 204) return {};
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const part = page.getElementById('part');
  if (response.ok && part) {
    apply(part);
    return { part };
  }
  const conflict = page.getElementById('conflict');
  if (conflict) return { conflict: readConflict(conflict) };
  if (response.status === 400 && !part && page.querySelector('h1')?.textContent.startsWith('Страница устарела')) {
    return { isOffline: true, problem: 'страница устарела, обновите её' };
  }
  const words = page.querySelector('h1')?.textContent.trim() ?? 'произошла ошибка';
  // The answer of a server that is starting or overloaded: the same again later.
  return response.status >= 500 || response.status === 429 ? { isOffline: true, problem: words.toLowerCase() } : { problem: words };
}

const readConflict = part => ({
  version: part.dataset.version, who: part.dataset.who, when: part.dataset.when,
  clashes: [...part.querySelectorAll('p')].map(p => ({ place: p.textContent, mine: p.dataset.mine, stored: p.dataset.stored })),
});

function apply(part) {
  const state = part.dataset;
  if (state.reload) {
    location.reload();
    return;
  }
  putRows(part);
  table.dataset.seen = state.seen;
  say(queue.length > 1 ? 'Сохраняется…' : `Сохранено в ${state.time}`);
  document.getElementById('undo').hidden = !state.undo;
  document.getElementById('road-undo').textContent = state.undo ?? '';
  const others = document.getElementById('road-others');
  others.hidden = !state.others;
  others.querySelector('span').textContent = state.others ?? '';
  document.dispatchEvent(new CustomEvent('roadmap-changed'));
}

/** Asks what others wrote meanwhile. Not while a cell waits: its own answer tells. */
export async function lookForOthers() {
  if (document.hidden || queue.length > 0 || isSending) return;
  const address = `${table.dataset.path}/changes?versionId=${table.dataset.version}&map=${table.dataset.table}&since=${table.dataset.seen}`;
  try {
    const response = await fetch(address, { headers: headers(), redirect: 'manual' });
    if (response.status === 200) {
      const text = saved.textContent;
      await readAnswer(response);
      say(text);
    }
  } catch {
    // Without a connection there is nothing to see; saving will say so.
  }
}

/** «…/measures/{line}» of a row. */
export const pathOf = row => `${table.dataset.path}/measures/${lineOf(row)}`;
