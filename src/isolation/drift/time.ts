const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,7})?Z$/;

/** True for a date and time in UTC as ISO 8601 writes it, with at most the seven digits of a second that Azure writes. */
export function isTime(text: string): boolean {
  return pattern.test(text) && !Number.isNaN(Date.parse(text));
}

/** The earlier of two times. */
export function firstOf(left: string, right: string): string {
  return Date.parse(right) < Date.parse(left) ? right : left;
}

/** Days from one time to another; negative when it lies before. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
