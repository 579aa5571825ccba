'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { DropdownMenuRadioGroup, DropdownMenuRadioItem } from '../ui/dropdown-menu';
import { useTheme } from './theme';
import { themeOf } from './theme-cookie';

/** The three themes as items of a menu. A menu is only rendered once opened, so the stored choice is known by then. */
export function ThemeChoices() {
  const { theme, setTheme } = useTheme();
  return (
    <DropdownMenuRadioGroup
      value={theme}
      onValueChange={(chosen) => setTheme(themeOf(chosen))}
      aria-label="Theme"
    >
      <DropdownMenuRadioItem value="light">
        <Sun aria-hidden="true" />
        Light
      </DropdownMenuRadioItem>
      <DropdownMenuRadioItem value="dark">
        <Moon aria-hidden="true" />
        Dark
      </DropdownMenuRadioItem>
      <DropdownMenuRadioItem value="system">
        <Monitor aria-hidden="true" />
        System
      </DropdownMenuRadioItem>
    </DropdownMenuRadioGroup>
  );
}
