// Quicker, never necessary: the reader's own time and zone, copying an address, and keys for pages, days and views.
const lang = document.documentElement.lang;

for (const slot of document.querySelectorAll("[data-local]")) {
  const moment = new Date(slot.dataset.local);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (Number.isNaN(moment.getTime()) || here === slot.dataset.zone) continue;
  const words = new Intl.DateTimeFormat(lang, { weekday: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23", numberingSystem: "latn", timeZoneName: "short" });
  slot.textContent = `${slot.dataset.label}: ${words.format(moment)}`;
  slot.hidden = false;
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.textContent = button.dataset.done;
  });
}

for (const field of document.querySelectorAll("[data-own-zone]")) {
  if (field.value === "UTC" && field.form.action.includes("/subscribe/")) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

// Letters open the views, unless the reader turned them off; the choice stays in this browser and is sent to nobody.
const help = document.querySelector("[data-keys]");
const letters = {
  get on() {
    try { return localStorage.getItem("letters") !== "off"; } catch { return true; }
  },
  set on(value) {
    try { localStorage.setItem("letters", value ? "on" : "off"); } catch { /* the choice then lasts for no other page */ }
  },
};

if (help) {
  const button = help.querySelector("button");
  const show = () => {
    button.textContent = letters.on ? button.dataset.off : button.dataset.on;
    help.querySelector("[data-letters]").hidden = !letters.on;
  };
  button.addEventListener("click", () => { letters.on = !letters.on; show(); });
  show();
  help.hidden = false;
}

// The days of a grid are one stop of the Tab key; arrows lead from one to the next, and on to the next page.
const days = [...document.querySelectorAll("a[data-day]")];
const rest = (day) => days.forEach((one) => { one.tabIndex = one === day ? 0 : -1; });
const named = document.getElementById(location.hash.slice(1));
if (days.length) {
  rest(days.find((day) => day === named) ?? days.find((day) => day.querySelector("[aria-current]") ?? day.ariaCurrent) ?? days[0]);
  if (days.includes(named)) named.focus();
}

const shifted = (iso, by) => {
  const day = new Date(`${iso}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + by);
  return day.toISOString().slice(0, 10);
};

const stepped = (from, by) => {
  const wanted = shifted(from.dataset.day, by);
  const onward = days.filter((day) => (by > 0 ? day.dataset.day >= wanted : day.dataset.day <= wanted));
  const to = by > 0 ? onward[0] : onward.at(-1);
  if (to) {
    rest(to);
    to.focus();
    return;
  }
  const page = document.querySelector(`main a[rel="${by > 0 ? "next" : "prev"}"]`);
  if (page) location.href = `${page.href}#d-${wanted}`;
};

const typing = (element) => element.matches("input, select, textarea, [contenteditable], [tabindex]:not([data-day])");
const rtl = document.documentElement.dir === "rtl";
const steps = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1, ArrowDown: 7, ArrowUp: -7 };
const letter = (press) => (/^[a-z]$/i.test(press.key) ? press.key : press.code.replace(/^Key/, "")).toLowerCase();

document.addEventListener("keydown", (press) => {
  const active = document.activeElement;
  if (press.altKey || press.ctrlKey || press.metaKey || press.shiftKey || typing(active)) return;
  const step = steps[press.key];
  if (step && active.matches("a[data-day]")) {
    press.preventDefault();
    stepped(active, step);
  } else if (Math.abs(step) === 1) {
    document.querySelector(`main a[rel="${step > 0 ? "next" : "prev"}"]`)?.click();
  } else if (help && letters.on && /^[a-z]$/.test(letter(press))) {
    const asked = letter(press) === "d" && active.matches("a[data-day]") ? active : document.querySelector(`[data-key="${letter(press)}"]`);
    asked?.click();
  }
});
