import { hash } from 'node:crypto';

/** .NET ticks (100 ns) at 1970-01-01. */
const ticksAtEpoch = 621_355_968_000_000_000n;

/** A moment as .NET ticks, as in the `t` of a status address. */
export function toTicks(milliseconds: number): string {
  return String(BigInt(Math.trunc(milliseconds)) * 10_000n + ticksAtEpoch);
}

/**
 * A moment as Azure writes it: up to seven decimals, trailing zeros dropped (update-to-isolated.json: `16:04:09.866666Z`).
 * A clock of milliseconds knows three; `seed` decides the other four, so that the same moment is always written the same.
 */
export function toAzureTime(milliseconds: number, seed: string): string {
  return toFixedAzureTime(milliseconds, seed).replace(/\.?0+Z$/, 'Z');
}

/** A moment with all seven decimals, as roles and their assignments have it (byo-acr-create.json: `15:49:42.5635870Z`). */
export function toFixedAzureTime(milliseconds: number, seed: string): string {
  const digits = String(hash('sha256', seed, 'buffer').readUInt32BE() % 10_000).padStart(4, '0');
  return new Date(milliseconds).toISOString().replace('Z', `${digits}Z`);
}
