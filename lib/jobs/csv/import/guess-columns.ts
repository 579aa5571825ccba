import { type ImportField, importFields } from './fields';

/** What each column holds, by position; null for what is not imported. */
export type ColumnMap = readonly (ImportField | null)[];

/**
 * Guesses what the columns hold, from headings in English, German, French, Spanish, Italian, Portuguese and Dutch, of our own
 * export, and of the trackers that people come from. Each field is taken once, by the heading that says it best.
 */
export function guessColumns(headings: readonly string[]): ColumnMap {
  const found = new Map<number, ImportField>();
  const plain = headings.map(plainHeading);
  for (const matches of [isSame, hasWords]) {
    for (const field of importFields) {
      if ([...found.values()].includes(field)) continue;
      // By the list's order, whose first words are the most telling.
      const index = names[field]
        .map((name) => plain.findIndex((heading, at) => !found.has(at) && matches(heading, name)))
        .find((at) => at >= 0);
      if (index !== undefined) found.set(index, field);
    }
  }
  return headings.map((_, index) => found.get(index) ?? null);
}

function isSame(heading: string, name: string): boolean {
  return heading === name;
}

// Only of names that are long enough to mean nothing else within other words.
function hasWords(heading: string, name: string): boolean {
  return name.length >= 5 && ` ${heading} `.includes(` ${name} `);
}

/** In lower case without accents, signs and doubled spaces; `jobTitle` and `job_title` are two words. */
export function plainHeading(heading: string): string {
  return heading
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const names: Readonly<Record<ImportField, readonly string[]>> = {
  title: [
    ...[
      'title',
      'job title',
      'position',
      'job position',
      'role',
      'role title',
      'job',
      'job role',
      'position title',
    ],
    ...[
      'stelle',
      'stellenbezeichnung',
      'jobtitel',
      'titel',
      'beruf',
      'poste',
      'intitule',
      'intitule du poste',
    ],
    ...[
      'titre',
      'puesto',
      'cargo',
      'titulo',
      'posizione',
      'ruolo',
      'titolo',
      'vaga',
      'functie',
      'functietitel',
    ],
  ],
  company: [
    ...['company', 'company name', 'employer', 'organization', 'organisation', 'firm', 'business'],
    ...['firma', 'unternehmen', 'arbeitgeber', 'entreprise', 'societe', 'employeur', 'empresa', 'compania'],
    ...['azienda', 'societa', 'bedrijf', 'werkgever', 'empregador'],
  ],
  url: [
    ...[
      'url',
      'job url',
      'link',
      'job link',
      'posting',
      'job posting',
      'posting url',
      'job post url',
      'application link',
    ],
    ...[
      'listing',
      'website',
      'web page',
      'stellenanzeige',
      'anzeige',
      'lien',
      'enlace',
      'annuncio',
      'vacature link',
    ],
  ],
  location: [
    ...[
      'location',
      'job location',
      'city',
      'place',
      'office',
      'ort',
      'standort',
      'arbeitsort',
      'stadt',
      'lieu',
      'ville',
    ],
    ...[
      'ubicacion',
      'lugar',
      'ciudad',
      'localidad',
      'luogo',
      'sede',
      'citta',
      'local',
      'localizacao',
      'locatie',
      'plaats',
    ],
  ],
  workMode: [
    ...[
      'work mode',
      'workplace type',
      'work type',
      'work model',
      'remote',
      'remote status',
      'remote hybrid onsite',
    ],
    ...['arbeitsmodell', 'homeoffice', 'teletravail', 'modalidad', 'modalita', 'werkvorm'],
  ],
  status: [
    ...[
      'status',
      'stage',
      'application status',
      'job status',
      'state',
      'list',
      'list name',
      'column',
      'board column',
    ],
    ...['stand', 'phase', 'statut', 'etat', 'etape', 'estado', 'etapa', 'stato', 'fase', 'situacao'],
  ],
  savedOn: [
    ...[
      'saved at',
      'date saved',
      'saved on',
      'saved date',
      'created at',
      'date added',
      'added',
      'added on',
      'created',
    ],
    ...[
      'created on',
      'date created',
      'gespeichert am',
      'hinzugefugt am',
      'erstellt am',
      'ajoute le',
      'date d ajout',
    ],
    ...['fecha de alta', 'guardado', 'aggiunto il', 'salvo em', 'toegevoegd op', 'date'],
  ],
  appliedOn: [
    ...[
      'applied at',
      'date applied',
      'applied on',
      'applied date',
      'application date',
      'applied',
      'date of application',
    ],
    ...['beworben am', 'bewerbungsdatum', 'bewerbung am', 'date de candidature', 'candidature', 'postule le'],
    ...[
      'fecha de solicitud',
      'fecha de aplicacion',
      'fecha de postulacion',
      'data candidatura',
      'data di candidatura',
    ],
    ...['data da candidatura', 'sollicitatiedatum', 'gesolliciteerd op'],
  ],
  closesOn: [
    ...[
      'closes on',
      'deadline',
      'application deadline',
      'closing date',
      'closes',
      'due date',
      'expires',
      'expiry date',
    ],
    ...['frist', 'bewerbungsfrist', 'bewerbungsschluss', 'date limite', 'fecha limite', 'scadenza', 'prazo'],
  ],
  salaryText: [
    ...[
      'salary',
      'salary range',
      'compensation',
      'pay',
      'pay range',
      'wage',
      'gehalt',
      'gehaltsspanne',
      'lohn',
    ],
    ...['salaire', 'remuneration', 'salario', 'sueldo', 'stipendio', 'retribuzione', 'salaris'],
  ],
  salaryMin: [
    ...['salary min', 'min salary', 'minimum salary', 'lowest salary', 'min salary amount', 'salary from'],
    ...['gehalt min', 'gehalt von', 'mindestgehalt', 'salaire min', 'salario min', 'salario minimo'],
  ],
  salaryMax: [
    ...[
      'salary max',
      'max salary',
      'maximum salary',
      'highest salary',
      'max salary amount',
      'salary to',
      'gehalt max',
    ],
    ...['gehalt bis', 'hochstgehalt', 'salaire max', 'salario max', 'salario maximo'],
  ],
  salaryCurrency: ['salary currency', 'currency', 'wahrung', 'devise', 'moneda', 'valuta', 'moeda'],
  salaryInterval: ['salary interval', 'salary period', 'pay period', 'pay interval', 'paid per'],
  source: [
    ...[
      'source',
      'found on',
      'found via',
      'job source',
      'platform',
      'job board',
      'site',
      'quelle',
      'gefunden bei',
    ],
    ...['plattform', 'origine', 'fuente', 'fonte', 'bron', 'origem'],
  ],
  notes: [
    ...[
      'notes',
      'note',
      'comments',
      'comment',
      'remarks',
      'notizen',
      'notiz',
      'bemerkungen',
      'anmerkungen',
      'kommentar',
    ],
    ...[
      'remarques',
      'commentaires',
      'notas',
      'comentarios',
      'observaciones',
      'commenti',
      'observacoes',
      'opmerkingen',
    ],
  ],
  description: [
    ...[
      'description',
      'job description',
      'details',
      'beschreibung',
      'stellenbeschreibung',
      'description du poste',
    ],
    ...['descripcion', 'descrizione', 'descricao', 'omschrijving', 'beschrijving'],
  ],
};
