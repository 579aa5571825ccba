import { describe, expect, it } from 'vitest';
import { decodeForm, FormError } from './form';

describe('decodeForm', () => {
  it('nests groups and lists', () => {
    const encoded =
      'line_items[0][price]=price_1&line_items[0][quantity]=2&metadata[a]=b&expand[]=x&expand[]=y.z';
    expect(decodeForm(encoded)).toEqual({
      line_items: [{ price: 'price_1', quantity: '2' }],
      metadata: { a: 'b' },
      expand: ['x', 'y.z'],
    });
  });

  it('orders lists by index, not by appearance', () => {
    expect(decodeForm('a[1]=second&a[0]=first')).toEqual({ a: ['first', 'second'] });
  });

  it('reads escapes and empty values', () => {
    expect(decodeForm('a%5Bb%5D=c%26d+e&f=')).toEqual({ a: { b: 'c&d e' }, f: '' });
  });

  it('keeps dangerous names as ordinary names', () => {
    const decoded = decodeForm('__proto__[polluted]=yes&metadata[__proto__]=x');
    expect(Object.hasOwn(decoded, '__proto__')).toBe(true);
    expect(Object.getOwnPropertyDescriptor({}, 'polluted')).toBeUndefined();
    expect('polluted' in {}).toBe(false);
  });

  it.each(['a[b=c', '[a]=b', 'a=1&a[b]=2', 'a[b]=2&a=1', `${'a[b]'}${'[c]'.repeat(20)}=1`])(
    'refuses %s',
    (encoded) => {
      expect(() => decodeForm(encoded)).toThrow(FormError);
    },
  );
});
