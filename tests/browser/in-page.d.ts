// Names for the types of the browser's driver, and what tests may take for granted in a page.

type Browser = import("playwright-core").Browser;
type BrowserContext = import("playwright-core").BrowserContext;
type ConsoleMessage = import("playwright-core").ConsoleMessage;
type ContextOptions = import("playwright-core").BrowserContextOptions;
type Page = import("playwright-core").Page;
type PageRequest = import("playwright-core").Request;
type Route = import("playwright-core").Route;
type Locator = import("playwright-core").Locator;

// An element that a test asks for and that is not there fails the test where it is used, and says so; that every such
// place may be null would hide what a test is about.
interface ParentNode {
  querySelector(selectors: string): any;
  querySelectorAll(selectors: string): NodeListOf<any>;
}
interface Document {
  getElementById(id: string): any;
}
interface Element {
  closest(selectors: string): any;
}
