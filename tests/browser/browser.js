// Chromium, kept from the network, and what went wrong in it.

import { chromium } from "playwright-core";

/** Those that a reader may have asked for. */
export const COLOR_SCHEMES = /** @type {const} */ (["light", "dark"]);

/** Starts the browser that CHROMIUM names. */
export function launch() {
  const options = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ];
  // Chromium's sandbox does not start for root, as whom CI runs.
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: isRoot ? [...options, "--no-sandbox"] : options,
  });
}

/**
 * A page of its own context without a network, and the list of its faults, which grows: messages
 * of the console (which is where breaches of the Content-Security-Policy appear), failed requests,
 * and requests for anything but files.
 *
 * @param {Browser} browser
 * @param {ContextOptions} [options]
 */
export async function watched(browser, options) {
  const context = await browser.newContext({ offline: true, ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const faults = [];
  const fault = (/** @type {string} */ what) => faults.push(`${decodeURI(page.url())}: ${what}`);
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      fault(message.text());
    }
  });
  page.on("pageerror", (error) => fault(error.message));
  page.on("requestfailed", (request) => {
    const error = request.failure()?.errorText;
    // The icon may still be loading when the next page is opened.
    if (error !== "net::ERR_ABORTED") {
      fault(`${request.url()}: ${error}`);
    }
  });
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) {
      fault(`asks for ${request.url()}`);
    }
  });
  return { context, page, faults };
}
