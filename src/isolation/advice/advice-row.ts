/** What to do about one refusal or failure of Azure. */
export interface AdviceRow {
  /** Azure's codes, sub-codes among them; none where the message alone tells. */
  readonly codes: readonly string[];
  /** What the message has to say for it; without, the code is enough. */
  readonly says?: RegExp;
  /** The same in words, for the table of the documentation. */
  readonly when?: string;
  /** Sentences: what it means and what to do. */
  readonly advice: string | ((match: RegExpExecArray) => string);
  /** `advice` in the documentation, where that is made of the message. */
  readonly shown?: string;
  readonly source: string;
}

/** An article of MicrosoftDocs/SupportArticles-docs, by the error that it is about. */
export function support(article: string): string {
  return `AKS troubleshooting, "${article}"`;
}
