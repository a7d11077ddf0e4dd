import type { JsonObject } from '../../../../arm/json.ts';
import { asObject } from '../../documents.ts';
import type { ArmState } from '../../state.ts';
import type { Cluster } from '../cluster.ts';
import { outboundTypeOf } from '../complete-network.ts';
import { requireApiServerPlace } from './api-server.ts';
import { requireWayOut } from './way-out.ts';

/** Refuses a cluster PUT that does not fit what stands around the cluster. */
export function requireSurroundings(body: JsonObject, location: string, existing: Cluster | undefined, state: ArmState): void {
  const properties = asObject(body['properties']);
  requireApiServerPlace(properties, location, existing, state);
  requireWayOut(properties, outboundTypeOf(asObject(properties['networkProfile']), asObject(existing?.properties['networkProfile'])), existing, state);
}
