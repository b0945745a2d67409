// Before a form goes off: is the server there? Where it isn't, the page stays as it is, with what was typed.
import { say } from "./away.js";

async function isThere() {
  try {
    await fetch("/static/icon.svg", { method: "HEAD", cache: "no-store" });
    return true;
  } catch {
    return false;
  }
}

// The forms that have gone off. The page stands until the answer is there, and a click on it would send one again.
let gone = new WeakSet();

// On the window, so that a form which a script of the page sends by itself is seen as such.
window.addEventListener("submit", async (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.dataset.sure) return;
  event.preventDefault();
  if (form.dataset.asking || gone.has(form)) return;
  form.dataset.asking = "yes";
  const there = await isThere();
  delete form.dataset.asking;
  if (!there) { say(form); return; }
  form.querySelector("[data-away]")?.remove();
  form.dataset.sure = "yes";
  form.requestSubmit(event.submitter);
  delete form.dataset.sure;
  gone.add(form);
});

// Come back to, a page is as it was left; its forms may go off again.
addEventListener("pageshow", () => { gone = new WeakSet(); });
