// The case page: the odds follow the sliders; a finding that an address names is opened.
const form = document.querySelector("[data-chances]");

function follow(form) {
  const answer = document.getElementById("chances-answer");
  let asked = null;

  async function ask(place) {
    asked?.abort();
    asked = new AbortController();
    const fields = new URLSearchParams(new FormData(form));
    try {
      const reply = await fetch(`${place}?${fields}`, { signal: asked.signal });
      if (!reply.ok) return;
      const open = answer.querySelector("details.why")?.open;
      answer.innerHTML = await reply.text();
      if (open) answer.querySelector("details.why").open = true;
    } catch (error) {
      if (error.name !== "AbortError") answer.dataset.stale = "yes";
    }
  }

  form.addEventListener("input", (event) => {
    const output = form.querySelector(`output[for="${event.target.id}"]`);
    if (!output) return;
    const first = Number(output.dataset.first) === Number(event.target.value);
    const words = output.dataset.words.split("|")[event.target.value - event.target.min];
    output.textContent = words + (first ? ", as the report has it" : "");
    answer.setAttribute("aria-live", "off");
    ask(`${form.dataset.chances}/points`);
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "rule") {
      form.requestSubmit();
      return;
    }
    answer.setAttribute("aria-live", "polite");
    ask(form.dataset.chances);
  });
}

if (form) follow(form);

const named = location.hash.startsWith("#finding-") && document.getElementById(location.hash.slice(1));
if (named) named.open = true;
