// Labels that say which file and line each block of the page comes from. No markup tells: the server makes the page a
// second time with origins in attributes, and the two are laid side by side.
"use strict";
{
  const { placeName } = groundwork.previewPanel;
  // Labels nearer to each other than this, in pixels, would cover each other.
  const NEAR = 14;
  // How much room a label needs beside its block, in pixels.
  const BESIDE = 150;

  /**
   * The elements of the page that have a counterpart with an origin, each with the number of that.
   *
   * @param {Element} live
   * @param {Element} marked
   * @returns {[Element, number][]}
   */
  function pair(live, marked) {
    /** @type {[Element, number][]} */
    const found = [];
    const count = Math.min(live.children.length, marked.children.length);
    for (let at = 0; at < count; at += 1) {
      const [one, other] = [live.children[at], marked.children[at]];
      if (one.tagName !== other.tagName) break;
      const origin = other.getAttribute("data-origin");
      if (origin !== null) found.push([one, Number(origin)]);
      found.push(...pair(one, other));
    }
    return found;
  }

  /**
   * @param {[Element, PreviewPlace][]} found
   */
  function makeLabels(found) {
    /** @type {number[]} */
    const tops = [];
    const labels = [];
    for (const [element, place] of found) {
      const box = element.getBoundingClientRect();
      const top = Math.round(box.top + scrollY);
      // What begins where its container does is named by that.
      const isTaken = tops.some((other) => Math.abs(other - top) < NEAR);
      if (box.height === 0 || isTaken) continue;
      tops.push(top);
      const label = placeName(place, `${place.path.split("/").pop()}:${place.line}`);
      label.title = `${place.path}:${place.line}`;
      label.style.top = `${top}px`;
      label.style.left = `${Math.round(box.left + scrollX)}px`;
      // Beside its block, or above where there is no room.
      if (box.left > BESIDE) label.classList.add("beside");
      labels.push(label);
    }
    return labels;
  }

  class Origins {
    /**
     * @param {HTMLElement} labels the element that holds the labels
     * @param {() => string} pagePath
     */
    constructor(labels, pagePath) {
      this.labels = labels;
      this.pagePath = pagePath;
      this.isOn = false;
    }

    async toggle() {
      this.isOn = !this.isOn;
      await this.update();
    }

    async update() {
      this.labels.replaceChildren();
      if (!this.isOn) return;
      const query = new URLSearchParams({ page: this.pagePath() }).toString().replace(/\+/g, "%20");
      const response = await fetch(`/.preview/origins?${query}`);
      // It may have been put out meanwhile.
      if (!response.ok || !this.isOn) return;
      const { html, origins } = await response.json();
      const marked = new DOMParser().parseFromString(html, "text/html");
      const found = pair(document.body, marked.body);
      this.labels.replaceChildren(...makeLabels(found.map(([element, at]) => [element, origins[at]])));
    }
  }

  groundwork.previewOrigins = { Origins, pair };
}
