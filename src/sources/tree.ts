/** A file as far as it could be read. `unknown`: nobody can tell whether there is one; `reason` is a clause to be put behind a colon. */
export type TreeFile =
  | { readonly kind: 'found'; readonly text: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly reason: string };

export type TreeListing =
  | {
      readonly kind: 'found';
      readonly paths: readonly string[];
      /** What stands there and cannot be listed, such as a folder that may not be read or a link to one that lies elsewhere. */
      readonly unread?: readonly { readonly path: string; readonly reason: string }[];
    }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** The files of a checkout or of a commit. Paths are relative to its root, with forward slashes and without `.` and `..`. */
export interface FileTree {
  /** How a sentence names it: "the checkout", "commit 1a2b3c4d5e6f". */
  readonly name: string;
  /** The text of one file. Links are not followed out of the tree. Never rejects but with CancelledError. */
  readonly read: (path: string) => Promise<TreeFile>;
  /**
   * All files below a folder ("" for all), in code-unit order; the file itself where the path names one. `shallow`: what stands
   * directly in the folder is enough, though a tree may list more.
   */
  readonly list: (path: string, options?: { readonly shallow?: boolean }) => Promise<TreeListing>;
}
