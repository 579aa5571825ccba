import { defineConfig } from 'prisma/config';

/** Where Prisma's own commands find the schema, and the owner's connection for `prisma migrate deploy`. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DIRECT_DATABASE_URL ?? '' },
});
