// Writes what is made from code: action.yml, the tables of the README, of docs/library.md, docs/terraform.md, docs/deploy.md, docs/sandbox.md and docs/troubleshooting.md, and the catalogue of policies.
import { readFileSync, writeFileSync } from 'node:fs';
import { adviceTable, preflightTable, transitionTables } from './deployment-tables.ts';
import { exposureCatalogue } from './exposures.ts';
import { actionManifest, coreTable, functionsTable, inputsTable, lintTable, outputsTable, policyCatalogue, withSection } from './documents.ts';
import { recordedDifferences } from './recorded-differences.ts';
import { terraformTables } from './terraform-tables.ts';

writeFileSync('action.yml', actionManifest());
const readme = readFileSync('README.md', 'utf8');
writeFileSync('README.md', withSection(withSection(withSection(readme, 'core', coreTable()), 'inputs', inputsTable()), 'outputs', outputsTable()));
const library = readFileSync('docs/library.md', 'utf8');
writeFileSync('docs/library.md', withSection(withSection(library, 'functions', functionsTable()), 'lint', lintTable()));
const terraform = readFileSync('docs/terraform.md', 'utf8');
writeFileSync('docs/terraform.md', withSection(terraform, 'terraform', terraformTables()));
writeFileSync('policies/README.md', policyCatalogue());
const exposures = readFileSync('docs/exposures.md', 'utf8');
writeFileSync('docs/exposures.md', withSection(exposures, 'exposures', exposureCatalogue()));
const deploy = readFileSync('docs/deploy.md', 'utf8');
writeFileSync('docs/deploy.md', withSection(withSection(deploy, 'preflight', preflightTable()), 'transitions', transitionTables()));
const troubleshooting = readFileSync('docs/troubleshooting.md', 'utf8');
writeFileSync('docs/troubleshooting.md', withSection(troubleshooting, 'advice', adviceTable()));
const sandbox = readFileSync('docs/sandbox.md', 'utf8');
writeFileSync('docs/sandbox.md', withSection(sandbox, 'recordings', recordedDifferences()));
