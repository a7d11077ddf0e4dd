import { suggestion } from '../../language/near-miss.ts';
import type { Meter } from '../evaluate/weight.ts';

/** "; did you mean `name`?", or nothing: also when there were too many mistakes among too many names to look for what each was meant to be. */
export function didYouMean(name: string, candidates: readonly string[], meter: Meter): string {
  return meter.mayCompare(name.length * candidates.length) ? suggestion(name, candidates) : '';
}
