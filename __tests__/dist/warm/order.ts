import type { Command } from '../process.ts';

/** What the warm process is asked to run: an entry of `dist/` and its words. */
export type Order = Command;

/** How it ended. */
export interface Result {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The stack of what the entry threw; a process of its own would have died of it. */
  readonly failure?: string;
}
