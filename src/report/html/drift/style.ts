/** The looks of a fleet. */
export const driftStyle = `
.state-fill-failing { fill: var(--open); } .state-fill-undetermined { fill: var(--unsure); } .state-fill-unseen { fill: var(--unseen); } .state-fill-clean { fill: var(--shut); }
.state-failing { color: var(--open); font-weight: 600; } .state-unseen { color: var(--unseen); font-weight: 600; }
.states { height: 22px; }
.counts strong { font-size: 1.15rem; }
.sections { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: .75rem 0 0; padding: 0; }
.scroll { max-height: 42rem; overflow: auto; }
.scroll thead th { position: sticky; top: 0; z-index: 1; }
.scroll tfoot td { position: sticky; bottom: 0; background: var(--raised); color: var(--quiet); }
.scroll table { margin: 0; border-collapse: separate; border-spacing: 0; }
.places { min-width: 46rem; } .changes { min-width: 60rem; }
/* Of ten thousand rows a browser would measure every cell before it showed one. */
.clusters { min-width: 62rem; table-layout: fixed; }
.clusters .wide { width: 18%; } .clusters .middling { width: 13%; }
.changes { table-layout: fixed; } .changes .wide { width: 27%; } .changes .middling { width: 18%; } .changes .narrow { width: 9%; }
.places tbody th { min-width: 13rem; }
.places .share { width: 16rem; height: 12px; }
.places thead .number, .clusters thead .number { white-space: normal; }
.details { margin: 0; padding-left: 1.1rem; }
.remedies ol { margin: .3rem 0; padding-left: 1.5rem; }
.remedies pre { padding: .5rem .7rem; background: var(--raised); border: 1px solid var(--line); border-radius: 4px; }
.choices { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem 1.25rem; margin: .6rem 0; }
fieldset { display: flex; flex-wrap: wrap; gap: .25rem 1rem; border: 1px solid var(--line); border-radius: 6px; margin: 0; padding: .2rem .8rem .45rem; }
legend { color: var(--quiet); font-size: .875rem; padding: 0 .3rem; }
.choice { display: inline-flex; flex-wrap: wrap; align-items: center; gap: .4rem; min-height: 1.75rem; min-width: 0; max-width: 100%; }
input, select { font: inherit; accent-color: var(--link); max-width: 100%; min-width: 1rem; text-overflow: ellipsis; }
select { color: var(--text); background: var(--ground); border: 1px solid var(--quiet); border-radius: 4px; padding: .1rem .3rem; }
input:focus-visible, select:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.choose { counter-reset: shown; }
.clusters tbody tr { counter-increment: shown; }
.shown::after { content: counter(shown) " shown"; }
@media print { .scroll { max-height: none; overflow: visible; } .scroll thead th, .scroll tfoot td { position: static; } .choices { display: none; } }
`;
