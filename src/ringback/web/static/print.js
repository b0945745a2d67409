// "Print this page" is the browser's own; without script the button isn't shown.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
