/* What visits.py asks of an open page. Defines `site` there; axe-core is there before. */
const site = (() => {
  const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const QUICK = { elementRef: true, selectors: false, preload: false };

  const still = new CSSStyleSheet();
  still.replaceSync("*, ::before, ::after { transition: none !important; animation: none !important }");

  /* The element as a reader of a report finds it: three steps of its path, and how its text begins. */
  function named(element) {
    const steps = [];
    for (let one = element; one && steps.length < 3; one = one.parentElement) {
      const classes = [...one.classList].slice(0, 2).map((name) => `.${name}`);
      steps.unshift(one.localName + (one.id ? `#${one.id}` : classes.join("")));
      if (one.id) break;
    }
    const text = (element.textContent ?? "").trim().replace(/\s+/g, " ");
    return steps.join(" > ") + (text ? ` "${text.slice(0, 40)}"` : "");
  }

  function finding(rule, node) {
    const message = [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; ");
    return { rule: rule.id, element: named(node.element), message };
  }

  function findings(violations) {
    return violations.flatMap((rule) => rule.nodes.map((node) => finding(rule, node)));
  }

  /* Layout and styles follow a change of the window or the theme in the frame after the next; colours without a
     transition, for they are judged when they have changed. */
  function settled() {
    if (!document.adoptedStyleSheets.includes(still)) document.adoptedStyleSheets.push(still);
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }

  function isOutside(element) {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return right <= 0 || left >= innerWidth || bottom <= 0 || top >= innerHeight;
  }

  /* All texts that are to be seen, grouped by all that their contrast depends on: colour, size, weight and shadow, and
     the backgrounds, opacities and filters of all that they stand in. A drawer that is shut stands outside
     the window. */
  function looks() {
    const under = new Map();
    function behind(element) {
      if (!element) return "";
      if (!under.has(element)) under.set(element, ownAndBehind(element));
      return under.get(element);
    }
    function ownAndBehind(element) {
      const above = behind(element.parentElement);
      const style = getComputedStyle(element);
      if (above === null || (style.position === "fixed" && isOutside(element))) return null;
      const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.filter, style.mixBlendMode];
      if (/fixed|sticky|absolute/.test(style.position)) own.push(style.position);
      return own.join(" ") === "rgba(0, 0, 0, 0) none 1 none normal" ? above : `${above}${own.join(" ")} > `;
    }
    const grouped = new Map();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement;
      if (!/[\p{L}\p{N}]/u.test(texts.currentNode.data)) continue;
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      if (behind(element) === null) continue;
      const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
      const look = behind(element) + [color, fontSize, fontWeight, textShadow].join(" ");
      if (!grouped.has(look)) grouped.set(look, []);
      const group = grouped.get(look);
      if (group.at(-1) !== element) group.push(element);
    }
    return grouped;
  }

  return {
    named,
    settled,

    /* All rules but that of contrast, on all of the page but the parts `besides`. */
    async rules(besides) {
      const off = { "color-contrast": { enabled: false } };
      const runOnly = { type: "tag", values: RULES };
      const context = besides.some((part) => document.querySelector(part)) ? { exclude: besides } : document;
      const found = await axe.run(context, { ...QUICK, runOnly, rules: off, resultTypes: ["violations"] });
      return findings(found.violations);
    },

    /* The looks of the page, each with an element that has it, and what axe says of those not in `known`: good, bad and
       why, or nothing. Contrast costs axe the more the longer the page is, and is the same for all texts of one look:
       the first, the last and one between are enough, for axe cannot judge a text that is partly covered. */
    async contrast(known) {
      await settled();
      const grouped = looks();
      const present = [...grouped].map(([look, group]) => [look, named(group[0])]);
      const lookOf = new Map([...grouped].flatMap(([look, group]) => group.map((element) => [element, look])));
      for (const look of known) grouped.delete(look);
      const chosen = [...grouped.values()].flatMap((group) => [group[0], group[group.length >> 1], group.at(-1)]);
      if (chosen.length === 0) return { present, good: [], bad: [] };
      const runOnly = { type: "rule", values: ["color-contrast"] };
      const found = await axe.run({ include: [...new Set(chosen)] }, { ...QUICK, runOnly });
      const good = found.passes.flatMap((rule) => rule.nodes.map((node) => lookOf.get(node.element)));
      const bad = found.violations.flatMap((rule) =>
        rule.nodes.map((node) => ({ ...finding(rule, node), look: lookOf.get(node.element) ?? "" })),
      );
      return { present, good: [...new Set(good)].filter(Boolean), bad };
    },

    /* Boxes that scroll need the focus also where the window is narrow, which is where they scroll. */
    async scrolling() {
      await settled();
      const runOnly = { type: "rule", values: ["scrollable-region-focusable"] };
      return findings((await axe.run(document, { ...QUICK, runOnly, resultTypes: ["violations"] })).violations);
    },

    /* What sticks out of the window so that the reader has to scroll all the text: the document, or a box that the main
       heading stands in. What scrolls in a box of its own does not matter. */
    async width() {
      await settled();
      const around = [document.documentElement];
      for (let box = document.querySelector("h1"); box; box = box.parentElement)
        if (getComputedStyle(box).overflowX !== "visible") around.push(box);
      const scrolling = around.find((box) => box.scrollWidth > box.clientWidth);
      if (!scrolling) return [];
      const inBox = (element) => {
        for (let box = element.parentElement; box; box = box.parentElement)
          if (!around.includes(box) && getComputedStyle(box).overflowX !== "visible") return true;
        return false;
      };
      const { clientWidth } = document.documentElement;
      const out = [...document.body.querySelectorAll("*")].filter(
        (element) => element.getBoundingClientRect().right > clientWidth + 0.5 && !inBox(element),
      );
      const innermost = out.filter((element) => !out.some((other) => other !== element && element.contains(other)));
      const message = `${scrolling.localName} is ${scrolling.scrollWidth} px wide in ${scrolling.clientWidth} px`;
      return (innermost.length ? innermost.slice(0, 20) : [scrolling]).map((element) => ({
        rule: "width",
        element: named(element),
        message,
      }));
    },

    async pictures() {
      const found = [];
      for (const image of document.images) {
        const element = `img "${(image.getAttribute("src") ?? "").slice(0, 60)}"`;
        image.loading = "eager";
        await image.decode().catch(() => {});
        if (image.naturalWidth === 0) found.push({ rule: "picture", element, message: "is broken" });
        if (!image.alt.trim()) found.push({ rule: "picture", element, message: "has no alternative text" });
      }
      return found;
    },
  };
})();
