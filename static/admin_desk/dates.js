// Says in words what a date was understood as, while it is typed. Without it the page says so after saving.
const WAIT = 250;
const waiting = new WeakMap();

async function read(input) {
  const output = input.nextElementSibling;
  const text = input.value.trim();
  const answer = await fetch(`${output.dataset.reader}&text=${encodeURIComponent(text)}`);
  if (!answer.ok || input.value.trim() !== text) return;
  const { words, error } = await answer.json();
  output.textContent = error || words;
  output.classList.toggle("misread", Boolean(error));
}

document.addEventListener("input", ({ target }) => {
  if (!target.matches("input.vDateText")) return;
  clearTimeout(waiting.get(target));
  waiting.set(target, setTimeout(read, WAIT, target));
});
