import { describe, expect, it } from 'vitest';
import { jobHeadings } from '../export/job-columns';
import { guessColumns } from './guess-columns';

/** The guess as a table from field to heading. */
function guess(...headings: string[]): Record<string, string> {
  return Object.fromEntries(
    guessColumns(headings).flatMap((field, index) => (field ? [[field, headings[index] ?? '']] : [])),
  );
}

describe('columns', () => {
  it('of our own export are all known, but for what nobody can set', () => {
    const unknown = guessColumns(jobHeadings).flatMap((field, index) => (field ? [] : [jobHeadings[index]]));
    expect(unknown).toEqual(['status_changed_at', 'updated_at', 'id']);
    expect(guess(...jobHeadings)).toMatchObject({
      savedOn: 'saved_at',
      appliedOn: 'applied_at',
      salaryText: 'salary',
      salaryMin: 'salary_min',
    });
  });

  it('of exports as Huntr and Teal make them are known', () => {
    expect(
      guess(
        'Job Title',
        'Company',
        'Location',
        'List Name',
        'Job Post URL',
        'Date Applied',
        'Date Added',
        'Salary',
        'Notes',
      ),
    ).toEqual({
      title: 'Job Title',
      company: 'Company',
      location: 'Location',
      status: 'List Name',
      url: 'Job Post URL',
      appliedOn: 'Date Applied',
      savedOn: 'Date Added',
      salaryText: 'Salary',
      notes: 'Notes',
    });
    expect(
      guess(
        'Job Position',
        'Company',
        'Min. Salary',
        'Max. Salary',
        'Location',
        'Status',
        'Date Saved',
        'Deadline',
        'Date Applied',
        'Follow up',
        'Excitement',
      ),
    ).toEqual({
      title: 'Job Position',
      company: 'Company',
      salaryMin: 'Min. Salary',
      salaryMax: 'Max. Salary',
      location: 'Location',
      status: 'Status',
      savedOn: 'Date Saved',
      closesOn: 'Deadline',
      appliedOn: 'Date Applied',
    });
  });

  it.each([
    ['German', ['Stelle', 'Firma', 'Ort', 'Beworben am', 'Gehalt', 'Notizen', 'Währung']],
    [
      'French',
      ['Intitulé du poste', 'Entreprise', 'Lieu', 'Date de candidature', 'Salaire', 'Remarques', 'Devise'],
    ],
    ['Spanish', ['Puesto', 'Empresa', 'Ubicación', 'Fecha de solicitud', 'Salario', 'Notas', 'Moneda']],
  ])('in %s are known', (_, headings) => {
    expect(guessColumns(headings)).toEqual([
      'title',
      'company',
      'location',
      'appliedOn',
      'salaryText',
      'notes',
      'salaryCurrency',
    ]);
  });

  it('are taken once each, the best one first', () => {
    expect(guess('Date', 'Date saved', 'Company notes', 'Notes', 'Company')).toEqual({
      savedOn: 'Date saved',
      notes: 'Notes',
      company: 'Company',
    });
    expect(guess('Title', 'Job title')).toEqual({ title: 'Title' });
  });

  it('that mean nothing are left alone', () => {
    expect(guessColumns(['', 'Rating', '★', 'Recruiter phone'])).toEqual([null, null, null, null]);
  });
});
