// Says in words what a date was understood as, while it is typed. Without it the page says so after saving.
const WAIT = 250;
const BESIDE = ["start_time", "end_time", "zone"];
const waiting = new WeakMap();

// The input of the same line with another name: id_date → id_zone, id_former_dates-0-date → id_former_dates-0-zone.
const beside = (input, name) => document.getElementById(input.id.replace(/[^-_]+(?:_time)?$/, name));

async function read(input) {
  const output = input.nextElementSibling;
  const text = input.value.trim();
  const address = new URL(output.dataset.reader, location.href);
  address.searchParams.set("text", text);
  for (const name of BESIDE) address.searchParams.set(name, beside(input, name)?.value ?? "");
  const answer = await fetch(address);
  if (!answer.ok || input.value.trim() !== text) return;
  const { words, error } = await answer.json();
  output.textContent = error || words;
  output.classList.toggle("misread", Boolean(error));
}

document.addEventListener("input", ({ target }) => {
  const input = target.matches("input.vDateText") ? target : beside(target, "date");
  if (!input?.matches("input.vDateText")) return;
  clearTimeout(waiting.get(input));
  waiting.set(input, setTimeout(read, WAIT, input));
});
