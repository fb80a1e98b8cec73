// Passkeys: asks the server what to ask, the browser for the answer, and sends it as the form it stands in.
// Forms stay hidden where the browser knows no passkeys, or the page is not secure.
const Key = window.PublicKeyCredential;

async function ask(form) {
  const question = await fetch(form.dataset.passkey, { method: "POST", body: new FormData(form) });
  if (!question.ok) throw new Error(question.statusText);
  const options = await question.json();
  return "new" in form.dataset
    ? navigator.credentials.create({ publicKey: Key.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: Key.parseRequestOptionsFromJSON(options) });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !Key?.parseRequestOptionsFromJSON;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const told = form.querySelector("output");
    told.textContent = "";
    try {
      form.elements.answer.value = JSON.stringify(await ask(form));
    } catch {
      told.textContent = told.dataset.failed;
      return;
    }
    form.submit();
  });
}
