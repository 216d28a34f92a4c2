/* What furo leaves to us for those who read by keyboard. */
(() => {
  /* Boxes that scroll sideways (code, wide tables) take the focus, so that the arrows reach what is
     cut off. Those that show all they have are passed by. */
  const boxes = "article :is(pre, .table-wrapper, .cell_output, .cell_output .output)";

  function mark() {
    for (const box of document.querySelectorAll(boxes)) {
      const scrolls = box.scrollWidth > box.clientWidth && /auto|scroll/.test(getComputedStyle(box).overflowX);
      if (scrolls) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  }

  mark();
  window.addEventListener("load", mark);
  window.addEventListener("resize", mark);

  /* A menu that is opened by keyboard goes on in the menu, which may stand at the end of the page; Escape leaves it. */
  const menus = { __navigation: ".sidebar-drawer", __toc: ".toc-drawer" };

  for (const [id, drawer] of Object.entries(menus)) {
    const toggle = document.getElementById(id);
    const menu = document.querySelector(drawer);
    if (!toggle || !menu) continue;
    toggle.addEventListener("change", () => {
      if (!toggle.checked || !toggle.matches(":focus-visible")) return;
      const stops = [...menu.querySelectorAll("a, input, button")];
      stops.find((stop) => stop.checkVisibility())?.focus({ preventScroll: true });
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !toggle.checked) return;
      toggle.checked = false;
      toggle.focus();
    });
  }
})();
