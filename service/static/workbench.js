// Keeps what an author types in this browser, and leads from a mistake to its line. The page is whole without it.
(() => {
  const form = document.getElementById("draft");
  if (!form) return;
  const key = `hantei-draft:${form.dataset.draft}`;
  const fields = () => form.querySelectorAll("textarea, input[name=as_of]");
  const read = () => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  const keep = () => {
    const told = {};
    for (const one of fields()) told[one.name] = one.value;
    try { localStorage.setItem(key, JSON.stringify(told)); } catch { /* no room, or not allowed: the form still has it */ }
  };
  const kept = form.dataset.fresh === "true" ? read() : null;
  if (kept) {
    let differs = false;
    for (const one of fields()) {
      if (typeof kept[one.name] === "string" && kept[one.name] !== one.value) {
        one.value = kept[one.name];
        differs = true;
      }
    }
    document.getElementById("kept").hidden = !differs;
    if (differs) addEventListener("load", () => form.dispatchEvent(new Event("input", { bubbles: true })));
  } else if (form.dataset.fresh !== "true") {
    keep();
  }
  form.addEventListener("input", keep);
  addEventListener("storage", (event) => {
    if (event.key === key && event.newValue) document.getElementById("elsewhere").hidden = false;
  });
  document.getElementById("forget").addEventListener("click", () => {
    localStorage.removeItem(key);
    location.reload();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-line]");
    const area = link && document.getElementById(link.dataset.field);
    if (!area) return;
    event.preventDefault();
    area.closest("details").open = true;
    const lines = area.value.split("\n");
    const at = Number(link.dataset.line) - 1;
    const start = lines.slice(0, at).join("\n").length + (at ? 1 : 0);
    area.focus();
    area.setSelectionRange(start, start + lines[at].length);
    area.scrollTop = (area.scrollHeight / lines.length) * Math.max(0, at - 5);
  });
})();
