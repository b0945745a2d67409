// Guided recall by keyboard: a number answers, and goes on; so does Ctrl and Enter below a written answer.
const options = Array.from(document.querySelectorAll(".options input"));
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) {
    event.preventDefault();
    event.target.form.requestSubmit(event.target.form.querySelector(".primary"));
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("textarea, input[type=text]")) return;
  const chosen = options[Number(event.key) - 1];
  if (!chosen) return;
  event.preventDefault();
  chosen.checked = true;
  chosen.form.requestSubmit();
});
