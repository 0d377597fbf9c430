// Names this page to the server, asks before unsaved text is left, and leads from a mistake to its line. The page is
// whole without it.
(() => {
  const form = document.getElementById("draft");
  if (!form) return;
  // a page that saves again and again without waiting for answers is told by its name from another tab
  form.elements.tab.value = Array.from(crypto.getRandomValues(new Uint8Array(16)), (one) => one.toString(16)).join("");
  let typed = 0;
  let kept = 0;
  form.addEventListener("input", () => { typed += 1; });
  form.addEventListener("submit", () => { kept = typed; });
  form.addEventListener("htmx:config:request", (event) => {
    if (event.target === form) event.detail.ctx.typed = typed;
  });
  form.addEventListener("htmx:finally:request", (event) => {
    const saved = document.getElementById("saved");
    const answered = event.detail.ctx.response && event.detail.ctx.response.status < 400;
    if (event.target === form && answered && saved && saved.dataset.state === "kept") kept = Math.max(kept, event.detail.ctx.typed);
  });
  addEventListener("beforeunload", (event) => { if (typed > kept) event.preventDefault(); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-line]");
    const area = link && document.getElementById(link.dataset.field);
    if (!area) return;
    event.preventDefault();
    area.closest("details").open = true;
    const lines = area.value.split("\n");
    const at = Math.min(Number(link.dataset.line), lines.length) - 1;
    const start = lines.slice(0, at).join("\n").length + (at ? 1 : 0);
    area.focus({ preventScroll: true });
    area.setSelectionRange(start, start + lines[at].length);
    const high = area.scrollHeight / lines.length;
    area.scrollTop = high * Math.max(0, at - 5);
    // the line is in sight: below what stays at the top of a phone, above its keyboard
    const y = area.getBoundingClientRect().top + high * at - area.scrollTop;
    const seen = window.visualViewport ? visualViewport.height : innerHeight;
    if (y < 128 || y > seen - 64) scrollBy(0, y - seen / 3);
  });
})();
