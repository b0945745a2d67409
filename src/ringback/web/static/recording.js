// While a recording is listened to: how far it is, as the server tells; when it is over, the page is asked for anew.
const there = document.querySelector("[data-listening]");
const says = there.querySelector("[data-says]");
const bar = there.querySelector("svg");
const lit = bar.querySelector(".lit");
const told = new EventSource(there.dataset.listening);

told.addEventListener("message", (event) => {
  const now = JSON.parse(event.data);
  if (!now.going) {
    told.close();
    location.reload();
    return;
  }
  says.textContent = now.says;
  bar.setAttribute("aria-label", now.bar);
  lit.setAttribute("width", now.lit);
});
addEventListener("pagehide", () => told.close());
