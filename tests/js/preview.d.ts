// What the scripts of the preview share, and what its server tells them. For the type check.

interface Groundwork {
  takeIn: {
    takeIn(next: Document): void;
    dropHead(): void;
    scriptsOf(page: Document, path: string): string;
    mayMorph(node: Node): boolean;
    mayUpdate(name: string, element: object): boolean;
  };
  previewPanel: {
    Panel: new (toggleOrigins: () => void) => PreviewPanel;
    placeName(place: PreviewPlace, name?: string): HTMLElement;
    inline(message: string): (string | HTMLElement)[];
  };
  previewOrigins: {
    Origins: new (labels: HTMLElement, pagePath: () => string) => PreviewOrigins;
    pair(live: Element, marked: Element): [Element, number][];
  };
}

declare var Idiomorph: {
  morph(old: Element, next: Element, options: object): void;
};

interface PreviewPanel {
  labels: HTMLElement;
  readonly isOpen: boolean;
  draw(message: PreviewMessage): void;
  hide(): void;
  showLost(): void;
  showOrigins(isOn: boolean): void;
}

interface PreviewOrigins {
  isOn: boolean;
  toggle(): Promise<void>;
  update(): Promise<void>;
}

type PreviewSeverity = "error" | "warning" | "note";

interface PreviewPlace {
  path: string;
  line: number | null;
  /** The address that opens it in an editor. */
  open: string | null;
}

interface PreviewLines {
  place: string;
  first_line: number;
  pieces: { text: string; mark?: string }[];
}

interface PreviewFinding {
  /** The name of the rule that found it. */
  rule: string;
  severity: PreviewSeverity;
  message: string;
  place: PreviewPlace;
  excerpts: PreviewLines[];
  notes: { place: PreviewPlace; message: string }[];
  help: string | null;
  /** At how many places it is. */
  count: number;
  /** The first few of the other places. */
  others: PreviewPlace[];
}

interface PreviewMessage {
  page: { exists: boolean; moved_to: string | null; origin: PreviewPlace | null };
  /** Whether there is a later revision than the page says that it shows. */
  is_new: boolean;
  /** Whether the page that is shown is older than the sources. */
  is_stale: boolean;
  failure: string | null;
  /** What the whole preview has to say, such as how it looks for changes. */
  notice: string | null;
  errors: number;
  warnings: number;
  notes: number;
  findings: PreviewFinding[];
}
