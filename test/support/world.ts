import { type DemoPerson, type DemoUnit, people, units } from "../../scripts/demo-world/world.ts";

export {
  type DemoPerson,
  type DemoPosting,
  type DemoUnit,
  people,
  units,
} from "../../scripts/demo-world/world.ts";

/** The unit with this key: unitOf("sanxiao") is 三小校区. */
export function unitOf(key: string): DemoUnit {
  const found = units.find((unit) => unit.key === key);
  if (!found) throw new Error(`the world has no unit ${key}`);
  return found;
}

/** The person with this user name: personOf("sanxiao.teacher"). */
export function personOf(username: string): DemoPerson {
  const found = people.find((person) => person.username === username);
  if (!found) throw new Error(`the world has no person ${username}`);
  return found;
}

/** The unit and all above it, from the bureau down. */
export function lineOf(key: string): DemoUnit[] {
  const unit = unitOf(key);
  return unit.parentKey === null ? [unit] : [...lineOf(unit.parentKey), unit];
}
