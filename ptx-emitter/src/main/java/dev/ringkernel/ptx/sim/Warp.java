package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.check.Agent;
import dev.ringkernel.ptx.sim.check.Races;
import dev.ringkernel.ptx.sim.check.Rendezvous;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** 32 lanes of a block, or fewer in its last warp, and where they meet. Lane sets are bit masks. */
final class Warp {

  /** Lanes that wait for each other at one kind of instruction with one member mask. */
  private static final class Party {
    int kind;
    int mask;
    int arrived;
  }

  /**
   * After so many turns of the warp, lanes that gather no longer wait for those that still run: one
   * may be spinning until another comes out of the gathering.
   */
  private static final int PATIENCE = 8;

  final Block block;
  final int index;
  final Lane[] lanes;
  final int all;

  /** Lanes that have not exited. */
  int alive;

  /** Lanes that can run. */
  int ready;

  int sleeping;
  int gathering;

  /** The lane that ran last, for those who go in order. */
  int last = 31;

  /** For instructions that read all lanes before they write any. */
  final long[] scratch = new long[32];

  private int waited;
  private Party[] parties = {};
  private int meeting;

  Warp(Block block, int index, int count) {
    this.block = block;
    this.index = index;
    this.lanes = new Lane[count];
    this.all = count == 32 ? -1 : (1 << count) - 1;
    for (int i = 0; i < count; i++) {
      lanes[i] = new Lane(block, this, index * 32 + i);
    }
  }

  void start() {
    alive = all;
    ready = all;
    sleeping = 0;
    gathering = 0;
    last = 31;
    waited = 0;
    meeting = 0;
  }

  /** A lane comes to an instruction with a member mask. */
  int arrive(Lane t, Masked op, int mask, int pc) {
    if ((mask & t.bit) == 0) {
      throw new LaneFault(
          SimFault.Kind.ILLEGAL_INSTRUCTION,
          "lane " + t.id + " is not in its own member mask 0x" + Integer.toHexString(mask));
    }
    t.waitAt(op, Lane.State.MEETING, mask, pc);
    int at = party(op.kind(), mask);
    parties[at].arrived |= t.bit;
    return hold(at) ? pc + 1 : ~pc;
  }

  private int party(int kind, int mask) {
    for (int i = 0; i < meeting; i++) {
      if (parties[i].kind == kind && parties[i].mask == mask) {
        return i;
      }
    }
    if (meeting == parties.length) {
      parties = Arrays.copyOf(parties, meeting + 2);
      parties[meeting] = new Party();
      parties[meeting + 1] = new Party();
    }
    Party party = parties[meeting];
    party.kind = kind;
    party.mask = mask;
    party.arrived = 0;
    return meeting++;
  }

  /** Executes what a party waits for, if it is complete. */
  private boolean hold(int at) {
    Party party = parties[at];
    if ((party.mask & alive & ~party.arrived) != 0) {
      return false;
    }
    parties[at] = parties[--meeting];
    parties[meeting] = party;
    meet(party.arrived);
    return true;
  }

  private void meet(int who) {
    Lane first = lanes[Integer.numberOfTrailingZeros(who)];
    if (!(first.waitsAt instanceof Meeting op)) {
      throw new IllegalStateException("lane " + first.index + " waits at " + first.waitsAt);
    }
    op.meet(this, who);
    BlockChecks checks = block.checksOrNull();
    if (checks != null) {
      met(checks, op, who);
    }
    for (int left = who; left != 0; left &= left - 1) {
      Lane t = lanes[Integer.numberOfTrailingZeros(left)];
      t.release(t.pc + 1);
    }
  }

  /** Of what lanes do together, only {@code bar.warp.sync} orders memory. */
  private void met(BlockChecks checks, Meeting op, int who) {
    checks.checker.stuck().changed();
    if (op instanceof WarpSync) {
      Races races = checks.checker.races();
      Rendezvous all = new Rendezvous();
      List<Agent> agents = new ArrayList<>();
      for (int left = who; left != 0; left &= left - 1) {
        Agent agent = lanes[Integer.numberOfTrailingZeros(left)].watched();
        agents.add(agent);
        races.arrive(all, agent);
      }
      races.complete(all, who == alive ? Rendezvous.Whole.WARPS : Rendezvous.Whole.LANES, agents);
    }
  }

  /** A lane ends; whoever waited for it only, goes on. */
  void exit(Lane t) {
    t.state = Lane.State.EXITED;
    BlockChecks checks = block.checksOrNull();
    if (checks != null) {
      checks.checker.stuck().changed();
    }
    alive &= ~t.bit;
    ready &= ~t.bit;
    for (int i = meeting - 1; i >= 0; i--) {
      hold(i);
    }
  }

  /** Lets the lanes that gather go on, if nobody else can come; says whether it did. */
  boolean gather() {
    if (gathering == 0 || ((ready | sleeping) != 0 && ++waited < PATIENCE)) {
      return false;
    }
    waited = 0;
    while (gathering != 0) {
      Lane first = lanes[Integer.numberOfTrailingZeros(gathering)];
      int who = 0;
      for (int left = gathering; left != 0; left &= left - 1) {
        Lane t = lanes[Integer.numberOfTrailingZeros(left)];
        who |= t.convergedWith(first) ? t.bit : 0;
      }
      gathering &= ~who;
      meet(who);
    }
    return true;
  }

  /** Wakes the lanes whose time has come. */
  void wake(long now) {
    for (int left = sleeping; left != 0; left &= left - 1) {
      Lane t = lanes[Integer.numberOfTrailingZeros(left)];
      if (t.waitsFor - now <= 0) {
        sleeping &= ~t.bit;
        t.release(t.pc);
      }
    }
  }
}
