import { internetThroughGroups, type Network, type ThroughGroups } from '../../../../network/security-rules.ts';
import { closed, open, undetermined, type Evidence } from '../../../evidence.ts';
import type { Spot } from '../../../graph/spot.ts';
import type { Layer, SeenLayer } from './layer.ts';

/** Packets that pass: which, and by which rule of the last layer. */
export interface Passage {
  readonly evidence: Evidence;
  /** The pointer of the rule in the last layer that lets them through. */
  readonly by?: string | undefined;
}

/**
 * Whether some packet to the Internet passes all layers: every one has to let the same packet through. It is closed for certain where one layer of which
 * all is seen lets nothing through, or all of them are seen and let nothing through together.
 * @param way what the packets do then, of which `{}` says which packets they are
 * @param spot where an answer points that no rule decides
 */
export function passing(layers: readonly Layer[], network: Network, way: string, spot: Spot): Passage {
  const seen = layers.filter((layer) => layer.kind === 'seen');
  const result = through(seen, network);
  if (result.state === 'closed') return { evidence: shut(seen, layers, network, spot) };
  const missing = layers.find((layer) => layer.kind === 'missing');
  if (missing !== undefined) return { evidence: missing.evidence };
  if (result.state === 'undetermined') {
    const rule = ruleAt(seen, result.pointer);
    return { evidence: undetermined(rule.doubt ?? result.why, rule.spot ?? spot) };
  }
  const by = result.by.at(-1)?.pointer;
  return { evidence: open(way.replace('{}', result.what), ruleAt(seen, by).spot ?? spot), by: by?.slice(by.indexOf('/') + 1) };
}

function through(layers: readonly SeenLayer[], network: Network): ThroughGroups {
  return internetThroughGroups(layers.map(({ rules }, index) => rules.map((rule) => ({ ...rule, pointer: `${index}/${rule.pointer}` }))), network);
}

function shut(seen: readonly SeenLayer[], layers: readonly Layer[], network: Network, spot: Spot): Evidence {
  const alone = seen.filter((layer) => seen.length === 1 || through([layer], network).state === 'closed');
  const certain = alone.find(({ unsure }) => unsure === undefined);
  if (certain !== undefined) return certain.shut;
  const unsure = (alone.length > 0 ? alone : seen).find((layer) => layer.unsure !== undefined)?.unsure;
  if (unsure !== undefined) return unsure;
  const missing = layers.find((layer) => layer.kind === 'missing');
  return missing?.evidence ?? closed('its security group and its routes together let nothing through to the Internet', spot);
}

/** The layer that a pointer leads into, and the pointer there. It begins with the place of the layer. */
function ruleAt(layers: readonly SeenLayer[], pointer: string | undefined): { readonly spot?: Spot | undefined; readonly doubt?: string | undefined } {
  if (pointer === undefined) return {};
  const slash = pointer.indexOf('/');
  const layer = layers[Number(pointer.slice(0, slash))];
  const rule = pointer.slice(slash + 1);
  return { spot: layer?.spots.get(rule), doubt: layer?.doubts?.get(rule) };
}
