/** Order of texts as .NET's invariant culture has it: that of a dictionary, `a` < `A` < `b`, `e` < `é` < `f`. */

/** Texts of these characters come in the same order by their codes, lower case. */
const plain = /^[0-9A-Za-z-]*$/;

let withCase: Intl.Collator | undefined;
let withoutCase: Intl.Collator | undefined;

/** Negative, zero or positive, with case. The collation data takes milliseconds to load and most rules need none. */
export function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  withCase ??= new Intl.Collator('en');
  return withCase.compare(left, right);
}

/** The same without case. */
export function compareTextsIgnoringCase(left: string, right: string): number {
  if (plain.test(left) && plain.test(right)) {
    const [first, second] = [left.toLowerCase(), right.toLowerCase()];
    return first === second ? 0 : first < second ? -1 : 1;
  }
  withoutCase ??= new Intl.Collator('en', { sensitivity: 'accent' });
  return withoutCase.compare(left, right);
}
