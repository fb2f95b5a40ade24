/**
 * Ascending numbers as the differences between them, of seven bits a byte, the lowest first: the highest bit says that
 * more follow. One number in a hundred documents takes one byte, a rarer one two.
 */
export function packNumbers(numbers: Uint32Array, length: number): Uint8Array {
  const packed = new Uint8Array(length);
  let at = 0;
  let last = 0;
  for (let i = 0; i < numbers.length; i += 1) {
    const number = numbers[i] as number;
    let rest = number - last;
    last = number;
    while (rest > 127) {
      packed[at] = (rest & 127) | 128;
      at += 1;
      rest >>>= 7;
    }
    packed[at] = rest;
    at += 1;
  }
  return packed;
}

/** How many bytes they take. */
export function packedLength(numbers: Uint32Array): number {
  let length = numbers.length;
  let last = 0;
  for (let i = 0; i < numbers.length; i += 1) {
    const number = numbers[i] as number;
    for (let rest = (number - last) >>> 7; rest > 0; rest >>>= 7) length += 1;
    last = number;
  }
  return length;
}

/** To the beginning of `into`, which has room for all. */
export function unpackNumbers(packed: Uint8Array, into: Uint32Array): void {
  const { length } = packed;
  let count = 0;
  let number = 0;
  for (let at = 0; at < length; at += 1) {
    const byte = packed[at] as number;
    number += byte & 127;
    for (let more = byte, shift = 7; more > 127; shift += 7) {
      at += 1;
      more = packed[at] as number;
      number += (more & 127) << shift;
    }
    into[count] = number;
    count += 1;
  }
}
