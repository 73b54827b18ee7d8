// What scripts share that needs no page.

import assert from "node:assert/strict";
import { test } from "node:test";

import { loadTheme, provide } from "./load.js";

loadTheme("dom.js");
const { decode, fill, hasModifier, pluralForm, sentences } = groundwork.dom;

test("values are filled in where a text names them, and others are left", () => {
  assert.equal(fill("{n} of {all}, {n}", { n: 3, all: "ten" }), "3 of ten, 3");
  assert.equal(fill("{n} {unknown} {}", { n: 0 }), "0 {unknown} {}");
  // What is filled in is not filled again, nor taken for a pattern.
  assert.equal(fill("{a}{b}", { a: "{b}", b: "$&" }), "{b}$&");
});

test("what ends with a full stop brings none to the end of a sentence", () => {
  const time = "7:30 p. m.";
  assert.equal(
    fill("Empieza a las {time}. A las {time}, no antes.", { time }),
    "Empieza a las 7:30 p. m. A las 7:30 p. m., no antes.",
  );
  assert.equal(sentences([`Previsto ${time}`, null, "", "¿Sí?", "Fin"]), `Previsto ${time} ¿Sí? Fin`);
  assert.equal(sentences(["One", "Two."]), "One. Two.");
});

test("a number chooses the form of the page's language", () => {
  const forms = { one: "{n} minuta", few: "{n} minuty", many: "{n} minut", other: "{n} minuty" };
  provide({ document: { documentElement: { lang: "pl" } } });
  assert.deepEqual(
    [1, 2, 5, 22].map((n) => pluralForm(forms, n)),
    [forms.one, forms.few, forms.many, forms.few],
  );
  provide({ document: { documentElement: { lang: "ja" } } });
  assert.equal(pluralForm(forms, 1), forms.other);
  assert.equal(pluralForm(undefined, 1), "");
});

test("what cannot be decoded is empty", () => {
  assert.equal(decode("caf%C3%A9"), "café");
  assert.equal(decode("%E0%A4%A"), "");
});

test("a key that is held makes something else of a click", () => {
  const event = { altKey: false, ctrlKey: false, metaKey: false };
  const isHeld = (/** @type {object} */ more) => hasModifier(/** @type {MouseEvent} */ ({ ...event, ...more }));
  assert.deepEqual([{}, { altKey: true }, { ctrlKey: true }, { metaKey: true }].map(isHeld), [false, true, true, true]);
});
