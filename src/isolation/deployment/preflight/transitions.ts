/** From which outbound type a living cluster comes to which. */

/** Whose virtual network the nodes stand in. */
export type NetworkKind = 'managed' | 'own';

/**
 * - `yes`, `no`: documented so
 * - `disputed`: the documentation says no, the release notes say yes
 * - `unknown`: the documentation has no such row or column
 */
export type Transition = 'yes' | 'no' | 'disputed' | 'unknown';

export const transitionSources = {
  documentation: 'AKS documentation, "Customize cluster egress with outbound types": supported migration paths (2026-08-05)',
  releaseNotes: 'AKS release notes of 2026-05-29: from managedNATGatewayV2 to none and block',
} as const;

type Row = Readonly<Record<string, Exclude<Transition, 'unknown'>>>;

/** Rows: from; columns: to. As documented; what the release notes say otherwise is `disputed`. */
export const transitionMatrix: Readonly<Record<NetworkKind, Readonly<Record<string, Row>>>> = {
  managed: {
    loadBalancer: { managedNATGatewayV2: 'yes', managedNATGateway: 'yes', none: 'yes', block: 'yes' },
    managedNATGatewayV2: { loadBalancer: 'no', managedNATGateway: 'no', none: 'disputed', block: 'disputed' },
    managedNATGateway: { loadBalancer: 'no', managedNATGatewayV2: 'yes', none: 'yes', block: 'yes' },
    none: { loadBalancer: 'yes', managedNATGatewayV2: 'yes', managedNATGateway: 'yes', block: 'yes' },
    block: { loadBalancer: 'yes', managedNATGatewayV2: 'yes', managedNATGateway: 'yes', none: 'yes' },
  },
  own: {
    loadBalancer: { userAssignedNATGateway: 'yes', userDefinedRouting: 'yes', none: 'yes', block: 'no' },
    userAssignedNATGateway: { loadBalancer: 'yes', userDefinedRouting: 'yes', none: 'yes', block: 'no' },
    userDefinedRouting: { loadBalancer: 'yes', userAssignedNATGateway: 'yes', none: 'yes', block: 'no' },
    none: { loadBalancer: 'yes', userAssignedNATGateway: 'yes', userDefinedRouting: 'yes', block: 'no' },
  },
};

/** Whether a living cluster may change its outbound type so. Names compare without case; the same type is no change. */
export function mayChange(from: string, to: string, network: NetworkKind): Transition {
  if (from.toLowerCase() === to.toLowerCase()) return 'yes';
  return memberOf(memberOf(transitionMatrix[network], from) ?? {}, to) ?? 'unknown';
}

/**
 * The outbound type to go by where the direct way is refused: the first of the matrix that may be reached, and from which the wanted one may.
 * Undefined where the direct way is open, or where there is none of two hops. Disputed hops count only with `disputed`.
 */
export function stopover(from: string, to: string, network: NetworkKind, { disputed = false }: { readonly disputed?: boolean } = {}): string | undefined {
  const isOpen = (one: Transition): boolean => one === 'yes' || (disputed && one === 'disputed');
  if (isOpen(mayChange(from, to, network))) return undefined;
  return Object.keys(transitionMatrix[network]).find((by) => by.toLowerCase() !== from.toLowerCase() && isOpen(mayChange(from, by, network)) && isOpen(mayChange(by, to, network)));
}

function memberOf<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  const key = Object.keys(record).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : record[key];
}
