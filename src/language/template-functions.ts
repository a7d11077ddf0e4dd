import type { LanguageFunction } from './function-table.ts';
import { cidrFunctions } from './functions/template/cidr.ts';
import { templateCollections } from './functions/template/collections.ts';
import { dateFunctions } from './functions/template/dates.ts';
import { guardFunctions } from './functions/template/guards.ts';
import { lambdaFamily } from './functions/template/lambda-family.ts';
import { lambdaFunctions, type LambdaScope } from './functions/template/lambda.ts';
import { uriFunctions } from './functions/template/uris.ts';

export { utcNowText } from './functions/template/dates.ts';
export { lambdaState, type LambdaFrame, type LambdaScope, type LambdaState } from './functions/template/lambda.ts';

/**
 * What templates have besides `pureFunctions` and depends on its arguments alone; policy has none of it. Put it behind
 * `pureFunctions` in a table: `tryGet`, `and`, `or` and `coalesce` of templates take the places of those of both.
 */
export const templateFunctions: readonly LanguageFunction<LambdaScope>[] = [
  ...guardFunctions,
  ...cidrFunctions,
  ...dateFunctions,
  ...templateCollections,
  ...uriFunctions,
  ...lambdaFunctions,
  ...lambdaFamily,
];
