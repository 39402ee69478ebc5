// Comforts only: every page works without this file.

// Menus that are <details> close on Escape, on a click outside and when another one opens.
const menus = () => [...document.querySelectorAll('details.drop[open]')];

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
  if (location.hash === '#menu') location.hash = '#main';
});

document.addEventListener('click', event => {
  for (const menu of menus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// A form is sent once, however often its button is pressed.
document.addEventListener('submit', event => {
  const form = event.target;
  if (form.method !== 'post') return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = 'yes';
});

// Coming back by the Back button shows the form as it was, and it may be sent again.
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});

// «Choose all» in the head of a table of checkboxes; hidden while there is no script.
for (const all of document.querySelectorAll('input[data-all]')) {
  const boxes = () => [...document.querySelectorAll(`input[type=checkbox][name="${all.dataset.all}"]`)];
  all.hidden = false;
  all.addEventListener('change', () => {
    for (const box of boxes()) box.checked = all.checked;
  });
}
