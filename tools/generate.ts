// Writes what is made from code: action.yml and the tables of the README.
import { readFileSync, writeFileSync } from 'node:fs';
import { actionManifest, inputsTable, outputsTable, withSection } from './documents.ts';

writeFileSync('action.yml', actionManifest());
const readme = readFileSync('README.md', 'utf8');
writeFileSync('README.md', withSection(withSection(readme, 'inputs', inputsTable()), 'outputs', outputsTable()));
