// While a form is filled: the share of a part of its whole beside the field, a word when the part is greater, and a draft saved by itself.
// The server says and does the same after the button.

const form = document.querySelector('form[data-fill]');
const fields = form ? [...form.querySelectorAll('.field[data-question]')] : [];
const input = field => field.querySelector('.inp-num');

const number = field => {
  const text = input(field)?.value.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.') ?? '';
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : null;
};

const wholeOf = field => fields.find(other => other.dataset.question === field.dataset.partOf && other.dataset.class === field.dataset.class);

const percent = (part, whole) => (100 * part / whole).toLocaleString('ru-RU', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

function show(field) {
  const whole = wholeOf(field);
  const line = field.querySelector('.fill-share');
  if (!whole || !line) return;
  const [part, of] = [number(field), number(whole)];
  const before = field.dataset.before ? `В прошлой сдаче: ${field.dataset.before}` : '';
  const isOver = part !== null && of !== null && part > of;
  const now = part === null || !of ? '' : isOver ? `Указано ${part}, а всего ${of}` : `${part} из ${of} (${percent(part, of)} %)`;
  line.textContent = [now, before].filter(Boolean).join('. ');
  line.classList.toggle('is-bad', isOver);
}

form?.addEventListener('input', event => {
  const field = event.target.closest('.field[data-question]');
  if (!field) return;
  for (const other of fields) if (other === field || wholeOf(other) === field) show(other);
  // «Not applicable» and a number exclude each other.
  const tick = field.querySelector('input[type=checkbox]');
  if (tick && event.target !== tick && event.target.value) tick.checked = false;
  else if (tick?.checked && event.target === tick) input(field).value = '';
});

let isDirty = false;
addEventListener('beforeunload', event => {
  if (isDirty) event.preventDefault();
});

// The draft: a moment after the last keystroke. Once the server says no, or another window wrote something else, it stops and the button decides.
const quiet = 2000, again = 15000;
const line = form?.querySelector('[data-saved]');
let timer = 0, isSaving = false, isStopped = !form?.dataset.fill;

const say = (text, isBad) => {
  line.textContent = text;
  line.classList.toggle('is-bad', Boolean(isBad));
};

const later = wait => {
  clearTimeout(timer);
  if (!isStopped) timer = setTimeout(save, wait);
};

// What a field held when it was sent is what it «was» from then on; what is typed meanwhile is sent next time.
const sent = field => {
  const tick = field.querySelector('input[type=checkbox]');
  const chosen = field.querySelector('input[type=radio]:checked');
  return tick?.checked ? 'н/п' : (chosen ?? field.querySelector('[name$=".Typed"]'))?.value.trim() ?? '';
};

const told = conflicts => conflicts.map(one => `записано «${one.stored}», у вас «${one.typed}»`).join('; ');

async function save() {
  if (isSaving || isStopped || !isDirty) return;
  isSaving = true;
  isDirty = false;
  const values = fields.map(field => [field, sent(field)]);
  try {
    const answer = await fetch(form.dataset.fill, { method: 'POST', body: new FormData(form), redirect: 'manual' });
    if (answer.ok) {
      const { conflicts } = await answer.json();
      const isTheirs = field => conflicts.some(one => one.question === field.dataset.question && (one.class ?? '') === (field.dataset.class ?? ''));
      for (const [field, value] of values) if (!isTheirs(field)) field.querySelector('[name$=".Was"]').value = value;
      if (conflicts.length) stop(`Другой человек тоже заполняет эту анкету: ${told(conflicts)}. Проверьте значение и нажмите «Продолжить».`);
      else say(`Черновик сохранён в ${new Date().toLocaleTimeString('ru-RU', { hour: '2-digit', minute: '2-digit' })}. Управление увидит ответы только после отправки.`);
    }
    else if (answer.status === 409) stop((await answer.json()).message);
    else if (answer.type === 'opaqueredirect' || answer.status === 401) stop('Вход в систему закончился. Введённое остаётся на странице: войдите в другом окне и нажмите «Продолжить».');
    else throw new Error(String(answer.status));
  }
  catch {
    isDirty = true;
    say('Нет связи, черновик пока не сохранён. Введённое остаётся на странице.', true);
    later(again);
  }
  isSaving = false;
  if (isDirty) later(quiet);
}

function stop(text) {
  isStopped = isDirty = true;
  say(text, true);
}

// The connection is back: what waits is saved now, not at the end of the pause.
addEventListener('online', () => { if (isDirty) later(0); });
form?.addEventListener('input', () => { isDirty = true; later(quiet); });
form?.addEventListener('submit', () => { clearTimeout(timer); isStopped = true; isDirty = false; });
