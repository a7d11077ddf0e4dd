/** What a policy document can be. */
export type DocumentKind = 'definition' | 'initiative' | 'exemption' | 'assignment';
/** The member of `properties` that tells what a document without a type is, in the order in which they are looked for. */
export declare const documentMarks: readonly (readonly [member: string, kind: DocumentKind])[];
