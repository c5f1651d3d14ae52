import type { ClaimView } from "../host/wire/ClaimView";
import type { CoverageView } from "../host/wire/CoverageView";
import type { EvidenceView } from "../host/wire/EvidenceView";

/** Anything on the desk that opens a page, under a name that survives a restart. */
export interface Claim {
  /** `logline`, `synopsis.3`, `scene.12`, `driver.Snow`. */
  key: string;
  evidence: EvidenceView[];
}

/** Every claim of a report in the order of the desk: what J and K walk through. */
export function claimsOf(coverage: CoverageView): Claim[] {
  const claims: Claim[] = [];
  const add = (key: string, claim: ClaimView | null) => {
    if (claim && claim.evidence.length > 0) claims.push({ key, evidence: claim.evidence });
  };
  add("logline", coverage.logline);
  coverage.summary.forEach((claim, at) => add(`summary.${at}`, claim));
  coverage.ratings.forEach((grade) => add(`grade.${grade.dimension}`, grade.reason));
  for (const driver of coverage.drivers) {
    if (driver.evidence.length > 0) claims.push({ key: `driver.${driver.name}`, evidence: driver.evidence });
  }
  coverage.synopsis.forEach((claim, at) => add(`synopsis.${at}`, claim));
  coverage.comments.forEach((claim, at) => add(`comment.${at}`, claim));
  coverage.themes.forEach((claim, at) => add(`theme.${at}`, claim));
  coverage.characters.forEach((person) => add(`person.${person.name}`, person.description));
  coverage.breakdown.forEach((scene) => add(`scene.${scene.n}`, scene.event));
  return claims;
}

/** One tag a page: places on the same page are marked together. */
export function tagsOf(evidence: EvidenceView[]): { page: number; places: number[] }[] {
  const tags: { page: number; places: number[] }[] = [];
  evidence.forEach((place, at) => {
    const tag = tags.find((one) => one.page === place.page);
    if (tag) tag.places.push(at);
    else tags.push({ page: place.page, places: [at] });
  });
  return tags;
}

/** What is chosen on the desk: a claim, and one of its places. */
export interface Chosen {
  key: string;
  /** Index into the claim's evidence. */
  at: number;
}
