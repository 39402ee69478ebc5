// While a form is filled: the share of a part of its whole beside the field, and a word when the part is greater. The server says the same after saving.

const form = document.querySelector('form[data-fill]');
const fields = [...form.querySelectorAll('.field[data-question]')];
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

form.addEventListener('input', event => {
  const field = event.target.closest('.field[data-question]');
  if (!field) return;
  for (const other of fields) if (other === field || wholeOf(other) === field) show(other);
  // «Not applicable» and a number exclude each other.
  const tick = field.querySelector('input[type=checkbox]');
  if (tick && event.target !== tick && event.target.value) tick.checked = false;
  else if (tick?.checked && event.target === tick) input(field).value = '';
});

let isDirty = false;
form.addEventListener('input', () => { isDirty = true; });
form.addEventListener('submit', () => { isDirty = false; });
addEventListener('beforeunload', event => {
  if (isDirty) event.preventDefault();
});
