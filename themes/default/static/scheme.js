// Light or dark, as a reader has chosen, before anything is drawn. Without this script, and until somebody chooses, the
// device decides.
"use strict";
{
  const KEY = "groundwork-scheme";
  const root = document.documentElement;

  /** What was chosen; empty where the device decides, or where a browser keeps nothing. */
  function kept() {
    try {
      return localStorage.getItem(KEY) ?? "";
    } catch {
      return "";
    }
  }

  /** @param {string} scheme */
  function keep(scheme) {
    try {
      localStorage.setItem(KEY, scheme);
    } catch {
      // It holds for this page alone.
    }
  }

  /** @param {string} scheme */
  function apply(scheme) {
    if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme;
    else delete root.dataset.scheme;
  }

  function offer() {
    const choice = document.getElementById("page-scheme");
    if (!(choice instanceof HTMLSelectElement)) return;
    choice.value = root.dataset.scheme ?? "";
    choice.addEventListener("change", () => {
      keep(choice.value);
      apply(choice.value);
    });
    const row = choice.closest("p");
    if (row) row.hidden = false;
  }

  apply(kept());
  document.addEventListener("DOMContentLoaded", offer);
}
