import type { Location } from '../finding.ts';

/** One entry of an exemptions file: who agreed to which finding, why and for how long. */
export interface ExemptionEntry {
  /** Name of a rule or id of an exposure, without case; `*` stands for any text. */
  readonly rule: string;
  /** Name, full name, `type/name` or id of a resource, without case; `*` stands for any text. */
  readonly resource: string;
  /** The file that the finding is in, with forward slashes; `*` stays within a folder, `**` does not. Absent for any. */
  readonly file?: string;
  readonly reason: string;
  readonly owner: string;
  readonly ticket?: string;
  /** As written; absent when the exemption does not end. */
  readonly expiresOn?: string;
  /** The first moment at which it no longer holds, in milliseconds since 1970. */
  readonly ends?: number;
  /** Where the entry is written. */
  readonly location: Location;
}
