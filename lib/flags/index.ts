export { flagInForce } from './flag-in-force';
export { type Flag, flagMeanings, flagSchema, flags } from './flags';
export { isOn } from './is-on';
export { type FlagStanding, flagStandings, setFlag, setFlagIn } from './set-flag';
export { isForSale, shownPlans } from './shown-plans';
export { forgetFlags } from './switched-by-hand';
