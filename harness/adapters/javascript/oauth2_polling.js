// SPDX-License-Identifier: Apache-2.0
// A clock for libraries that sleep between requests: sleeping takes no time, and how long they meant to is noted.
'use strict';

const { Skip } = require('./adapter');
const { toResponse } = require('./oauth2');

/** Seconds since the start; what is due by then is aborted. */
class Clock {
  now = 0;
  deadlines = [];

  advance(seconds) {
    this.now += seconds;
    this.deadlines.filter(({ at }) => at <= this.now).forEach(({ controller }) => {
      controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    });
    this.deadlines = this.deadlines.filter(({ at }) => at > this.now);
  }

  timeout(milliseconds) {
    const controller = new AbortController();
    this.deadlines.push({ at: this.now + milliseconds / 1000, controller });
    return controller.signal;
  }
}

/** Runs `action(clock)` with timers that go by the clock: whoever sets one sleeps, for nothing else runs meanwhile. */
async function withClock(action) {
  const clock = new Clock();
  const { setTimeout } = globalThis;
  const { timeout } = AbortSignal;
  globalThis.setTimeout = (callback, milliseconds) => {
    clock.advance(milliseconds / 1000);
    return setImmediate(callback);
  };
  AbortSignal.timeout = (milliseconds) => clock.timeout(milliseconds);
  try {
    return await action(clock);
  } finally {
    globalThis.setTimeout = setTimeout;
    AbortSignal.timeout = timeout;
  }
}

/** The wire of oauth2.device_poll: it answers with the sequence, one by one, and notes how long the library slept before each. */
class PollWire {
  slept = [];

  constructor(clock, { start, sequence }) {
    let last = 0;
    this.fetch = async () => {
      this.slept.push(clock.now - last);
      const item = sequence[this.slept.length - 1];
      if (item === undefined) {
        throw new Error('the end of the sequence');
      }
      clock.advance(Math.max(0, item.at - start - clock.now));
      last = clock.now;
      return toResponse(item.response);
    };
  }

  /** What the library did after each response but the last, before whatever it did then. */
  actions(end) {
    const waits = this.slept.slice(1).map((seconds, index) => ({ action: 'wait', seconds, slower: seconds > this.slept[index] }));
    return end ? [...waits, end] : waits;
  }
}

/** Asks `polling(wire)` to poll, which gives what ended it: null where it would have gone on after the sequence. */
async function devicePoll(asked, polling) {
  if (asked.sequence.some(({ timeout }) => timeout)) {
    throw new Skip('going on after a connection that timed out: that ends its polling');
  }
  if (asked.interval > 86400) {
    throw new Skip(`an interval of ${asked.interval} seconds: it counts them in steps of five`);
  }
  return withClock(async (clock) => {
    const wire = new PollWire(clock, asked);
    const end = await polling(wire);
    return { out: wire.actions(wire.slept.length > asked.sequence.length ? null : end) };
  });
}

module.exports = { devicePoll, withClock };
