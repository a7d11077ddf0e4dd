/**
 * `tags.x`, `tags[x]`, `tags['x']`; a quote inside the last form is doubled. White space inside the brackets and double quotes are read as
 * Microsoft's own regorus reads them; documentation is silent. An empty name is one that no tag has: built-ins make `tags[]` of a
 * parameter whose default is empty (the Fleet Manager definitions), and mean "no tag".
 */
export function tagName(name: string): string | undefined {
  const [, dotted, bracketed] = /^tags(?:\.(.+)|\[(?!\*\]$)((?:(?!\]\s*\[).)*)\])$/is.exec(name) ?? [];
  if (dotted !== undefined || bracketed === undefined) return dotted;
  const [, single, double] = /^\s*(?:'(.*)'|"(.*)")\s*$/s.exec(bracketed) ?? [];
  return single?.replaceAll("''", "'") ?? double?.replaceAll('""', '"') ?? bracketed.trim();
}
