// Offers events that may be the same while one is typed. Without it the page says so after saving.
{
  const WAIT = 300;
  const OWN = ["forum", "ordinal", "level", "kind", "parent", "date"];
  const LINE = /^participations-([0-9]+)-(person|organization)$/;
  let waiting = 0;
  let latest = "";

  // What the form says so far, as the address asks for it.
  const said = (form, own) => {
    const inputs = new FormData(form);
    const found = new URLSearchParams(OWN.map((name) => [name, inputs.get(name) ?? ""]));
    for (const [name, value] of inputs) {
      const line = value && LINE.exec(name);
      if (line && !inputs.has(`participations-${line[1]}-DELETE`)) found.append(line[2], value);
    }
    found.set("own", own);
    return found.toString();
  };

  const ask = async (form, box) => {
    const words = said(form, box.dataset.own);
    if (words === latest) return;
    latest = words;
    const answer = await fetch(`${box.dataset.alike}?${words}`);
    const list = answer.ok ? (await answer.text()).trim() : "";
    if (words === latest) box.innerHTML = list;
  };

  // Type-ahead tells of a choice by jQuery alone.
  django.jQuery(document).on("input change", "#event_form", ({ currentTarget }) => {
    const box = currentTarget.querySelector("[data-alike]");
    if (!box) return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT, currentTarget, box);
  });
}
