// The preview as a writer lives in it: files are edited, and the page in the browser is looked at.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch } from "./browser.js";
import { Project } from "./project.js";

const page = (/** @type {string} */ title, /** @type {string} */ body, fields = "") =>
  `+++\ntitle = "${title}"\nkind = "concept"\nsummary = "About ${title}."\n${fields}+++\n\n` +
  `## Summary\n\nWhat it is.\n\n${body}\n\n## Use it for\n\nMeetings.\n\n## Examples\n\nNone.\n`;

const paragraphs = (/** @type {number} */ count) =>
  Array.from({ length: count }, (_, at) => `Paragraph ${at} of many that fill the page.`).join("\n\n");

const FILES = {
  "site.toml": 'title = "Test"\ntrust_html = true\n',
  "content/index.md": '+++\ntitle = "Home"\nsummary = "Home."\n+++\n\n[[apples]] and [[pears]].\n',
  "content/apples.md": page("Apples", "Unlike [[pears]], they are round."),
  "content/pears.md": page("Pears", "They hang [@smith, p. 3]."),
  "content/sources.bib":
    "@book{smith, title = {On Fruit}, author = {Smith, Ann}, date = {2001}, publisher = {Press}}\n",
};

/** @type {Browser} */
let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/**
 * What a test of the preview is given.
 *
 * @typedef {object} Previewed
 * @property {Page} page
 * @property {Project} project
 * @property {Awaited<ReturnType<Project["serve"]>>} server
 * @property {(path: string) => Promise<Page>} open
 * @property {string[]} faults
 */

/**
 * Runs `use` with a project under preview, a page of it, and the faults of that page.
 *
 * @param {string} path
 * @param {(previewed: Previewed) => Promise<void>} use
 * @param {{ files?: Record<string, string>, options?: string[], env?: Record<string, string> }} more
 */
async function preview(path, use, { files = {}, options, env } = {}) {
  const project = new Project({ ...FILES, ...files });
  const server = await project.serve(options, env);
  const context = await browser.newContext();
  /** @type {string[]} */
  const faults = [];
  const open = async (/** @type {string} */ path) => {
    const page = await context.newPage();
    page.on("pageerror", (/** @type {Error} */ error) => faults.push(error.message));
    page.on("console", (/** @type {ConsoleMessage} */ message) => {
      if (message.type() === "error") faults.push(`${message.text()}: ${message.location().url}`);
    });
    page.on("request", (/** @type {PageRequest} */ request) => {
      if (!request.url().startsWith(server.address)) faults.push(`asks for ${request.url()}`);
    });
    await page.goto(server.address + path);
    await page.locator(".bar").waitFor();
    // What lives as long as the page is not loaded anew.
    await page.evaluate(() => {
      Object.assign(window, { alive: true });
    });
    return page;
  };
  try {
    await use({ page: await open(path), project, server, open, faults });
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
    await server.stop();
    project.delete();
  }
}

const shows = (/** @type {Page} */ page, /** @type {string} */ text) =>
  page.locator("main").getByText(text).first().waitFor({ timeout: 5000 });
const isAlive = (/** @type {Page} */ page) => page.evaluate(() => "alive" in window);

test("a saved word appears in place, and what the reader did stays", async () => {
  const body = (/** @type {string} */ word) =>
    `Here is ${word}.\n\n<details><summary>More</summary><p>Inside.</p></details>\n\n` +
    `<p><input id="typed" type="text"> <input id="other" type="text"> <input id="tick" type="checkbox"></p>\n\n` +
    `${paragraphs(60)}\n\nThe end has ${word}.`;
  await preview(
    "apples.html",
    async ({ page: tab, project }) => {
      await tab.locator(".text details summary").click();
      await tab.locator("#other").fill("typed before");
      await tab.locator("#tick").check();
      await tab.locator("#typed").fill("half a sen");
      await tab.evaluate(() => scrollTo(0, 700));
      const before = await tab.evaluate(() => scrollY);
      assert.ok(before > 600);
      const mark = tab.getByText("Paragraph 20 of many");
      const place = (await mark.boundingBox())?.y ?? NaN;
      project.write("content/apples.md", page("Apples", body("a longer text, of several new words")));
      await shows(tab, "The end has a longer text, of several new words.");
      assert.ok(await isAlive(tab));
      assert.equal(await tab.locator(".text details").getAttribute("open"), "");
      assert.equal(await tab.locator("#typed").inputValue(), "half a sen");
      assert.equal(await tab.locator("#other").inputValue(), "typed before");
      assert.ok(await tab.locator("#tick").isChecked());
      assert.equal(await tab.evaluate(() => document.activeElement?.id), "typed");
      // What was in view stays where it was, though the text above it has grown.
      project.write(
        "content/apples.md",
        page("Apples", body(`a longer text.\n\n${paragraphs(3)}\n\nAnd a last, new one`)),
      );
      await shows(tab, "And a last, new one");
      await tab.waitForTimeout(100);
      assert.ok(Math.abs(((await mark.boundingBox())?.y ?? NaN) - place) < 3);
    },
    { files: { "content/apples.md": page("Apples", body("a word")) } },
  );
});

test("every page that a change touches is right as well", async () => {
  await preview("pears.html", async ({ page: tab, project, open }) => {
    const home = await open("kinds/concept.html");
    const source = await open("sources/smith.html");
    await shows(tab, "Unlike Pears, they are round.");
    project.write("content/apples.md", page("Golden apples", "As [[pears]] do, they fall."));
    await shows(tab, "As Pears do, they fall.");
    await tab.locator(".backlinks a").getByText("Golden apples").first().waitFor();
    await shows(home, "Golden apples");
    project.write("content/pears.md", page("Pears", "They hang low [@smith, p. 7]."));
    await shows(source, "They hang low");
    project.write("content/sources.bib", FILES["content/sources.bib"].replace("On Fruit", "On Trees"));
    await shows(tab, "On Trees");
    await shows(source, "On Trees");
    const data = await tab.locator("head script[type='application/ld+json']").allTextContents();
    assert.match(data.join(), /^[\s\S]*"citation":\["[^"]*On Trees[^"]*"\]}$/);
    for (const one of [tab, home, source]) assert.ok(await isAlive(one));
  });
});

test("search goes on while pages change, and finds what was just written", async () => {
  await preview("apples.html", async ({ page, project }) => {
    const titles = () => page.$$eval(".search-title", (all) => all.map((one) => one.textContent));
    const found = (/** @type {string} */ title) =>
      page.waitForFunction(
        (/** @type {string} */ title) => document.querySelector(".search-title")?.textContent === title,
        title,
      );
    await page.fill("#page-query", "pear");
    await found("Pears");
    assert.deepEqual((await titles()).includes("Quinces"), false);
    project.write("content/apples.md", FILES["content/apples.md"].replace("round", "green"));
    await shows(page, "green");
    assert.equal(await page.inputValue("#page-query"), "pear");
    assert.ok(await page.locator(".search-panel").isVisible());
    project.write("content/pears.md", FILES["content/pears.md"].replaceAll("Pears", "Quinces"));
    await page.waitForFunction(() => [...document.querySelectorAll("main a")].some((a) => a.textContent === "Quinces"));
    await page.fill("#page-query", "quince");
    await found("Quinces");
    assert.equal(await page.evaluate(() => "alive" in window), true);
  });
});

test("changed styles are swapped without loading the page anew", async () => {
  await preview(
    "own.html",
    async ({ page: tab, project }) => {
      const colour = () => tab.evaluate(() => getComputedStyle(document.querySelector("h1")).color);
      assert.equal(await colour(), "rgb(255, 0, 0)");
      project.write("themes/own/static/style.css", "h1 { color: rgb(0, 0, 255); }\n");
      await tab.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color === "rgb(0, 0, 255)");
      await tab.waitForFunction(() => document.querySelectorAll("link[rel=stylesheet]").length === 1);
      assert.ok(await isAlive(tab));
      project.write("themes/own/templates/page.html", OWN_PAGE.replace("<h1>", "<p>From the template</p><h1>"));
      await shows(tab, "From the template");
      assert.ok(await isAlive(tab));
    },
    { files: OWN_THEME },
  );
});

const OWN_PAGE =
  '<!DOCTYPE html><html lang="{{ lang }}"><head><title>{{ title }}</title>' +
  '<link rel="stylesheet" href="{{ root }}{{ stylesheet }}"></head>' +
  "<body><main><h1>{{ title }}</h1>{% if page %}{{ page.body | safe }}{% endif %}</main></body></html>\n";
const OWN_THEME = {
  "site.toml": 'title = "Test"\ntheme = "own"\n',
  "themes/own/static/style.css": "h1 { color: rgb(255, 0, 0); }\n",
  ...Object.fromEntries(
    ["page", "home", "list", "sources", "a-z", "open-questions", "changes", "404", "redirect", "source"].map((name) => [
      `themes/own/templates/${name}.html`,
      OWN_PAGE,
    ]),
  ),
  "content/index.md": '+++\ntitle = "Home"\n+++\n\n[[own]]\n',
  "content/own.md": '+++\ntitle = "Own"\n+++\n\nText.\n',
  "content/apples.md": '+++\ntitle = "Apples"\n+++\n\nText.\n',
  "content/pears.md": '+++\ntitle = "Pears"\n+++\n\nText [@smith, p. 3].\n',
};

test("a broken template leaves the page as it was, under the finding", async () => {
  await preview(
    "own.html",
    async ({ page: tab, project }) => {
      for (const [broken, message] of [
        [OWN_PAGE.replace("{{ title }}", "{{ title "), "page.html"],
        [OWN_PAGE.replace("{{ title }}", "{{ titel }}"), "titel"],
      ]) {
        project.write("themes/own/templates/page.html", broken);
        await tab.locator(".finding.error").getByText(message).first().waitFor();
        await tab.reload();
        await tab.locator(".finding.error").getByText(message).first().waitFor();
        await shows(tab, "Text.");
        project.write("themes/own/templates/page.html", OWN_PAGE);
        await tab.locator(".report").waitFor({ state: "hidden" });
      }
    },
    { files: OWN_THEME },
  );
});

test("a page that is moved or renamed takes the reader along", async () => {
  await preview(
    "pears.html",
    async ({ page: tab, project, server, open }) => {
      project.move("content/pears.md", "content/fruit/pears.md");
      await tab.waitForURL(`${server.address}fruit/pears.html`);
      await shows(tab, "They hang");
      project.move("content/fruit/pears.md", "content/fruit/brown-pears.md");
      await tab.waitForURL(`${server.address}fruit/brown-pears.html`);
      assert.ok(await isAlive(tab));
      project.write("content/fruit/brown-pears.md", page("Pears", "They still hang low [@smith, p. 3]."));
      await shows(tab, "They still hang low");
      // An old address leads on for whoever comes later.
      const late = await open("pears.html");
      assert.equal(late.url(), `${server.address}fruit/brown-pears.html`);
    },
    {
      files: { "content/apples.md": page("Apples", "Round."), "content/index.md": '+++\ntitle = "Home"\n+++\n\nHi.\n' },
    },
  );
});

test("a mistake is told over the last good page, in the writer's words, and goes when it is mended", async () => {
  await preview("apples.html", async ({ page: tab, project, server }) => {
    project.write("content/apples.md", page("Apples", "Unlike [[paers]], they are round."));
    const finding = tab.locator(".finding.error");
    await finding.waitFor();
    assert.match(
      await finding.innerText(),
      /paers[\s\S]*content\/apples\.md:11[\s\S]*Unlike \[\[paers\]\][\s\S]*did you mean `?\[\[pears\]\]/,
    );
    assert.equal(await finding.locator("mark").innerText(), "paers");
    assert.equal(
      await finding.locator("a.place").getAttribute("href"),
      `edit://open${project.root}/content/apples.md:11`,
    );
    await shows(tab, "Unlike Pears, they are round.");
    // The terminal says the same.
    assert.match(server.written, /content\/apples\.md:11:10/);
    assert.match(server.written, /content\/apples\.md: 3 pages in \d+ ms, 1 error/);
    // Put aside, it stays aside until there is another.
    await tab.keyboard.press("Escape");
    assert.ok(await tab.locator(".report").isHidden());
    assert.equal(await tab.locator(".counts .error").innerText(), "1 error");
    project.write("content/apples.md", page("Apples", "Unlike [[paers]] and [[plumbs]]."));
    await tab.locator(".finding.error").nth(1).waitFor();
    project.write("content/apples.md", page("Apples", "Unlike [[pears]], they are green."));
    await shows(tab, "they are green.");
    assert.ok(await tab.locator(".report").isHidden());
    assert.equal(await tab.locator(".counts .error").count(), 0);
    assert.ok(await isAlive(tab));
  });
});

test("warnings are a small count, and notes are shown on request", async () => {
  await preview(
    "apples.html",
    async ({ page: tab }) => {
      assert.ok(await tab.locator(".report").isHidden());
      await tab.locator(".counts .warning").click();
      assert.match(await tab.locator(".finding.warning").innerText(), /sumary/);
      await tab.keyboard.press("Escape");
      await tab.locator(".counts .note").click();
      assert.match(await tab.locator(".finding.note").first().innerText(), /Note/i);
      await tab.locator(".close").click();
      assert.ok(await tab.locator(".report").isHidden());
    },
    { files: { "content/apples.md": page("Apples", "Round like [[pears]] [@smith].", 'sumary = "Red."\n') } },
  );
});

test("a key shows from which file and line each block comes, and the markup stays as it is", async () => {
  await preview("apples.html", async ({ page: tab, project }) => {
    const file = tab.locator(".file a.place");
    assert.equal(await file.innerText(), "content/apples.md");
    const bar = await tab.locator(".file").innerText();
    assert.equal(bar, "Your preview of content/apples.md: edit the file, see it here");
    const markup = () => tab.evaluate(() => document.body.outerHTML);
    const before = await markup();
    await tab.keyboard.press("w");
    const label = tab.locator(".labels .place", { hasText: /^apples\.md:11$/ });
    await label.waitFor();
    assert.equal(await label.getAttribute("href"), `edit://open${project.root}/content/apples.md:11`);
    const block = await tab.getByText("they are round").boundingBox();
    const box = await label.boundingBox();
    assert.ok(box && block && Math.abs(box.y - block.y) < 6);
    assert.equal(await markup(), before);
    project.write("content/apples.md", page("Apples", "New.\n\nUnlike [[pears]], they are round."));
    await tab.locator(".labels .place", { hasText: /^apples\.md:13$/ }).waitFor();
    await tab.keyboard.press("w");
    await label.waitFor({ state: "detached" });
  });
});

test("a project that is broken from the start is shown with what is wrong", async () => {
  await preview(
    "apples.html",
    async ({ page: tab, project }) => {
      await tab.locator(".finding.error").first().waitFor();
      assert.match(await tab.locator(".report").innerText(), /site\.toml:1/);
      project.write("site.toml", 'title = "Mended"\n');
      await tab.locator(".report").waitFor({ state: "hidden" });
      await tab.locator("header").getByText("Mended").waitFor();
      project.remove("site.toml");
      await tab.locator(".failure").waitFor();
      await shows(tab, "they are round");
      project.write("site.toml", 'title = "Mended"\n');
      await tab.locator(".report").waitFor({ state: "hidden" });
    },
    { files: { "site.toml": 'title = "Te\n' } },
  );
});

test("ten tabs work: those that nobody sees leave their connections to others", async () => {
  await preview("apples.html", async ({ page: first, project, open }) => {
    const hide = (/** @type {Page} */ tab, /** @type {boolean} */ hidden) =>
      tab.evaluate((/** @type {boolean} */ hidden) => {
        Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
        document.dispatchEvent(new Event("visibilitychange"));
      }, hidden);
    const tabs = [first];
    while (tabs.length < 10) {
      await hide(tabs[tabs.length - 1], true);
      tabs.push(await open("apples.html"));
    }
    project.write("content/apples.md", page("Apples", "Now they are blue, unlike [[pears]]."));
    await shows(tabs[9], "Now they are blue");
    assert.equal(await tabs[2].getByText("Now they are blue").count(), 0);
    await hide(tabs[9], true);
    for (const tab of tabs.slice(0, 9)) {
      await hide(tab, false);
      await shows(tab, "Now they are blue");
      await hide(tab, true);
    }
  });
});

test("a page finds its way back to a preview that is started again", async () => {
  await preview("apples.html", async ({ page: tab, project, server, faults }) => {
    const port = new URL(server.address).port;
    await server.stop();
    await tab.getByText("The preview has stopped").waitFor();
    project.write("content/apples.md", page("Apples", "Changed meanwhile, unlike [[pears]]."));
    const again = await project.serve(["--port", port]);
    try {
      await shows(tab, "Changed meanwhile");
      assert.ok(await isAlive(tab));
    } finally {
      await again.stop();
    }
    // That nobody answered is in the log of the browser.
    faults.length = 0;
  });
});

test("lines of another file are told apart from the finding's own", async () => {
  await preview("apples.html", async ({ page: tab, project }) => {
    project.write("content/more/apples.md", page("More apples", "Round."));
    const finding = tab.locator(".finding.error", { hasText: "apples" }).first();
    await finding.waitFor();
    const text = await finding.innerText();
    assert.match(text, /content\/apples\.md/);
    assert.match(text, /content\/more\/apples\.md/);
  });
});

test("a page that is deleted says so, and one that comes back is shown", async () => {
  await preview(
    "plums.html",
    async ({ page: tab, project, faults }) => {
      project.remove("content/plums.md");
      await tab.getByText("This page is not there any more.").waitFor();
      project.write("content/plums.md", page("Plums", "Back again."));
      await shows(tab, "Back again.");
      faults.length = 0;
    },
    { files: { "content/plums.md": page("Plums", "Small.") } },
  );
});

// What beginners get wrong first: each with words of what they are told.
/** @type {[what: string, body: string | null, told: RegExp, change?: [from: string, to: string]][]} */
const MISTAKES = [
  ["a mistyped link", "Unlike [[paers]].", /no page or term `?paers[\s\S]*did you mean \[\[pears\]\]/],
  ["a heading that is not there", "See [[pears#exampels]].", /exampels[\s\S]*did you mean/],
  ["a source that is not there", "It is so [@smiht].", /smiht[\s\S]*did you mean/],
  ["a picture that is not there", "![A pear](paer.jpg)", /paer\.jpg/],
  ["a mistyped marker", "> [!NOET] Read this.", /NOET[\s\S]*did you mean/],
  [
    "a missing quotation mark",
    null,
    /begins with a quotation mark and does not end/,
    ['title = "Apples"', 'title = "Apples'],
  ],
  ["a kind that is none", null, /concpet[\s\S]*did you mean/, ['"concept"', '"concpet"']],
  ["a section that is missing", null, /Use it for/, ["## Use it for\n\nMeetings.\n\n", ""]],
  ["front matter that is not closed", null, /\+\+\+/, ["\n+++\n\n## Summary", "\n\n## Summary"]],
];

/**
 * A finding leads to the heading of its rule in the manual.
 *
 * @param {import("playwright-core").Page} tab
 * @param {import("playwright-core").Locator} finding
 * @param {string} what
 */
async function leadsIntoManual(tab, finding, what) {
  const href = await finding.locator(".rule a").getAttribute("href");
  const address = new URL(href ?? "", tab.url());
  const answer = await tab.request.get(address.href);
  assert.equal(answer.status(), 200, what);
  assert.ok((await answer.text()).includes(` id="${address.hash.slice(1)}"`), `${what}: ${address.hash}`);
}

test("a beginner's likeliest mistakes are told with their place and what to type instead", async () => {
  await preview("apples.html", async ({ page: tab, project }) => {
    for (const [what, body, told, change] of MISTAKES) {
      const good = page("Apples", body ?? "Round.");
      const text = change ? good.replace(...change) : good;
      assert.ok(!change || text !== good, what);
      project.write("content/apples.md", text);
      const finding = tab.locator(".finding").filter({ hasText: told }).first();
      await tab.locator(".counts button").first().waitFor();
      // A warning waits to be asked for.
      await tab.waitForFunction(() => {
        const root = document.querySelector("groundwork-preview").shadowRoot;
        return root.querySelector(".counts .error, .counts .warning");
      });
      const warning = tab.locator(".counts .warning");
      if ((await tab.locator(".report").isHidden()) && (await warning.count())) await warning.click();
      await finding.waitFor({ timeout: 5000 });
      assert.match(await finding.innerText(), /content\/apples\.md/, what);
      assert.equal(await finding.locator(".help").count(), 1, what);
      await leadsIntoManual(tab, finding, what);
      if (process.env.PICTURES) {
        await tab.screenshot({ path: `${process.env.PICTURES}/${what.replaceAll(" ", "-")}.png` });
      }
      project.write("content/apples.md", FILES["content/apples.md"]);
      await tab.locator(".report").waitFor({ state: "hidden" });
      await tab.locator(".counts .error, .counts .warning").waitFor({ state: "detached" });
    }
  });
});

test("a page that is renamed by the program takes the reader along, and what links to it stays right", async () => {
  await preview("pears.html", async ({ page: tab, project, server, open }) => {
    const other = await open("apples.html");
    project.run(["rename", "pears", "brown-pears"]);
    await tab.waitForURL(`${server.address}brown-pears.html`);
    await shows(tab, "They hang");
    await other.locator("main a[href='brown-pears.html']").first().waitFor();
    assert.equal(await tab.locator(".counts .error").count(), 0);
    assert.ok(await isAlive(tab));
  });
});
