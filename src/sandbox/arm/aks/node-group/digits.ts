import { createHash } from 'node:crypto';
import type { Cluster } from '../cluster.ts';

/** Eight digits, one cluster's, in the names of what AKS makes for it. */
export function digitsOf({ id }: Cluster): string {
  const number = parseInt(createHash('sha256').update(id.toLowerCase()).digest('hex').slice(0, 8), 16) % 100_000_000;
  return String(number).padStart(8, '0');
}
