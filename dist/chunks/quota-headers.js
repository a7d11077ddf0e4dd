/** The value of an answer's header, by its name in lower case. */
                                                            

const remainingHeaders = [
  ...['subscription', 'subscription-global', 'tenant'].flatMap((owner) => ['reads', 'writes', 'deletes'].map((kind) => `x-ms-ratelimit-remaining-${owner}-${kind}`)),
  // Resource Graph's own.
  'x-ms-user-quota-remaining',
];

/**
 * How many requests the bucket still holds after this one, or undefined when the answer does not say. Answers name the principal's
 * own count, the one of all principals, or both (recorded: managed-acr-create.json); the least of them is what may be sent.
 */
function remainingOf(header          )                     {
  const said = remainingHeaders.map((name) => header(name)).filter((text) => text !== undefined && /^-?\d{1,9}$/.test(text)).map(Number);
  return said.length === 0 ? undefined : Math.max(0, Math.min(...said));
}

/** A quota resets within seconds; a longer time is not believed. Milliseconds. */
const longestReset = 60_000;

/** Milliseconds until Resource Graph gives a whole window of queries again (`x-ms-user-quota-resets-after`, hh:mm:ss), where the answer says so. */
function resetsAfterOf(header          )                     {
  const [, hours, minutes, seconds] = /^(\d{1,2}):(\d{1,2}):(\d{1,2}(?:\.\d{1,7})?)$/.exec(header('x-ms-user-quota-resets-after') ?? '') ?? [];
  return seconds === undefined ? undefined : Math.min(longestReset, ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000);
}

/** Long enough for a bucket to hold something again, where a 429 names no wait. */
const defaultWait = 10_000;

/** Milliseconds that a 429 asks to wait: `retry-after-ms`, `x-ms-retry-after-ms`, or `Retry-After` as seconds or a date. */
function retryAfterOf(header          , now        )         {
  for (const [name, unit] of [['retry-after-ms', 1], ['x-ms-retry-after-ms', 1], ['retry-after', 1000]]         ) {
    const text = header(name)?.trim();
    if (text !== undefined && /^\d{1,9}(\.\d{1,3})?$/.test(text)) return Number(text) * unit;
  }
  const date = Date.parse(header('retry-after') ?? '');
  return Number.isNaN(date) ? defaultWait : Math.max(0, date - now);
}

export { remainingOf, resetsAfterOf, retryAfterOf };
