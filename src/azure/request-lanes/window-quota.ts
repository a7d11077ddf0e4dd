import type { Quota } from './quota.ts';

/**
 * Resource Graph's quota: so many queries in a window that begins with the first of them; what is left, and when the next window begins, each answer
 * says (learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests). Nothing flows back in between. Until an answer
 * has come, a whole window is taken to be there: what others of the same user have spent, the first answer says.
 */
export function createWindowQuota({ inWindow, milliseconds }: { readonly inWindow: number; readonly milliseconds: number }): Quota {
  let left = inWindow;
  /** When the window ends; before the first query of a window, when the last one did. */
  let resetsAt = Number.NEGATIVE_INFINITY;
  let isTold = false;
  let began = Number.NEGATIVE_INFINITY;
  let mustProbe = false;
  let isProbing = false;

  return {
    waitAt(now) {
      if (now < resetsAt) return left > 0 && !isProbing ? 0 : left > 0 ? Number.POSITIVE_INFINITY : resetsAt - now;
      return mustProbe && isProbing ? Number.POSITIVE_INFINITY : 0;
    },
    inFlightLimit: () => inWindow,
    sent(now) {
      if (now >= resetsAt) {
        left = inWindow;
        began = now;
        resetsAt = now + milliseconds;
        isTold = false;
      }
      left -= 1;
      isProbing = mustProbe;
      return { at: now, isProbe: mustProbe };
    },
    answered({ at, isProbe }, { now, remaining, resetsAfter, others }) {
      if (isProbe) {
        isProbing = false;
        mustProbe = false;
      }
      // An answer to what was sent in the window before says nothing of this one.
      if (remaining === undefined || at < began) return;
      left = Math.min(left, Math.max(0, remaining - others));
      if (resetsAfter === undefined) return;
      // It was true when Azure wrote it: of all that is told of a window, the earliest time is the nearest to the truth.
      resetsAt = isTold ? Math.min(resetsAt, now + resetsAfter) : now + resetsAfter;
      isTold = true;
    },
    refused({ isProbe }, _, until) {
      if (isProbe) isProbing = false;
      left = 0;
      resetsAt = until;
      mustProbe = true;
    },
    lost({ isProbe }) {
      if (isProbe) isProbing = false;
    },
  };
}
