// Makes the stemmers of browsers from those of the crate `rust-stemmers`, which the Snowball compiler has made: line by
// line the same in JavaScript, so that both give the same stems. Strings are counted in UTF-16 units in place of bytes.
// Run it by hand when the crate changes, and then the tests, which hold both to `tests/js/stems.json`:
//
//     npm install --no-save terser && node make.mjs ~/.cargo/registry/src/*/rust-stemmers-*/src/snowball/algorithms .
//
// Arabic is left out: search cuts its affixes (`affixes.rs`).
import { readFileSync, writeFileSync } from "node:fs";
import { minify } from "terser";
const dir = process.argv[2], out = process.argv[3];
const CODES = {danish:"da",dutch:"nl",english:"en",finnish:"fi",french:"fr",german:"de",greek:"el",hungarian:"hu",italian:"it",norwegian:"no",portuguese:"pt",romanian:"ro",russian:"ru",spanish:"es",swedish:"sv",tamil:"ta",turkish:"tr"};
const RUNTIME = {
 replace_s: `const replace_s=(from,to,text)=>{const by=text.length-(to-from);current=current.slice(0,from)+text+current.slice(to);limit+=by;if(cursor>=to)cursor+=by;else if(cursor>from)cursor=from;return by};`,
 eq_s: `const eq_s=(text)=>cursor<limit&&current.startsWith(text,cursor)&&((cursor+=text.length),true);`,
 eq_s_b: `const eq_s_b=(text)=>cursor-limit_backward>=text.length&&current.startsWith(text,cursor-text.length)&&((cursor-=text.length),true);`,
 slice_from: `const slice_from=(text)=>{replace_s(bra,ket,text)};`,
 slice_del: `const slice_del=()=>{replace_s(bra,ket,"")};`,
 slice_to: `const slice_to=()=>current.slice(bra,ket);`,
 insert: `const insert=(from,to,text)=>{const by=replace_s(from,to,text);if(from<=bra)bra+=by;if(from<=ket)ket+=by};`,
 in_grouping: `const in_grouping=(set)=>cursor<limit&&set.includes(current[cursor])&&(cursor++,true);`,
 out_grouping: `const out_grouping=(set)=>cursor<limit&&!set.includes(current[cursor])&&(cursor++,true);`,
 in_grouping_b: `const in_grouping_b=(set)=>cursor>limit_backward&&set.includes(current[cursor-1])&&(cursor--,true);`,
 out_grouping_b: `const out_grouping_b=(set)=>cursor>limit_backward&&!set.includes(current[cursor-1])&&(cursor--,true);`,
 find_among: `const find_among=([length,map,tests])=>{const start=cursor;for(let n=Math.min(length,limit-start);n>=0;n--){const found=map.get(current.slice(start,start+n));if(found===undefined)continue;cursor=start+n;const test=tests[found>>8];if(!test)return found&255;const is=test();cursor=start+n;if(is)return found&255}return 0};`,
 find_among_b: `const find_among_b=([length,map,tests])=>{const start=cursor;for(let n=Math.min(length,start-limit_backward);n>=0;n--){const found=map.get(current.slice(start-n,start));if(found===undefined)continue;cursor=start-n;const test=tests[found>>8];if(!test)return found&255;const is=test();cursor=start-n;if(is)return found&255}return 0};`,
 table: `const table=(all,...tests)=>{const map=new Map();let length=0;for(const entry of all.split(" ")){const[,word,number,test]=/^(.*?)(\\d*)([A-Z]?)$/.exec(entry);map.set(word,(+number||1)+(test?test.charCodeAt(0)-64<<8:0));length=Math.max(length,word.length)}return[length,map,[,...tests]]};`,
};
const DEPS = { slice_from:["replace_s"], slice_del:["replace_s"], insert:["replace_s"] };
const sizes = {};
for (const [name, code] of Object.entries(CODES)) {
  let src = readFileSync(`${dir}/${name}.rs`, "utf8").replace(/^\s*\/\/.*$/gm, "");
  const unesc = (s) => JSON.parse('"' + s.replace(/\\u\{([0-9A-Fa-f]+)\}/g, (_, h) => "\\u" + h.padStart(4, "0")) + '"');
  const groups = {};
  src = src.replace(/static (G_\w+): &'static \[u8; \d+\] = &\[([^\]]*)\];/g, (_, n, list) => { groups[n] = list.split(",").map(Number); return ""; });
  const sets = {};
  // with min from uses
  for (const [, g, min] of src.matchAll(/grouping(?:_b)?\((G_\w+), (\d+), \d+\)/g)) {
    let s = ""; groups[g].forEach((byte, i) => { for (let bit = 0; bit < 8; bit++) if (byte >> bit & 1) s += String.fromCharCode(Number(min) + i * 8 + bit); });
    sets[g] = s;
  }
  src = src.replace(/grouping(_b)?\((G_\w+), \d+, \d+\)/g, "grouping$1($2)");
  const tables = [];
  src = src.replace(/static (A_\d+): &'static \[Among<Context>; \d+\] = &\[([\s\S]*?)\n\];/g, (_, n, body) => {
    const fns = [], entries = [];
    for (const [, w, , r, f] of body.matchAll(/Among\("((?:[^"\\]|\\.)*)", (-?\d+), (-?\d+), (None|Some\(&\w+\))\)/g)) {
      const word = unesc(w); const fn = f === "None" ? "" : f.match(/&(\w+)/)[1];
      if (/[ 0-9A-Z]$/.test(word) && word !== "" && !/^[A-Z]$/.test(word) ) { if (/[A-Z0-9 ]/.test(word)) console.error("odd", name, n, word); }
      if (Number(r) > 254) console.error("result", name, n, r, word);
      let letter = "";
      if (fn) { if (!fns.includes(fn)) fns.push(fn); letter = String.fromCharCode(65 + fns.indexOf(fn)); }
      entries.push([word, Number(r) < 0 ? 255 : Number(r), letter]);
    }
    if (entries.every(([, r]) => r === 255)) entries.forEach((e) => (e[1] = 1));
    tables.push([n, entries, fns]); return "";
  });
  const ctx = src.match(/struct Context \{([\s\S]*?)\}/)[1];
  const vars = [...ctx.matchAll(/(\w+): (\w+)/g)].map(([, v, t]) => [v, t]);
  src = src.slice(src.search(/^(?:pub )?fn /m));
  src = src.replace(/let mut context = &mut Context \{[\s\S]*?\};/, vars.map(([v, t]) => `${v}=${t === "usize" ? 0 : t === "bool" ? false : '""'};`).join(""));
  src = src.replace(/pub fn stem\(env: &mut SnowballEnv\) -> bool/, "function stem()").replace(/fn (r_\w+)\(env: &mut SnowballEnv, context: &mut Context\) -> bool/g, "function $1()");
  src = src.replace(/context\./g, "").replace(/\(env, context\)/g, "()").replace(/, context\)/g, ")");
  src = src.replace(/env\.current\.chars\(\)\.count\(\)/g, "current.length").replace(/ as (i32|usize)/g, "");
  src = src.replace(/env\.byte_index_for_hop\((-?\d+)\)/g, "cursor + $1").replace(/env\.next_char\(\)/g, "cursor++").replace(/env\.previous_char\(\)/g, "cursor--");
  src = src.replace(/for _ in 0\.\.1 \{/g, "do {").replace(/for _ in 0\.\.([\w.]+) \{/g, (_, e) => `for (let rest = ${e}; rest > 0; rest--) {`);
  src = src.replace(/'(\w+): loop ?\{/g, "$1: for (;;) {").replace(/'(\w+): do \{/g, "$1: do {").replace(/(break|continue) '(\w+);/g, "$1 $2;");
  src = src.replace(/(\w+)\.is_empty\(\)/g, '$1 === ""').replace(/&(S_\w+)/g, "$1").replace(/\(&"/g, '("');
  src = src.replace(/let \(bra, ket\) = \(env\.cursor, env\.cursor\);/g, "var from = cursor, to = cursor;").replace(/insert\(bra, ket,/g, "insert(from, to,");
  src = src.replace(/let (mut )?/g, "var ").replace(/var rest/g, "let rest").replace(/env\./g, "");
  // if COND {  -> if (COND) {
  src = src.replace(/\bif (.*?)\s*\{$/gm, "if ($1) {");
  src = src.replace(/"((?:[^"\\]|\\.)*)"/g, (_, s) => JSON.stringify(unesc(s)));
  src = src.replace(/(\w+) == /g, "$1 === ").replace(/\) == /g, ") === ").replace(/ != /g, " !== ");
  src = src.replace(/if \(!(slice_(?:del|from)\([^()]*\))\) \{\s*return false;\s*\}/g, "$1;");
  src = src.replace(/var among_var;/g, "").replace(/\bamong_var\b/g, "number");
  // close do-blocks
  { // find matching braces
    let i; const re = /\b(\w+): do \{/g; let m; const fix = [];
    while ((m = re.exec(src))) { let depth = 1, k = m.index + m[0].length; for (; depth > 0; k++) { if (src[k] === "{") depth++; if (src[k] === "}") depth--; } fix.push(k); }
    for (const k of fix.sort((a, b) => b - a)) src = src.slice(0, k) + " while (false);" + src.slice(k);
  }
  const used = new Set(["table"]);
  for (const fn of Object.keys(RUNTIME)) if (new RegExp(`\\b${fn}\\(`).test(src)) used.add(fn);
  for (const fn of [...used]) for (const d of DEPS[fn] ?? []) used.add(d);
  const runtime = Object.keys(RUNTIME).filter((f) => used.has(f)).map((f) => RUNTIME[f]).join("\n");
  const tablesJs = tables.map(([n, e, f]) => {
    const odd = e.some(([w]) => /[ 0-9]/.test(w) || /[A-Z]$/.test(w));
    return odd ? `const ${n}=[${Math.max(...e.map(([w]) => w.length))},new Map(${JSON.stringify(e.map(([w, r, l]) => [w, r + (l ? (l.charCodeAt(0) - 64) << 8 : 0)]))}),[,${f}]];`
     : `const ${n}=table(${JSON.stringify(e.map(([w, r, l]) => w + (r === 1 && w ? "" : r) + l).join(" "))}${f.map((x) => "," + x).join("")});`;
  }).join("\n");
  let js = `(()=>{"use strict";let current,cursor,limit,limit_backward,bra,ket,number,${vars.map(([v]) => v).join(",")};
${runtime}
${Object.entries(sets).map(([g, s]) => `const ${g}=${JSON.stringify(s)};`).join("")}
${src}
${tablesJs}
groundworkSearch.take((word)=>{current=word;cursor=limit_backward=bra=0;limit=ket=word.length;stem();return current})})();`;
  if (code === "el") {
    const swap = (t) => t.replace(/[a-yα-ω]/g, (c) => c < "z" ? String.fromCharCode(c.charCodeAt(0) + 848) : String.fromCharCode(c.charCodeAt(0) - 848));
    js = js.replace(/"(?:[^"\\\n]|\\.)*"/g, (t) => /[α-ω]/.test(t) ? t.replace(/[α-ω]/g, swap) : t);
    js = js.replace("current=word;", "const swap=(text)=>text.replace(/[a-yα-ω]/g,(letter)=>String.fromCharCode(letter.charCodeAt(0)+(letter<\"z\"?848:-848)));current=swap(word);").replace("return current})", "return swap(current)})");
  }
  const min = await minify(js, { compress: { passes: 3, unsafe_arrows: false, toplevel: true }, mangle: true, format: { ascii_only: false, max_line_len: 200 } });
  writeFileSync(`${out}/${code}.js`, `/* Snowball, BSD-3-Clause, (c) 2001 Martin Porter, 2002 Richard Boulton */\n${min.code}\n`);
  sizes[code] = Buffer.byteLength(min.code);
}
console.log(sizes);
