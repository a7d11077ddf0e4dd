const remembered = new Map<string, readonly string[]>();

/** The steps of a dotted path of a table. Tables are few and asked for every resource again: they are divided once. */
export function pathSteps(path: string): readonly string[] {
  const known = remembered.get(path);
  if (known !== undefined) return known;
  const steps = path.split('.');
  if (remembered.size > 10_000) remembered.clear();
  remembered.set(path, steps);
  return steps;
}
