// One person for many before a German word is stemmed: Kollegin of Kolleginnen. The same as `one_of_many` in
// `inclusive.rs`.
"use strict";
{
  const VERBS = /(?:beg|gew|sp|rr|tr|ts|es|rs|ger)innen$/;
  groundworkSearch.take((/** @type {string} */ word) =>
    /^.{4,}innen$/su.test(word) && !VERBS.test(word) ? word.slice(0, -3) : word,
  );
}
