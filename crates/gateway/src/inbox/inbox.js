// Shows a new message as it comes: asks for the list each second and loads the page again when its head is another.
"use strict";
const { newest, field, only } = document.body.dataset;
const list = `/inbox.json?${field}=${encodeURIComponent(only)}`;
setInterval(async () => {
  try {
    const { messages } = await (await fetch(list)).json();
    if ((messages[0]?.id ?? "") !== newest) location.reload();
  } catch {
    // The simulator is gone; the next second may bring it back.
  }
}, 1000);
