import { expect, it } from 'vitest';
import { qrImageOf } from './qr-image';

it.each([
  'data:image/svg+xml;utf-8,<svg fill="#000"/>',
  '<svg fill="#000"/>',
  'data:image/svg+xml;utf-8,<?xml version="1.0"?>\n<svg fill="#000"/>',
])('given %j, the whole picture is in the address', (qrCode) => {
  const [head, body = ''] = qrImageOf(qrCode).split(',');
  expect(head).toBe('data:image/svg+xml;base64');
  expect(Buffer.from(body, 'base64').toString()).toBe(qrCode.slice(qrCode.indexOf('<')));
});
