// What has not arrived yet, kept on this computer: a list for each window, so that two windows of one person do not write over each other's.
// A window holds a lock as long as it is there; who waits for the lock takes over the list of a window that is gone.

/** @param base Of all windows that show the same; @param take Gets the list of a window that is gone. */
export function keeper(base, take) {
  const own = `${base}:${Math.random().toString(36).slice(2)}`;
  const known = new Set([own]);
  hold(own, () => new Promise(() => {}));
  for (const key of Object.keys(stored())) watch(key);
  // Without locks nobody can tell whether another window is gone: only what lies there at the beginning is taken.
  if (navigator.locks) addEventListener('storage', event => watch(event.key));

  function watch(key) {
    if (!key?.startsWith(base) || known.has(key)) return;
    known.add(key);
    hold(key, () => {
      const list = read(key);
      if (list.length > 0) take(list);
      // Only after the list stands under the own key.
      write(key, []);
    });
  }

  return list => write(own, list);
}

function hold(key, work) {
  if (navigator.locks) navigator.locks.request(key, work).catch(() => {});
  else queueMicrotask(work);
}

function stored() {
  try {
    return localStorage;
  } catch {
    return {};
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? [];
  } catch {
    return [];
  }
}

function write(key, list) {
  try {
    if (list.length > 0) localStorage.setItem(key, JSON.stringify(list));
    else localStorage.removeItem(key);
  } catch {
    // Without a place to keep it the list lives as long as the page.
  }
}
