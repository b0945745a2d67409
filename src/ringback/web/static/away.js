// What a form says where the server isn’t there.
const SAYS = "Ringback isn’t running. Start it again in the terminal, with: ringback serve. " +
  "What you typed is still here; then press the button once more.";

export function say(form) {
  const note = form.querySelector("[data-away]") ?? document.createElement("p");
  note.dataset.away = "";
  note.className = "error-note";
  note.setAttribute("role", "alert");
  note.textContent = SAYS;
  form.append(note);
}
