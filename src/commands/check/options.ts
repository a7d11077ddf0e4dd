import type { JsonObject } from '../../arm/json.ts';
import type { FailOn } from '../../policy/fail-on.ts';
import type { EgressDeclaration } from '../../isolation/exposure/meant/declaration.ts';
import type { Severity } from '../../policy/finding.ts';
import type { DeploymentFacts } from '../../template/expansion.ts';

/** What `check` takes. Paths are relative to the folder of the run, or absolute. */
export interface CheckOptions {
  /** Files, folders and patterns; empty for the whole folder. */
  readonly paths: readonly string[];
  readonly parameterFiles: readonly string[];
  readonly templateParameters: JsonObject;
  readonly facts: DeploymentFacts;
  /** Of the Terraform provider azurerm. */
  readonly providerVersion: string | undefined;
  /** Bundled initiatives by name; undefined for the default. */
  readonly initiatives: readonly string[] | undefined;
  /** Of the initiatives. */
  readonly parameters: JsonObject;
  readonly policyPaths: readonly string[];
  /** The environment (`pacSelector`) of policies in the layout of Enterprise Policy as Code. */
  readonly environment: string | undefined;
  /** Undefined for the file at its usual place, where there is one. */
  readonly exemptionsFile: string | undefined;
  readonly failOn: FailOn;
  readonly leastSeverity: Severity;
  /** Which ways out are findings: `auto` those from medium severity on; `none` are not even looked at. */
  readonly exposures: 'auto' | 'all' | 'none';
  /** Ways out that are meant. */
  readonly egress: readonly EgressDeclaration[];
  readonly onlyNew: boolean;
  readonly baseline: string | undefined;
  /** Where the repository keeps inputs. */
  readonly configurationFile: string;
  readonly trust: 'base' | 'head' | undefined;
  readonly githubToken: string | undefined;
  /** Whether Azure Policy is asked about the resources as well, where `facts` say that they would be deployed. */
  readonly verify: boolean;
  /** Publish this report instead of judging. */
  readonly fromReport: string | undefined;
}
