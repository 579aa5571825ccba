/** The number of a card that nobody else has: one like a Visa's with a right check digit, as the emulator takes it. */
export function freshCardNumber(): string {
  const digits = [4, 5, ...Array.from({ length: 13 }, () => Math.floor(Math.random() * 10))];
  // Luhn: counted with the check digit, every second digit from the right counts double; here those at even places.
  const sum = digits.reduce((total, digit, index) => {
    const value = index % 2 === 0 ? digit * 2 : digit;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return [...digits, (10 - (sum % 10)) % 10].join('');
}
