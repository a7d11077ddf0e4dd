/** What goes wrong, and with which requests: one line of the language of faults (docs/sandbox.md). Plain data. */
export interface FaultRule {
  /** Upper case; `*` for any. */
  readonly method: string;
  /** As written; see `path-pattern.ts`. */
  readonly path: string;
  /** Of the requests that fit method and path: the first that this happens to, counted from 1. */
  readonly from: number;
  /** The last; absent: there is none. */
  readonly to?: number;
  /** Milliseconds by which the answer, or its lack, comes later. */
  readonly delay: number;
  readonly effect: FaultEffect;
}

export type Headers = Readonly<Record<string, string>>;

export type FaultEffect =
  /** Nothing but the delay. */
  | { readonly kind: 'pass' }
  /** An answer in the place of Azure's: the request takes no effect. `body` is sent as it is; without it an error in ARM's shape. */
  | { readonly kind: 'answer'; readonly status: number; readonly code?: string; readonly message?: string; readonly body?: string; readonly headers: Headers }
  /** Azure's own answer, with these headers added or replaced. */
  | { readonly kind: 'with'; readonly headers: Headers }
  /** The connection ends without an answer, before or after the request took effect. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** The request took effect; of its answer so many bytes arrive, or half of them. */
  | { readonly kind: 'truncate'; readonly bytes: number | 'half' }
  /** The answer names this address for polling. */
  | { readonly kind: 'poll'; readonly address: string }
  /** The operation that the request began ends so; that of a poll at once. */
  | { readonly kind: 'end'; readonly status: 'Failed' | 'Canceled'; readonly code?: string; readonly message?: string }
  /** The operation that the request began or polls never ends. */
  | { readonly kind: 'never' };
