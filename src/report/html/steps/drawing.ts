import { html, type Markup } from '../template.ts';
import { line, type StepBox, type StepScene, type Wire } from './layout.ts';

/** A picture that a reader of screens hears as its title and description. `key` tells it from others on the page; ids begin with it. */
export function renderStepScene(scene: StepScene, key: string, title: string, description: string): Markup {
  return html`<svg class="plan" viewBox="0 0 ${scene.width} ${scene.height}" width="${scene.width}" height="${scene.height}" role="img" aria-labelledby="${key}-title ${key}-desc">
<title id="${key}-title">${title}</title>
<desc id="${key}-desc">${description}</desc>
${scene.wires.map(renderWire)}
${scene.boxes.map(renderBox)}
</svg>`;
}

function renderWire({ path, ends }: Wire): Markup {
  return html`<g><path class="link" d="${path}"></path>${ends.map(({ x, y }) => html`<polygon class="tip" points="${x},${y - 1} ${x - 4},${y - 8} ${x + 4},${y - 8}"></polygon>`)}</g>`;
}

function renderBox({ look, title, note, x, y, width, height }: StepBox): Markup {
  const text = (kind: string, content: string, index: number): Markup => html`<text class="${kind}" x="${x + width / 2}" y="${y + 6 + (index + 1) * line}">${content}</text>`;
  return html`<g class="step step-${look}">
<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${look === 'done' ? 14 : 5}"></rect>
${title.map((content, index) => text('title', content, index))}
${note.map((content, index) => text('note', content, title.length + index))}
</g>`;
}
