// Puts what is offered for a new event into its inputs at once. Without it the link opens the form anew, with that filled in.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-fill]");
  const values = Object.entries(JSON.parse(link?.dataset.fill ?? "{}"));
  const inputs = values.map(([name]) => document.getElementById(`id_${name}`));
  if (!values.length || !inputs.every(Boolean)) return;
  event.preventDefault();
  for (const [number, [, value]] of values.entries()) {
    inputs[number].value = value;
    for (const kind of ["input", "change"]) inputs[number].dispatchEvent(new Event(kind, { bubbles: true }));
  }
  inputs[0].focus();
});
