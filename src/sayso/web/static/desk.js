// What the desk adds where scripts run; every page works without it.

// Review by keyboard: j, k, and a letter a decision; Esc leaves a field; z goes to the undo of what was decided last.
let place = 0;
const list = () => [...document.querySelectorAll(".queue .item")];
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const field = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (event.key === "Escape" && field) event.target.closest(".item")?.focus();
  if (field) return;
  const items = list();
  const at = items.findIndex((item) => item.contains(document.activeElement));
  if ((event.key === "j" || event.key === "k") && items.length) {
    place = event.key === "j" ? Math.min(at + 1, items.length - 1) : Math.max(at - 1, 0);
    items[place].focus();
    items[place].scrollIntoView({ block: "nearest" });
    event.preventDefault();
  } else if (event.key === "z") {
    const reason = document.querySelector(".status form.undo input[name=reason]");
    if (reason) { reason.focus(); event.preventDefault(); }
  } else if (at >= 0) {
    const button = items[at].querySelector(`button[data-key="${CSS.escape(event.key)}"]`);
    if (!button) return;
    event.preventDefault();
    place = at;
    const asks = /^(different|reject|correct)$/.test(button.value) ? ["reason"] : [];
    if (button.value === "correct") asks.unshift("correction");
    const empty = asks.map((name) => items[at].querySelector(`input[name=${name}]`)).find((input) => !input.value.trim());
    if (empty) empty.focus();
    else button.click();
  }
});
document.addEventListener("htmx:afterSettle", () => list()[Math.min(place, list().length - 1)]?.focus({ preventScroll: true }));

// Words selected in a text: they fill the field of a correction, and go along to the form of a claim by hand.
document.addEventListener("selectionchange", () => {
  const chosen = document.getSelection();
  const words = chosen.toString().replace(/\s+/g, " ").trim();
  const text = words && chosen.anchorNode?.parentElement?.closest("[data-pick]");
  if (!text) return;
  const field = (text.closest("article, .item") ?? document).querySelector(`input[name=${text.dataset.pick}]`);
  if (field) field.value = words;
  const add = document.querySelector("a.adds");
  if (add) {
    const address = new URL(add.href);
    address.searchParams.set("words", words);
    add.href = address;
  }
});

// A record that is being settled is asked for again until it is there.
const again = document.querySelector("[data-again]");
if (again) setTimeout(() => location.reload(), 1000 * again.dataset.again);

// On a phone the tabs are wider than the screen: the one that is open is brought into view.
document.querySelector("header.desk nav a[aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });

// What takes some seconds says so, and is not sent twice.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-wait]");
  if (!form) return;
  form.classList.add("waits");
  form.querySelector("[role=status]").textContent = form.dataset.wait;
});
addEventListener("pageshow", () => document.querySelector("form.waits")?.classList.remove("waits"));

// A file dropped anywhere on the form is the file to read.
const paste = document.querySelector("form[data-drop]");
for (const kind of ["dragover", "dragleave", "drop"]) paste?.addEventListener(kind, (event) => {
  if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
  event.preventDefault();
  paste.classList.toggle("dropping", kind === "dragover");
  if (kind === "drop") paste.querySelector("input[type=file]").files = event.dataTransfer.files;
});
