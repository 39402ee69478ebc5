// Choosing rows with their ticks, with Shift a whole run; the bar for the chosen ones shows itself then.

import { body, isMeasure, measures } from './table.js';

const bar = document.getElementById('bulk');
const count = document.getElementById('bulk-count');
const clear = document.getElementById('bulk-clear');
let last = null;

const plural = n => {
  const tail = n % 100;
  if (tail > 10 && tail < 15) return 'мероприятий';
  return ['мероприятий', 'мероприятие', 'мероприятия', 'мероприятия', 'мероприятия'][n % 10] ?? 'мероприятий';
};

export function watchSelection() {
  body.addEventListener('click', event => {
    const tick = event.target.closest('.pick input');
    if (!tick) return;
    if (event.shiftKey && last?.isConnected) run(last, tick.closest('tr'), tick.checked);
    last = tick.closest('tr');
    show();
  });
  clear.addEventListener('click', () => {
    for (const row of measures()) pick(row, false);
    show();
  });
  document.addEventListener('roadmap-changed', show);
  // Versions of rows change while the page is open: what is sent are those of now.
  bar.addEventListener('submit', () => {
    for (const row of measures()) {
      const tick = row.querySelector('.pick input');
      tick.value = `${tick.value.split(':')[0]}:${row.dataset.v}`;
    }
  });
  clear.hidden = false;
  show();
}

function run(from, to, isOn) {
  const rows = measures();
  const [first, end] = [rows.indexOf(from), rows.indexOf(to)].sort((a, b) => a - b);
  for (const row of rows.slice(first, end + 1)) pick(row, isOn);
}

export function pick(row, isOn) {
  if (isMeasure(row)) row.querySelector('.pick input').checked = isOn;
}

export function show() {
  let chosen = 0;
  for (const row of measures()) {
    const isOn = row.querySelector('.pick input').checked;
    row.classList.toggle('is-picked', isOn);
    if (isOn) chosen++;
  }
  bar.hidden = chosen === 0;
  count.textContent = `${chosen % 10 === 1 && chosen % 100 !== 11 ? 'Выбрано' : 'Выбраны'} ${chosen} ${plural(chosen)}`;
}
