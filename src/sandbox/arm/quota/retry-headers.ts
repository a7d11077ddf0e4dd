/**
 * `retry-after` in whole seconds, as Azure says it. A sandbox that is faster than Azure says the milliseconds besides, in
 * `retry-after-ms`, which the Azure SDKs prefer: a wait that is scaled is mostly shorter than a second.
 */
export function retryHeaders(milliseconds: number, speed: number): Readonly<Record<string, string>> {
  const seconds = String(Math.max(1, Math.ceil(milliseconds / 1000)));
  return speed === 1 ? { 'retry-after': seconds } : { 'retry-after': seconds, 'retry-after-ms': String(Math.ceil(milliseconds)) };
}
