import type { ComparedRule } from './compare.ts';

/** Sentences about what is no finding: old answers, answers to what is undetermined here, exemptions that Azure lacks, no answers. */
export function notesOf(compared: readonly ComparedRule[], unevaluated: { readonly count: number; readonly of: number }): readonly string[] {
  const stale = compared.filter(({ isStale }) => isStale);
  const current = compared.filter(({ isStale }) => !isStale);
  const settled = current.filter(({ agreement }) => agreement === 'settled');
  const objecting = settled.filter(({ state }) => state.word === 'nonCompliant').length;
  const exempt = current.filter(({ agreement }) => agreement === 'exemptHere');
  const unclear = current.filter(({ agreement }) => agreement === 'unclear');
  const old = resourcesOf(stale);
  return [
    ...(old.length === 0 ? [] : [`Azure Policy looked at ${listed(old)} before ${old.length === 1 ? 'it was' : 'they were'} last written, so that its answer is not compared; it looks again within a day, or when it is asked to.`]),
    ...(settled.length === 0 ? [] : [`Of what is undetermined here Azure Policy calls ${objecting} non-compliant and ${settled.length - objecting} compliant.`]),
    ...(exempt.length === 0 ? [] : [`${count(exempt.length, 'finding')} exempt here ${exempt.length === 1 ? 'counts' : 'count'} as non-compliant in Azure Policy, which does not know the exemption; "assign" writes exemptions to Azure.`]),
    ...(unclear.length === 0 ? [] : [`Azure Policy has no answer in ${count(unclear.length, 'case')} (${words(unclear)}), on ${listed(resourcesOf(unclear))}.`]),
    ...(unevaluated.count === 0 ? [] : [`Azure Policy has no state of ${unevaluated.count} of ${count(unevaluated.of, 'resource')} with findings: none of these policies is assigned there, or it has not looked yet.`]),
  ];
}

function resourcesOf(compared: readonly ComparedRule[]): readonly string[] {
  return [...new Map(compared.map(({ resource }) => [resource.id.toLowerCase(), resource.name])).values()];
}

/** So many names are for a reader; the rest is counted. */
const shown = 3;

function listed(names: readonly string[]): string {
  const some = names.slice(0, shown).map((name) => `\`${name}\``).join(', ');
  return names.length > shown ? `${some} and ${names.length - shown} more` : some;
}

/** "Conflict 2, Error 1". */
function words(compared: readonly ComparedRule[]): string {
  const counts = new Map<string, number>();
  for (const { state } of compared) {
    const word = state.said === '' ? 'nothing' : state.said.slice(0, 40);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return Array.from(counts, ([word, number]) => `${word} ${number}`).slice(0, shown).join(', ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
