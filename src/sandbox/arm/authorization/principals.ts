import { createHash, randomUUID } from 'node:crypto';
import type { ArmState } from '../state.ts';

/** A new service principal, as a system-assigned identity gets one; its object id. */
export function makePrincipal(state: ArmState, now: number): string {
  const id = randomUUID();
  state.principals.set(id, { id, madeAt: now, isGone: false });
  return id;
}

/** The identity that a principal belonged to is gone; role assignments of it stay, as in Azure. */
export function dropPrincipal(state: ArmState, id: string | undefined): void {
  const principal = state.principals.get(id?.toLowerCase() ?? '');
  if (principal !== undefined) state.principals.set(principal.id, { ...principal, isGone: true });
}

/** Whether role assignments find a principal in the directory; a new one only after `delay` milliseconds. */
export function isInDirectory(state: ArmState, id: string, now: number, delay: number): boolean {
  const principal = state.principals.get(id.toLowerCase());
  return principal === undefined || (!principal.isGone && principal.madeAt + delay <= now);
}

/** The two ids of a user-assigned identity, the same wherever it is shown. */
export function idsOfIdentity(resourceId: string): { readonly clientId: string; readonly principalId: string } {
  return { clientId: guidFrom(`client ${resourceId}`), principalId: guidFrom(`principal ${resourceId}`) };
}

/** A guid of version 8 (RFC 9562) that follows from a text, whatever its case. */
export function guidFrom(text: string): string {
  const hex = createHash('sha256').update(text.toLowerCase()).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
