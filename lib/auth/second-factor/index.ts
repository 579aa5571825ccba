export { type Prover, proverOf } from './attempt';
export { removeSecondFactor, renewRecoveryCodes } from './change';
export { beginEnrolment, confirmEnrolment, type Enrolment } from './enrol';
export { proveSecondFactor } from './prove';
export { type SecondFactorStatus, secondFactorStatus } from './status';
