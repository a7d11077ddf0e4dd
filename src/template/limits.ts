/**
 * What one expansion may grow to. The numbers of Azure are Azure's (learn.microsoft.com, "ARM template best practices: template limits" and
 * "Resource iteration: iteration limit"); the others are ours and lie well beyond what Azure takes.
 */
export const templateLimits = {
  /** Azure's: copies of one loop. */
  copies: 800,
  /** Ours: templates inside of templates. */
  nestedTemplates: 24,
  /** Ours: a file that links itself through others again and again. */
  sameFile: 4,
  /** Ours: parameters, variables and functions that need each other in a row. */
  chain: 160,
  /** Ours: levels of a document; the reader of JSON takes no more either. */
  documentDepth: 256,
  /** Ours: resources of all templates together; Azure takes 800 for each template. */
  resources: 100_000,
  /** Ours: the parts that a resource counts for when the effort is summed up. */
  resourceParts: 1000,
  /** Ours: the parts of one value, where a longer text counts once for every 64 characters. A template has 4 MB at most. */
  valueParts: 524_288,
  /** Ours: the parts of all values made; an expression counts for a few. */
  allParts: 4_194_304,
  expressionParts: 3,
  /** Ours: problems that are told. */
  problems: 1000,
  /** Ours: characters of misspelt names, once for each name that they are compared with. */
  compared: 100_000,
  /** Ours: elements that lambdas look at. */
  lambdaCalls: 1_000_000,
  /** Ours: calls of functions and the parts of their arguments. */
  work: 16_777_216,
} as const;
