// Offers filters while one types: a combobox with a listbox (ARIA 1.2). Without this the form leads to the same list as a page.
const form = document.querySelector("form[data-offers]");
const input = form.querySelector("[name='name']");
const list = form.querySelector("[role='listbox']");
const status = form.querySelector("[role='status']");
let active = -1;
let asked;
let wait;

const set = (element, values) => Object.entries(values).forEach(([name, value]) => element.setAttribute(name, value));
set(input, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-haspopup": "listbox", "aria-controls": list.id });

const mark = (place) => {
  active = place;
  [...list.children].forEach((one, number) => one.setAttribute("aria-selected", number === place));
  const chosen = list.children[place];
  input.removeAttribute("aria-activedescendant");
  if (!chosen) return;
  input.setAttribute("aria-activedescendant", chosen.id);
  chosen.scrollIntoView({ block: "nearest" });
};

const open = (shown) => {
  list.hidden = !shown;
  input.setAttribute("aria-expanded", shown);
  mark(-1);
};

const part = (css, text, lang) => {
  const made = document.createElement(lang ? "bdi" : "span");
  if (css) made.className = css;
  if (lang) made.lang = lang;
  made.textContent = text;
  return made;
};

const option = (offer, number) => {
  const made = document.createElement("li");
  set(made, { role: "option", id: `offer-${number}`, "aria-selected": "false", "data-href": offer.href });
  const names = document.createElement("span");
  offer.names.forEach((name, place) => names.append(...(place ? [" – "] : []), part(place ? "quiet" : "t", name.text, name.lang)));
  if (offer.on) names.append(" × ", part("vh", list.dataset.on));
  const told = document.createElement("span");
  told.className = "quiet";
  offer.told.forEach((text, place) => told.append(...(place ? [" · "] : []), part("", text.text, text.lang)));
  made.append(names, " ", told, " ", part("num", offer.count));
  return made;
};

const ask = async () => {
  asked?.abort();
  asked = new AbortController();
  let found = { said: "", offers: [] };
  if (input.value.trim().length > 1) {
    try {
      const answer = await fetch(`${form.dataset.offers}?${new URLSearchParams(new FormData(form))}`, { signal: asked.signal });
      found = { offers: [], ...(await answer.json()) };
    } catch {
      return; // a newer question, or no answer: the button still leads to the page
    }
  }
  list.replaceChildren(...found.offers.map(option));
  status.textContent = found.said;
  open(found.offers.length > 0 && document.activeElement === input);
};

const go = (chosen) => location.assign(chosen.dataset.href);

input.addEventListener("input", () => {
  clearTimeout(wait);
  wait = setTimeout(ask, 150);
});
input.addEventListener("blur", () => open(false));
list.addEventListener("pointerdown", (press) => press.preventDefault());
list.addEventListener("click", (press) => {
  const chosen = press.target.closest("[role='option']");
  if (chosen) go(chosen);
});

input.addEventListener("keydown", (press) => {
  const size = list.children.length;
  if (press.isComposing) return;
  if (press.key === "ArrowDown" || press.key === "ArrowUp") {
    press.preventDefault();
    const down = press.key === "ArrowDown";
    if (!size) return;
    const from = list.hidden ? -1 : active;
    if (list.hidden) open(true);
    if (!press.altKey) mark(down ? (from + 1) % size : (from < 1 ? size : from) - 1);
  } else if (press.key === "Enter" && active >= 0) {
    press.preventDefault();
    go(list.children[active]);
  } else if (press.key === "Escape") {
    if (list.hidden) input.value = "";
    else press.preventDefault();
    open(false);
  }
});
