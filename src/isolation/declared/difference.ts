/** What a living resource has otherwise than its declaration says. */
export interface Difference {
  /**
   * - `differs`: both have it
   * - `missing`: it is declared, and what lives has nothing there
   * - `extra`: an element of a list that is declared without it
   * - `undetermined`: it is not known whether it differs
   */
  readonly kind: 'differs' | 'missing' | 'extra' | 'undetermined';
  /** As people write it, elements by name: `properties.agentPoolProfiles[system].vmSize`. In the letters of the declaration. */
  readonly path: string;
  /** JSON pointer into the declared body; of what is not declared, of the list that does not hold it. */
  readonly pointer: string;
  /** An `Unknown` where the declaration leaves it open. */
  readonly declared: unknown;
  /** An `Unknown` where it could not be read. */
  readonly living: unknown;
  /** Why it is not known, in a clause; only of `undetermined`. */
  readonly why?: string;
  /** Isolation rests on it: a way out, or the API server, may be open because of it. */
  readonly isWeighty: boolean;
}

/** A declaration beside what lives. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /** How many declared values were compared. */
  readonly compared: number;
  /** What the declaration itself leaves open, and was therefore not compared. */
  readonly open: readonly { readonly path: string; readonly why: string }[];
  /** True when there were more differences than are told. */
  readonly isCut: boolean;
}

/** So many differences of one resource are told, and what is nested deeper is not compared: no resource of Azure has so much. */
export const most = { differences: 500, open: 500, depth: 64 } as const;
