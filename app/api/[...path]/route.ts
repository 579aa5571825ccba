import { nothingHere } from '@/lib/auth';

export const { GET, POST, PUT, PATCH, DELETE } = nothingHere();
