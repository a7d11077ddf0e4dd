/** A service principal that the sandbox made. Those of people and groups it does not know, and takes as there. */
export interface Principal {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  readonly isGone: boolean;
}
