// What the desk adds where scripts run; every page works without it. Review by keyboard: j, k, and a letter a decision.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
  const items = [...document.querySelectorAll(".queue .item")];
  if (!items.length) return;
  const at = items.findIndex((item) => item.contains(document.activeElement));
  if (event.key === "j" || event.key === "k") {
    const next = event.key === "j" ? Math.min(at + 1, items.length - 1) : Math.max(at - 1, 0);
    items[next].focus();
    items[next].scrollIntoView({ block: "nearest" });
    event.preventDefault();
  } else if (at >= 0) {
    const button = items[at].querySelector(`button[data-key="${CSS.escape(event.key)}"]`);
    if (!button) return;
    event.preventDefault();
    const reason = items[at].querySelector('input[name="reason"]');
    if (/^(different|reject|correct)$/.test(button.value) && !reason.value.trim()) reason.focus();
    else button.click();
  }
});
