// The card: one button that prints it.
document.querySelector("[data-print]").addEventListener("click", () => window.print());
