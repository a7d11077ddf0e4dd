/** ARM templates expanded as Azure does, without Azure. */
export { expandDeployment } from './expand.ts';
export type * from './expansion.ts';
