/** What a column of a table can hold of a job, in the order in which it is asked for. */
export const importFields = [
  'title',
  'company',
  'url',
  'location',
  'workMode',
  'status',
  'savedOn',
  'appliedOn',
  'closesOn',
  'salaryText',
  'salaryMin',
  'salaryMax',
  'salaryCurrency',
  'salaryInterval',
  'source',
  'notes',
  'description',
] as const;
/** See {@link importFields}. */
export type ImportField = (typeof importFields)[number];

/** How each field is named to people. */
export const fieldNames: Readonly<Record<ImportField, string>> = {
  title: 'Job title',
  company: 'Company',
  url: 'Link',
  location: 'Location',
  workMode: 'Work mode',
  status: 'Status',
  savedOn: 'Saved on',
  appliedOn: 'Applied on',
  closesOn: 'Closes on',
  salaryText: 'Salary',
  salaryMin: 'Lowest salary',
  salaryMax: 'Highest salary',
  salaryCurrency: 'Currency',
  salaryInterval: 'Paid per',
  source: 'Source',
  notes: 'Notes',
  description: 'Description',
};

/** The fields that hold dates. */
export const dateFields = ['savedOn', 'appliedOn', 'closesOn'] as const satisfies readonly ImportField[];

/** A line of a table by fields, each in the words of the table. */
export type RawRow = Partial<Record<ImportField, string>>;
