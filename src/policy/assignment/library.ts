import type { Assignment } from '../documents/assignment.ts';
import type { PolicyDefinition } from '../documents/definition.ts';
import type { Exemption } from '../documents/exemption.ts';
import type { Initiative } from '../documents/initiative.ts';

/** A policy document and where its parts are written. */
export interface Placed<Document> {
  readonly document: Document;
  /** `file:line` of the value at a JSON pointer into the document, or of its nearest ancestor that is written down. */
  readonly placeOf: (pointer: string) => string;
}

export interface PlacedAssignment extends Placed<Assignment> {
  /** Parameters that what it assigns does not declare are left out, as Enterprise Azure Policy as Code does, instead of being refused. */
  readonly isForgiving: boolean;
}

export interface PlacedExemption extends Placed<Exemption> {
  /** What it is about where it names no assignment: every assignment that brings this definition or initiative. */
  readonly about?: { readonly kind: 'definition' | 'initiative'; readonly id: string };
}

/** Policy documents as somebody keeps them, read and not yet bound to each other. */
export interface PolicyDocuments {
  readonly definitions: readonly Placed<PolicyDefinition>[];
  readonly initiatives: readonly Placed<Initiative>[];
  readonly assignments: readonly PlacedAssignment[];
  readonly exemptions: readonly PlacedExemption[];
}
