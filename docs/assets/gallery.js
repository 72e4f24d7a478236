// Narrows the list of all rules to those that hold every word, and are of the part and language that are chosen.
const words = document.getElementById("rule-words");
const part = document.getElementById("rule-part");
const language = document.getElementById("rule-language");
const count = document.getElementById("rule-count");
const rows = [...document.querySelectorAll("table.rules tbody tr")].map((row) => ({
  row,
  text: row.textContent.toLowerCase(),
  part: row.cells[1].textContent,
  language: row.dataset.language,
}));

function narrow() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const rule of rows) {
    const fits =
      (!part.value || rule.part === part.value) &&
      (!language.value || rule.language === language.value) &&
      wanted.every((word) => rule.text.includes(word));
    rule.row.hidden = !fits;
    shown += fits;
  }
  count.textContent = shown === rows.length ? `${shown} rules` : `${shown} of ${rows.length} rules`;
}

for (const field of [words, part, language]) field.addEventListener("input", narrow);
document.querySelector(".rule-filter").hidden = false;
narrow();
