// America's spelling of an English word, before it is stemmed, and the word of which one is a form that shares no stem
// with it. The same as `american` in `spelling.rs` and `word` in `irregular.rs`.
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
  const FORMS =
    "begin: began begun; break: broke broken; bring: brought; build: built; buy: bought; child: children; " +
    "choose: chose chosen; come: came; become: became; draw: drew drawn; drive: drove driven; fall: fell " +
    "fallen; fight: fought; find: found; foot: feet; forget: forgot forgotten; get: got gotten; give: " +
    "gave given; go: went gone; grow: grew grown; hear: heard; hold: held; keep: kept; know: knew known; " +
    "lead: led; lose: lost; make: made; man: men; pay: paid; ride: rode ridden; run: ran; say: said; " +
    "seek: sought; sell: sold; send: sent; shake: shook shaken; sing: sang sung; sit: sat; speak: spoke " +
    "spoken; spend: spent; stand: stood; understand: understood; steal: stole stolen; strike: struck; " +
    "take: took taken; teach: taught; tell: told; think: thought; throw: threw thrown; win: won; woman: " +
    "women; write: wrote written";
  /** @type {Map<string, string>} */
  const IRREGULAR = new Map();
  for (const entry of FORMS.split("; ")) {
    const [word, forms] = entry.split(": ");
    for (const form of forms.split(" ")) IRREGULAR.set(form, word);
  }
  const any = (/** @type {string} */ words) => `(?:${words.split(" ").join("|")})`;
  /** @type {[RegExp, string][]} */
  const CHANGES = [
    [new RegExp(`^(.{3,})is(${any(IZE)})$`, "su"), "iz"],
    [new RegExp(`^(.{3,})ys(${any(YZE)})$`, "su"), "yz"],
    [new RegExp(`^(${any(WITH_U)})our(${any(OUR)})$`, "su"), "or"],
    [new RegExp(`^(.*[aeiou].*[^aeiou][aeiou])ll(${any(LL)})$`, "su"), "l"],
  ];

  groundworkSearch.take((/** @type {string} */ word) => {
    const american = IRREGULAR.get(word) || WORDS.get(word);
    if (american) return american;
    if (word.startsWith("practis")) return word.replace("practis", "practic");
    const change = CHANGES.find(([pattern]) => pattern.test(word));
    return change ? word.replace(change[0], `$1${change[1]}$2`) : word;
  });
}
