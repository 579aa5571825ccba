'use client';

import { Slot } from 'radix-ui';
import {
  type ComponentProps,
  type ComponentType,
  createContext,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useContext,
  useId,
  useRef,
  useState,
} from 'react';
import type * as Parts from './dropdown-menu-parts';
import { type LazyPart, lazyPart, useLazyPart } from './lazy-part';

const menuParts = lazyPart(() => import('./dropdown-menu-parts'));

type Menu = Parts.MenuState & {
  /** Whether somebody came near: only then its list is made, of which a long page has one a row. */
  reached: boolean;
  reach: () => void;
};

const MenuContext = createContext<Menu | null>(null);

/**
 * State of a menu: arrow keys, typing ahead and Escape work as in a native one. The button is there at once; what opens is
 * fetched when it may be needed (lazy-part.ts), and a press before that is remembered.
 */
export function DropdownMenu({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const [reached, setReached] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const [triggerId, contentId] = [useId(), useId()];
  const reach = () => {
    menuParts.want();
    setReached(true);
  };
  return (
    <MenuContext value={{ open, setOpen, trigger, triggerId, contentId, reached, reach }}>
      {children}
    </MenuContext>
  );
}

function useMenu(): Menu {
  const menu = useContext(MenuContext);
  if (!menu) throw new Error('A part of a menu is outside of any.');
  return menu;
}

type TriggerProps = Omit<
  ComponentProps<'button'>,
  'id' | 'ref' | 'onPointerEnter' | 'onFocus' | 'onPointerDown' | 'onKeyDown'
> & { asChild?: boolean };

/** The button that opens it; `asChild` with a button inside is fine. */
export function DropdownMenuTrigger({ asChild = false, ...rest }: TriggerProps) {
  const { open, setOpen, trigger, triggerId, contentId, reach } = useMenu();
  const Trigger = asChild ? Slot.Root : 'button';
  const toggle = () => {
    reach();
    setOpen(!open);
  };
  return (
    <Trigger
      type="button"
      id={triggerId}
      aria-haspopup="menu"
      aria-expanded={open}
      aria-controls={open ? contentId : undefined}
      data-state={open ? 'open' : 'closed'}
      {...rest}
      ref={trigger}
      onPointerEnter={reach}
      onFocus={reach}
      onPointerDown={(event: PointerEvent) => {
        if (event.button !== 0 || event.ctrlKey) return;
        // The focus goes into what opens, and does not come to the button first.
        if (!open) event.preventDefault();
        toggle();
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (!['Enter', ' ', 'ArrowDown'].includes(event.key)) return;
        event.preventDefault();
        if (event.key !== 'ArrowDown') toggle();
        else {
          reach();
          setOpen(true);
        }
      }}
    />
  );
}

/** The floating list. */
export function DropdownMenuContent(props: Omit<ComponentProps<typeof Parts.Content>, 'menu'>) {
  const menu = useMenu();
  const parts = useLazyPart(menuParts);
  return parts && menu.reached ? <parts.Content menu={menu} {...props} /> : null;
}

type LazyItemsProps<Props> = { code: LazyPart<ComponentType<Props>>; with: Props };

/** Items whose code comes with what floats. */
export function DropdownMenuLazyItems<Props extends object>({ code, with: given }: LazyItemsProps<Props>) {
  const Items = useLazyPart(code);
  return Items ? <Items {...given} /> : null;
}

/** One action; `asChild` with a link or a submit button inside is fine. */
export function DropdownMenuItem(props: ComponentProps<typeof Parts.Item>) {
  const parts = useLazyPart(menuParts);
  return parts ? <parts.Item {...props} /> : null;
}

/** Several exclusive choices. */
export function DropdownMenuRadioGroup(props: ComponentProps<typeof Parts.RadioGroup>) {
  const parts = useLazyPart(menuParts);
  return parts ? <parts.RadioGroup {...props} /> : null;
}

/** One of several exclusive choices; a tick marks the current one. */
export function DropdownMenuRadioItem(props: ComponentProps<typeof Parts.RadioItem>) {
  const parts = useLazyPart(menuParts);
  return parts ? <parts.RadioItem {...props} /> : null;
}

/** One of several things that can each be on or off; a tick marks those that are on. */
export function DropdownMenuCheckboxItem(props: ComponentProps<typeof Parts.CheckboxItem>) {
  const parts = useLazyPart(menuParts);
  return parts ? <parts.CheckboxItem {...props} /> : null;
}

/** A heading inside a menu. */
export function DropdownMenuLabel(props: ComponentProps<typeof Parts.Label>) {
  const parts = useLazyPart(menuParts);
  return parts ? <parts.Label {...props} /> : null;
}

/** A hairline between groups of items. */
export function DropdownMenuSeparator(props: ComponentProps<typeof Parts.Separator>) {
  const parts = useLazyPart(menuParts);
  return parts ? <parts.Separator {...props} /> : null;
}
