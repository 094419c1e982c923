package dev.ringkernel.runtime.mutants;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.RingContext;
import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;
import dev.ringkernel.api.Shared;
import dev.ringkernel.device.Barrier;
import dev.ringkernel.device.Grid;

/** Checks what it receives: its content, whole and in order. */
final class Checker {
  /** A message of one line. */
  @RingMessage
  record Small(long number, long twice) {}

  /** A message of two lines; word {@code i} is a function of its number. */
  @RingMessage
  record Large(
      long number, long a, long b, long c, long d, long e, long f, long g, long h, long i) {}

  /** Asks for so many messages to be sent on. */
  @RingMessage
  record Send(ActorRef<?> to, long first, int count, boolean large) {}

  /** Asks for so many messages to itself, and one to another behind them. */
  @RingMessage
  record Fill(ActorRef<?> self, int count, ActorRef<?> then) {}

  /** What was received. */
  @RingMessage
  record Seen(long count, long wrong, long gaps) {}

  @RingMessage
  record Ask(long number) {}

  @RingMessage
  record Together(int seed) {}

  @RingMessage
  record Divide(int by) {}

  /**
   * Divides by zero in lane {@code faulty}; lanes from {@code leaves} on are gone before that.
   * Sends a message where no lane has failed.
   */
  @RingMessage
  record Apart(int faulty, int leaves, ActorRef<?> to, long number) {}

  /** Goes round so often. */
  @RingMessage
  record Busy(int rounds) {}

  @RingMessage
  record Sum(long value) {}

  private static final long MARK = 0x5ca1ab1e_0ddba11L;

  /** Not zero from the start: a state whose image came late is noticed. */
  private long mark = MARK;

  private long expected;
  private long count;
  private long wrong;
  private long gaps;

  static Large large(long n) {
    return new Large(n, n + 1, 3 * n, ~n, n << 3, n ^ 5, 7 - n, n * n, -n, n | 1);
  }

  static boolean isRight(Large m) {
    long n = m.number();
    return m.a() == n + 1
        && m.b() == 3 * n
        && m.c() == ~n
        && m.d() == n << 3
        && m.e() == (n ^ 5)
        && m.f() == 7 - n
        && m.g() == n * n
        && m.h() == -n
        && m.i() == (n | 1);
  }

  private void received(long number, boolean right) {
    count++;
    if (!right || mark != MARK) {
      wrong++;
    }
    if (number != expected) {
      gaps++;
    }
    expected = number + 1;
  }

  @RingKernel
  void small(Small m) {
    received(m.number(), m.twice() == 2 * m.number());
  }

  @RingKernel
  void large(Large m) {
    received(m.number(), isRight(m));
  }

  @RingKernel
  void send(Send m, RingContext ctx) {
    for (int k = 0; k < m.count(); k++) {
      long n = m.first() + k;
      if (m.large()) {
        ctx.send(m.to(), new Large(n, n + 1, 3 * n, ~n, n << 3, n ^ 5, 7 - n, n * n, -n, n | 1));
      } else {
        ctx.send(m.to(), new Small(n, 2 * n));
      }
    }
  }

  @RingKernel
  void fill(Fill m, RingContext ctx) {
    for (int k = 0; k < m.count(); k++) {
      ctx.send(m.self(), new Small(k, 2L * k));
    }
    ctx.send(m.then(), new Small(0, 0));
  }

  @RingKernel
  Large ask(Ask m) {
    long n = m.number();
    return new Large(n, n + 1, 3 * n, ~n, n << 3, n ^ 5, 7 - n, n * n, -n, n | 1);
  }

  @RingKernel
  Seen seen(Sum m) {
    return new Seen(count, wrong, gaps);
  }

  @RingKernel
  Sum divide(Divide m) {
    return new Sum(1000 / m.by());
  }

  @RingKernel
  void busy(Busy m) {
    for (int i = 0; i < m.rounds(); i++) {
      mark ^= i & 1;
      mark ^= i & 1;
    }
  }

  @RingKernel(threads = 128)
  Sum apart(Apart m, RingContext ctx, @Shared(128) int[] tile) {
    int t = Grid.threadIdxX();
    if (t >= m.leaves()) {
      return new Sum(0);
    }
    tile[t] = 1000 / (t - m.faulty());
    Barrier.sync();
    if (t == 0) {
      ctx.send(m.to(), new Small(m.number(), 2 * m.number()));
    }
    return new Sum(Barrier.syncCount(tile[(t + 1) % m.leaves()] != 0));
  }

  @RingKernel(threads = 128)
  Sum together(Together m, @Shared(128) long[] tile) {
    int t = Grid.threadIdxX();
    tile[t] = (long) m.seed() * t;
    Barrier.sync();
    for (int s = 64; s > 0; s >>= 1) {
      if (t < s) {
        tile[t] += tile[t + s];
      }
      Barrier.sync();
    }
    return new Sum(tile[0]);
  }
}
