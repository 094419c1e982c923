package dev.ringkernel.ptx.sim;

/** An instruction whose result depends on where the thread, its block or its stack is. */
sealed interface Move extends Op {

  /** Copies a register. */
  record Copy(int d, int a) implements Move {
    @Override
    public int step(Lane t, int pc) {
      t.r[d] = t.r[a];
      return pc + 1;
    }
  }

  /** Copies 128 bits, in two registers each. */
  record Wide(int low, int high, int a, int b) implements Move {
    @Override
    public int step(Lane t, int pc) {
      long first = t.r[a];
      long second = t.r[b];
      t.r[low] = first;
      t.r[high] = second;
      return pc + 1;
    }
  }

  /** The address of a variable in the block's shared memory. */
  record SharedAddress(int d, int offset) implements Move {
    @Override
    public int step(Lane t, int pc) {
      t.r[d] = t.sharedStart + offset;
      return pc + 1;
    }
  }

  /**
   * The address of something in the frame.
   *
   * @param window what is added: 0 for the address within local memory
   */
  record FrameAddress(int d, int offset, long window) implements Move {
    @Override
    public int step(Lane t, int pc) {
      t.r[d] = window + t.frame + offset;
      return pc + 1;
    }
  }

  /** The address of a parameter of the kernel. */
  record ArgumentAddress(int d, int offset) implements Move {
    @Override
    public int step(Lane t, int pc) {
      t.r[d] = t.block.launch.arguments + offset;
      return pc + 1;
    }
  }

  /** A special register. */
  record Special(int d, Reading reading) implements Move {
    @Override
    public int step(Lane t, int pc) {
      t.r[d] = reading.of(t);
      return pc + 1;
    }
  }

  /** A special register that counts time. */
  record Time(int d, Reading reading) implements Move {
    @Override
    public int step(Lane t, int pc) {
      if (!t.clockIsExact && t.block.launch.countsSteps()) {
        t.clockIsExact = true;
        return ~pc;
      }
      t.clockIsExact = false;
      t.r[d] = reading.of(t);
      return t.polled(pc + 1);
    }
  }

  /** Between a generic address and one within shared or local memory. */
  record Convert(int d, int a, long plus, long mask) implements Move {
    @Override
    public int step(Lane t, int pc) {
      t.r[d] = (t.r[a] & mask) + plus;
      return pc + 1;
    }
  }

  /** Whether a generic address is of a state space. */
  record IsSpace(int d, int a, AddressSpace space) implements Move {
    @Override
    public int step(Lane t, int pc) {
      t.r[d] = space.holds(t, t.r[a]) ? 1 : 0;
      return pc + 1;
    }
  }

  /**
   * The address of the same variable in another block of the cluster.
   *
   * @param generic whether the address is a generic one
   */
  record MapToRank(int d, int a, int rank, boolean generic) implements Move {
    @Override
    public int step(Lane t, int pc) {
      long address = t.r[a];
      long wanted = t.r[rank];
      if (generic && !Windows.isShared(address)) {
        throw new LaneFault(
            SimFault.Kind.ILLEGAL_ADDRESS,
            address,
            "mapa of 0x" + Long.toHexString(address) + ", which is no address of shared memory");
      }
      if (t.block.cluster.block(wanted) == null) {
        throw new LaneFault(
            SimFault.Kind.ILLEGAL_INSTRUCTION,
            "mapa to rank " + wanted + " of a cluster of " + t.block.cluster.blocks().length);
      }
      long offset = address & (1L << Windows.RANK_SHIFT) - 1;
      t.r[d] = (generic ? Windows.SHARED : 0) | wanted << Windows.RANK_SHIFT | offset;
      return pc + 1;
    }
  }

  /** The rank of the block that an address of shared memory belongs to. */
  record RankOf(int d, int a, boolean generic) implements Move {
    @Override
    public int step(Lane t, int pc) {
      long address = t.r[a];
      if (generic && !Windows.isShared(address)) {
        throw new LaneFault(
            SimFault.Kind.ILLEGAL_ADDRESS,
            address,
            "getctarank of 0x"
                + Long.toHexString(address)
                + ", which is no address of shared memory");
      }
      t.r[d] = Windows.within(address) >>> Windows.RANK_SHIFT;
      return pc + 1;
    }
  }

  /** The end of the stack. */
  record StackSave(int d) implements Move {
    @Override
    public int step(Lane t, int pc) {
      t.r[d] = t.top;
      return pc + 1;
    }
  }

  /** Back to an end of the stack that was saved. */
  record StackRestore(int a) implements Move {
    @Override
    public int step(Lane t, int pc) {
      long to = t.r[a];
      if (to < t.frame || to > t.top) {
        throw new LaneFault(
            SimFault.Kind.ILLEGAL_INSTRUCTION,
            "stackrestore to byte " + to + ", outside the frame from " + t.frame + " to " + t.top);
      }
      t.top = (int) to;
      return pc + 1;
    }
  }

  /** Memory on the stack. */
  record Alloca(int d, int bytes, int align) implements Move {
    @Override
    public int step(Lane t, int pc) {
      long size = t.r[bytes];
      long start = (t.top + align - 1L) & -align;
      if (size < 0 || size > t.localBytes - start) {
        throw new LaneFault(
            SimFault.Kind.STACK_OVERFLOW,
            "alloca of "
                + size
                + " bytes at byte "
                + start
                + " of the thread's "
                + t.localBytes
                + "; give threads a larger stack");
      }
      t.top = (int) (start + size);
      t.r[d] = start;
      return pc + 1;
    }
  }
}
