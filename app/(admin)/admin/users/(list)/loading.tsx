import { UsersSkeleton } from '@/components/admin/users/users-skeleton';

export default function Loading() {
  return <UsersSkeleton />;
}
