export { announceCatalogue, versionText } from './catalogue-version';
export { CATALOGUE_VERSION_KEY } from './catalogue-version-key';
export { editPlanIn, type PlanEdit, type PlanEdited } from './edit-plan';
export { type KeptPlan, plansIn, readCatalogue } from './read-catalogue';
export { writeCatalogue } from './write-catalogue';
