import { randomUUID } from "node:crypto";
import { apiKey } from "@better-auth/api-key";
import { betterAuth } from "better-auth";
import { username } from "better-auth/plugins";
import type { Kysely } from "kysely";
import type { Config } from "../../config.ts";
import { apiKeyNameLength } from "./schema.ts";

const timestamps = { createdAt: "created_at", updatedAt: "updated_at" };

const cookiePrefix = "campus-commons";
const isSecure = ({ publicUrl }: Config["http"]): boolean => publicUrl.startsWith("https:");

/** The one under which the sign-in library looks for a session. */
export const sessionCookieName = (http: Config["http"]): string =>
  `${isSecure(http) ? "__Secure-" : ""}${cookiePrefix}.session_token`;

const week = 7 * 24 * 3600;

/**
 * The sign-in library: passwords, sessions and API keys are its business. It is called from our own endpoints and never
 * mounted as a router, so that only what we list can be reached.
 */
export const createAuth = (config: Config, db: Kysely<never>) =>
  betterAuth({
    secret: config.authSecret,
    baseURL: config.http.publicUrl,
    database: { db, type: "postgres", transaction: true },
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix,
      database: { generateId: () => randomUUID() },
      useSecureCookies: isSecure(config.http),
    },
    user: { modelName: "person", fields: { emailVerified: "email_verified", ...timestamps } },
    session: {
      modelName: "session",
      expiresIn: week,
      fields: {
        userId: "person_id",
        expiresAt: "expires_at",
        ipAddress: "ip_address",
        userAgent: "user_agent",
        ...timestamps,
      },
    },
    account: {
      modelName: "credential",
      fields: {
        userId: "person_id",
        accountId: "account_id",
        providerId: "provider_id",
        accessToken: "access_token",
        refreshToken: "refresh_token",
        idToken: "id_token",
        accessTokenExpiresAt: "access_token_expires_at",
        refreshTokenExpiresAt: "refresh_token_expires_at",
        ...timestamps,
      },
    },
    verification: { fields: { expiresAt: "expires_at", ...timestamps } },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    plugins: [
      username({
        minUsernameLength: 3,
        maxUsernameLength: 40,
        usernameValidator: (value) => /^[a-z0-9][a-z0-9._-]*$/i.test(value),
        schema: { user: { fields: { displayUsername: "display_username" } } },
      }),
      apiKey({
        defaultPrefix: "cc_",
        maximumNameLength: apiKeyNameLength,
        rateLimit: { enabled: false },
        schema: {
          apikey: {
            modelName: "api_key",
            fields: {
              configId: "config_id",
              referenceId: "reference_id",
              refillInterval: "refill_interval",
              refillAmount: "refill_amount",
              lastRefillAt: "last_refill_at",
              rateLimitEnabled: "rate_limit_enabled",
              rateLimitTimeWindow: "rate_limit_time_window",
              rateLimitMax: "rate_limit_max",
              requestCount: "request_count",
              lastRequest: "last_request",
              expiresAt: "expires_at",
              ...timestamps,
            },
          },
        },
      }),
    ],
  });

export type Auth = ReturnType<typeof createAuth>;
