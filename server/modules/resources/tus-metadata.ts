const mostCharacters = 4096;

/**
 * The bytes of the name that a tus client gives its file: `filename` by custom, `name` with some. Null where it gives
 * none, where the header is no list of keys with Base64 values, or where it is longer than any name needs.
 */
export const readFileName = (metadata: string): Buffer | null => {
  if (metadata.length > mostCharacters) return null;
  const given = (key: string): string | undefined =>
    metadata
      .split(",")
      .map((pair) => pair.trim().split(" "))
      .find(([name]) => name === key)?.[1];
  const value = given("filename") ?? given("name");
  return value ? Buffer.from(value, "base64") : null;
};
