/** As many results as clients page through side by side. */
const mostResults = 8;

/**
 * Results that are being paged through, by what was asked. One holds until anything has changed; the pages of a result that does not hold
 * any more are those of a new one, as in Azure, which keeps none.
 */
export class Results<Result> {
  readonly #results = new Map<string, { readonly changes: number; readonly result: Result }>();

  /** @param changes a number that is another one as soon as the result could be */
  of(asked: string, changes: number, work: () => Result): Result {
    const known = this.#results.get(asked);
    const kept = known?.changes === changes ? known : { changes, result: work() };
    this.#results.delete(asked);
    this.#results.set(asked, kept);
    const [oldest] = this.#results.keys();
    if (this.#results.size > mostResults && oldest !== undefined) this.#results.delete(oldest);
    return kept.result;
  }
}
