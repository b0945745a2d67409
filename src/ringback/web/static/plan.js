// The plan: a step is marked without leaving the page; "Print this page" is the browser's own.
const REPLACED = ["plan-steps", "now-part"];

async function mark(form) {
  const unreached = document.querySelector("[data-unreached]");
  const button = form.querySelector("button").id;
  let reply;
  try {
    reply = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  } catch {
    unreached.hidden = false;
    return;
  }
  unreached.hidden = true;
  const shown = new DOMParser().parseFromString(await reply.text(), "text/html");
  if (!reply.ok || !shown.getElementById("plan-steps")) {
    form.submit();
    return;
  }
  for (const id of REPLACED) {
    const fresh = shown.getElementById(id);
    if (fresh) document.getElementById(id)?.replaceWith(document.adoptNode(fresh));
  }
  document.getElementById(button)?.focus();
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("#plan-steps form")) return;
  event.preventDefault();
  mark(event.target);
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
