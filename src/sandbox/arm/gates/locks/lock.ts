/** A management lock as stored. */
export interface Lock {
  readonly name: string;
  /** What it stands at, in the case it was written in. */
  readonly scope: string;
  readonly level: 'CanNotDelete' | 'ReadOnly';
  readonly notes?: string;
}
