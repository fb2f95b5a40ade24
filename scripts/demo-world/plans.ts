import { chinese3 } from "./plans/chinese.ts";
import type { DemoPlan } from "./plans/demo-plan.ts";
import { mathematics3, mathematics5 } from "./plans/mathematics.ts";
import { bambooCourse } from "./plans/school-course.ts";

/** The demonstration's term plans. */
export const plans: DemoPlan[] = [chinese3, mathematics3, bambooCourse, mathematics5];
