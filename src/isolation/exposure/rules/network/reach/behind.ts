import type { Evidence } from '../../../evidence.ts';

/**
 * What a way amounts to where packets have to pass something else to get to it: it is closed where nothing passes, and as open as itself where something
 * does. Where it is not known whether anything passes, the way is not known either.
 */
export function behind(way: Evidence, gate: Evidence): Evidence {
  if (way.state === 'closed' || gate.state === 'open') return way;
  const at = way.spot === undefined ? {} : { spot: way.spot };
  if (gate.state === 'closed') return { state: 'closed', message: `${way.message}, but ${gate.message}`, ...at };
  if (way.state === 'undetermined') return way;
  const { notVisible, spot = way.spot } = gate;
  return { state: 'undetermined', message: `${way.message}, and ${gate.message}`, ...(spot === undefined ? {} : { spot }), ...(notVisible === undefined ? {} : { notVisible }) };
}

/** The most open of several gates: packets take whichever lets them through. None lets nothing through that is seen. */
export function widest(gates: readonly Evidence[]): Evidence | undefined {
  return gates.find(({ state }) => state === 'open') ?? gates.find(({ state }) => state === 'undetermined') ?? gates[0];
}
