// Quicker, never necessary: the reader's own time and zone, copying an address, and the arrow keys for the next and previous page.
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

const typing = (element) => element.matches("input, select, textarea, [contenteditable], [tabindex]");

document.addEventListener("keydown", (press) => {
  if (press.altKey || press.ctrlKey || press.metaKey || press.shiftKey || typing(document.activeElement)) return;
  const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  const rel = { [forward]: "next", [forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft"]: "prev" }[press.key];
  document.querySelector(`main a[rel="${rel}"]`)?.click();
});
