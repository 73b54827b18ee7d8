// Small functions that several scripts share. Every page that runs scripts loads this one first. All scripts of the
// theme share one global object, `groundwork`; each puts there what others need of it.
"use strict";
{
  /**
   * Makes an element. An attribute that is true is empty, one that is false is left out, and a function listens
   * to the event of that name.
   *
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {Attributes} attributes
   * @param {(string | Node)[]} children
   */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(name, value);
      else if (value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children);
    return element;
  }

  /**
   * Puts a text into an element, if there is one, and leaves alone what has that text already.
   *
   * @param {Element | null} element
   * @param {string} text
   */
  function setText(element, text) {
    if (element && element.textContent !== text) element.textContent = text;
  }

  /**
   * All elements that match, in the order of the page.
   *
   * @param {string} selector
   */
  function findAll(selector, /** @type {ParentNode} */ within = document) {
    return [.../** @type {NodeListOf<HTMLElement>} */ (within.querySelectorAll(selector))];
  }

  /**
   * A text without its full stop where one follows, as in `7:30 p. m.` at the end of a sentence.
   *
   * @param {string} text
   * @param {string} rest what follows
   */
  const beforeStop = (text, rest) => (rest.startsWith(".") ? text.replace(/\.$/, "") : text);

  /**
   * Fills in the values that a text names in braces.
   *
   * @param {string} text
   * @param {Record<string, string | number>} values
   */
  function fill(text, values) {
    const named = (/** @type {string} */ all, /** @type {string} */ name, /** @type {number} */ at) =>
      beforeStop(String(values[name] ?? all), text.slice(at + all.length));
    return text.replace(/\{(\w+)\}/g, named);
  }

  /**
   * Sentences in a row; what has no sign at its end gets a full stop where another follows.
   *
   * @param {(string | null)[]} texts
   */
  const sentences = (texts) =>
    texts
      .filter(Boolean)
      .join(". ")
      .replace(/([.!?…])\. /g, "$1 ");

  /**
   * The form of a word for a number in the page's language; an empty text where the word has no forms.
   *
   * @param {Record<string, string> | undefined} forms
   * @param {number} n
   */
  function pluralForm(forms, n) {
    const rules = new Intl.PluralRules(document.documentElement.lang || undefined);
    return forms?.[rules.select(n)] ?? forms?.other ?? "";
  }

  /**
   * Decodes a part of an address; what cannot be decoded is empty.
   *
   * @param {string} text
   */
  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return "";
    }
  }

  /**
   * Whether a key is held that makes something else of another key or of a click.
   *
   * @param {KeyboardEvent | MouseEvent} event
   */
  const hasModifier = ({ altKey, ctrlKey, metaKey }) => altKey || ctrlKey || metaKey;

  const dom = { make, setText, findAll, beforeStop, fill, sentences, pluralForm, decode, hasModifier };
  globalThis.groundwork = { ...globalThis.groundwork, dom };
}
