// Takes the head of the page away on a phone while a reader scrolls down, and brings it back on the way up. Without this
// script it stays.
"use strict";
{
  const masthead = document.querySelector(".masthead");
  const toggle = document.getElementById("page-menu");
  // So many pixels are no movement.
  const LEAST = 8;
  let last = scrollY;

  function isInUse() {
    const isOpen = toggle instanceof HTMLInputElement && toggle.checked;
    return isOpen || masthead?.contains(document.activeElement);
  }

  function onScroll() {
    if (Math.abs(scrollY - last) < LEAST) return;
    const isAway = scrollY > last && scrollY > (masthead?.clientHeight ?? 0) && !isInUse();
    masthead?.toggleAttribute("data-away", isAway);
    last = scrollY;
  }

  // A browser that comes back to a page may remember it open.
  if (toggle instanceof HTMLInputElement) toggle.checked = false;
  addEventListener("scroll", onScroll, { passive: true });
  masthead?.addEventListener("focusin", () => masthead.removeAttribute("data-away"));
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !(toggle instanceof HTMLInputElement) || !toggle.checked) return;
    toggle.checked = false;
    toggle.focus();
  });
}
