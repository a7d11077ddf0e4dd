import type { Resource } from '../../arm/resource.ts';
import type { Unknown } from '../../language/unknown.ts';

/** What an IfNotExists effect looks for. */
export interface RelatedRequest {
  /** The resource that the rule is about. */
  readonly primary: Resource;
  /** Full type of the related resources. */
  readonly type: string;
  /** Name with its parents; `?` stands for any one segment. Absent: any name. */
  readonly name?: string;
  /** Where to look when not in the resource group of the primary resource. */
  readonly resourceGroupName?: string;
  readonly existenceScope: 'resourceGroup' | 'subscription';
}

/** Finds the resources that a request names, or says why they are not known. */
export type RelatedLookup = (request: RelatedRequest) => readonly Resource[] | Unknown;
