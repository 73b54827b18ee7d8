// What the scripts of the theme share: the object `groundwork`, in which each puts what others need, and the data that
// they pass on. For the type check; nothing of it is published.

/** What each script adds to `groundwork`, in the order in which a page loads them. */
interface Groundwork {
  dom: Dom;
  /** Absent where a page is read by another, so that nothing else runs. */
  reader: Reader;
  inclusive: Inclusive;
  words: Words;
  searchLoader: SearchLoader;
  searchMarks: SearchMarks;
  searchResults: SearchResults;
  searchIndex: SearchReader;
  agendaTimes: AgendaTimes;
  /** Absent on pages without an agenda. */
  agendas?: Agenda[];
  meetingTimes: {
    MINUTE: number;
    DAY: number;
    MeetingTimes: new (table: RunningTable) => MeetingTimes;
    minuteOfDay(moment: number): number;
    minutesBetween(from: number, to: number): number;
    wholeMinute(moment: number): number;
    watch(seconds: number): string;
  };
  MeetingWords: new (agenda: RunningAgenda) => MeetingWords;
  meetingMemory: {
    MeetingMemory: new (text: string) => MeetingMemory;
    hash(text: string): string;
    isUnderWay(kept: unknown, now: number): boolean;
  };
  WakeLock: new (isWanted: () => boolean, report: (isHeld: boolean) => void) => { update(): Promise<void> };
  meetingScreen: {
    makeMeetingScreen(agenda: RunningAgenda, rows: HTMLElement[], actions: MeetingActions): MeetingScreen;
    copyTexts(row: HTMLElement, isLate: boolean): Element[];
    copyOutside(page: Document | HTMLElement, isOpen: boolean): Element[];
  };
  MeetingSignal: new () => MeetingSignal;
  MeetingView: new (screen: MeetingScreen, times: MeetingTimes, words: MeetingWords) => MeetingView;
}

declare var groundwork: Groundwork;
/** What the scripts of the index of search call. */
declare var groundworkSearch: { take(data: unknown): void };

type Attributes = Record<string, string | boolean | ((event: any) => void)>;

interface Dom {
  make<Tag extends keyof HTMLElementTagNameMap>(
    tag: Tag,
    attributes: Attributes,
    ...children: (string | Node)[]
  ): HTMLElementTagNameMap[Tag];
  setText(element: Element | null, text: string): void;
  findAll(selector: string, within?: ParentNode): HTMLElement[];
  beforeStop(text: string, rest: string): string;
  fill(text: string, values: Record<string, string | number>): string;
  sentences(texts: (string | null)[]): string;
  pluralForm(forms: Record<string, string> | undefined, n: number): string;
  decode(text: string): string;
  hasModifier(event: KeyboardEvent | MouseEvent): boolean;
}

// ---- Reading pages --------------------------------------------------------------------------------

interface Inclusive {
  read(text: string, start: number, end: number): { words: string[]; end: number } | null;
  withVowels(word: string): string[];
}

/** A folded word with its start and end, and as it is before it is folded. */
type Token = [word: string, start: number, end: number, plain: string];

/** What is cut off words in place of a stemmer. */
interface Affixes {
  prefixes: string[];
  suffixes: string[];
  once: boolean;
  /** How many letters are left at least behind a prefix and before a suffix. */
  least: [number, number];
}

interface Words {
  fold(word: string): string;
  tokens(text: string): Token[];
  isSpaceless(word: string): boolean;
  cutAffixes(word: string, affixes: Affixes): string;
}

interface SectionText {
  id: string;
  heading: string;
  text: string;
  /** As far as the end of the first paragraph. */
  lead: string;
}

interface PageText {
  lang: string;
  dir: string;
  title: string;
  kind: string;
  kindId: string;
  hasTerms: boolean;
  summary: string;
  sections: SectionText[];
}

interface Reader {
  read(address: string): Promise<PageText | null>;
  /** None where each page is a file. */
  leafAt: ((address: string) => Element | null) | null;
  squeeze(text: string): string;
}

interface WantedPreview {
  link: HTMLAnchorElement;
  how: "pointer" | "focus" | "tap";
  /** Where the pointer is; not a number where there is none. */
  x: number;
  timer: number;
}

// ---- Search ---------------------------------------------------------------------------------------

interface SearchLoader {
  /** The root of the output. */
  root: URL;
  /** Whether something could not be read. */
  isBroken: boolean;
  load<Data = any>(name: string, unpack: (data: any) => Data): Promise<any>;
  loadFinder(): Promise<Finder | null>;
  folders(): string[];
}

interface SearchMarks {
  divide(text: string, found: Set<string>, from?: number, to?: number): string[];
  marked(
    text: string,
    found: Set<string>,
    stretch?: { from?: number; to?: number; className?: string },
  ): (string | HTMLElement)[];
}

interface SearchResults {
  addressOf(url: string, id?: string): URL;
  option(result: Result, at: number, found: Set<string>): HTMLElement;
  excerpt(result: Result, answer: Answer): Promise<(string | HTMLElement)[] | null>;
}

/** `index.js` of an index. */
interface IndexData {
  lang: string;
  kinds: string[];
  tags: string[];
  pages: string;
  common: string[];
  tagged: string[];
  sources: number;
  titles: [first: number, name: string][];
  words: [first: string, name: string][];
  vocabulary: string[];
  stemmers: string[];
  affixes: Affixes | null;
}

type SearchIndex = Omit<IndexData, "pages" | "common" | "stemmers"> & {
  /** Its folder, from that of the page's language. */
  folder: string;
  stemmers: ((word: string) => string)[];
  /** All stems in which parts are looked for, once they are loaded. */
  stems: string[] | null;
  common: Set<string>;
  /** The tags of each page, once they are loaded. */
  tagsOf: number[][] | null;
  /** The first section of each page. */
  firsts: number[];
  /** The kind of each page; -1 for none. */
  kindOf: number[];
  /** The page of each section. */
  pageOf: number[];
};

interface TitlesData {
  first: number;
  pages: [title: string, url: string, aliases: string[], summary: string][];
  sections: [page: number, id: string, heading: string][];
}

interface Stem {
  stem: string;
  forms: string[];
  places: string;
  /** `places` as numbers, once they are read. */
  list: [section: number, place: number, level: number][] | null;
}

type WeighedStem = [stem: Stem, weight: number, isPart: boolean];

/** A word of a query, folded, and as it is before that. */
type AskedWord = [folded: string, plain: string];

/** Where in a query something stands, and the words that it may stand for. */
interface AskedGroup {
  start: number;
  end: number;
  words: AskedWord[];
}

/** What a word may stand for; the form that it is near where it stands nowhere. */
interface Meaning {
  stems: WeighedStem[];
  near: string | null;
}

/** What one word of a query is worth in sections and pages, and the sections whose names have it. */
interface Hits {
  sections: Map<number, number>;
  pages: Map<number, number>;
  titled: Set<number>;
  near: string | null;
}

/** The indices of a kind and of a tag, as texts; empty for any. */
interface Filters {
  kind: string;
  tag: string;
}

interface Ranked {
  page: number;
  section: number;
  score: number;
  /** Whether it has all words in its names: the beginning of a page, or a term. */
  isTitled: boolean;
  isTerm: boolean;
}

interface Result extends Ranked {
  id: string;
  heading: string;
  title: string;
  url: string;
  summary: string;
  kind: string;
}

interface Found {
  count: number;
  /** The query as it may have been meant; null where all its words stand somewhere. */
  meant: string | null;
  /** How many of them are shown at most. */
  most: number;
  shown: Result[];
  more: Promise<Result[]>;
  found: Set<string>;
}

interface Finder {
  ready(folder?: string): Promise<SearchIndex | null>;
  find(query: string, wanted: Filters, folder?: string): Promise<Found>;
  stretch(text: string, found: Set<string>): [from: number, to: number];
}

type Answer = Found & Pick<Finder, "stretch">;

interface SearchReader {
  ready(folder?: string): Promise<SearchIndex | null>;
  tagsOfPages(index: SearchIndex): Promise<number[][] | null>;
  stemOf(index: SearchIndex, word: AskedWord): string;
  stemsFor(index: SearchIndex, word: AskedWord, isLast: boolean): Promise<Meaning>;
  placesOf(stem: Stem): [section: number, place: number, level: number][];
  lastUpTo<Place extends string | number>(all: [Place, string][], first: Place): number;
  numbers(text: string): { digit(): number; number(): number; more(): boolean };
  isNear(one: string, other: string, most: number): boolean;
}

// ---- Agendas --------------------------------------------------------------------------------------

interface ClockWords {
  /** "12" or "24". */
  hours: string;
  clock: string;
  before_noon: string;
  after_noon: string;
}

/** When an item begins, how long it takes, and how long it would; a dropped item has the first alone. */
type ItemTimes = [begins: number, minutes?: number, of?: number];

interface AgendaStep {
  /** The fewest people that it is for. */
  from: number;
  planned: { items: [begins: number, minutes: number][]; end: number; spare: number; over: number };
  late: { items: ItemTimes[]; end: number; spare: number; over: number }[];
}

/** The table that the page of an agenda carries. */
interface AgendaWords {
  minutes: Record<number, string>;
  runs_over: string;
  left_out: string;
  of: string;
  too_many: string;
  too_few: string;
  at_most: string;
  so_many: string;
  no_start: string;
  settled: string;
  date: string;
  first_day: string;
  months: string[];
}

interface AgendaTable {
  start: number | null;
  declared: number;
  /** The fewest, the expected and the most; a bound that the page does not give is null. */
  people: [number | null, number, number | null] | null;
  /** For how many the steps reach. */
  most: number;
  /** The day, as `2026-12-01`. */
  date: string | null;
  place: string | null;
  /** The path of the agenda's page, by which its views know each other. */
  page: string;
  lost: number[];
  steps: AgendaStep[];
  /** By the size that groups are to have, for each number of people from one. */
  groups?: Record<string, string[]>;
  words: ClockWords & AgendaWords;
  running?: Running;
}

/** What running a meeting needs; the theme's README says what the keys are. */
interface Running {
  lost: number[];
  steps: { next: number[][]; now: (number[] | null)[] }[];
  plans: ItemTimes[][];
  words: Record<string, string>;
  counted: Record<string, Record<string, string>>;
}

type RunningTable = AgendaTable & { running: Running };

interface AgendaTimes {
  two(n: number): string;
  elapsed(minutes: number): string;
  fieldValue(minutes: number): string;
  minutesOf(value: string): number | null;
  clock(minutes: number, words: ClockWords): string;
  stepFor(steps: AgendaStep[], people: number): AgendaStep;
  holds(condition: string, n: number): boolean;
  minutesOfWord(word: string, declared: number): number | null;
  MOST_PEOPLE: number;
  numberTyped(typed: string | undefined): number | null;
  dayOf(value: string): { year: number; month: number; day: number } | null;
  peopleOf(typed: string | undefined, range: AgendaTable["people"]): number;
  share(minutes: number, whole: number): string;
}

interface Agenda {
  page: Document | HTMLElement;
  /** The table as it stands on the page. */
  text: string;
  table: AgendaTable;
  form: HTMLFieldSetElement;
  printButton: HTMLElement;
  readonly from: number | null;
  readonly people: number;
  start(): void;
  clock(minutes: number): string;
  set(from: number, people: number): void;
}

type RunningAgenda = Agenda & { table: RunningTable };

// ---- A running meeting ----------------------------------------------------------------------------

interface Meeting {
  /** The moment for which it is planned. */
  start: number;
  /** That time of the day as it is set on the page, in minutes after midnight. */
  from: number | null;
  people: number;
  /** Of each item that was taken up its index, and the moment it began. */
  begun: [item: number, moment: number][];
  ended: number | null;
  /** Minutes that the present item was given beyond its own. */
  more: number;
  /** Whether somebody has begun it, so that it does not wait for its time. */
  isUnderWay: boolean;
}

type MeetingPhase = "planned" | "waiting" | "under-way" | "ended";

interface MeetingItem {
  item: number;
  at: number;
  minutes: number;
  /** How long it would be where it is shorter. */
  of: number | undefined;
  isDropped: boolean;
}

interface GoingOn {
  items: MeetingItem[];
  end: number;
  lost: number;
  /** The minutes lost that the plan makes up for. */
  column: number;
}

interface Present {
  item: number;
  begun: number;
  own: MeetingItem;
  end: number;
  lost: number;
  isOver: boolean;
  isLate: boolean;
  plan: GoingOn;
}

interface MeetingTimes {
  table: RunningTable;
  plan(from: number | null, people: number, now: number): Meeting;
  nearest(from: number, now: number): number;
  phase(meeting: Meeting, now: number): MeetingPhase;
  plannedEnd(meeting: Meeting): number;
  isAnotherTime(meeting: Meeting, now: number): boolean;
  planned(meeting: Meeting, item: number): { from: number; until: number };
  goingOn(meeting: Meeting, item: number, lost: number, when: "now" | "next"): GoingOn;
  present(meeting: Meeting, now: number): Present;
  beforehand(meeting: Meeting, now: number): GoingOn;
}

interface MeetingWords {
  readonly leftOut: string;
  say(name: string, values?: Record<string, string | number>): string;
  count(word: string, n: number): string;
  clock(moment: number): string;
  lateness(lost: number): string;
  began(lost: number): string;
  runsOver(minutes: number): string;
  length(item: MeetingItem): string;
}

interface MeetingMemory {
  /** Whether the browser keeps anything. */
  isKept: boolean;
  keep(meeting: Meeting): void;
  recall(now: number): Meeting | null;
}

interface MeetingActions {
  open(): void;
  close(): void;
  goOn(): void;
  goBack(): void;
  hold(item: number): void;
  giveMore(minutes: number): void;
  toggleSignal(): void;
  beginAsPlanned(): void;
  startOver(): void;
}

interface MeetingLine {
  row: HTMLElement;
  at: HTMLElement;
  long: HTMLElement;
  hold: HTMLElement;
}

type MeetingParts = Record<
  | "clock"
  | "notice"
  | "nth"
  | "title"
  | "count"
  | "countSays"
  | "timer"
  | "plan"
  | "lost"
  | "texts"
  | "givesWay"
  | "ends"
  | "endsOver"
  | "people"
  | "awake"
  | "remembers"
  | "next"
  | "said"
  | "asPlanned"
  | "more"
  | "signal"
  | "over"
  | "back"
  | "forward"
  | "run",
  HTMLElement
> & { bar: HTMLProgressElement };

type MeetingScreen = MeetingParts & {
  page: Document | HTMLElement;
  rows: HTMLElement[];
  meetingTitle: string;
  /** The titles of the items. */
  titles: string[];
  lines: MeetingLine[];
  toCome: HTMLElement;
  resumed: HTMLElement;
  scroll: HTMLElement;
  dialog: HTMLDialogElement;
};

interface MeetingSignal {
  toggle(): boolean;
  give(): void;
}

interface MeetingView {
  forgetTexts(): void;
  draw(meeting: Meeting, now: number, isKept: boolean): void;
  announce(meeting: Meeting, now: number): void;
}
