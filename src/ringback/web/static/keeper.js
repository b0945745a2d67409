// Keeping a draft: what was typed last goes to the server, one at a time, until it has it.
const AGAIN = 3000;
// A request that may outlive its page may hold no more than 64 KiB; of a longer text it would never be sent.
const OUTLIVES = 60_000;

export function keeper(form, word) {
  const says = form.querySelector("[data-saved]");
  const draft = form.parentElement;
  const writer = crypto.randomUUID();
  let wanted = null;
  let busy = false;
  let timer = 0;
  let failing = false;

  function tell(line) { if (says.textContent !== line) says.textContent = line; }

  function later() {
    failing = true;
    tell("Not saved; trying again");
    clearTimeout(timer);
    timer = setTimeout(go, AGAIN);
  }

  function sent(what) {
    const fields = new FormData(form);
    const body = new URLSearchParams();
    for (const name of ["text", "subject"]) if (fields.has(name)) body.set(name, fields.get(name));
    body.set("what", what);
    body.set("base", form.dataset.base);
    body.set("writer", writer);
    return { method: "POST", headers: { "x-form-word": word, accept: "application/json" }, body, keepalive: String(body).length < OUTLIVES };
  }

  // What the page was let in with is no longer good: only loading it again helps.
  function stale() {
    busy = false;
    tell("Not saved: copy your text, then load this page again");
  }

  async function go() {
    if (busy || wanted === null) return;
    busy = true;
    const text = wanted;
    try {
      const answer = await fetch(form.dataset.words, sent("keep"));
      if (answer.status >= 500) throw new Error(answer.statusText);
      failing = false;
      if (!answer.headers.get("content-type")?.includes("json")) { stale(); return; }
      const found = await answer.json();
      if (wanted === text) wanted = null;
      kept(found);
    } catch {
      busy = false;
      later();
      return;
    }
    busy = false;
    if (wanted !== null) go();
  }

  function kept(found) {
    if (found.troubled) { form.requestSubmit(form.querySelector("[value=keep]")); return; }
    if (found.error) { tell(`Not saved. ${found.error.message}`); return; }
    draft.querySelector("[data-clash]").innerHTML = found.clash;
    if (found.clash) { tell("Set aside, since the other tab’s version stands"); return; }
    form.dataset.base = found.version;
    form.elements.base.value = found.version;
    tell("Saved");
  }

  window.addEventListener("online", go);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && go());
  window.addEventListener("beforeunload", (event) => { if (failing && wanted !== null && !form.dataset.leaving) event.preventDefault(); });
  draft.addEventListener("submit", () => { form.dataset.leaving = "yes"; });

  return {
    unsaved() { wanted = form.querySelector("textarea").value; tell("Not saved yet"); },
    save(text) { wanted = text; go(); },
    still() { wanted = null; clearTimeout(timer); },
  };
}
