/**
 * What is read of a plan. A resource takes two to eight kilobytes in a plan, of which half is its change: 256 million characters are beyond fifty
 * thousand resources, and half of what a text can hold in V8 at all. Depth: a provider's schema nests some ten levels; azapi bodies a few more.
 */
export const limits = {
  /** UTF-16 units of the plan's text. */
  length: 256 * 1024 * 1024,
  /** Levels of nesting that are followed in attributes and modules. */
  depth: 64,
  resources: 100_000,
  modules: 20_000,
  /** References from output to variable to output, until one is given up. */
  hops: 64,
  /** Files of configuration: Terraform's own are a few dozen in a folder. */
  files: 500,
  fileLength: 2 * 1024 * 1024,
} as const;
