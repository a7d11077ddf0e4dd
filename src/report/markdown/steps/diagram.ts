import { diagramLabel } from '../../escape.ts';
import type { ReportStep } from '../../report.ts';
import { endsOf, lookOf, pictureOf, type NumberedStep, type StepLook } from '../../steps/order.ts';

/** What follows and has no key of its own. */
const rest = 'rest';

/** Boxes that differ by shape first: a corner, a hexagon, a pill, doubled sides. */
const shapes: Readonly<Record<StepLook, readonly [open: string, close: string]>> = { planned: ['[', ']'], disruptive: ['{{', '}}'], done: ['([', '])'], failed: ['[[', ']]'], passed: ['(', ')'] };

/** Strokes of at least 3 : 1 against GitHub's light and dark grounds; fills and letters stay the theme's. */
const strokes: Readonly<Record<StepLook, string>> = {
  planned: 'stroke:#808890,stroke-width:1px',
  disruptive: 'stroke:#d1660f,stroke-width:3px',
  done: 'stroke:#2da44e,stroke-width:2px',
  failed: 'stroke:#e5534b,stroke-width:3px',
  passed: 'stroke:#808890,stroke-width:1px,stroke-dasharray:4 4',
};

const looks: readonly StepLook[] = ['planned', 'disruptive', 'done', 'failed', 'passed'];

/** The steps as a Mermaid flowchart, each below those that it waits for, in at most `room` units; empty where there is no room, or nothing that the table does not show. */
export function renderStepDiagram(steps: readonly ReportStep[], room: number): string {
  const picture = pictureOf(steps);
  if (picture === undefined) return '';
  const used = looks.filter((look) => picture.steps.some(({ step }) => lookOf(step) === look));
  const text = [
    '```mermaid',
    'flowchart TD',
    ...picture.steps.map(boxOf),
    ...picture.steps.flatMap(({ number, waitsFor }) => waitsFor.map((before) => `  step${before} --> step${number}`)),
    ...(picture.rest === 0 ? [] : [`  ${rest}["${picture.rest} more ${picture.rest === 1 ? 'step' : 'steps, one after the other'}"]`, ...endsOf(picture.steps).map((number) => `  step${number} -.-> ${rest}`)]),
    ...used.map((look) => `  classDef ${look} ${strokes[look]}`),
    '```',
  ].join('\n');
  return text.length <= room ? text : '';
}

function boxOf({ number, step }: NumberedStep): string {
  const look = lookOf(step);
  const [open, close] = shapes[look];
  const second = look === 'disruptive' ? `<br/>disturbs: ${diagramLabel(step.disruption ?? '')}` : look === 'planned' ? '' : `<br/>${step.status}`;
  return `  step${number}${open}"${number}: ${diagramLabel(step.title, 80)}${second}"${close}:::${look}`;
}
