// The page for addresses that are not found may stand at any address, so its links count from the root of the site. Opened
// from a disk it stands where it lies, and they count from there. Without this script they lead to the site on the web.
"use strict";
{
  const root = document.currentScript?.dataset.root;
  if (root && location.protocol === "file:") {
    for (const link of document.querySelectorAll("a[href]")) {
      const address = link.getAttribute("href") ?? "";
      if (address.startsWith(root)) link.setAttribute("href", address.slice(root.length));
    }
  }
}
