import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { redisUp } from '../telemetry/metrics.ts';

const longestPauseMs = 1000;

/**
 * Opens the Redis that nodes share state in. It connects in the background and again after each loss. Until then
 * each use fails at once, so that a Redis that is down or hangs delays nobody. Each use decides what happens then.
 * A connection that subscribes is one of its own: `redis.duplicate()`.
 */
export function openRedis(url: string, log: Pick<Logger, 'info' | 'warn'>): Redis {
  const redis = new Redis(url, {
    connectionName: 'group-gateway',
    connectTimeout: 2000,
    commandTimeout: 500,
    socketTimeout: 1000,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    retryStrategy: (attempt) => Math.min(attempt * 100, longestPauseMs),
  });
  let lost = false;
  redisUp.set(0);
  redis.on('close', () => redisUp.set(0));
  redis.on('error', ({ message, code }: Error & { code?: string }) => {
    // Each attempt to connect fails, and the error's other members hold the command that did, with the password in it.
    if (!lost) log.warn({ reason: message || code }, 'Redis cannot be reached: continuing without it');
    lost = true;
  });
  redis.on('ready', () => {
    redisUp.set(1);
    if (lost) log.info('Redis is back');
    lost = false;
  });
  return redis;
}
