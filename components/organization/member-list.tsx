'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState, useTransition } from 'react';
import {
  changeRoleAction,
  leaveAction,
  removeMemberAction,
  transferAction,
} from '@/app/(app)/organization/actions';
import type { ActionResult } from '@/lib/http';
import type { Member } from '@/lib/organizations/schema';
import { callAction } from '../calls/call-action';
import { ConfirmDialog } from '../ui/alert-dialog';
import { toast } from '../ui/toast';
import { memberOptions, type Viewing } from './member-options';
import { type MemberQuestion, questionWords } from './member-question';
import { MemberRow } from './member-row';
import { aRole } from './role-words';

type MemberListProps = {
  members: readonly Member[];
  viewing: Viewing & { organization: { name: string } };
};

/** Who belongs to the organization, and what can be done about it. */
export function MemberList({ members, viewing }: MemberListProps) {
  const { id, name } = viewing.organization;
  const router = useRouter();
  const list = useRef<HTMLUListElement>(null);
  // A closing dialog keeps its words until it has faded.
  const [question, setQuestion] = useState<MemberQuestion | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [working, startWorking] = useTransition();

  const ask = (next: MemberQuestion) => {
    toast.dismiss();
    setQuestion(next);
    setIsOpen(true);
  };
  const perform = (work: () => Promise<ActionResult<unknown>>, done: string, leads = false) =>
    startWorking(async () => {
      const outcome = await callAction(work);
      setIsOpen(false);
      if (outcome.ok) toast.success(done);
      else toast.error(outcome.problem.detail);
      if (outcome.ok && leads) router.push('/jobs');
      // What had the focus may be gone with its row.
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) list.current?.focus();
      });
    });
  const change = (member: Member, role: Member['role']) =>
    perform(() => changeRoleAction(id, member.userId, role), `${nameOf(member)} is ${aRole(role)} now`);

  const choose = (member: Member, role: Member['role']) => {
    const isGrave = role === 'owner' || member.role === 'owner' || member.userId === viewing.userId;
    if (isGrave) ask({ kind: 'role', member, role });
    else change(member, role);
  };
  const confirm = () => {
    if (!question) return;
    const { member } = question;
    if (question.kind === 'role') change(member, question.role);
    if (question.kind === 'remove')
      perform(() => removeMemberAction(id, member.userId), `${nameOf(member)} is removed`);
    if (question.kind === 'leave') perform(() => leaveAction(id), `You have left ${name}`, true);
    if (question.kind === 'transfer')
      perform(() => transferAction(id, member.userId), `${nameOf(member)} owns ${name} now`);
  };

  return (
    <>
      <ul
        ref={list}
        tabIndex={-1}
        aria-label="Members"
        className="divide-y overflow-hidden rounded-lg border bg-surface"
      >
        {members.map((member) => (
          <MemberRow
            key={member.userId}
            member={member}
            isSelf={member.userId === viewing.userId}
            options={memberOptions(member, viewing)}
            onRole={(role) => choose(member, role)}
            onAsk={(kind) => ask({ kind, member })}
          />
        ))}
      </ul>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setIsOpen}
        {...questionWords(question, { organizationName: name, userId: viewing.userId })}
        loading={working}
        onConfirm={confirm}
      />
    </>
  );
}

function nameOf({ name, email }: Member): string {
  return name ?? email;
}
