"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const body = document.body, main = one("#lines"), card = one("#card"), find = one("#find"), found = one("#found");
  const place = one("#place"), rule = one("#rule"), keys = one("#keys"), single = one("#single");
  const marks = all("del[data-run]"), boxes = all("#parts input");
  const reasons = new Map(all(".reasons li").map((item) => [reasonOf(item), item]));
  const calm = matchMedia("(prefers-reduced-motion: reduce)"), narrow = matchMedia("(max-width: 62rem)");
  const FEW_RANGES = 5000, HOVER_MS = 90, TYPING_MS = 150;
  let shown = marks, current = marks[0] || null, owner = null, timer = 0, hits = [], hit = -1;

  function reasonOf(element) {
    return [element.dataset.finder, element.dataset.part, element.dataset.fate].join("\n");
  }

  // Going to a place: far ones at once, since a long way in motion tells nobody anything.
  function bring(element) {
    const box = element.getBoundingClientRect(), near = Math.abs(box.top - innerHeight / 2) < 2 * innerHeight;
    element.scrollIntoView({ block: "center", behavior: near && !calm.matches ? "smooth" : "instant" });
  }

  // Which marks count: those of parts that are on, found by the rule that is chosen.
  function choose() {
    const off = new Set(boxes.filter((box) => !box.checked).map((box) => box.value));
    boxes.forEach((box) => body.classList.toggle("off-" + box.value, !box.checked));
    body.classList.toggle("dim", Boolean(rule.value));
    marks.forEach((mark) => mark.classList.toggle("chosen", !rule.value || mark.dataset.finder === rule.value));
    shown = marks.filter((mark) => mark.classList.contains("chosen") && !off.has(mark.dataset.part));
    all(".reasons .only").forEach((button) => button.setAttribute("aria-pressed", String(button.textContent === rule.value)));
    if (!shown.includes(current)) rove(shown[0] || null);
    hide();
    tell();
  }

  function runs() {
    return shown.filter((mark, at) => !at || mark.dataset.run !== shown[at - 1].dataset.run);
  }

  function tell() {
    const heads = runs(), at = current ? heads.findIndex((mark) => mark.dataset.run === current.dataset.run) : -1;
    const count = heads.length.toLocaleString("en"), been = current && current.dataset.been ? (at + 1).toLocaleString("en") + " of " : "";
    place.textContent = been ? been + count : count + (heads.length === 1 ? " change" : " changes");
  }

  // One mark at a time can be reached by Tab, so that the list is one stop and not ten thousand.
  function rove(mark) {
    if (current) { current.tabIndex = -1; delete current.dataset.been; }
    current = mark;
    if (mark) mark.tabIndex = 0;
  }

  function visit(mark) {
    if (!mark) return;
    rove(mark);
    mark.dataset.been = "1";
    mark.focus({ preventScroll: true, focusVisible: true });
    bring(mark);
    show(mark);
    tell();
  }

  // Where a step starts from: the current mark, or if that is out of sight, what the reader looks at.
  function step(forward, whole) {
    const list = whole ? runs() : shown;
    if (!list.length) return;
    if (body.classList.contains("view-articles")) view("both");
    const here = current && current.dataset.been && shown.includes(current) ? current : null;
    const top = here ? here : one("header").getBoundingClientRect().bottom;
    const before = (mark) => here ? Boolean(mark.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING)
      : mark.getBoundingClientRect().top < top;
    const after = (mark) => here ? Boolean(here.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING)
      : mark.getBoundingClientRect().top >= top;
    const apart = (mark) => !whole || !here || mark.dataset.run !== here.dataset.run;
    if (forward) visit(list.find((mark) => after(mark) && apart(mark)) || list[0]);
    else visit(list.findLast((mark) => before(mark) && apart(mark)) || list[list.length - 1]);
  }

  function show(mark) {
    const item = reasons.get(reasonOf(mark)), data = mark.dataset;
    const title = document.createElement("h3"), rows = document.createElement("dl");
    title.textContent = data.finder;
    const what = document.createElement("p");
    what.textContent = data.fate + " as " + data.part;
    card.replaceChildren(title, what);
    const why = item && one(".why", item), advice = item && one(".advice", item);
    if (why) card.append(why.cloneNode(true));
    const say = (word, text) => {
      if (!text) return;
      const term = document.createElement("dt"), value = document.createElement("dd");
      term.textContent = word;
      value.textContent = text;
      rows.append(term, value);
    };
    say("because", data.because);
    say("element", data.path);
    say("instead", data.instead);
    say("at", data.at);
    say("to keep", advice ? advice.lastChild.textContent.trim() : "");
    card.append(rows);
    card.dataset.part = data.part;
    card.hidden = false;
    owner = mark;
    mark.setAttribute("aria-describedby", "card");
    settle();
  }

  function settle() {
    if (!owner) return;
    const box = owner.getClientRects()[0] || owner.getBoundingClientRect(), own = card.getBoundingClientRect(), gap = 8;
    const below = owner.getBoundingClientRect().bottom + gap;
    const top = below + own.height < innerHeight ? below : Math.max(gap, box.top - own.height - gap);
    card.style.top = top + "px";
    card.style.left = Math.max(gap, Math.min(box.left, innerWidth - own.width - gap)) + "px";
  }

  function hide() {
    if (owner) owner.removeAttribute("aria-describedby");
    owner = null;
    card.hidden = true;
  }

  function view(name) {
    one('[name="view"][value="' + name + '"]').checked = true;
    body.classList.remove("view-both", "view-source", "view-articles");
    body.classList.add("view-" + name);
    hide();
  }

  function search() {
    const word = find.value.toLowerCase();
    all(".line.hit, .line.here").forEach((line) => line.classList.remove("hit", "here"));
    hits = [];
    hit = -1;
    const ranges = [];
    if (word.trim()) {
      for (const cell of all(".source", main)) {
        const text = cell.textContent.toLowerCase();
        const at = text.indexOf(word);
        if (at < 0 || cell.parentElement.matches(".gone") && !shownPart(cell.parentElement)) continue;
        hits.push(cell.parentElement);
        cell.parentElement.classList.add("hit");
        if (ranges.length < FEW_RANGES) ranges.push(...rangesIn(cell, word), ...rangesIn(one(".text", cell.parentElement), word));
      }
    }
    if (window.Highlight && CSS.highlights) CSS.highlights.set("found", new Highlight(...ranges));
    sayFound();
  }

  function shownPart(line) {
    return !body.classList.contains("off-" + line.dataset.part);
  }

  // A match may begin in one text node and end in another; some letters change their length in lower case, and such nodes are passed over.
  function rangesIn(cell, word) {
    if (!cell) return [];
    const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), made = [];
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const text = node.data.toLowerCase();
      if (text.length !== node.data.length) continue;
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + word.length);
        made.push(range);
      }
    }
    return made;
  }

  function sayFound() {
    found.textContent = !find.value.trim() ? "" : !hits.length ? "not found" : (hit < 0 ? "" : hit + 1 + " of ") + hits.length + (hits.length === 1 ? " line" : " lines");
  }

  function nextHit(forward) {
    if (!hits.length) return;
    if (hit >= 0) hits[hit].classList.remove("here");
    hit = hit < 0 && !forward ? hits.length - 1 : (hit + (forward ? 1 : -1) + hits.length) % hits.length;
    if (body.classList.contains("view-articles") && hits[hit].matches(".gone")) view("both");
    hits[hit].classList.add("here");
    bring(hits[hit]);
    sayFound();
  }

  function article(forward) {
    const list = all(".opening"), edge = one("header").getBoundingClientRect().bottom + 60;
    const next = forward ? list.find((item) => item.getBoundingClientRect().top > edge + 4)
      : list.findLast((item) => item.getBoundingClientRect().top < edge - 60);
    if (!next) return;
    next.scrollIntoView({ block: "start", behavior: "instant" });
    one("h2", next).focus({ preventScroll: true });
  }

  function escape() {
    if (!card.hidden) return hide();
    if (document.activeElement === find || find.value) { find.value = ""; search(); find.blur(); return; }
    if (rule.value) { rule.value = ""; choose(); }
  }

  const COMMANDS = {
    n: () => step(true, true), p: () => step(false, true), j: () => step(true, false), k: () => step(false, false),
    "]": () => article(true), "[": () => article(false), "/": () => find.focus(), "?": () => keys.showModal(),
    1: () => view("both"), 2: () => view("source"), 3: () => view("articles"),
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    if (event.key === "Escape") return escape();
    if (!single.checked || event.target.closest('select, textarea, input:not([type="checkbox"], [type="radio"])')) return;
    const act = COMMANDS[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  main.addEventListener("pointerover", (event) => {
    if (card.contains(event.target)) return;
    const line = event.target.closest(".line"), note = event.target.closest(".note");
    const mark = event.target.closest("del[data-run]") || (note && line && one("del[data-run]", line));
    clearTimeout(timer);
    timer = setTimeout(() => mark ? show(mark) : document.activeElement !== owner && hide(), HOVER_MS);
  });
  main.addEventListener("pointerleave", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { if (!card.matches(":hover") && document.activeElement !== owner) hide(); }, 2 * HOVER_MS);
  });
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", () => { timer = setTimeout(hide, HOVER_MS); });
  main.addEventListener("focusin", (event) => {
    const mark = event.target.closest("del[data-run]");
    if (mark && mark !== owner) show(mark);
  });
  main.addEventListener("focusout", hide);
  main.addEventListener("click", (event) => {
    const mark = event.target.closest("del[data-run]");
    if (mark) { rove(mark); mark.dataset.been = "1"; mark.focus({ preventScroll: true }); show(mark); tell(); }
  });
  addEventListener("scroll", settle, { passive: true });
  addEventListener("resize", () => { settle(); measure(); }, { passive: true });
  one("#next").addEventListener("click", () => step(true, true));
  one("#previous").addEventListener("click", () => step(false, true));
  one("#help").addEventListener("click", () => keys.showModal());
  one(".tools").addEventListener("submit", (event) => { event.preventDefault(); });
  find.addEventListener("input", () => { clearTimeout(find.wait); find.wait = setTimeout(search, TYPING_MS); });
  find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    clearTimeout(find.wait);
    if (find.value !== find.last) { find.last = find.value; search(); }
    nextHit(!event.shiftKey);
  });
  rule.addEventListener("change", () => { choose(); if (rule.value && shown.length) { rove(shown[0]); bring(shown[0]); tell(); } });
  boxes.forEach((box) => box.addEventListener("change", choose));
  all('[name="view"]').forEach((button) => button.addEventListener("change", () => view(button.value)));
  all(".reasons .only").forEach((button) => button.addEventListener("click", () => {
    rule.value = rule.value === button.textContent ? "" : button.textContent;
    rule.dispatchEvent(new Event("change"));
  }));
  const turn = (on) => { boxes.forEach((box) => { box.checked = on; }); choose(); };
  if (boxes.length) {
    one("#all").addEventListener("click", () => turn(true));
    one("#none").addEventListener("click", () => turn(false));
  }

  function measure() {
    if (!narrow.matches) document.documentElement.style.setProperty("--head", one("header").offsetHeight + "px");
    else document.documentElement.style.removeProperty("--head");
  }
  measure();
  if (narrow.matches) {
    view("source");
    all("details.panel").forEach((panel) => { panel.open = false; });
  }
  choose();
})();
