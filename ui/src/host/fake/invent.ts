import type { Notes } from "./cover";

/* Long scripts for the fake library: enough pages and scenes to see how the window bears a feature. The same seed
   always writes the same script. */

const PLACES = ["HARBOUR OFFICE", "STAIRWELL", "CANTEEN", "NURSERY", "SALT FLAT", "FERRY DECK", "COURT CORRIDOR", "ORCHARD", "ROOF", "PUMP ROOM", "KITCHEN", "CHAPEL", "BUS DEPOT", "ARCHIVE"];
const ACTIONS = [
  "The door sticks, as it has in every scene before this one.",
  "Nobody sits. A kettle starts somewhere and is not attended to.",
  "A long look. Then the sound of a lift that does not stop here.",
  "Papers slide from the chair to the floor and are left there, face down.",
  "Rain on tin. The light goes the colour of weak tea.",
  "A second chair has been put out. It stays empty.",
  "The clock is eleven minutes fast, and everyone subtracts.",
];
const SPEECHES = [
  "You had the keys the whole time.",
  "I had a key. It was never the same thing.",
  "Say it as if somebody else were in the room.",
  "There is a list. We are not on it, which is how I know.",
  "Ask me again in the morning, when I am somebody else.",
  "That is the price without the boat.",
  "He never wrote a word of it down.",
];
const DRIVERS = ["Night exteriors", "Rain", "At sea", "Crowd", "Child performer", "Period setting", "Vehicles, moving", "Songs"];
const NAMES = ["MARIT", "OSKAR", "THE PURSER", "LENE", "AUNT DORA", "HALVARD", "CLERK"];

/** Numbers between 0 and 1 that depend on the seed alone. */
export function dice(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4294967296;
  };
}

/** A script of so many scenes, in Fountain. */
export function invent(title: string, author: string, draft: string, scenes: number, seed: number): string {
  const roll = dice(seed);
  const pick = <T>(from: T[]): T => from[Math.floor(roll() * from.length)]!;
  const out = [`Title: ${title}`, `Author: ${author}`, `Draft date: ${draft}`, ""];
  for (let scene = 0; scene < scenes; scene += 1) {
    const time = pick(["DAY", "DAY", "NIGHT", "NIGHT", "DAWN"]);
    out.push(`${roll() < 0.62 ? "INT." : "EXT."} ${pick(PLACES)} - ${time}`, "");
    const beats = 1 + Math.floor(roll() * roll() * 26);
    for (let beat = 0; beat < beats; beat += 1) {
      out.push(pick(ACTIONS), "");
      const talk = Math.floor(roll() * 5);
      for (let turn = 0; turn < talk; turn += 1) {
        // Low numbers come up more often: a script has leads.
        out.push(NAMES[Math.floor(roll() * roll() * NAMES.length)]!);
        if (roll() < 0.1) out.push("(low)");
        out.push(pick(SPEECHES), "");
      }
    }
  }
  return out.join("\n");
}

/** Notes that consist of extracts, with grades as given. */
export function inventNotes(genre: string, dots: number[], verdict: [string, string], claims: number, extracts: number): Notes {
  const dimensions = ["premise", "storyline", "structure", "characterisation", "dialogue", "setting", "originality"];
  const extract = (text: string): [string, string] => [`> ${text}`, text];
  return {
    genre,
    circa: null,
    logline: extract("There is a list. We are not on it, which is how I know."),
    summary: [extract("The clock is eleven minutes fast, and everyone subtracts.")],
    synopsis: [...SPEECHES.slice(0, 4), ...ACTIONS.slice(0, 3)].map(extract),
    themes: [],
    comments: [],
    people: {
      MARIT: { full: "MARIT", age: null, role: "lead", note: null },
      OSKAR: { full: "OSKAR", age: null, role: "supporting", note: null },
    },
    events: {},
    grades: dots.map((dot, index) => [dimensions[index]!, dot, dot * 2.4, null, extract(ACTIONS[index % ACTIONS.length]!)]),
    drivers: DRIVERS.filter((_, at) => (claims + at * 3) % 4 < 2).map((name, at) => ({
      name,
      count: 2 + ((claims * (at + 3)) % 17),
      unit: "scenes",
      scenes: Array.from({ length: 9 - at }, (_, n) => 1 + ((n * 7 + at * 3 + claims) % 30)),
      quotes: ["Rain on tin."],
    })),
    complexity: "high",
    verdict: { project: verdict[0], writer: verdict[1] },
    support: { claims, verified: claims - extracts, extracts, dropped: 0 },
  };
}
