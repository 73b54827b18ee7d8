// America's spelling of an English word, before it is stemmed. The same as `american` in `spelling.rs`.
"use strict";
{
  const IZE = "e ed es er ers ing ation ations ational able ement ements";
  const YZE = "e ed es er ers ing";
  const OUR = " s ed ing er ers able ite ites hood hoods al ful";
  const WITH_U = "arm behavi cand col demean endeav fav ferv harb hon hum lab neighb rig rum savi val vig";
  const LL = " s ed ing er ers or ors ment";
  const WORDS = new Map(
    Object.entries({
      centre: "center",
      centres: "centers",
      centred: "centered",
      theatre: "theater",
      theatres: "theaters",
      programme: "program",
      programmes: "programs",
      dialogue: "dialog",
      dialogues: "dialogs",
      catalogue: "catalog",
      catalogues: "catalogs",
      defence: "defense",
      offence: "offense",
      licence: "license",
      judgement: "judgment",
      grey: "gray",
    }),
  );
  const any = (/** @type {string} */ words) => `(?:${words.split(" ").join("|")})`;
  /** @type {[RegExp, string][]} */
  const CHANGES = [
    [new RegExp(`^(.{3,})is(${any(IZE)})$`, "su"), "iz"],
    [new RegExp(`^(.{3,})ys(${any(YZE)})$`, "su"), "yz"],
    [new RegExp(`^(${any(WITH_U)})our(${any(OUR)})$`, "su"), "or"],
    [new RegExp(`^(.*[aeiou].*[^aeiou][aeiou])ll(${any(LL)})$`, "su"), "l"],
  ];

  groundworkSearch.take((/** @type {string} */ word) => {
    const american = WORDS.get(word);
    if (american) return american;
    if (word.startsWith("practis")) return word.replace("practis", "practic");
    const change = CHANGES.find(([pattern]) => pattern.test(word));
    return change ? word.replace(change[0], `$1${change[1]}$2`) : word;
  });
}
