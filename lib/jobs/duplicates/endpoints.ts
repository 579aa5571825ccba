import { z } from 'zod';
import { defineEndpoint } from '@/lib/http';
import { text } from '@/lib/http/text';
import { jobStatusSchema, jobSummarySchema, savedJobSchema } from '../schema';
import { PAIRS_MAX } from './list-duplicates';
import { mergeSchema } from './merge-jobs';

const one = z.object({ id: z.uuid() });
const tag = 'jobs';
const by = z.enum(['url', 'posting']).describe('What is the same: the address, or company, title and place.');

const possibleDuplicateSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  company: z.string(),
  location: z.string().nullable(),
  status: jobStatusSchema,
  createdAt: z.iso.datetime(),
  by,
});

export const lookUpJobEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/jobs/lookup',
  operationId: 'lookUpJob',
  summary: 'Ask whether a posting is saved already',
  tag,
  auth: 'session',
  scope: 'jobs:read',
  query: z.object({
    url: text().max(2048).optional().describe('Any address of the posting.'),
    title: text().max(300).optional().describe('With `company`, for a posting of another address.'),
    company: text().max(200).optional(),
    location: text().max(200).optional(),
  }),
  success: {
    status: 200,
    description: 'The saved job, or null where there is none.',
    output: z.object({ job: possibleDuplicateSchema.nullable() }),
  },
});

export const listDuplicatesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/jobs/duplicates',
  operationId: 'listDuplicates',
  summary: 'List pairs of saved jobs that may be the same posting',
  tag,
  auth: 'session',
  scope: 'jobs:read',
  success: {
    status: 200,
    description: `Up to ${PAIRS_MAX}, the most alike first. \`more\` says that there are others.`,
    output: z.object({
      pairs: z.array(
        z.object({
          jobs: z.tuple([jobSummarySchema, jobSummarySchema]),
          likeness: z.number().min(0).max(1),
          by,
        }),
      ),
      more: z.boolean(),
    }),
  },
});

export const mergeJobsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/jobs/{id}/merge',
  operationId: 'mergeJobs',
  summary: 'Merge another saved job into this one',
  tag,
  auth: 'session',
  scope: 'jobs:write',
  params: one,
  body: mergeSchema,
  success: {
    status: 200,
    description: 'The job that stays, as it is now. The other is gone.',
    output: savedJobSchema,
  },
  problems: [402],
});

export const dismissDuplicateEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/jobs/{id}/dismiss',
  operationId: 'dismissDuplicate',
  summary: 'Say that another saved job is not the same as this one',
  tag,
  auth: 'session',
  whileActing: 'change',
  scope: 'jobs:write',
  params: one,
  body: z.strictObject({ otherId: z.uuid() }),
  success: { status: 204, description: 'The two are not offered as one again.' },
  problems: [402],
});

/** Every operation on what is saved twice. */
export const duplicatesEndpoints = [
  lookUpJobEndpoint,
  listDuplicatesEndpoint,
  mergeJobsEndpoint,
  dismissDuplicateEndpoint,
];
