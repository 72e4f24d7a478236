"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const table = one("#finders");
  if (!table) return;
  const rows = all(".finder", table), heads = all("thead th", table);
  const find = one("#find"), part = one("#part"), language = one("#language"), TYPING_MS = 150;
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  let timer = 0;

  const wanted = (row) => (!part.value || row.dataset.part === part.value)
    && (!language.value || row.dataset.language === language.value)
    && texts.get(row).includes(find.value.trim().toLowerCase());

  function choose() {
    let count = 0;
    for (const row of rows) {
      row.hidden = !wanted(row);
      count += row.hidden ? 0 : 1;
    }
    one("#none").hidden = count > 0;
    one("#shown").textContent = count.toLocaleString("en") + " of " + rows.length.toLocaleString("en");
  }

  // Names go up at first, numbers down; the other way round when they are asked again.
  function sort(head) {
    const numbers = head.dataset.sort === "number", was = head.getAttribute("aria-sort");
    const down = was ? was === "ascending" : numbers;
    const value = (row) => row.rows[0].cells[head.cellIndex].dataset.value;
    const compare = (a, b) => numbers ? value(a) - value(b) : value(a).localeCompare(value(b), "en");
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    table.append(...rows.sort((a, b) => down ? compare(b, a) : compare(a, b)));
  }

  for (const head of heads.filter((each) => each.dataset.sort)) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sort(head));
    head.replaceChildren(button);
  }
  const open = (state) => rows.filter((row) => !row.hidden).flatMap((row) => all("details", row)).forEach((list) => { list.open = state; });
  one("#open").addEventListener("click", () => open(true));
  one("#close").addEventListener("click", () => open(false));
  find.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(choose, TYPING_MS); });
  part.addEventListener("change", choose);
  language.addEventListener("change", choose);
  one(".tools").addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); choose(); });
  one(".tools").hidden = false;
  choose();

  // A link to a rule shows it, though it was filtered away, with its samples.
  function arrive() {
    const row = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!row || !row.matches(".finder")) return;
    if (row.hidden) {
      find.value = part.value = language.value = "";
      choose();
    }
    all("details", row).forEach((list) => { list.open = true; });
    one("summary, a", row).focus({ preventScroll: true });
    row.scrollIntoView({ block: "start" });
  }
  addEventListener("hashchange", arrive);
  arrive();
})();
