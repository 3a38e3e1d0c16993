// Without this the page works by its links alone; with it all words of a finding light up together, and a second click
// on words that belong to several findings goes on to the next.
"use strict";
(() => {
  const REF = /^[aspftec]\d+$/;
  const refsOf = (node) => node.dataset.f.split(" ");
  const shown = (ref) => { const box = document.getElementById("show-" + ref[0]); return !box || box.checked; };
  let current = null;

  function light(ref) {
    current = ref;
    for (const node of document.querySelectorAll(".on")) node.classList.remove("on");
    if (!ref) return;
    for (const node of document.querySelectorAll("main a[data-f~='" + ref + "']")) node.classList.add("on");
    const entry = document.getElementById(ref);
    if (entry) entry.classList.add("on");
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-f]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.closest("main")) {
      const refs = refsOf(link).filter(shown);
      const ref = refs[(refs.indexOf(current) + 1) % refs.length];
      if (!ref) return;
      event.preventDefault();
      history.pushState(null, "", "#" + ref);
      light(ref);
      const entry = document.getElementById(ref);
      entry?.scrollIntoView({ block: "center" });
      entry?.querySelector("a")?.focus({ preventScroll: true });
    } else {
      light(refsOf(link)[0]);
    }
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") light(null); });
  const fromAddress = () => { const ref = location.hash.slice(1); if (REF.test(ref)) light(ref); };
  addEventListener("hashchange", fromAddress);
  addEventListener("popstate", fromAddress);
  fromAddress();
})();
