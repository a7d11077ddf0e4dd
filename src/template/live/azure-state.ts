import type { ObjectValue } from '../../language/values.ts';

/**
 * What a deployment that is under way knows of Azure. Whatever it answers with `undefined` is not known yet; the expressions that ask for it
 * are Unknown then, and the template is expanded again when more is known.
 */
export interface AzureState {
  /** What `reference` gives of what has this id: its properties, or all of its document. */
  readonly reference: (id: string, form: 'properties' | 'full') => unknown;
  /** What an operation such as `listKeys` gives. `operation` is in lower case. */
  readonly list: (operation: string, id: string) => unknown;
  /** The document of a subscription or resource group. */
  readonly container: (id: string) => ObjectValue | undefined;
  /** A guid that is another one at each deployment, and the same one for the same place in a template: file and JSON pointer. */
  readonly newGuid: (place: string) => string;
  /** Who deploys. */
  readonly deployer: { readonly objectId: string; readonly userPrincipalName: string };
}
