// Guided recall by keyboard: a number answers, and goes on.
const options = Array.from(document.querySelectorAll(".options input"));
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("textarea, input[type=text]")) return;
  const chosen = options[Number(event.key) - 1];
  if (!chosen) return;
  event.preventDefault();
  chosen.checked = true;
  chosen.form.requestSubmit();
});
