"use strict";
const felt = document.getElementById("soeg"), svar = document.getElementById("soegesvar");
const punkter = [...document.querySelectorAll("[data-soeg]")], grupper = [...document.querySelectorAll(".indeks-gruppe, .indeks-liste details")];
function soeg() {
  const ord = felt.value.toLowerCase().split(/\s+/).filter(Boolean);
  let fundet = 0;
  for (const punkt of punkter) {
    const tekst = punkt.textContent.toLowerCase(), med = ord.every((o) => tekst.includes(o));
    punkt.hidden = !med;
    fundet += med ? 1 : 0;
  }
  for (const gruppe of grupper) {
    gruppe.hidden = ![...gruppe.querySelectorAll("[data-soeg]")].some((punkt) => !punkt.hidden);
    if (gruppe.tagName === "DETAILS") gruppe.open = ord.length > 0 && !gruppe.hidden;
  }
  svar.textContent = ord.length ? `${fundet} af ${punkter.length} passer.` : "";
}
felt.addEventListener("input", soeg);
document.getElementById("soegning").hidden = false;
