/** A file as far as it could be read. `unknown`: nobody can tell whether there is one; `reason` is a clause to be put behind a colon. */
export type TreeFile =
  | { readonly kind: 'found'; readonly text: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly reason: string };

export type TreeListing =
  | { readonly kind: 'found'; readonly paths: readonly string[] }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** The files of a checkout or of a commit. Paths are relative to its root, with forward slashes and without `.` and `..`. */
export interface FileTree {
  /** How a sentence names it: "the checkout", "commit 1a2b3c4d5e6f". */
  readonly name: string;
  /** The text of one file. Links are not followed out of the tree. Never rejects but with CancelledError. */
  readonly read: (path: string) => Promise<TreeFile>;
  /** All files below a folder ("" for all), in code-unit order; the file itself where the path names one. */
  readonly list: (path: string) => Promise<TreeListing>;
}
