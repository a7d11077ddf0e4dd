import type { InputName } from '../../../src/config/inputs.ts';
import { assignCases } from './assign.ts';
import { azureCases } from './azure.ts';
import { checkCases } from './check.ts';
import { clusterCases } from './cluster.ts';
import { driftCases } from './drift.ts';
import { isolationCases } from './isolation.ts';
import { commandLineCases } from './command-line.ts';
import { policyCases } from './policies.ts';
import { pullRequestCases } from './pull-request.ts';
import { runCases } from './run.ts';
import type { InputCase } from './case.ts';

/** Every input of the table, in its sections. */
export const inputCases: Readonly<Record<InputName, InputCase>> = {
  ...checkCases,
  ...clusterCases,
  ...isolationCases,
  ...policyCases,
  ...assignCases,
  ...driftCases,
  ...runCases,
  ...pullRequestCases,
  ...azureCases,
  ...commandLineCases,
};
